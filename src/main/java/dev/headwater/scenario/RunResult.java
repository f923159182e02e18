package dev.headwater.scenario;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of a whole run.
 *
 * @param suites one for each file, in the order of the files
 * @param revision the rules that were run
 * @param took how long the run took from beginning to end; less than the sum of its scenarios where several ran at once
 */
public record RunResult(List<SuiteResult> suites, String revision, Duration took) {

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

    public long skipped() {
        return suites.stream().mapToLong(SuiteResult::skipped).sum();
    }

    /** How many were run in each second; 0 where that cannot be told. */
    public long perSecond() {
        long asked = passed() + failed();
        return took.isZero() ? 0 : Math.round(asked * 1e9 / took.toNanos());
    }
}
