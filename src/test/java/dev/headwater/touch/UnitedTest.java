package dev.headwater.touch;

import static dev.headwater.touch.TouchFixtures.NOW;
import static dev.headwater.touch.TouchFixtures.daysAgo;
import static dev.headwater.touch.TouchFixtures.touch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.lead.EventId;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.Person;
import dev.headwater.lead.VisitorId;
import dev.headwater.touch.TouchHistory.Bounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Copies of one person's dossier that were changed apart from each other become one. */
class UnitedTest {
    private static final Bounds BOUNDS = new Bounds(8, Duration.ofDays(400));
    private static final LeadId ANNA = new LeadId("anna");
    private static final LeadId BEN = new LeadId("ben");
    private static final VisitorId VISITOR = new VisitorId("v");

    @Test
    void nothingOfEitherIsLostWhicheverIsAddedToWhichAndHoweverOften() {
        Random random = new Random(28);
        for (int i = 0; i < 2_000; i++) {
            Dossier common = changed(Dossier.EMPTY, random.nextInt(6), random);
            Dossier one = changed(common, random.nextInt(5), random);
            Dossier other = changed(common, random.nextInt(5), random);
            Dossier both = one.united(other, BOUNDS);
            assertThat(other.united(one, BOUNDS)).isEqualTo(both);
            assertThat(both.united(other, BOUNDS)).as("added again").isEqualTo(both);
            assertThat(one.united(common, BOUNDS)).as("an old copy").isEqualTo(one);
            List<Touch> all = new ArrayList<>(one.history().recent());
            all.addAll(other.history().recent());
            all.removeAll(both.history().recent());
            assertThat(all)
                    .as("but for what is older than all that is kept of a full history")
                    .allMatch(lost -> both.history().recent().size() == 8
                            && lost.at().isBefore(both.history().recent().get(0).at()));
            assertThat(both.history().total())
                    .isGreaterThanOrEqualTo(
                            Math.max(one.history().total(), other.history().total()));
        }
    }

    /** Every touch at a time of its own; some with a name. */
    private static Dossier changed(Dossier from, int touches, Random random) {
        Dossier dossier = from;
        for (int i = 0; i < touches; i++) {
            EventId event = random.nextBoolean() ? new EventId("e" + random.nextLong()) : null;
            Touch touch = touch("t" + random.nextLong(), NOW.minusNanos(1 + random.nextLong(1L << 50)), event);
            dossier = dossier.with(dossier.history().with(touch, BOUNDS, NOW), null);
        }
        return dossier;
    }

    @Test
    void oneEventToldToBothCountsOnceAndTheEarlierStands() {
        Dossier one = with(Dossier.EMPTY, touch("late", daysAgo(1), new EventId("e")));
        Dossier other = with(Dossier.EMPTY, touch("early", daysAgo(2), new EventId("e")));
        assertThat(one.united(other, BOUNDS).history().recent())
                .extracting(TouchFixtures::name)
                .containsExactly("early");
        assertThat(one.united(other, BOUNDS).history().total()).isEqualTo(1);
    }

    @Test
    void anOldCopyOfSomebodyWhoWasForgottenSaysNothing() {
        Dossier old = with(Dossier.EMPTY, touch("old", daysAgo(3)));
        Dossier now = with(old.forgottenOnceMore(), touch("new", daysAgo(1)));
        assertThat(now.united(old, BOUNDS)).isEqualTo(now);
        assertThat(old.united(now, BOUNDS)).isEqualTo(now);
    }

    // --- the same, kept on shelves

    private final HeapShelf<Dossier> dossiers = new HeapShelf<>();
    private final KeptTouches touches =
            new KeptTouches(dossiers, new HeapShelf<>(), BOUNDS, Turn.inThisProcess(), Forgetting.LEAVING_A_MARK);

    @Test
    void aTouchThatWasToldWhereNobodyKnewOfTheMoveFollowsIt() {
        touches.record(VISITOR, touch("a", daysAgo(5)), NOW);
        Dossier before = kept(VISITOR);
        touches.merge(VISITOR, ANNA, NOW);
        copyTurnsUp(VISITOR, with(before, touch("elsewhere", daysAgo(1))));
        assertThat(touches.recent(ANNA).recent())
                .extracting(TouchFixtures::name)
                .contains("a");
        assertThat(touches.recent(VISITOR).recent())
                .extracting(TouchFixtures::name)
                .containsExactly("a", "elsewhere");
        assertThat(touches.recent(ANNA).total()).isEqualTo(2);
    }

    @Test
    void twoWhoWereEachMadeTheOtherAreOne() {
        touches.record(ANNA, touch("a", daysAgo(5)), NOW);
        touches.record(BEN, touch("b", daysAgo(4)), NOW);
        touches.merge(BEN, ANNA, NOW);
        Dossier anna = kept(ANNA);
        copyTurnsUp(ANNA, anna.movedTo(BEN, NOW));
        touches.record(BEN, touch("c", daysAgo(3)), NOW);
        touches.record(ANNA, touch("d", daysAgo(2)), NOW);
        assertThat(touches.recent(ANNA)).isEqualTo(touches.recent(BEN));
        assertThat(touches.recent(ANNA).recent())
                .extracting(TouchFixtures::name)
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void whoIsForgottenAndComesBackBeginsAnewThoughACopyTurnsUp() {
        touches.record(VISITOR, touch("v", daysAgo(6)), NOW);
        touches.merge(VISITOR, ANNA, NOW);
        touches.record(ANNA, touch("a", daysAgo(5)), NOW);
        Dossier old = kept(ANNA);
        assertThat(touches.forget(ANNA)).isTrue();
        assertThat(touches.forget(ANNA)).as("nothing is known").isFalse();
        copyTurnsUp(ANNA, old);
        assertThat(touches.recent(ANNA)).isEqualTo(TouchHistory.EMPTY);
        assertThat(touches.recent(VISITOR)).isEqualTo(TouchHistory.EMPTY);
        touches.record(ANNA, touch("again", NOW), NOW);
        copyTurnsUp(ANNA, old);
        assertThat(touches.recent(ANNA).total()).isEqualTo(1);
    }

    private Dossier kept(Person person) {
        return Objects.requireNonNull(dossiers.get(person));
    }

    private void copyTurnsUp(Person person, Dossier copy) {
        Dossier now = dossiers.get(person);
        assertThat(dossiers.swap(person, now, now == null ? copy : now.united(copy, BOUNDS)))
                .isTrue();
    }

    private static Dossier with(Dossier dossier, Touch touch) {
        return dossier.with(dossier.history().with(touch, BOUNDS, NOW), null);
    }
}
