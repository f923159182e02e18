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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules can be rebuilt for as long as the service runs: of those that were replaced, nothing stays. */
class RebuildTest {
    private static final int REBUILDS = 32;
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

    @Test
    @Tag("slow")
    void fiveHundredReloadsThatTakeOverWhatTheyCanComeToRest() {
        Reloader reloader = new Reloader();
        ActiveRuleSet active = new ActiveRuleSet(reloaded(0, reloader));
        long heapBefore = 0;
        long metaspaceBefore = 0;
        for (int i = 1; i <= 500; i++) {
            active.replace(reloaded(i, reloader));
            if (i == 100) {
                heapBefore = usedHeap();
                metaspaceBefore = usedMetaspace();
            }
        }
        long heap = usedHeap();
        long metaspace = usedMetaspace();
        System.out.printf(
                "after 100 and 500 reloads: heap %d and %d MB, metaspace %d and %d MB%n",
                heapBefore >> 20, heap >> 20, metaspaceBefore >> 20, metaspace >> 20);
        assertThat(heap - heapBefore).as("heap of 400 reloads more").isLessThan(16L << 20);
        assertThat(metaspace - metaspaceBefore)
                .as("metaspace of 400 reloads more")
                .isLessThan(8L << 20);
        active.close();
    }

    private static RuleSet reloaded(int number, Reloader reloader) {
        RuleSet rules = reloader.load(
                        new TestRules()
                                .with("intent.csv", TestRules.INTENT.replace("> 200", "> " + (200 + number)))
                                .with(
                                        "source.csv",
                                        TestRules.SOURCE.replace("known,,,,promo", "x" + number + ",,,,promo"))
                                .files(),
                        List.of())
                .orThrow();
        for (int i = 0; i < 50; i++) {
            rules.decide(googleAd().signals(), Explain.NONE);
        }
        return rules;
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long usedMetaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
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
