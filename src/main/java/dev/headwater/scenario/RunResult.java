package dev.headwater.scenario;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of a whole run.
 *
 * @param suites one for each file, in the order of the files
 * @param revision the rules that were run
 */
public record RunResult(List<SuiteResult> suites, String revision) {

    public RunResult {
        suites = List.copyOf(suites);
    }

    public Stream<ScenarioResult> results() {
        return suites.stream().flatMap(suite -> suite.results().stream());
    }

    public long passed() {
        return suites.stream().mapToLong(SuiteResult::passed).sum();
    }

    public long failed() {
        return suites.stream().mapToLong(SuiteResult::failed).sum();
    }

    public Duration took() {
        return suites.stream().map(SuiteResult::took).reduce(Duration.ZERO, Duration::plus);
    }
}
