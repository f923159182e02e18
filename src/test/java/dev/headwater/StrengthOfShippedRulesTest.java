package dev.headwater;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.rules.RuleFiles;
import dev.headwater.rules.RuleSet;
import dev.headwater.rules.RuleSetLoader;
import dev.headwater.scenario.Scenario;
import dev.headwater.scenario.ScenarioFile;
import dev.headwater.scenario.ScenarioPaths;
import dev.headwater.scenario.Strength;
import dev.headwater.scenario.StrengthRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shipped scenarios guard the shipped rules: whatever small change is made to a table, one of them fails. */
class StrengthOfShippedRulesTest {

    @Test
    void everySmallChangeToAShippedTableIsNoticedByAShippedScenario() throws IOException {
        Strength strength;
        try (RuleSet rules = RuleSetLoader.load(RuleFiles.in(Path.of("rules"), new ArrayList<>()))
                .orThrow()) {
            strength = new StrengthRun(rules, scenarios(), System::nanoTime).run(tried -> {});
        }

        assertThat(survivors(strength))
                .as("changes that no scenario notices, each with one that would")
                .isEmpty();
        assertThat(strength.mutants()).isGreaterThan(3_000);
        assertThat(strength.killed())
                .as("changes that were noticed, of all that some lead could tell")
                .isEqualTo(strength.mutants() - strength.equivalent())
                .isGreaterThan(strength.equivalent());
    }

    private static List<Scenario> scenarios() throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        for (Path path : ScenarioPaths.under(List.of(Path.of("test-scenarios")))) {
            if (ScenarioFile.read(path.toString(), Files.readAllBytes(path)) instanceof ScenarioFile.Read read) {
                scenarios.addAll(read.file().scenarios());
            }
        }
        return scenarios;
    }

    private static List<String> survivors(Strength strength) {
        return strength.tables().stream()
                .flatMap(table -> table.survivors().stream())
                .map(survivor -> survivor.mutant().place() + " ("
                        + survivor.mutant().row() + ") " + survivor.mutant().told() + "\n" + survivor.suggestion())
                .toList();
    }
}
