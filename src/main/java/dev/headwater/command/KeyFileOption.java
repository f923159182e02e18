package dev.headwater.command;

import dev.headwater.access.KeyFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which file of keys. */
final class KeyFileOption {
    @Option(
            names = "--file",
            paramLabel = "FILE",
            defaultValue = "keys.txt",
            description = "The file of keys that serve --keys names (default: ${DEFAULT-VALUE})")
    Path file = Path.of("keys.txt");

    KeyFile keys() {
        return new KeyFile(file);
    }
}
