package dev.headwater.rules;

import static dev.headwater.rules.TestRules.googleAd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headwater.decision.Explain;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules can be rebuilt for as long as the service runs: of those that were replaced, nothing stays. */
class RebuildTest {
    private static final int REBUILDS = 64;
    private static final int WARM = 4;

    @Test
    void ofReplacedRuleSetsNothingStays() {
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        List<WeakReference<RuleSet>> all = new ArrayList<>();
        ActiveRuleSet active = new ActiveRuleSet(build(0, all));
        for (int i = 1; i <= WARM; i++) {
            active.replace(build(i, all));
        }
        int loadedBefore = classes.getLoadedClassCount();
        long everBefore = classes.getTotalLoadedClassCount();
        for (int i = 1; i <= REBUILDS; i++) {
            active.replace(build(i, all));
        }
        long generated = classes.getTotalLoadedClassCount() - everBefore;
        assertThat(generated).as("classes that the rebuilds loaded").isGreaterThan(10L * REBUILDS);

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    System.gc();
                    assertThat(all.stream().filter(rules -> rules.get() != null))
                            .hasSize(1);
                    // One rule set more or less may be in force at either time.
                    assertThat(classes.getLoadedClassCount() - loadedBefore)
                            .as("classes that stayed, of %d", generated)
                            .isLessThan((int) (generated / REBUILDS * 4));
                });
        assertThat(active.get()
                        .decide(googleAd().signals(), Explain.NONE)
                        .channel()
                        .id())
                .isEqualTo("paid-search");
        active.close();
    }

    /** Used long enough that the engine has compiled conditions that are asked often. */
    private static RuleSet build(int number, List<WeakReference<RuleSet>> all) {
        RuleSet rules = new TestRules()
                .with("intent.csv", TestRules.INTENT.replace(",20,", "," + number + ","))
                .ruleSet();
        for (int i = 0; i < 60; i++) {
            rules.decide(googleAd().value("touches", (double) i).signals(), Explain.NONE);
        }
        all.add(new WeakReference<>(rules));
        return rules;
    }
}
