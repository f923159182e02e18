package dev.headwater.infinispan;

import static dev.headwater.touch.TouchFixtures.NOW;
import static dev.headwater.touch.TouchFixtures.daysAgo;
import static dev.headwater.touch.TouchFixtures.touch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.cluster.Cluster;
import dev.headwater.cluster.FreeAddresses;
import dev.headwater.infinispan.InfinispanTouches.Disk;
import dev.headwater.lead.EventId;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.VisitorId;
import dev.headwater.touch.FirstAnswer;
import dev.headwater.touch.TouchFixtures;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.TouchHistory.Bounds;
import dev.headwater.touch.Touches.HistoryUnavailable;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several stores that keep histories together, here in one process. */
class ClusterTouchesTest {
    private static final LeadId ANNA = new LeadId("anna");

    private final List<InfinispanTouches> opened = new ArrayList<>();
    private final List<InetSocketAddress> addresses = FreeAddresses.of(3);

    @TempDir
    private Path folder;

    @AfterEach
    void closeAll() {
        opened.forEach(InfinispanTouches::close);
    }

    @Test
    void touchesAndMergesToldToAllAtOnceAddUp() throws Exception {
        List<InfinispanTouches> members = List.of(member(0), member(1), member(2));
        ExecutorService executor = Executors.newFixedThreadPool(6);
        List<Future<?>> all = new ArrayList<>();
        Set<FirstAnswer> answers = ConcurrentHashMap.newKeySet();
        for (int thread = 0; thread < 6; thread++) {
            InfinispanTouches mine = members.get(thread % 3);
            int number = thread;
            all.add(executor.submit(() -> {
                for (int i = 0; i < 40; i++) {
                    VisitorId visitor = new VisitorId("v-" + i / 10);
                    mine.record(visitor, touch(number + "-" + i, NOW), NOW);
                    if (i % 10 == number) {
                        mine.merge(visitor, ANNA, NOW);
                    }
                }
                answers.add(mine.keep(ANNA, new FirstAnswer(new EventId("e"), "q", "from " + number, NOW), NOW));
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        executor.shutdown();
        assertThat(members.get(0).recent(ANNA).total()).isEqualTo(240);
        assertThat(members.get(2).recent(new VisitorId("v-3")).total()).isEqualTo(240);
        assertThat(answers).hasSize(1);
    }

    @Test
    @Tag("slow")
    void allComeBackFromTheirDisksAfterAllWereGone() throws Exception {
        for (int i = 0; i < 3; i++) {
            member(i);
        }
        for (int i = 0; i < 60; i++) {
            opened.get(i % 3).record(new LeadId("lead-" + i), touch("a", NOW), NOW);
        }
        closeAll();
        opened.clear();
        for (int i = 2; i >= 0; i--) {
            member(i);
        }
        Set<Long> totals = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            totals.add(opened.get(1).recent(new LeadId("lead-" + i)).total());
        }
        assertThat(totals).containsExactly(1L);
    }

    @Test
    @Tag("slow")
    void whoWasForgottenWhileAMemberWasAwayStaysForgottenAndWhatWasToldMeanwhileStays() throws Exception {
        InfinispanTouches one = member(0);
        InfinispanTouches away = member(1);
        one.record(ANNA, touch("a", daysAgo(3)), NOW);
        one.record(new LeadId("ben"), touch("b", daysAgo(3)), NOW);
        away.close();
        assertThat(one.forget(ANNA)).isTrue();
        one.record(new LeadId("ben"), touch("c", daysAgo(1)), NOW);
        InfinispanTouches back = member(1);
        assertThat(back.recent(ANNA)).isEqualTo(TouchHistory.EMPTY);
        assertThat(one.forget(ANNA)).as("nothing is known of her").isFalse();
        assertThat(back.recent(new LeadId("ben")).recent())
                .extracting(TouchFixtures::name)
                .containsExactly("b", "c");
        back.record(ANNA, touch("again", NOW), NOW);
        assertThat(one.recent(ANNA).total()).isEqualTo(1);
    }

    /** What is taken over arrives late, and few persons fit into memory: the disk must not have the older one of two. */
    @Test
    @Tag("slow")
    void whatIsToldWhileAMemberTakesItsPartOverIsThereWhenItIsTheLastOne() throws Exception {
        int leads = 40;
        InfinispanTouches stays = member(0);
        InfinispanTouches comesAndGoes = member(1);
        AtomicBoolean enough = new AtomicBoolean();
        AtomicLongArray told = new AtomicLongArray(leads);
        ExecutorService executor = Executors.newFixedThreadPool(4);
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int number = thread;
            all.add(executor.submit(() -> {
                for (int i = 0; !enough.get(); i++) {
                    LeadId lead = new LeadId("lead-" + i % leads);
                    try {
                        stays.record(lead, touch(number + "-" + i, NOW), NOW);
                        told.incrementAndGet(i % leads);
                        stays.keep(lead, new FirstAnswer(new EventId(number + "-" + i), "q", "a", NOW), NOW);
                    } catch (HistoryUnavailable e) {
                        // Not acknowledged.
                    }
                }
            }));
        }
        for (int round = 0; round < 6; round++) {
            Thread.sleep(500);
            comesAndGoes.close();
            comesAndGoes = member(1, 20);
        }
        enough.set(true);
        for (Future<?> each : all) {
            each.get();
        }
        executor.shutdown();
        stays.close();
        for (int i = 0; i < leads; i++) {
            assertThat(comesAndGoes.recent(new LeadId("lead-" + i)).total())
                    .as("lead-" + i)
                    .isGreaterThanOrEqualTo(told.get(i));
        }
    }

    @Test
    void membersWithOneSecretKeepHistoriesTogether() throws Exception {
        List<InfinispanTouches> both = List.of(withSecret(0), withSecret(1));
        assertThat(both).extracting(InfinispanTouches::members).containsExactly(2, 2);
        both.get(0).record(ANNA, touch("a", NOW), NOW);
        assertThat(both.get(1).recent(ANNA).total()).isEqualTo(1);
    }

    private InfinispanTouches withSecret(int number) throws DataRefused {
        Cluster cluster = new Cluster(
                "secret-talk",
                new Cluster.Listed(addresses.subList(0, 2)),
                addresses.get(number),
                "sixteen characters and more");
        InfinispanTouches touches = InfinispanTouches.inCluster(cluster, null, Bounds.DEFAULT, 1_000, Disk.DEFAULT);
        opened.add(touches);
        return touches;
    }

    private InfinispanTouches member(int number) throws DataRefused {
        return member(number, 1_000);
    }

    private InfinispanTouches member(int number, int maxPersons) throws DataRefused {
        Cluster cluster = new Cluster("test", new Cluster.Listed(addresses), addresses.get(number), null);
        InfinispanTouches touches = InfinispanTouches.inCluster(
                cluster,
                folder.resolve("m" + number),
                new Bounds(500, Bounds.DEFAULT.maxAge()),
                maxPersons,
                Disk.DEFAULT);
        opened.add(touches);
        return touches;
    }
}
