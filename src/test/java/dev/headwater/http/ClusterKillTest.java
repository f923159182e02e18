package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headwater.cluster.FreeAddresses;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes that keep histories together, under load, lose one another in every way: whatever was acknowledged is
 * there, and whoever asks a living one gets an answer. What a cut network does to them is in {@link ClusterCutTest}.
 */
class ClusterKillTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    /** Chosen once, so that a failure can be run again; what the operating system does in between is another matter. */
    private static final Random RANDOM = new Random(20_261_128);

    @TempDir
    private Path folder;

    @Test
    void oneIsKilledThenAnotherAndTheLastHasEverything(TestReporter reporter) throws Exception {
        try (KilledCluster cluster = cluster(LONG)) {
            cluster.start();
            cluster.underLoad(() -> {
                cluster.kill(0);
                cluster.settled();
                cluster.kill(1);
                cluster.settled();
                Thread.sleep(200);
            });
            reporter.publishEntry("2 kills", cluster.assertAllThere());
        }
    }

    @Test
    @Tag("slow")
    void membersComeAndGoByTheDozens(TestReporter reporter) throws Exception {
        int rounds = Integer.getInteger("cluster.rounds", 34);
        try (KilledCluster cluster = cluster(LONG)) {
            cluster.start();
            cluster.underLoad(() -> {
                for (int round = 0; round < rounds; round++) {
                    int first = RANDOM.nextInt(3);
                    cluster.kill(first);
                    cluster.settled();
                    int second = (first + 1 + RANDOM.nextInt(2)) % 3;
                    cluster.kill(second);
                    cluster.settled();
                    cluster.revive(first);
                    cluster.revive(second);
                    cluster.settled();
                    reporter.publishEntry(2 * (round + 1) + " kills", cluster.assertNewsThere());
                }
            });
            reporter.publishEntry(2 * rounds + " kills", cluster.assertAllThere());
        }
    }

    @Test
    @Tag("slow")
    void allKilledAtOnceComeBackWithEverything(TestReporter reporter) throws Exception {
        try (KilledCluster cluster = cluster(LONG)) {
            cluster.start();
            for (int round = 0; round < 5; round++) {
                long before = cluster.acknowledged();
                cluster.underLoad(() -> {
                    Thread.sleep(300 + RANDOM.nextInt(700));
                    await().atMost(LONG.multipliedBy(3)).until(() -> cluster.acknowledged() > before + 100);
                });
                for (int i = 0; i < 3; i++) {
                    cluster.kill(i);
                }
                for (int i = 0; i < 3; i++) {
                    cluster.revive(i);
                }
                cluster.settled();
                cluster.assertAllThere();
            }
            reporter.publishEntry("15 kills, three at a time", cluster.assertAllThere());
        }
    }

    @Test
    @Tag("slow")
    void aRollingRestartKeepsAll(TestReporter reporter) throws Exception {
        try (KilledCluster cluster = cluster(LONG)) {
            cluster.start();
            cluster.underLoad(() -> {
                for (int i = 0; i < 6; i++) {
                    cluster.stop(i % 3);
                    cluster.revive(i % 3);
                    cluster.settled();
                }
            });
            reporter.publishEntry("6 restarts", cluster.assertAllThere());
        }
    }

    @Test
    @Tag("slow")
    void whoeverAsksWhileAMemberHangsIsAnsweredInTimeAndNothingIsLost(TestReporter reporter) throws Exception {
        try (KilledCluster cluster = cluster(Duration.ofMillis(500))) {
            cluster.start();
            cluster.underLoad(() -> Thread.sleep(500));
            double before = unavailable(cluster);
            cluster.signal(1, "STOP");
            Object hanging = cluster.leaveAlone(1);
            long longest = 0;
            long without = 0;
            for (int i = 0; i < 60; i++) {
                int number = i % 2 == 0 ? 0 : 2;
                long began = System.nanoTime();
                HttpResponse<String> answer = cluster.ask(number, KilledCluster.lead(i), "hang-" + i);
                longest = Math.max(longest, System.nanoTime() - began);
                assertThat(answer.statusCode()).isEqualTo(200);
                without += OpenApiContract.json(answer.body())
                                .at("/history/available")
                                .asBoolean()
                        ? 0
                        : 1;
            }
            assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(5));
            assertThat(without).as("answers that say they know no history").isPositive();
            assertThat(unavailable(cluster) - before).as("they are counted").isEqualTo(without);
            cluster.settled();
            cluster.underLoad(() -> Thread.sleep(500));
            cluster.askAgain(1, hanging);
            cluster.underLoad(() -> {
                cluster.signal(1, "CONT");
                cluster.settled();
            });
            reporter.publishEntry(
                    "one hung",
                    cluster.assertAllThere() + "; " + without + " of 60 answers without history, the slowest after "
                            + longest / 1_000_000 + " ms");
        }
    }

    @Test
    @Tag("slow")
    void oneThatPausesWhileAnotherIsKilledKeepsNobodyFromGoingOn(TestReporter reporter) throws Exception {
        try (KilledCluster cluster = cluster(LONG)) {
            cluster.start();
            oneIsKilledWhileAnotherPauses(cluster, reporter);
        }
    }

    @Test
    @Tag("slow")
    void oneThatPausesWhileTheNextToTheOldestIsKilledComesBackToTheOldest(TestReporter reporter) throws Exception {
        try (KilledCluster cluster = cluster(LONG)) {
            cluster.start();
            // The oldest one leads. It goes on alone, while the one that pauses believes that it follows it.
            for (int i = 1; i < 3; i++) {
                cluster.stop(i);
                cluster.revive(i);
                cluster.settled();
            }
            oneIsKilledWhileAnotherPauses(cluster, reporter);
        }
    }

    private static void oneIsKilledWhileAnotherPauses(KilledCluster cluster, TestReporter reporter) throws Exception {
        cluster.underLoad(() -> {
            cluster.signal(2, "STOP");
            cluster.kill(1);
            Thread.sleep(4_000);
            cluster.signal(2, "CONT");
            cluster.settled();
        });
        reporter.publishEntry("one killed, one paused for 4 s", cluster.assertAllThere());
    }

    private static double unavailable(KilledCluster cluster) throws Exception {
        return cluster.metric(0, "headwater_histories_unavailable_total")
                + cluster.metric(2, "headwater_histories_unavailable_total");
    }

    private KilledCluster cluster(Duration wait) {
        return new KilledCluster(FreeAddresses.of(3), KilledCluster.within(folder, 3), wait);
    }
}
