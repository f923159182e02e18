package dev.headwater;

import dev.headwater.table.Nearest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Settings as the environment and a file have them: {@code HEADWATER_MAX_BODY}, or {@code max-body} in the file that
 * {@code --settings} names, stands for the option {@code --max-body} of {@code serve}; {@code HEADWATER_RULES},
 * {@code HEADWATER_PROFILE} and {@code HEADWATER_ENGINEER_TABLES} for {@code --rules}, {@code --profile} and
 * {@code --engineer-tables} wherever rules are read. What each means and which value is shipped stands at the option. The
 * command line wins over the environment, that over the file, and all over what is shipped.
 *
 * @param environment the process's variables
 * @param file null where none is named
 * @param onCommandLine the options that the command line has, which nothing else can set
 */
record Settings(Map<String, String> environment, @Nullable SettingsFile file, Set<String> onCommandLine)
        implements IDefaultValueProvider {
    private static final String PREFIX = "HEADWATER_";
    private static final Set<String> EVERYWHERE = Set.of("--rules", "--profile", "--engineer-tables");
    private static final String SERVE = "serve";
    private static final String FILE = "--settings";
    private static final String NOTHING = "nothing";

    /** What Kubernetes sets for a service named headwater, and nobody meant for us. */
    private static final Pattern KUBERNETES =
            Pattern.compile("HEADWATER_(SERVICE_(HOST|PORT(_\\w+)?)|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    /** Of the environment alone. */
    Settings(Map<String, String> environment) {
        this(environment, null, Set.of());
    }

    /**
     * All there are for one run.
     *
     * @param arguments the command line
     * @throws IOException if the file that is named cannot be read, in words for the one who named it
     */
    static Settings of(Map<String, String> environment, String... arguments) throws IOException {
        Set<String> given = new HashSet<>();
        String named = environment.get(variable(FILE));
        for (int i = 0; i < arguments.length && !arguments[i].equals("--"); i++) {
            String[] parts = arguments[i].split("=", 2);
            if (parts[0].startsWith("--")) {
                given.add(parts[0]);
            }
            if (parts[0].equals(FILE)) {
                named = parts.length > 1 ? parts[1] : i + 1 < arguments.length ? arguments[i + 1] : null;
            }
        }
        boolean serves = Arrays.asList(arguments).contains(SERVE);
        SettingsFile file = named == null || named.isBlank() || !serves ? null : SettingsFile.read(Path.of(named));
        return new Settings(environment, file, given);
    }

    /** A value, and where it was set. */
    record Given(String place, String value) {
        /** Whether this is what the parser found wrong. */
        boolean isMeant(@Nullable String wrong) {
            return wrong != null && (value.contains(wrong) || value.isEmpty() && wrong.equals(NOTHING));
        }
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        Given found = given(argument);
        if (found == null) {
            return null;
        }
        // The parser takes an empty value of a flag for "on"; what nobody wrote must not open a door.
        boolean isFlag = argument.arity().max() == 0;
        return isFlag && found.value().isEmpty() ? NOTHING : found.value();
    }

    /** How an option is set, unless by the command line; null where it is not. */
    @Nullable
    Given given(@Nullable ArgSpec argument) {
        String variable = variable(argument);
        if (variable == null
                || !(argument instanceof OptionSpec option)
                || onCommandLine.contains(option.longestName())) {
            return null;
        }
        String value = environment.get(variable);
        if (value != null) {
            return new Given(variable, value);
        }
        String name = option.longestName().substring(2);
        SettingsFile.Entry entry = file == null || option.longestName().equals(FILE) ? null : file.entry(name);
        return file == null || entry == null
                ? null
                : new Given(file.path() + ":" + entry.line() + ": " + name, entry.value());
    }

    /** The variable that sets an option; null where only the command line does. */
    static @Nullable String variable(@Nullable ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        String name = option.longestName();
        return EVERYWHERE.contains(name) || option.command().name().equals(SERVE) ? variable(name) : null;
    }

    private static String variable(String option) {
        return PREFIX + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Everything in the file that is wrong for a service, apart from values. */
    List<String> flaws(CommandSpec serve) {
        if (file == null) {
            return List.of();
        }
        Set<String> names = new TreeSet<>();
        options(serve).forEach(option -> names.add(option.longestName().substring(2)));
        names.remove(FILE.substring(2));
        return file.flaws(names);
    }

    /** What is told of variables that look like ours and are not: whoever set them is waiting for an effect. */
    List<String> strangers(CommandSpec serve) {
        Set<String> known = new TreeSet<>();
        options(serve).forEach(option -> known.add(variable(option.longestName())));
        List<String> told = new ArrayList<>();
        for (String name : new TreeSet<>(environment.keySet())) {
            if (name.startsWith(PREFIX)
                    && !known.contains(name)
                    && !KUBERNETES.matcher(name).matches()) {
                told.add("There is no setting " + name + "." + didYouMean(name, known) + " It changes nothing.");
            }
        }
        return told;
    }

    /** The options of a service that are settings. */
    static List<OptionSpec> options(CommandSpec serve) {
        return serve.options().stream()
                .filter(option -> variable(option) != null)
                .toList();
    }

    /** The known name that was most likely meant, as a question; empty where none is near. */
    static String didYouMean(String name, Collection<String> known) {
        return Nearest.to(name, known)
                .map(one -> " Did you mean \"" + one + "\"?")
                .orElse("");
    }
}
