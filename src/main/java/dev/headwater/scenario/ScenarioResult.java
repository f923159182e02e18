package dev.headwater.scenario;

import dev.headwater.resolver.Answer;
import java.time.Duration;
import java.util.List;

/**
 * What came of running one scenario.
 *
 * @param scenario the scenario
 * @param verdict what came of it
 * @param took how long it took, its history included
 */
public record ScenarioResult(Scenario scenario, Verdict verdict, Duration took) {

    /** What came of it. */
    public sealed interface Verdict {}

    /** The answer was as expected. */
    public record Passed(Answer answer) implements Verdict {}

    /**
     * The answer differed.
     *
     * @param mismatches at least one, in the author's order
     */
    public record Failed(Answer answer, List<Mismatch> mismatches) implements Verdict {
        public Failed {
            mismatches = List.copyOf(mismatches);
        }
    }

    /**
     * There was no answer: the fault is neither the scenario's nor the tables'.
     *
     * @param trouble what went wrong, for the log
     */
    public record Broken(RuntimeException trouble) implements Verdict {}

    /**
     * It was not asked.
     *
     * @param why what would have to be otherwise, for people
     */
    public record Skipped(String why) implements Verdict {}

    public boolean passed() {
        return verdict instanceof Passed;
    }
}
