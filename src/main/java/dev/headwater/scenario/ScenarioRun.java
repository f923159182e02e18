package dev.headwater.scenario;

import dev.headwater.resolver.Answer;
import dev.headwater.rules.RuleSet;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Runs scenarios through the real line, or puts them to a running service, each with a history of its own and its clock standing still. Safe for use by
 * many threads.
 */
public final class ScenarioRun {
    private final RuleSet rules;
    private final Asking asking;
    private final LongSupplier nanoseconds;

    /**
     * @param rules the rules under test; left open
     * @param nanoseconds a stop watch, for telling how long a scenario took
     */
    public ScenarioRun(RuleSet rules, LongSupplier nanoseconds) {
        this(rules, new Line(rules), nanoseconds);
    }

    /** @param profile whose channels are the answers' */
    public ScenarioRun(RuleSet rules, String profile, LongSupplier nanoseconds) {
        this(rules, new Line(rules, profile), nanoseconds);
    }

    /**
     * Scenarios put to a running service instead.
     *
     * @param service such as {@code http://127.0.0.1:8080}
     * @param nanoseconds a stop watch
     * @throws IOException if it cannot be reached, or has no rules in force
     */
    public static ScenarioRun against(URI service, LongSupplier nanoseconds) throws IOException {
        RunningService running = new RunningService(service);
        return new ScenarioRun(new UnseenRules(running.revision()), running, nanoseconds);
    }

    private ScenarioRun(RuleSet rules, Asking asking, LongSupplier nanoseconds) {
        this.rules = rules;
        this.asking = asking;
        this.nanoseconds = nanoseconds;
    }

    /**
     * What the files name that the rules do not have, such as a channel misspelt. Files with such flaws are not to be
     * run: what they say of it might be true of anything.
     */
    public List<ScenarioFlaw> flaws(List<ScenarioFile> files) {
        if (rules instanceof UnseenRules) {
            return List.of();
        }
        UnknownNames unknown = new UnknownNames(rules);
        return files.stream().flatMap(file -> unknown.in(file).stream()).toList();
    }

    /** Runs those scenarios of all files that are chosen, several at once. */
    public RunResult run(List<ScenarioFile> files, Predicate<Scenario> chosen) {
        return run(files, chosen, () -> {});
    }

    /**
     * The same, watched.
     *
     * @param each called after each scenario, on whatever thread
     */
    public RunResult run(List<ScenarioFile> files, Predicate<Scenario> chosen, Runnable each) {
        long start = nanoseconds.getAsLong();
        List<Scenario> scenarios = files.stream()
                .flatMap(file -> file.scenarios().stream())
                .filter(chosen)
                .toList();
        Iterator<ScenarioResult> results = AtOnce.each(scenarios, scenario -> {
                    ScenarioResult result = run(scenario);
                    each.run();
                    return result;
                })
                .iterator();
        List<SuiteResult> suites = new ArrayList<>();
        for (ScenarioFile file : files) {
            suites.add(new SuiteResult(
                    file,
                    file.scenarios().stream()
                            .filter(chosen)
                            .map(scenario -> results.next())
                            .toList()));
        }
        return new RunResult(suites, rules.revision(), Duration.ofNanos(nanoseconds.getAsLong() - start));
    }

    /** Runs one scenario. Never throws: trouble is a verdict. */
    public ScenarioResult run(Scenario scenario) {
        long start = nanoseconds.getAsLong();
        ScenarioResult.Verdict verdict;
        try {
            verdict = verdict(scenario, asking.answerTo(scenario));
        } catch (CannotBeAsked e) {
            verdict = new ScenarioResult.Skipped(e.why());
        } catch (RuntimeException e) {
            verdict = new ScenarioResult.Broken(e);
        }
        return new ScenarioResult(scenario, verdict, Duration.ofNanos(nanoseconds.getAsLong() - start));
    }

    /**
     * Whether a scenario passes, told sooner than {@link #run(Scenario)} does: nothing is explained that it does not ask
     * for. Never throws: trouble is no passing.
     */
    static boolean passes(Scenario scenario, RuleSet rules, String profile) {
        try {
            Answer answer = new Line(rules, profile).answerTo(scenario, scenario.explain(), scenario.profiles());
            return scenario.expected().stream()
                    .allMatch(expected -> expected.differencesTo(answer, rules).isEmpty());
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** How often each row had a part, fitted, or was missed by one condition, in those scenarios that were answered. */
    public List<Coverage> coverage(RunResult run) {
        return Coverage.of(rules.tables(), run, scenario -> new Line(rules).questionsOf(scenario));
    }

    private ScenarioResult.Verdict verdict(Scenario scenario, Answer answer) {
        List<Mismatch> mismatches = scenario.expected().stream()
                .flatMap(expected -> expected.differencesTo(answer, rules).stream())
                .toList();
        return mismatches.isEmpty() ? new ScenarioResult.Passed(answer) : new ScenarioResult.Failed(answer, mismatches);
    }
}
