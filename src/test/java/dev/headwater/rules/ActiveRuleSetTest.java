package dev.headwater.rules;

import static dev.headwater.rules.TestRules.googleAd;
import static dev.headwater.rules.TestRules.promo;
import static dev.headwater.rules.TestRules.tags;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.decision.Explain;
import dev.headwater.decision.Resolution;
import dev.headwater.rules.TestRules.Lead;
import dev.headwater.signal.Signals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ActiveRuleSetTest {
    private static final int SWAPS = 6;
    private static final int THREADS = 4;

    private static TestRules worth(int points) {
        return new TestRules().with("intent.csv", TestRules.INTENT.replace(",20,", "," + points + ","));
    }

    @Test
    void aReplacedRuleSetStillAnswersWhoHoldsIt() {
        RuleSet before = worth(20).ruleSet();
        RuleSet after = worth(40).ruleSet();
        ActiveRuleSet active = new ActiveRuleSet(before);
        RuleSet held = active.get();

        active.replace(after);

        assertThat(held.decide(googleAd().signals(), Explain.NONE).intent().points())
                .isEqualTo(20);
        assertThat(active.get()
                        .decide(googleAd().signals(), Explain.NONE)
                        .intent()
                        .points())
                .isEqualTo(40);
        active.replace(after);
        assertThat(active.get()
                        .decide(googleAd().signals(), Explain.NONE)
                        .intent()
                        .points())
                .isEqualTo(40);
        active.close();
    }

    @Test
    void whileRulesAreSwappedEveryAnswerIsThatOfOneRevision() throws Exception {
        List<Signals> leads = List.of(
                googleAd().value("touches", 4.0).signals(),
                googleAd()
                        .value("tagged", true)
                        .evidence(tags("facebook", "meta", "email", "email"))
                        .signals(),
                googleAd().value("promoCode", "x").evidence(promo("X")).signals(),
                new Lead().value("visit", true).value("tagged", false).signals(),
                new Lead().signals());
        Map<String, List<Resolution>> expected = new HashMap<>();
        for (int points : new int[] {20, 40}) {
            RuleSet rules = worth(points).ruleSet();
            expected.put(
                    rules.revision(),
                    leads.stream().map(lead -> rules.decide(lead, Explain.FULL)).toList());
            rules.close();
        }
        assertThat(expected).hasSize(2);

        ActiveRuleSet active = new ActiveRuleSet(worth(20).ruleSet());
        AtomicBoolean swapping = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<Integer>> deciding = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            deciding.add(threads.submit(() -> {
                int answers = 0;
                while (swapping.get()) {
                    RuleSet rules = active.get();
                    List<Resolution> right = expected.getOrDefault(rules.revision(), List.of());
                    for (int n = 0; n < leads.size(); n++) {
                        Resolution answer = rules.decide(leads.get(n), Explain.FULL);
                        if (!answer.equals(right.get(n))) {
                            assertThat(answer).isEqualTo(right.get(n));
                        }
                        answers++;
                    }
                }
                return answers;
            }));
        }
        for (int i = 0; i < SWAPS; i++) {
            active.replace(worth(i % 2 == 0 ? 40 : 20).ruleSet());
        }
        swapping.set(false);
        for (Future<Integer> one : deciding) {
            assertThat(one.get(60, TimeUnit.SECONDS)).isGreaterThan(leads.size());
        }
        threads.shutdown();
        active.close();
    }
}
