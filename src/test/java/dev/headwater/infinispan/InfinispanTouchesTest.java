package dev.headwater.infinispan;

import static dev.headwater.touch.TouchFixtures.NOW;
import static dev.headwater.touch.TouchFixtures.daysAgo;
import static dev.headwater.touch.TouchFixtures.touch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.headwater.lead.LeadId;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.TouchHistory.Bounds;
import dev.headwater.touch.Touches;
import dev.headwater.touch.TouchesContract;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InfinispanTouchesTest extends TouchesContract {
    private static final LeadId ANNA = new LeadId("anna");

    private final List<InfinispanTouches> opened = new ArrayList<>();

    @Override
    protected Touches open(Bounds bounds) {
        return keep(new InfinispanTouches(bounds));
    }

    @AfterEach
    void closeAll() {
        opened.forEach(InfinispanTouches::close);
    }

    @Test
    void aPersonOfWhomNothingIsHeardForAsLongAsATouchIsKeptVanishes() {
        Touches touches = open(new Bounds(10, Duration.ofMillis(600)));
        touches.record(ANNA, touch("a", NOW), NOW);
        assertThat(touches.recent(ANNA).total()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(touches.recent(ANNA)).isEqualTo(TouchHistory.EMPTY));
    }

    @Test
    void everyTouchLengthensThePersonsStay() throws Exception {
        Touches touches = open(new Bounds(1_000, Duration.ofMillis(1_500)));
        long started = System.nanoTime();
        int told = 0;
        while (System.nanoTime() - started < Duration.ofMillis(2_500).toNanos()) {
            touches.record(ANNA, touch("a", NOW), NOW);
            told++;
            Thread.sleep(50);
        }
        assertThat(touches.recent(ANNA).total()).isEqualTo(told);
    }

    @Test
    void thePersonsAreBoundedInNumber() {
        InfinispanTouches touches = keep(new InfinispanTouches(Bounds.DEFAULT, 100));
        for (int i = 0; i < 1_000; i++) {
            touches.record(new LeadId("lead-" + i), touch("a", NOW), NOW);
        }
        long kept = IntStream.range(0, 1_000)
                .filter(i -> touches.recent(new LeadId("lead-" + i)).total() > 0)
                .count();
        assertThat(kept).isBetween(1L, 100L);
    }

    @Test
    void twoStoresKeepToThemselves() {
        Touches one = open(Bounds.DEFAULT);
        Touches other = open(Bounds.DEFAULT);
        one.record(ANNA, touch("a", NOW), NOW);
        assertThat(other.recent(ANNA)).isEqualTo(TouchHistory.EMPTY);
    }

    @Test
    void aClosedStoreSaysThatItDoesNotAnswer() {
        InfinispanTouches touches = keep(new InfinispanTouches(Bounds.DEFAULT));
        touches.record(ANNA, touch("a", daysAgo(1)), NOW);
        touches.close();
        assertThatThrownBy(() -> touches.recent(ANNA)).isInstanceOf(Touches.HistoryUnavailable.class);
        assertThatThrownBy(() -> touches.record(ANNA, touch("b", NOW), NOW))
                .isInstanceOf(Touches.HistoryUnavailable.class);
        touches.close();
    }

    @Test
    void aClosedStoreLeavesNoThreadAndNoBeanBehind() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        InfinispanTouches touches = new InfinispanTouches(Bounds.DEFAULT);
        touches.record(ANNA, touch("a", NOW), NOW);
        assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("org.infinispan*:*"), null))
                .isEmpty();
        Set<Thread> its = new HashSet<>(Thread.getAllStackTraces().keySet());
        its.removeAll(before);
        if (Runtime.version().feature() < 21) {
            // From Java 21 on the store's threads are virtual ones, which no list of threads names.
            assertThat(its).isNotEmpty();
        }
        touches.close();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(its).noneMatch(Thread::isAlive));
    }

    private InfinispanTouches keep(InfinispanTouches touches) {
        opened.add(touches);
        return touches;
    }
}
