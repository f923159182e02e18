package dev.headwater.touch;

import static dev.headwater.touch.TouchFixtures.NOW;
import static dev.headwater.touch.TouchFixtures.daysAgo;
import static dev.headwater.touch.TouchFixtures.name;
import static dev.headwater.touch.TouchFixtures.touch;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.lead.Conversion;
import dev.headwater.lead.ConversionId;
import dev.headwater.lead.EventId;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.Money;
import dev.headwater.lead.Person;
import dev.headwater.lead.VisitorId;
import dev.headwater.touch.TouchHistory.Bounds;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of touches does, whatever it is made of. */
public abstract class TouchesContract {
    private static final LeadId ANNA = new LeadId("anna");
    private static final LeadId BEN = new LeadId("ben");
    private static final VisitorId VISITOR = new VisitorId("v-77");
    private static final VisitorId OTHER_VISITOR = new VisitorId("v-78");

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

    // --- read, decide, record

    @Test
    void aTouchIsAddedToTheHistoryThatWasReadAndToNoOther() {
        Touches touches = open(Bounds.DEFAULT);
        TouchHistory nothing = touches.recent(ANNA);
        TouchHistory once = touches.recordAfter(ANNA, nothing, touch("a", daysAgo(2)), NOW);
        assertThat(once).isNotNull();
        assertThat(touches.recordAfter(ANNA, nothing, touch("b", daysAgo(1)), NOW))
                .as("somebody else was faster")
                .isNull();
        assertThat(touches.recent(ANNA)).isEqualTo(once);
        assertThat(touches.recordAfter(ANNA, touches.recent(ANNA), touch("b", daysAgo(1)), NOW))
                .isEqualTo(touches.recent(ANNA));
        assertThat(touches.recent(ANNA).total()).isEqualTo(2);
    }

    @Test
    void ofManyWhoReadTheSameHistoryExactlyOneAddsToIt() throws Exception {
        Touches touches = open(Bounds.DEFAULT);
        for (int round = 0; round < 50; round++) {
            TouchHistory seen = touches.recent(ANNA);
            AtomicInteger added = new AtomicInteger();
            inParallel(4, thread -> {
                if (touches.recordAfter(ANNA, seen, touch("t" + thread, NOW), NOW) != null) {
                    added.incrementAndGet();
                }
            });
            assertThat(added).hasValue(1);
        }
        assertThat(touches.recent(ANNA).total()).isEqualTo(50);
    }

    // --- merging

    @Test
    void aVisitorsTouchesBecomeTheLeadsInTheOrderInWhichTheyHappened() {
        Touches touches = open(Bounds.DEFAULT);
        touches.record(VISITOR, touch("a", daysAgo(5)), NOW);
        touches.record(ANNA, touch("b", daysAgo(4)), NOW);
        touches.record(VISITOR, touch("c", daysAgo(3)), NOW);
        assertThat(touches.merge(VISITOR, ANNA, NOW)).isEqualTo(Merge.DONE);
        assertThat(names(touches.recent(ANNA))).containsExactly("a", "b", "c");
        assertThat(name(touches.recent(ANNA).first())).isEqualTo("a");
        assertThat(touches.recent(ANNA).total()).isEqualTo(3);
        assertThat(touches.recent(VISITOR)).isEqualTo(touches.recent(ANNA));
    }

    @Test
    void whatComesUnderTheVisitorsNameLaterIsTheLeadsToo() {
        Touches touches = open(Bounds.DEFAULT);
        touches.merge(VISITOR, ANNA, NOW);
        touches.record(VISITOR, touch("later", NOW), NOW);
        assertThat(names(touches.recent(ANNA))).containsExactly("later");
        assertThat(touches.recent(BEN)).isEqualTo(TouchHistory.EMPTY);
    }

    @Test
    void mergingTwiceIsMergingOnce() {
        Touches touches = open(Bounds.DEFAULT);
        touches.record(VISITOR, touch("a", daysAgo(5)), NOW);
        touches.merge(VISITOR, ANNA, NOW);
        TouchHistory once = touches.recent(ANNA);
        assertThat(touches.merge(VISITOR, ANNA, NOW.plusSeconds(1))).isEqualTo(Merge.ALREADY);
        assertThat(touches.merge(ANNA, ANNA, NOW)).isEqualTo(Merge.ALREADY);
        assertThat(touches.merge(ANNA, VISITOR, NOW)).as("the other way round").isEqualTo(Merge.ALREADY);
        assertThat(touches.recent(ANNA)).isEqualTo(once);
    }

    @Test
    void chainsAreFollowedAndTheOrderOfMergesMakesNoDifference() {
        TouchHistory oneWay = chain(touches -> {
            touches.merge(VISITOR, OTHER_VISITOR, NOW);
            touches.merge(OTHER_VISITOR, ANNA, NOW);
        });
        TouchHistory otherWay = chain(touches -> {
            touches.merge(OTHER_VISITOR, ANNA, NOW);
            touches.merge(VISITOR, OTHER_VISITOR, NOW);
        });
        assertThat(names(oneWay)).containsExactly("a", "b", "c", "later");
        assertThat(otherWay).isEqualTo(oneWay);
    }

    private TouchHistory chain(Consumer<Touches> merges) {
        Touches touches = open(Bounds.DEFAULT);
        touches.record(VISITOR, touch("a", daysAgo(5)), NOW);
        touches.record(OTHER_VISITOR, touch("b", daysAgo(4)), NOW);
        touches.record(ANNA, touch("c", daysAgo(3)), NOW);
        merges.accept(touches);
        touches.record(VISITOR, touch("later", NOW), NOW);
        return touches.recent(ANNA);
    }

    @Test
    void oneVisitorNeverMakesTwoLeadsOne() {
        Touches touches = open(Bounds.DEFAULT);
        touches.record(VISITOR, touch("a", daysAgo(5)), NOW);
        touches.record(BEN, touch("b", daysAgo(4)), NOW);
        touches.merge(VISITOR, ANNA, NOW);
        assertThat(touches.merge(VISITOR, BEN, NOW)).isEqualTo(Merge.TAKEN);
        assertThat(names(touches.recent(BEN))).containsExactly("b");
        assertThat(touches.merge(ANNA, BEN, NOW)).as("two leads, told so").isEqualTo(Merge.DONE);
        assertThat(names(touches.recent(VISITOR))).containsExactly("a", "b");
    }

    @Test
    void anEventThatBothKnowCountsOnce() {
        Touches touches = open(Bounds.DEFAULT);
        EventId event = new EventId("e");
        touches.record(VISITOR, touch("a", daysAgo(5), event), NOW);
        touches.record(ANNA, touch("a", daysAgo(5), event), NOW);
        touches.merge(VISITOR, ANNA, NOW);
        assertThat(touches.recent(ANNA).total()).isEqualTo(1);
        assertThat(touches.recent(ANNA).recent()).hasSize(1);
    }

    @Test
    void aMergedHistoryKeepsItsBoundsItsFirstTouchAndItsCount() {
        Touches touches = open(new Bounds(3, Duration.ofDays(400)));
        for (int day = 10; day > 0; day--) {
            touches.record(day % 2 == 0 ? VISITOR : ANNA, touch("day " + day, daysAgo(day)), NOW);
        }
        touches.merge(VISITOR, ANNA, NOW);
        assertThat(names(touches.recent(ANNA))).containsExactly("day 3", "day 2", "day 1");
        assertThat(name(touches.recent(ANNA).first())).isEqualTo("day 10");
        assertThat(touches.recent(ANNA).total()).isEqualTo(10);
    }

    @Test
    void whatWouldBeOneIsSeenTogetherAndLeftApart() {
        Touches touches = open(Bounds.DEFAULT);
        touches.record(VISITOR, touch("a", daysAgo(5)), NOW);
        touches.record(ANNA, touch("b", daysAgo(4)), NOW);
        assertThat(names(touches.together(ANNA, VISITOR))).containsExactly("a", "b");
        assertThat(names(touches.recent(ANNA))).containsExactly("b");
        touches.merge(VISITOR, BEN, NOW);
        assertThat(names(touches.together(ANNA, VISITOR)))
                .as("that visitor is Ben")
                .containsExactly("b");
    }

    @Test
    void touchesToldWhileAVisitorBecomesALeadAreNotLost() throws Exception {
        Touches touches = open(new Bounds(10_000, Duration.ofDays(400)));
        inParallel(4, thread -> {
            for (int i = 0; i < 100; i++) {
                VisitorId visitor = new VisitorId("v-" + i / 10);
                if (thread == 0) {
                    touches.merge(visitor, ANNA, NOW);
                }
                touches.record(visitor, touch(thread + "-" + i, NOW), NOW);
            }
        });
        assertThat(touches.recent(ANNA).total()).isEqualTo(400);
        assertThat(new HashSet<>(names(touches.recent(ANNA)))).hasSize(400);
    }

    @Test
    void mergesOfTheSameTwoInBothDirectionsMakeThemOne() throws Exception {
        for (int round = 0; round < 20; round++) {
            Touches touches = open(Bounds.DEFAULT);
            touches.record(ANNA, touch("a", daysAgo(2)), NOW);
            touches.record(BEN, touch("b", daysAgo(1)), NOW);
            inParallel(2, thread -> touches.merge(thread == 0 ? ANNA : BEN, thread == 0 ? BEN : ANNA, NOW));
            assertThat(names(touches.recent(ANNA))).containsExactly("a", "b");
            assertThat(touches.recent(BEN)).isEqualTo(touches.recent(ANNA));
        }
    }

    @Test
    void noMoreThanSoManyBecomeOne() {
        Touches touches = open(Bounds.DEFAULT);
        for (int i = 0; i < Dossier.MAX_JOINED; i++) {
            assertThat(touches.merge(new VisitorId("v-" + i), ANNA, NOW)).isEqualTo(Merge.DONE);
        }
        assertThat(touches.merge(new VisitorId("one more"), ANNA, NOW)).isEqualTo(Merge.FULL);
        assertThat(touches.merge(new VisitorId("v-0"), ANNA, NOW)).isEqualTo(Merge.ALREADY);
    }

    // --- conversions

    @Test
    void aConversionIsKeptOnceAndAnotherUnderItsNameIsNot() {
        Touches touches = open(Bounds.DEFAULT);
        touches.record(ANNA, touch("a", daysAgo(3)), NOW);
        assertThat(touches.conversions(ANNA)).isEqualTo(Conversions.NONE);
        assertThat(touches.convert(ANNA, deal("D-1", 1, "12000"), NOW)).isEqualTo(Converted.DONE);
        assertThat(touches.convert(ANNA, deal("D-1", 1, "12000.0"), NOW)).isEqualTo(Converted.ALREADY);
        assertThat(touches.convert(ANNA, deal("D-1", 1, "12000.01"), NOW)).isEqualTo(Converted.ANOTHER);
        assertThat(touches.convert(ANNA, deal("D-0", 2, "5"), NOW)).isEqualTo(Converted.DONE);
        assertThat(deals(touches, ANNA)).containsExactly("D-0", "D-1");
        assertThat(names(touches.recent(ANNA))).containsExactly("a");
        touches.record(ANNA, touch("b", NOW), NOW);
        assertThat(deals(touches, ANNA)).containsExactly("D-0", "D-1");
    }

    @Test
    void whoeverIsNotKnownConvertsToNothing() {
        Touches touches = open(Bounds.DEFAULT);
        assertThat(touches.convert(ANNA, deal("D-1", 1, "1"), NOW)).isEqualTo(Converted.UNKNOWN);
        assertThat(touches.conversions(ANNA)).isNull();
        assertThat(touches.takeBack(ANNA, new ConversionId("D-1"))).isFalse();
    }

    @Test
    void conversionsAreBoundedInNumberAndAge() {
        Touches touches = open(new Bounds(10, Duration.ofDays(30)));
        touches.record(ANNA, touch("a", daysAgo(3)), NOW);
        assertThat(touches.convert(ANNA, deal("old", 31, "1"), NOW)).isEqualTo(Converted.TOO_OLD);
        for (int i = 0; i < Conversions.MAX_LENGTH; i++) {
            assertThat(touches.convert(ANNA, deal("D-" + i, 30, "1"), NOW)).isEqualTo(Converted.DONE);
        }
        assertThat(touches.convert(ANNA, deal("one more", 0, "1"), NOW)).isEqualTo(Converted.FULL);
        assertThat(touches.convert(ANNA, deal("D-0", 30, "1"), NOW)).isEqualTo(Converted.ALREADY);
        assertThat(touches.convert(ANNA, deal("one more", 0, "1"), NOW.plusSeconds(1)))
                .as("those of thirty days ago are too old by now")
                .isEqualTo(Converted.DONE);
        assertThat(deals(touches, ANNA)).containsExactly("one more");
    }

    @Test
    void aConversionToldByMistakeIsTakenBackAndMayBeToldAnew() {
        Touches touches = open(Bounds.DEFAULT);
        touches.record(ANNA, touch("a", daysAgo(3)), NOW);
        touches.convert(ANNA, deal("D-1", 1, "12"), NOW);
        touches.convert(ANNA, deal("D-2", 1, "13"), NOW);
        assertThat(touches.takeBack(ANNA, new ConversionId("D-1"))).isTrue();
        assertThat(touches.takeBack(ANNA, new ConversionId("D-1"))).isFalse();
        assertThat(deals(touches, ANNA)).containsExactly("D-2");
        assertThat(touches.convert(ANNA, deal("D-1", 1, "99"), NOW)).isEqualTo(Converted.DONE);
    }

    @Test
    void conversionsGoWithTheLeadThatTurnedOutToBeAnother() {
        Touches touches = open(Bounds.DEFAULT);
        touches.record(ANNA, touch("a", daysAgo(3)), NOW);
        touches.record(BEN, touch("b", daysAgo(3)), NOW);
        touches.convert(ANNA, deal("D-1", 2, "1"), NOW);
        touches.convert(ANNA, deal("both", 1, "2"), NOW);
        touches.convert(BEN, deal("both", 1, "3"), NOW);
        touches.merge(ANNA, BEN, NOW);
        touches.convert(ANNA, deal("D-2", 0, "4"), NOW);
        assertThat(deals(touches, BEN)).containsExactly("D-1", "both", "D-2");
        assertThat(touches.conversions(ANNA)).isEqualTo(touches.conversions(BEN));
        assertThat(requireNonNull(touches.conversions(BEN)).find(new ConversionId("both")))
                .isEqualTo(deal("both", 1, "3"));
        assertThat(touches.forget(ANNA)).isTrue();
        assertThat(touches.conversions(BEN)).isNull();
    }

    @Test
    void ofConversionsToldWhileALeadBecomesAnotherNoneIsLost() throws Exception {
        Touches touches = open(Bounds.DEFAULT);
        touches.record(ANNA, touch("a", daysAgo(3)), NOW);
        touches.record(BEN, touch("b", daysAgo(3)), NOW);
        inParallel(4, thread -> {
            for (int i = 0; i < 40; i++) {
                if (thread == 0 && i == 20) {
                    touches.merge(ANNA, BEN, NOW);
                }
                touches.convert(ANNA, deal(thread + "-" + i, 1, "1"), NOW);
            }
        });
        assertThat(new HashSet<>(deals(touches, BEN))).hasSize(160);
    }

    @Test
    void twoLeadsWithTooManyConversionsBetweenThemStayTwo() {
        Touches touches = open(Bounds.DEFAULT);
        for (LeadId lead : List.of(ANNA, BEN)) {
            touches.record(lead, touch("a", daysAgo(3)), NOW);
            for (int i = 0; i < Conversions.MAX_LENGTH / 2 + 1; i++) {
                touches.convert(lead, deal(lead.value() + i, 1, "1"), NOW);
            }
        }
        assertThat(touches.merge(ANNA, BEN, NOW)).isEqualTo(Merge.FULL);
    }

    private static Conversion deal(String id, long daysAgo, String euros) {
        return new Conversion(
                new ConversionId(id),
                Conversion.USUAL,
                daysAgo(daysAgo),
                new Money(new BigDecimal(euros), "EUR"),
                daysAgo(daysAgo + 1),
                null);
    }

    private static List<String> deals(Touches touches, Person person) {
        Conversions kept = touches.conversions(person);
        return kept == null
                ? List.of()
                : kept.kept().stream().map(each -> each.id().value()).toList();
    }

    // --- everybody

    @Test
    void everybodyIsLookedAtOnceUnderTheLastOfTheirNames() {
        Touches touches = open(Bounds.DEFAULT);
        touches.record(VISITOR, touch("a", daysAgo(5)), NOW);
        touches.record(ANNA, touch("b", daysAgo(3)), NOW);
        touches.merge(VISITOR, ANNA, NOW);
        touches.convert(ANNA, deal("D-1", 1, "7"), NOW);
        touches.record(OTHER_VISITOR, touch("c", daysAgo(2)), NOW);
        touches.record(BEN, touch("ben", daysAgo(2)), NOW);
        touches.forget(BEN);
        List<Journey> seen = new ArrayList<>();
        touches.journeys(seen::add);
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        new Journey(
                                ANNA, touches.recent(ANNA), new Conversions(List.of(deal("D-1", 1, "7"))), daysAgo(3)),
                        new Journey(OTHER_VISITOR, touches.recent(OTHER_VISITOR), Conversions.NONE, null));
        assertThat(touches.bounds()).isEqualTo(Bounds.DEFAULT);
    }

    @Test
    void whoeverHasSeenEnoughIsShownNoMore() {
        Touches touches = open(Bounds.DEFAULT);
        for (int i = 0; i < 500; i++) {
            touches.record(new LeadId("lead-" + i), touch("a", NOW), NOW);
        }
        Set<Person> seen = new HashSet<>();
        touches.journeys(journey -> seen.add(journey.person()) && seen.size() < 5);
        assertThat(seen).hasSize(5);
        touches.journeys(journey -> seen.add(journey.person()) || true);
        assertThat(seen).hasSize(500);
    }

    @Test
    void aLeadIsOneSinceTheFirstContactThatWasToldUnderItsName() {
        Touches touches = open(Bounds.DEFAULT);
        touches.record(VISITOR, touch("a", daysAgo(9)), NOW);
        assertThat(leadSince(touches)).isNull();
        touches.merge(VISITOR, ANNA, daysAgo(4));
        assertThat(leadSince(touches)).as("told to be this lead").isEqualTo(daysAgo(4));
        touches.recordEarlier(ANNA, touch("first visit", daysAgo(8)), NOW);
        assertThat(leadSince(touches)).as("a visit told of later").isEqualTo(daysAgo(4));
        touches.record(ANNA, touch("late arrival", daysAgo(5)), NOW);
        touches.record(ANNA, touch("now", NOW), NOW);
        assertThat(leadSince(touches)).isEqualTo(daysAgo(5));
        touches.record(OTHER_VISITOR, touch("other device", daysAgo(20)), NOW);
        touches.merge(OTHER_VISITOR, ANNA, NOW);
        assertThat(leadSince(touches)).isEqualTo(daysAgo(5));
    }

    private static @Nullable Instant leadSince(Touches touches) {
        List<Journey> seen = new ArrayList<>();
        touches.journeys(seen::add);
        return seen.stream()
                .filter(journey -> !journey.person().equals(OTHER_VISITOR))
                .findFirst()
                .orElseThrow()
                .leadSince();
    }

    // --- forgetting

    @Test
    void whoIsForgottenIsForgottenUnderEveryName() {
        Touches touches = open(Bounds.DEFAULT);
        EventId event = new EventId("e");
        touches.record(VISITOR, touch("a", daysAgo(5)), NOW);
        touches.keep(VISITOR, answer("e", "v"), NOW);
        touches.record(OTHER_VISITOR, touch("b", daysAgo(5)), NOW);
        touches.record(BEN, touch("ben", NOW), NOW);
        touches.merge(VISITOR, OTHER_VISITOR, NOW);
        touches.merge(OTHER_VISITOR, ANNA, NOW);
        touches.keep(ANNA, answer("e", "x"), NOW);
        assertThat(touches.forget(OTHER_VISITOR)).isTrue();
        for (Person person : List.of(VISITOR, OTHER_VISITOR, ANNA)) {
            assertThat(touches.recent(person)).isEqualTo(TouchHistory.EMPTY);
            assertThat(touches.answered(person, event, NOW)).isNull();
        }
        assertThat(touches.forget(ANNA)).as("nothing is left to forget").isFalse();
        assertThat(names(touches.recent(BEN))).containsExactly("ben");
    }

    @Test
    void whoIsForgottenMayComeBackAsSomebodyNew() {
        Touches touches = open(Bounds.DEFAULT);
        EventId event = new EventId("e");
        touches.record(VISITOR, touch("a", daysAgo(5), event), NOW);
        touches.merge(VISITOR, ANNA, NOW);
        touches.forget(ANNA);
        touches.record(VISITOR, touch("again", NOW, event), NOW);
        assertThat(names(touches.recent(VISITOR))).containsExactly("again");
        assertThat(touches.recent(ANNA)).isEqualTo(TouchHistory.EMPTY);
        assertThat(touches.merge(VISITOR, ANNA, NOW)).isEqualTo(Merge.DONE);
        assertThat(names(touches.recent(ANNA))).containsExactly("again");
    }

    // --- first answers

    @Test
    void theFirstAnswerIsKeptAndALaterOneIsNot() {
        Touches touches = open(Bounds.DEFAULT);
        FirstAnswer first = answer("e", "first");
        assertThat(touches.answered(ANNA, first.eventId(), NOW)).isNull();
        assertThat(touches.keep(ANNA, first, NOW)).isEqualTo(first);
        assertThat(touches.keep(ANNA, answer("e", "second"), NOW)).isEqualTo(first);
        assertThat(touches.answered(ANNA, first.eventId(), NOW)).isEqualTo(first);
        assertThat(touches.answered(BEN, first.eventId(), NOW)).isNull();
        assertThat(touches.answered(ANNA, new EventId("E"), NOW)).isNull();
    }

    @Test
    void firstAnswersAreBoundedInAgeAndNumber() {
        Touches touches = open(Bounds.DEFAULT);
        touches.keep(ANNA, answer("e", "x"), NOW);
        EventId event = new EventId("e");
        assertThat(touches.answered(ANNA, event, NOW.plus(FirstAnswers.MAX_AGE)))
                .isNotNull();
        assertThat(touches.answered(ANNA, event, NOW.plus(FirstAnswers.MAX_AGE).plusMillis(1)))
                .isNull();
        for (int i = 1; i < FirstAnswers.MAX_LENGTH; i++) {
            touches.keep(ANNA, answer("e-" + i, "x"), NOW);
        }
        assertThat(touches.answered(ANNA, event, NOW)).isNotNull();
        touches.keep(ANNA, answer("one more", "x"), NOW);
        assertThat(touches.answered(ANNA, event, NOW)).isNull();
        assertThat(touches.answered(ANNA, new EventId("e-1"), NOW)).isNotNull();
    }

    @Test
    void ofManyWhoAnswerOneEventAllGetTheSameAnswer() throws Exception {
        Touches touches = open(Bounds.DEFAULT);
        Set<FirstAnswer> given = ConcurrentHashMap.newKeySet();
        inParallel(8, thread -> given.add(touches.keep(ANNA, answer("e", "from " + thread), NOW)));
        assertThat(given).hasSize(1);
    }

    private static FirstAnswer answer(String event, String body) {
        return new FirstAnswer(new EventId(event), "question", body, NOW);
    }

    private static List<String> names(TouchHistory history) {
        return history.recent().stream()
                .map(touch -> String.valueOf(name(touch)))
                .toList();
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
