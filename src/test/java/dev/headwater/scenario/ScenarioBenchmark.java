package dev.headwater.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long 10,000 scenarios take once the machine is warm: the shipped suites, repeated as often as that needs. Not a test;
 * run its main with the test class path, from the folder that holds {@code rules/} and {@code test-scenarios/}.
 *
 * <p>Times are those of a clock on the wall, as QA people wait for it, on all processors.
 */
final class ScenarioBenchmark {
    private static final int SCENARIOS = 10_000;
    private static final int ROUNDS = 3;

    private ScenarioBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        List<ScenarioFile> files = files();
        ScenarioRun line = ShippedRules.line();
        tell("warm-up", line.run(files, scenario -> true));
        for (int round = 1; round <= ROUNDS; round++) {
            tell("round " + round, line.run(files, scenario -> true));
        }
        long start = System.nanoTime();
        line.coverage(line.run(files, scenario -> true));
        System.out.printf(Locale.ROOT, "with coverage: %.2f s%n", (System.nanoTime() - start) / 1e9);
        start = System.nanoTime();
        files();
        System.out.printf(Locale.ROOT, "reading the files: %.2f s%n", (System.nanoTime() - start) / 1e9);
        ShippedRules.RULES.close();
    }

    private static void tell(String what, RunResult run) {
        System.out.printf(
                Locale.ROOT,
                "%s: %,d scenarios (%,d passed, %,d failed) in %.2f s, %,d a second%n",
                what,
                run.results().count(),
                run.passed(),
                run.failed(),
                run.took().toNanos() / 1e9,
                run.perSecond());
    }

    /** The shipped suites again and again, the last repetition cut off. */
    private static List<ScenarioFile> files() throws IOException {
        List<Path> paths = ScenarioPaths.under(List.of(Path.of("test-scenarios")));
        List<ScenarioFile> files = new ArrayList<>();
        for (int count = 0; ; ) {
            for (Path path : paths) {
                ScenarioFile.Reading reading = ScenarioFile.read(path.toString(), Files.readAllBytes(path));
                if (reading instanceof ScenarioFile.Read read) {
                    int room = SCENARIOS - count;
                    List<Scenario> scenarios = read.file().scenarios();
                    List<Scenario> taken = scenarios.subList(0, Math.min(room, scenarios.size()));
                    files.add(new ScenarioFile(read.file().file(), read.file().suite(), taken));
                    count += taken.size();
                    if (count == SCENARIOS) {
                        return files;
                    }
                }
            }
            if (count == 0) {
                throw new IllegalStateException("there are no scenarios under "
                        + Path.of("test-scenarios").toAbsolutePath());
            }
        }
    }
}
