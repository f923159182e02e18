package dev.headwater.touch;

import static dev.headwater.touch.TouchFixtures.NOW;
import static dev.headwater.touch.TouchFixtures.daysAgo;
import static dev.headwater.touch.TouchFixtures.name;
import static dev.headwater.touch.TouchFixtures.touch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headwater.lead.EventId;
import dev.headwater.touch.TouchHistory.Bounds;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TouchHistoryTest {
    private static final Bounds THREE = new Bounds(3, Duration.ofDays(400));

    @Test
    void nobodySeenYetHasNoTouches() {
        assertThat(TouchHistory.EMPTY.first()).isNull();
        assertThat(TouchHistory.EMPTY.last()).isNull();
        assertThat(TouchHistory.EMPTY.recent()).isEmpty();
        assertThat(TouchHistory.EMPTY.total()).isZero();
    }

    @Nested
    class Order {
        @Test
        void touchesStandInTheOrderInWhichTheyHappened() {
            TouchHistory history = with(THREE, touch("b", daysAgo(2)), touch("c", daysAgo(1)), touch("a", daysAgo(3)));
            assertThat(names(history)).containsExactly("a", "b", "c");
            assertThat(name(history.last())).isEqualTo("c");
        }

        @Test
        void touchesOfTheSameInstantStandInTheOrderInWhichTheyWereTold() {
            TouchHistory history = with(THREE, touch("a", NOW), touch("b", NOW), touch("c", NOW));
            assertThat(names(history)).containsExactly("a", "b", "c");
            assertThat(name(history.first())).isEqualTo("a");
            assertThat(name(history.last())).isEqualTo("c");
        }

        @Test
        void aLateArrivalTakesItsPlaceAndDoesNotBecomeTheLast() {
            TouchHistory history =
                    with(THREE, touch("a", daysAgo(9)), touch("c", daysAgo(1)), touch("late", daysAgo(5)));
            assertThat(names(history)).containsExactly("a", "late", "c");
            assertThat(name(history.last())).isEqualTo("c");
        }

        @Test
        void aLateArrivalFromBeforeTheFirstTouchBecomesTheFirst() {
            TouchHistory history = with(THREE, touch("a", daysAgo(3)), touch("earlier", daysAgo(4)));
            assertThat(name(history.first())).isEqualTo("earlier");
        }
    }

    @Nested
    class Trimming {
        @Test
        void theEarliestTouchesGoWhenThereAreTooMany() {
            TouchHistory history = with(
                    THREE,
                    touch("a", daysAgo(4)),
                    touch("b", daysAgo(3)),
                    touch("c", daysAgo(2)),
                    touch("d", daysAgo(1)));
            assertThat(names(history)).containsExactly("b", "c", "d");
        }

        @Test
        void nothingGoesWhileThereIsRoom() {
            TouchHistory history = with(THREE, touch("a", daysAgo(4)), touch("b", daysAgo(3)), touch("c", daysAgo(2)));
            assertThat(names(history)).containsExactly("a", "b", "c");
        }

        @Test
        void theFirstTouchAndTheCountOutliveTrimming() {
            TouchHistory history = with(
                    THREE,
                    touch("a", daysAgo(4)),
                    touch("b", daysAgo(3)),
                    touch("c", daysAgo(2)),
                    touch("d", daysAgo(1)));
            assertThat(name(history.first())).isEqualTo("a");
            assertThat(history.total()).isEqualTo(4);
        }

        @Test
        void aTouchOlderThanTheBoundIsLetGoAndOneJustAsOldIsKept() {
            TouchHistory history = with(
                    new Bounds(10, Duration.ofDays(30)),
                    touch("too old", daysAgo(30).minusMillis(1)),
                    touch("just", daysAgo(30)),
                    touch("new", NOW));
            assertThat(names(history)).containsExactly("just", "new");
            assertThat(name(history.first())).isEqualTo("too old");
            assertThat(history.total()).isEqualTo(3);
        }

        @Test
        void aLateArrivalEarlierThanAllThatIsKeptOfAFullHistoryIsOnlyCounted() {
            TouchHistory history = with(
                    THREE,
                    touch("a", daysAgo(9)),
                    touch("b", daysAgo(3)),
                    touch("c", daysAgo(2)),
                    touch("d", daysAgo(1)));
            TouchHistory later = history.with(touch("late", daysAgo(5)), THREE, NOW);
            assertThat(names(later)).containsExactly("b", "c", "d");
            assertThat(name(later.first())).isEqualTo("a");
            assertThat(later.total()).isEqualTo(5);
        }

        @Test
        void anOlderHistoryIsNotChangedByWhatComesAfter() {
            TouchHistory before = with(THREE, touch("a", daysAgo(4)));
            before.with(touch("b", daysAgo(3)), THREE, NOW);
            assertThat(names(before)).containsExactly("a");
        }
    }

    @Nested
    class RepeatedEvents {
        private final EventId event = new EventId("e-1");

        @Test
        void anEventToldTwiceCountsOnce() {
            TouchHistory history = with(THREE, touch("a", daysAgo(1), event), touch("again", NOW, event));
            assertThat(names(history)).containsExactly("a");
            assertThat(history.total()).isEqualTo(1);
        }

        @Test
        void twoEventsCountTwiceEvenAtTheSameInstant() {
            TouchHistory history = with(THREE, touch("a", NOW, event), touch("a", NOW, new EventId("e-2")));
            assertThat(history.total()).isEqualTo(2);
        }

        @Test
        void touchesWithoutAnEventIdAreNeverTakenForRepeats() {
            TouchHistory history = with(THREE, touch("a", NOW), touch("a", NOW));
            assertThat(history.total()).isEqualTo(2);
        }

        @Test
        void theFirstEventIsKnownEvenWhenItIsNoLongerKept() {
            TouchHistory history = with(
                    THREE,
                    touch("a", daysAgo(5), event),
                    touch("b", daysAgo(3)),
                    touch("c", daysAgo(2)),
                    touch("d", daysAgo(1)),
                    touch("again", NOW, event));
            assertThat(names(history)).containsExactly("b", "c", "d");
            assertThat(history.total()).isEqualTo(4);
        }
    }

    @Nested
    class Windows {
        private final TouchHistory history = with(
                new Bounds(10, Duration.ofDays(400)),
                touch("just before", daysAgo(7).minusMillis(1)),
                touch("on the edge", daysAgo(7)),
                touch("now", NOW),
                touch("tomorrow", daysAgo(-1)));

        @Test
        void aWindowHasBothItsEdgesAndNothingOutside() {
            assertThat(history.within(Duration.ofDays(7), NOW))
                    .extracting(TouchFixtures::name)
                    .containsExactly("on the edge", "now");
        }

        @Test
        void aWindowOfNoLengthHasOnlyNow() {
            assertThat(history.within(Duration.ZERO, NOW))
                    .extracting(TouchFixtures::name)
                    .containsExactly("now");
        }
    }

    @Test
    void boundsThatKeepNothingAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Bounds(0, Duration.ofDays(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bounds(1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bounds(1, Duration.ofDays(-1)));
        assertThat(new Bounds(1, Duration.ofNanos(1)).maxLength()).isEqualTo(1);
    }

    private static TouchHistory with(Bounds bounds, Touch... touches) {
        TouchHistory history = TouchHistory.EMPTY;
        for (Touch touch : touches) {
            history = history.with(touch, bounds, NOW);
        }
        return history;
    }

    private static List<String> names(TouchHistory history) {
        return history.recent().stream().map(TouchFixtures::name).toList();
    }
}
