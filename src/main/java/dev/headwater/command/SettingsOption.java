package dev.headwater.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where else settings come from. Read before the command line is, so that its values are there when that is read. */
final class SettingsOption {
    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description =
                    "A file with settings, one a line, such as max-body = 2MB. A name that is no setting is refused"
                            + " (default: no file)")
    private @Nullable Path file;
}
