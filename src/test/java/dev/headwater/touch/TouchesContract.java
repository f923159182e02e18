package dev.headwater.touch;

import static dev.headwater.touch.TouchFixtures.NOW;
import static dev.headwater.touch.TouchFixtures.daysAgo;
import static dev.headwater.touch.TouchFixtures.name;
import static dev.headwater.touch.TouchFixtures.touch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.lead.EventId;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.VisitorId;
import dev.headwater.touch.TouchHistory.Bounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every store of touches does, whatever it is made of. */
public abstract class TouchesContract {
    private static final LeadId ANNA = new LeadId("anna");
    private static final LeadId BEN = new LeadId("ben");

    /** A store with these bounds and nobody in it; closed by the one who opened it. */
    protected abstract Touches open(Bounds bounds);

    @Test
    void somebodyNeverSeenHasNoHistory() {
        assertThat(open(Bounds.DEFAULT).recent(ANNA)).isEqualTo(TouchHistory.EMPTY);
    }

    @Test
    void aTouchThatWasRecordedIsRead() {
        Touches touches = open(Bounds.DEFAULT);
        TouchHistory told = touches.record(ANNA, touch("a", daysAgo(1)), NOW);
        assertThat(told.recent()).containsExactly(touch("a", daysAgo(1)));
        assertThat(told.total()).isEqualTo(1);
        assertThat(touches.recent(ANNA)).isEqualTo(told);
    }

    @Test
    void touchesAddUp() {
        Touches touches = open(Bounds.DEFAULT);
        touches.record(ANNA, touch("b", daysAgo(1)), NOW);
        touches.record(ANNA, touch("a", daysAgo(2)), NOW);
        assertThat(touches.recent(ANNA).recent())
                .extracting(TouchFixtures::name)
                .containsExactly("a", "b");
    }

    @Test
    void onePersonsTouchesAreNotAnothers() {
        Touches touches = open(Bounds.DEFAULT);
        touches.record(ANNA, touch("a", NOW), NOW);
        assertThat(touches.recent(BEN)).isEqualTo(TouchHistory.EMPTY);
    }

    @Test
    void aVisitorIsNotTheLeadOfTheSameName() {
        Touches touches = open(Bounds.DEFAULT);
        touches.record(new LeadId("x"), touch("lead", NOW), NOW);
        touches.record(new VisitorId("x"), touch("visitor", NOW), NOW);
        assertThat(name(touches.recent(new LeadId("x")).last())).isEqualTo("lead");
        assertThat(name(touches.recent(new VisitorId("x")).last())).isEqualTo("visitor");
    }

    @Test
    void namesThatLookAlikeAreDifferentPersons() {
        Touches touches = open(Bounds.DEFAULT);
        List<String> names = List.of("a", "A", " a", "a ", "a\u00a0", "\u00e4", "a\u0308", "lead:a", "visitor:a");
        for (String name : names) {
            touches.record(new LeadId(name), touch(name, NOW), NOW);
        }
        for (String name : names) {
            assertThat(touches.recent(new LeadId(name)).recent())
                    .extracting(TouchFixtures::name)
                    .containsExactly(name);
        }
    }

    @Test
    void aHistoryIsBoundedInLengthAndKeepsItsFirstTouchAndItsCount() {
        Touches touches = open(new Bounds(3, Duration.ofDays(400)));
        for (int day = 10; day > 0; day--) {
            touches.record(ANNA, touch("day " + day, daysAgo(day)), NOW);
        }
        TouchHistory history = touches.recent(ANNA);
        assertThat(history.recent()).extracting(TouchFixtures::name).containsExactly("day 3", "day 2", "day 1");
        assertThat(name(history.first())).isEqualTo("day 10");
        assertThat(history.total()).isEqualTo(10);
    }

    @Test
    void aHistoryIsBoundedInAge() {
        Touches touches = open(new Bounds(10, Duration.ofDays(30)));
        touches.record(ANNA, touch("old", daysAgo(31)), daysAgo(31));
        touches.record(ANNA, touch("new", NOW), NOW);
        assertThat(touches.recent(ANNA).recent())
                .extracting(TouchFixtures::name)
                .containsExactly("new");
        assertThat(name(touches.recent(ANNA).first())).isEqualTo("old");
    }

    @Test
    void anEventToldTwiceAddsNoneAndTellsTheHistoryAsItIs() {
        Touches touches = open(Bounds.DEFAULT);
        EventId event = new EventId("e");
        TouchHistory once = touches.record(ANNA, touch("a", daysAgo(1), event), NOW);
        assertThat(touches.record(ANNA, touch("again", NOW, event), NOW)).isEqualTo(once);
        assertThat(touches.recent(ANNA)).isEqualTo(once);
    }

    @Test
    void ofTouchesRecordedAtTheSameTimeNoneIsLost() throws Exception {
        int threads = 8;
        int each = 500;
        Touches touches = open(new Bounds(threads * each, Duration.ofDays(400)));
        inParallel(threads, thread -> {
            for (int i = 0; i < each; i++) {
                touches.record(ANNA, touch(thread + "-" + i, NOW.plusMillis(i)), NOW);
            }
        });
        TouchHistory history = touches.recent(ANNA);
        assertThat(history.total()).isEqualTo((long) threads * each);
        Set<String> names = history.recent().stream()
                .map(touch -> String.valueOf(name(touch)))
                .collect(Collectors.toSet());
        assertThat(names).hasSize(threads * each);
    }

    @Test
    void ofOneEventToldByManyAtTheSameTimeOneIsKept() throws Exception {
        Touches touches = open(Bounds.DEFAULT);
        inParallel(8, thread -> {
            for (int i = 0; i < 200; i++) {
                touches.record(ANNA, touch("a", NOW, new EventId("e-" + i / 10)), NOW);
            }
        });
        assertThat(touches.recent(ANNA).total()).isEqualTo(20);
    }

    @Test
    void manyPersonsAtTheSameTimeDoNotGetInEachOthersWay() throws Exception {
        Touches touches = open(Bounds.DEFAULT);
        inParallel(8, thread -> {
            for (int i = 0; i < 400; i++) {
                touches.record(new LeadId("lead-" + i % 40), touch("t", NOW), NOW);
            }
        });
        for (int i = 0; i < 40; i++) {
            assertThat(touches.recent(new LeadId("lead-" + i)).total()).isEqualTo(80);
        }
    }

    private static void inParallel(int threads, ForThread work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                tasks.add(() -> {
                    work.run(thread);
                    return null;
                });
            }
            for (Future<Void> done : executor.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private interface ForThread {
        void run(int thread);
    }
}
