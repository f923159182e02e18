package dev.headwater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.headwater.rules.RuleFiles;
import dev.headwater.rules.RuleSet;
import dev.headwater.rules.RuleSetLoader;
import dev.headwater.scenario.RunResult;
import dev.headwater.scenario.Scenario;
import dev.headwater.scenario.ScenarioFile;
import dev.headwater.scenario.ScenarioFlaw;
import dev.headwater.scenario.ScenarioPaths;
import dev.headwater.scenario.ScenarioResult;
import dev.headwater.scenario.ScenarioRun;
import dev.headwater.table.Flaw;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The scenarios of {@code test-scenarios}, each a test with a link to its line, against the rules of {@code rules}. */
class ScenariosTest {
    private static RuleSet rules;

    @BeforeAll
    static void loadTheRules() {
        List<Flaw> flaws = new ArrayList<>();
        rules = RuleSetLoader.load(RuleFiles.in(Path.of("rules"), flaws), flaws).orThrow();
    }

    @AfterAll
    static void closeTheRules() {
        rules.close();
    }

    @TestFactory
    Stream<DynamicNode> scenarios() throws IOException {
        List<Path> files = ScenarioPaths.under(List.of(Path.of("test-scenarios")));
        assertThat(files).as("scenario files").isNotEmpty();
        ScenarioRun run = new ScenarioRun(rules, System::nanoTime);
        return files.stream().map(file -> suite(file, run));
    }

    @Test
    void everyShippedRowIsReachedByAScenario() throws IOException {
        List<ScenarioFile> files = new ArrayList<>();
        for (Path path : ScenarioPaths.under(List.of(Path.of("test-scenarios")))) {
            if (ScenarioFile.read(path.toString(), Files.readAllBytes(path)) instanceof ScenarioFile.Read read) {
                files.add(read.file());
            }
        }
        RunResult run = new ScenarioRun(rules, System::nanoTime).run(files, scenario -> true);
        assertThat(new ScenarioRun(rules, System::nanoTime).coverage(run))
                .allSatisfy(coverage -> assertThat(coverage.unreached())
                        .as(
                                "rows of %s that no scenario reaches",
                                coverage.table().name())
                        .isEmpty());
    }

    private static DynamicNode suite(Path path, ScenarioRun run) {
        ScenarioFile.Reading reading;
        try {
            reading = ScenarioFile.read(path.toString(), Files.readAllBytes(path));
        } catch (IOException e) {
            return dynamicTest(path.toString(), path.toUri(), () -> fail("cannot be read", e));
        }
        if (reading instanceof ScenarioFile.Refused refused) {
            return dynamicTest(
                    path.toString(),
                    path.toUri(),
                    () -> assertThat(refused.flaws()).as("flaws of the file").isEmpty());
        }
        ScenarioFile file = ((ScenarioFile.Read) reading).file();
        List<ScenarioFlaw> unknown = run.flaws(List.of(file));
        if (!unknown.isEmpty()) {
            return dynamicTest(
                    path.toString(),
                    path.toUri(),
                    () -> assertThat(unknown)
                            .as("names that the rules do not have")
                            .isEmpty());
        }
        Stream<DynamicTest> tests = file.scenarios().stream()
                .map(scenario ->
                        dynamicTest(scenario.name(), line(path, scenario), () -> check(path, run.run(scenario))));
        return dynamicContainer(file.suite(), path.toUri(), tests);
    }

    private static URI line(Path path, Scenario scenario) {
        return URI.create(path.toUri() + "?line=" + scenario.place().line() + "&column="
                + scenario.place().column());
    }

    private static void check(Path path, ScenarioResult result) {
        if (result.verdict() instanceof ScenarioResult.Broken broken) {
            throw broken.trouble();
        }
        if (result.verdict() instanceof ScenarioResult.Failed failed) {
            fail(failed.mismatches().stream()
                    .map(mismatch -> mismatch.told(path.toString()))
                    .collect(Collectors.joining("\n")));
        }
    }
}
