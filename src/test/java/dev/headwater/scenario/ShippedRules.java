package dev.headwater.scenario;

import dev.headwater.rules.RuleFiles;
import dev.headwater.rules.RuleSet;
import dev.headwater.rules.RuleSetLoader;
import dev.headwater.table.Flaw;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rules as shipped, built once for all tests of this room, and files of scenarios to run against them. */
final class ShippedRules {
    static final RuleSet RULES = load();

    private ShippedRules() {}

    private static RuleSet load() {
        List<Flaw> flaws = new ArrayList<>();
        return RuleSetLoader.load(RuleFiles.in(Path.of("rules"), flaws), flaws).orThrow();
    }

    static ScenarioRun line() {
        return new ScenarioRun(RULES, System::nanoTime);
    }

    /** @param text a whole file that is known to be good */
    static ScenarioFile file(String name, String text) {
        ScenarioFile.Reading reading = ScenarioFile.read(name, text.getBytes(StandardCharsets.UTF_8));
        if (reading instanceof ScenarioFile.Read read) {
            return read.file();
        }
        throw new AssertionError(reading.toString());
    }

    static SuiteResult run(String name, String text) {
        return line().run(List.of(file(name, text)), scenario -> true).suites().get(0);
    }
}
