package dev.headwater.scenario;

import dev.headwater.decision.Explain;
import dev.headwater.resolver.Answer;
import dev.headwater.resolver.SourceResolver;
import dev.headwater.rules.RuleSet;
import dev.headwater.touch.KeptTouches;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.Touches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Runs scenarios through the real line, each with a history of its own and its clock standing still. Safe for use by
 * many threads.
 */
public final class ScenarioRun {
    private final RuleSet rules;
    private final LongSupplier nanoseconds;

    /**
     * @param rules the rules under test; left open
     * @param nanoseconds a stop watch, for telling how long a scenario took
     */
    public ScenarioRun(RuleSet rules, LongSupplier nanoseconds) {
        this.rules = rules;
        this.nanoseconds = nanoseconds;
    }

    /**
     * What the files name that the rules do not have, such as a channel misspelt. Files with such flaws are not to be
     * run: what they say of it might be true of anything.
     */
    public List<ScenarioFlaw> flaws(List<ScenarioFile> files) {
        UnknownNames unknown = new UnknownNames(rules);
        return files.stream().flatMap(file -> unknown.in(file).stream()).toList();
    }

    /** Runs those scenarios of all files that are chosen. */
    public RunResult run(List<ScenarioFile> files, Predicate<Scenario> chosen) {
        List<SuiteResult> suites = new ArrayList<>();
        for (ScenarioFile file : files) {
            suites.add(new SuiteResult(
                    file,
                    file.scenarios().stream().filter(chosen).map(this::run).toList()));
        }
        return new RunResult(suites, rules.revision());
    }

    /** Runs one scenario. Never throws: trouble is a verdict. */
    public ScenarioResult run(Scenario scenario) {
        long start = nanoseconds.getAsLong();
        ScenarioResult.Verdict verdict;
        try {
            verdict = verdict(scenario, answer(scenario));
        } catch (RuntimeException e) {
            verdict = new ScenarioResult.Broken(e);
        }
        return new ScenarioResult(scenario, verdict, Duration.ofNanos(nanoseconds.getAsLong() - start));
    }

    private Answer answer(Scenario scenario) {
        Touches touches = KeptTouches.onTheHeap(TouchHistory.Bounds.DEFAULT);
        SourceResolver resolver = new SourceResolver(() -> rules, touches, () -> "scenario");
        for (Scenario.Earlier earlier : scenario.history()) {
            resolver.resolve(earlier.lead(), earlier.at(), Explain.NONE, true);
        }
        return resolver.resolve(scenario.lead(), scenario.now(), Explain.FULL, true);
    }

    private ScenarioResult.Verdict verdict(Scenario scenario, Answer answer) {
        List<Mismatch> mismatches = scenario.expected().stream()
                .flatMap(expected -> expected.differencesTo(answer, rules).stream())
                .toList();
        return mismatches.isEmpty() ? new ScenarioResult.Passed(answer) : new ScenarioResult.Failed(answer, mismatches);
    }
}
