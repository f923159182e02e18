package dev.headwater.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json", ".csv", ".xlsx");

    private ScenarioPaths() {}

    /**
     * The scenario files among some places: a file is taken as it is, a folder is searched through and through. Folders
     * called {@code broken-…} hold what is meant to be wrong, and are only searched when they are named themselves; .csv
     * files without the word "scenario" and without an {@code expect.} column are somebody else's.
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
                inside.filter(path -> Files.isRegularFile(path)
                                && isScenarioFile(path)
                                && !isBroken(place, path)
                                && !isOtherTable(path))
                        .sorted()
                        .forEach(found::add);
            }
        }
        return new ArrayList<>(found);
    }

    /** Whether a file is one of scenarios by its name; labelled answers ({@code .answers.csv}) are scored, not run. */
    public static boolean isScenarioFile(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && !name.startsWith("~$")
                && !name.endsWith(".schema.json")
                && !name.endsWith(".answers.csv")
                && ENDINGS.stream().anyMatch(name::endsWith);
    }

    /** A .csv file may hold anything; one that neither opens like scenarios nor expects anything is not ours. */
    private static boolean isOtherTable(Path path) {
        if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            String top = new String(in.readNBytes(4_096), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
            return !top.contains("scenario") && !top.contains("expect.");
        } catch (IOException e) {
            // Reading it for good will say so better.
            return false;
        }
    }

    private static boolean isBroken(Path place, Path path) {
        for (Path step : place.relativize(path)) {
            if (step.toString().startsWith("broken-")) {
                return true;
            }
        }
        return false;
    }
}
