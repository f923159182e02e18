package dev.headwater.attribution;

import static dev.headwater.attribution.Journeys.LONG;
import static dev.headwater.attribution.Journeys.day;
import static dev.headwater.attribution.Journeys.direct;
import static dev.headwater.attribution.Journeys.touch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headwater.attribution.Path.Cause;
import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Outcome;
import dev.headwater.touch.Touch;
import dev.headwater.touch.TouchHistory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PathTest {
    private static final Touch SEARCH = touch("paid-search", 1);
    private static final Touch EMAIL = touch("email", 5);

    @Test
    void theEarliestStandsFirstAndOfTheSameInstantTheOneThatArrivedFirst() {
        Touch social = touch("social", 5);
        assertThat(of(LONG, EMAIL, SEARCH, social).touches()).containsExactly(SEARCH, EMAIL, social);
        assertThat(of(LONG, social, SEARCH, EMAIL).touches()).containsExactly(SEARCH, social, EMAIL);
    }

    @Test
    void internalAndSpamTouchesNeverCount() {
        Touch own = touch("internal", 2, Outcome.INTERNAL, null, null);
        Touch spam = touch("spam", 3, Outcome.SPAM, null, null);
        Path path = of(LONG, SEARCH, own, spam, EMAIL);
        assertThat(path.touches()).containsExactly(SEARCH, EMAIL);
        assertThat(path.leftOut()).isEqualTo(Map.of(Cause.INTERNAL, 1, Cause.SPAM, 1));
        assertThat(of(LONG, own, spam).touches()).isEmpty();
    }

    @Test
    void theWindowHasBothItsEndsInIt() {
        Path.Rules week = new Path.Rules(Duration.ofDays(7), false, false);
        Touch tooOld = touch("a", 2.999);
        Touch oldest = touch("b", 3);
        Touch latest = touch("c", 10);
        Touch tooLate = touch("d", 10.001);
        Path path = Path.of(List.of(tooOld, oldest, latest, tooLate), week, day(10), Milestones.NONE);
        assertThat(path.touches()).containsExactly(oldest, latest);
        assertThat(path.leftOut()).isEqualTo(Map.of(Cause.OUTSIDE_WINDOW, 2));
        assertThat(Path.Rules.DEFAULT.window()).isEqualTo(Duration.ofDays(90));
        assertThatIllegalArgumentException().isThrownBy(() -> new Path.Rules(Duration.ZERO, false, false));
    }

    @Test
    void directTouchesAreDroppedOnlyWhereAskedAndWhereOthersAreThere() {
        Path.Rules dropping = new Path.Rules(Duration.ofDays(365), true, false);
        assertThat(of(LONG, direct(0), SEARCH).touches()).hasSize(2);
        assertThat(of(dropping, direct(0), SEARCH, direct(7)).touches()).containsExactly(SEARCH);
        assertThat(of(dropping, direct(0), SEARCH, direct(7)).leftOut()).isEqualTo(Map.of(Cause.DIRECT, 2));
        assertThat(of(dropping, direct(0), direct(7)).touches()).hasSize(2);
        assertThat(of(dropping, direct(0), direct(7)).leftOut()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void aVisitThatNothingOfItsOwnLedToIsDirect(Outcome outcome) {
        Touch touch = touch("x", 1, outcome, EvidenceKind.REFERRER, null);
        assertThat(Path.isDirect(touch)).isEqualTo(outcome == Outcome.DIRECT || outcome == Outcome.UNKNOWN);
        assertThat(Path.isDirect(touch("x", 1, outcome, EvidenceKind.EARLIER_TOUCH, null)))
                .isTrue();
    }

    @Test
    void aRowOfTheSameSourceAndChannelCollapsesToItsFirstTouch() {
        Path.Rules collapsing = new Path.Rules(Duration.ofDays(365), false, true);
        Touch again = touch("paid-search", 2);
        Touch later = touch("paid-search", 9);
        Path path = of(collapsing, SEARCH, again, EMAIL, later, direct(10), direct(11));
        assertThat(path.touches()).containsExactly(SEARCH, EMAIL, later, direct(10));
        assertThat(path.leftOut()).isEqualTo(Map.of(Cause.REPEAT, 2));
        assertThat(of(LONG, SEARCH, again).touches()).hasSize(2);
    }

    @Test
    void whatStandsBetweenIsDroppedBeforeRepeatsAreCollapsed() {
        Path.Rules both = new Path.Rules(Duration.ofDays(365), true, true);
        assertThat(of(both, SEARCH, direct(2), touch("paid-search", 3)).touches())
                .containsExactly(SEARCH);
    }

    @Test
    void theFirstTouchEverCountsEvenWhereItIsNoLongerKept() {
        assertThat(Path.of(new TouchHistory(SEARCH, List.of(EMAIL), 60), LONG, day(9), Milestones.NONE)
                        .touches())
                .containsExactly(SEARCH, EMAIL);
        assertThat(Path.of(new TouchHistory(SEARCH, List.of(SEARCH, EMAIL), 2), LONG, day(9), Milestones.NONE)
                        .touches())
                .containsExactly(SEARCH, EMAIL);
        assertThat(Path.of(TouchHistory.EMPTY, LONG, day(9), Milestones.NONE).touches())
                .isEmpty();
    }

    @Test
    void theTouchOfAMilestoneIsTheLatestAtOrBeforeIt() {
        Milestones milestones = new Milestones(day(5), day(4.9), day(0.5));
        Path path = Path.of(List.of(SEARCH, EMAIL, touch("social", 6)), LONG, day(9), milestones);
        assertThat(path.indexOf(Milestone.FIRST)).isZero();
        assertThat(path.indexOf(Milestone.LAST)).isEqualTo(2);
        assertThat(path.indexOf(Milestone.LEAD_CREATED)).isEqualTo(1);
        assertThat(path.indexOf(Milestone.OPPORTUNITY_CREATED)).isZero();
        assertThat(path.indexOf(Milestone.CUSTOMER_WON))
                .as("no touch came before it")
                .isEqualTo(-1);
    }

    @Test
    void aMilestoneThatIsNotReachedYetIsUnknown() {
        Path path = Path.of(List.of(SEARCH), LONG, day(9), new Milestones(day(9), day(9.1), null));
        assertThat(path.indexOf(Milestone.LEAD_CREATED)).isZero();
        assertThat(path.indexOf(Milestone.OPPORTUNITY_CREATED)).isEqualTo(-1);
        assertThat(path.milestones()).isEqualTo(new Milestones(day(9), null, null));
    }

    private static Path of(Path.Rules rules, Touch... touches) {
        return Path.of(List.of(touches), rules, day(100), Milestones.NONE);
    }
}
