package dev.headwater;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Settings as the environment has them: {@code HEADWATER_MAX_BODY} stands for the option {@code --max-body} of
 * {@code serve}; {@code HEADWATER_RULES}, {@code HEADWATER_PROFILE} and {@code HEADWATER_ENGINEER_TABLES} for
 * {@code --rules}, {@code --profile} and {@code --engineer-tables} wherever rules are read. What each means and which value
 * is shipped stands at the option. The command line wins over the environment, and both over what is shipped.
 *
 * @param environment the process's variables
 */
record Settings(Map<String, String> environment) implements IDefaultValueProvider {
    private static final String PREFIX = "HEADWATER_";
    private static final Set<String> EVERYWHERE = Set.of("--rules", "--profile", "--engineer-tables");
    private static final String SERVE = "serve";

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        String variable = variable(argument);
        return variable == null ? null : environment.get(variable);
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
}
