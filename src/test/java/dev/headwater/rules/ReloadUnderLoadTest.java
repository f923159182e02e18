package dev.headwater.rules;

import static dev.headwater.rules.TestRules.googleAd;
import static dev.headwater.rules.TestRules.tags;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.decision.Explain;
import dev.headwater.decision.Reason;
import dev.headwater.decision.Resolution;
import dev.headwater.signal.Signals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests and reloads at the same time. Every text of a rule set carries the number that its revision is known by. */
class ReloadUnderLoadTest {
    private static final int THREADS = 4;

    @Test
    void oneLeadDuringAHundredReloadsNeverFailsAndNeverMixesTwoRevisions() throws Exception {
        decideDuring(100);
    }

    @Test
    @Tag("slow")
    void oneLeadDuringFiveHundredReloadsNeverFailsAndNeverMixesTwoRevisions() throws Exception {
        decideDuring(500);
    }

    private static void decideDuring(int reloads) throws Exception {
        Reloader reloader = new Reloader();
        Map<String, Integer> numbers = new ConcurrentHashMap<>();
        ActiveRuleSet active = new ActiveRuleSet(next(0, reloader, numbers));
        Signals lead = googleAd()
                .value("touches", 3.0)
                .value("tagged", true)
                .evidence(tags("facebook", "meta", "email", "email"))
                .signals();
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong answers = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<List<String>>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(threads.submit(() -> {
                List<String> wrong = new ArrayList<>();
                while (!done.get() && wrong.isEmpty()) {
                    Resolution answer = active.get().decide(lead, Explain.SUMMARY);
                    answers.incrementAndGet();
                    wrong.addAll(wrongIn(answer, numbers));
                    // Four threads that never rest would leave nothing of a small machine to reload with.
                    LockSupport.parkNanos(200_000);
                }
                return wrong;
            }));
        }
        for (int i = 1; i <= reloads; i++) {
            active.replace(next(i, reloader, numbers));
        }
        done.set(true);
        for (Future<List<String>> one : all) {
            assertThat(one.get(60, TimeUnit.SECONDS)).isEmpty();
        }
        threads.shutdown();
        assertThat(numbers).as("revisions, each another").hasSize(reloads + 1);
        assertThat(answers).as("answers meanwhile").hasValueGreaterThan(reloads);
        assertThat(active.get().decide(lead, Explain.SUMMARY).because())
                .isNotEmpty()
                .allMatch(reason -> reason.text().contains("#" + reloads + "#"));
        active.close();
    }

    private static List<String> wrongIn(Resolution answer, Map<String, Integer> numbers) {
        String mark = "#" + numbers.get(answer.revision()) + "#";
        List<String> wrong = new ArrayList<>();
        for (Reason reason : answer.because()) {
            if (!reason.text().contains(mark)) {
                wrong.add(mark + " says " + reason);
            }
        }
        answer.conflicts().stream()
                .filter(conflict -> !conflict.text().contains(mark))
                .forEach(conflict -> wrong.add(mark + " says " + conflict));
        if (answer.because().size() < 3 || answer.conflicts().isEmpty()) {
            wrong.add("too few reasons to tell: " + answer);
        }
        return wrong;
    }

    /** Texts change with every one, a condition of every table now and then, and engineers' rules too. */
    private static RuleSet next(int number, Reloader reloader, Map<String, Integer> numbers) {
        String mark = "#" + number + "#";
        int compiled = number / 25;
        TestRules rules = new TestRules()
                .with(
                        "source.csv",
                        marked(TestRules.SOURCE.replace("known,,,,promo", "x" + compiled + ",,,,promo"), mark))
                .with(
                        "channel.csv",
                        marked(
                                TestRules.CHANNEL.replace(
                                        "event,,Event", "event," + (compiled % 2 == 0 ? "" : "paid") + ",Event"),
                                mark))
                .with("intent.csv", marked(TestRules.INTENT.replace("> 200", "> " + (200 + compiled)), mark))
                .with("tier.csv", marked(TestRules.TIER.replace("30", String.valueOf(30.0 + compiled / 1000.0)), mark))
                .with("conflicts.drl", DRL.replace("MARK", mark));
        RuleSet ruleSet = reloader.load(rules.files(), List.of()).orThrow();
        numbers.put(ruleSet.revision(), number);
        return ruleSet;
    }

    private static String marked(String table, String mark) {
        return table.lines()
                .map(line ->
                        line.matches("[a-z]+(-\\d)?,.*") && !line.startsWith("Decision") ? line + " " + mark : line)
                .reduce("", (text, line) -> text + line + "\n");
    }

    private static final String DRL = """
            package rules.conflicts
            import dev.headwater.rules.Judgement
            import dev.headwater.rules.EvidenceFact
            rule "a click and tags"
            when
                $judgement : Judgement()
                EvidenceFact(kind == "click-id")
                EvidenceFact(kind == "campaign-tags")
            then
                $judgement.conflict("told-conflict", "both MARK");
            end
            """;
}
