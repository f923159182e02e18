package dev.headwater.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds scenario files. */
public final class ScenarioPaths {
    private ScenarioPaths() {}

    /**
     * The scenario files among some places: a file is taken as it is, a folder is searched through and through for
     * .yaml and .yml files.
     *
     * @return each once, in the order of the places and, within a folder, of the names
     * @throws IOException if a folder cannot be read
     */
    public static List<Path> under(List<Path> places) throws IOException {
        Set<Path> found = new LinkedHashSet<>();
        for (Path place : places) {
            if (!Files.isDirectory(place)) {
                found.add(place);
                continue;
            }
            try (Stream<Path> inside = Files.walk(place)) {
                inside.filter(path -> Files.isRegularFile(path) && isYaml(path))
                        .sorted()
                        .forEach(found::add);
            }
        }
        return new ArrayList<>(found);
    }

    private static boolean isYaml(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }
}
