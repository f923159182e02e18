package dev.headwater.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Rule folders on disk, as the map that {@link RuleBook#read} takes. */
final class RuleFolders {
    static final Path BROKEN = Path.of("test-scenarios", "broken-rules");

    private RuleFolders() {}

    /** The files below a folder, by their path relative to it. */
    static Map<String, byte[]> read(Path folder) {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** A small rule set with nothing wrong with it. */
    static Map<String, byte[]> base() {
        return read(BROKEN.resolve("base"));
    }
}
