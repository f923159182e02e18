package dev.headwater.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rules a command takes. */
final class RulesOption {
    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description =
                    "The folder that holds the rules. Without it: rules/ in the working directory if there is one,"
                            + " else the rules that came with the jar")
    @Nullable
    Path folder;
}
