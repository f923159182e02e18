package dev.headwater.scenario;

import java.time.Duration;
import java.util.List;

/**
 * What came of running one file.
 *
 * @param file the file
 * @param results one for each scenario that was run, in the author's order; empty where none was chosen
 */
public record SuiteResult(ScenarioFile file, List<ScenarioResult> results) {

    public SuiteResult {
        results = List.copyOf(results);
    }

    public long passed() {
        return results.stream().filter(ScenarioResult::passed).count();
    }

    /** How many were not asked. */
    public long skipped() {
        return results.stream()
                .filter(result -> result.verdict() instanceof ScenarioResult.Skipped)
                .count();
    }

    /** How many differed or gave no answer. */
    public long failed() {
        return results.size() - passed() - skipped();
    }

    /** How many gave no answer. */
    public long broken() {
        return results.stream()
                .filter(result -> result.verdict() instanceof ScenarioResult.Broken)
                .count();
    }

    public Duration took() {
        return results.stream().map(ScenarioResult::took).reduce(Duration.ZERO, Duration::plus);
    }
}
