package dev.headwater.command;

import dev.headwater.access.ApiKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code key list}: the keys of a file; what is told of each lets nobody in. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the keys of the file: id, roles, when they expire, and their notes.",
        optionListHeading = "%nOptions:%n")
final class KeyList implements Callable<Integer> {
    private final InstantSource clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private KeyFileOption file = new KeyFileOption();

    KeyList(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        for (ApiKey key : file.keys().keys()) {
            out.println(key.id() + "  " + ApiKey.words(key.roles()) + "  " + ending(key.expires(), clock.instant())
                    + (key.note() == null ? "" : "  # " + key.note()));
        }
        out.flush();
        return ExitCode.FINE;
    }

    private static String ending(@Nullable Instant expires, Instant now) {
        if (expires == null) {
            return "does not expire";
        }
        return (expires.isAfter(now) ? "expires " : "expired ") + expires;
    }
}
