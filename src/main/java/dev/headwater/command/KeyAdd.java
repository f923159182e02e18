package dev.headwater.command;

import dev.headwater.access.ApiKey;
import dev.headwater.access.KeyFile;
import dev.headwater.access.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code key add}: makes a key, and tells its secret this once. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a key, and adds it to the file: all but the secret, which goes to standard output and is kept nowhere."
        },
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class KeyAdd implements Callable<Integer> {
    private final InstantSource clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "ID",
            converter = Id.class,
            description = "Names the key in logs and in the file: letters, digits, . - _")
    private String id = "";

    @Option(
            names = "--roles",
            paramLabel = "ROLES",
            required = true,
            converter = Roles.class,
            description = "What its holder may do: tell, resolve, read, edit or admin; several with commas between")
    private Set<Role> roles = Set.of();

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "When it ends to open anything: 90d, 2027-01-01 or 2027-01-01T12:00:00Z (default: never)")
    private @Nullable String expires;

    @Option(names = "--note", paramLabel = "TEXT", description = "What it is for, for those who read the file")
    private @Nullable String note;

    @Mixin
    private KeyFileOption file = new KeyFileOption();

    KeyAdd(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        Instant until =
                expires == null ? null : Values.until(spec.commandLine(), "--expires", expires, clock.instant());
        KeyFile.Made made = file.keys().add(id, roles, until, note);
        PrintWriter err = spec.commandLine().getErr();
        err.println("Added \"" + id + "\" (" + ApiKey.words(roles) + (until == null ? "" : ", expires " + until)
                + ") to " + file.file + ". Its secret is told this once:");
        err.flush();
        spec.commandLine().getOut().println(made.secret());
        spec.commandLine().getOut().flush();
        return ExitCode.FINE;
    }

    /** The id of a key. */
    static final class Id implements ITypeConverter<String> {
        @Override
        public String convert(String written) {
            if (!ApiKey.isId(written)) {
                throw new TypeConversionException(
                        "\"" + written + "\" cannot be the id of a key: up to 64 letters, digits,"
                                + " . - _, the first a letter or a digit");
            }
            return written;
        }
    }

    /** Roles with commas between. */
    static final class Roles implements ITypeConverter<Set<Role>> {
        @Override
        public Set<Role> convert(String written) {
            Set<Role> roles = EnumSet.noneOf(Role.class);
            for (String word : written.split(",", -1)) {
                roles.add(Role.ofKey(word.strip().toLowerCase(Locale.ROOT))
                        .orElseThrow(() -> new TypeConversionException(
                                "\"" + word.strip() + "\" is not a role: tell, resolve, read, edit or admin")));
            }
            return roles;
        }
    }
}
