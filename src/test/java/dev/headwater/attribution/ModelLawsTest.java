package dev.headwater.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Outcome;
import dev.headwater.touch.Touch;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for every path, on some hundreds of generated ones, the same each time. */
class ModelLawsTest {
    private static final int PATHS = 600;
    private static final List<String> CHANNELS =
            List.of("paid-search", "paid-social", "email", "organic-search", "referral", "event");

    @Test
    void theSharesOfEveryModelSumToExactlyOne() {
        everywhere((model, journey) -> {
            Path path = journey.path();
            List<Credit> credits = model.credits(path);
            assertThat(credits).extracting(Credit::touch).isEqualTo(path.touches());
            BigDecimal sum = credits.stream().map(Credit::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum).isEqualByComparingTo(path.touches().isEmpty() ? BigDecimal.ZERO : BigDecimal.ONE);
        });
    }

    @Test
    void theOrderInWhichTouchesAreToldDoesNotMatter() {
        Random random = new Random(5);
        everywhere((model, journey) -> {
            List<Touch> shuffled = new ArrayList<>(journey.touches());
            Collections.shuffle(shuffled, random);
            assertThat(model.credits(journey.pathOf(shuffled))).isEqualTo(model.credits(journey.path()));
        });
    }

    @Test
    void neitherOurselvesNorSpamNorWhatIsOutsideTheWindowGetsCredit() {
        everywhere((model, journey) -> assertThat(model.credits(journey.path())).allSatisfy(credit -> {
            assertThat(credit.touch().outcome()).isNotIn(Outcome.INTERNAL, Outcome.SPAM);
            assertThat(credit.touch().at())
                    .isBetween(journey.until().minus(journey.rules().window()), journey.until());
        }));
    }

    @Test
    void touchesThatDoNotCountChangeNoShare() {
        everywhere((model, journey) -> {
            List<Touch> more = new ArrayList<>(journey.touches());
            more.add(Journeys.touch("x", 0.5, Outcome.SPAM, null, null));
            more.add(Journeys.touch("x", -500, Outcome.RESOLVED, EvidenceKind.REFERRER, "paid"));
            more.add(Journeys.touch("x", 500, Outcome.RESOLVED, EvidenceKind.REFERRER, "paid"));
            assertThat(model.credits(journey.pathOf(more))).isEqualTo(model.credits(journey.path()));
        });
    }

    @Test
    void aJourneyMovedAsAWholeSharesAsBefore() {
        everywhere((model, journey) -> {
            Duration move = Duration.ofDays(33);
            List<Touch> moved = journey.touches().stream()
                    .map(touch -> at(touch, touch.at().plus(move)))
                    .toList();
            Milestones reached = journey.milestones();
            Path path = Path.of(
                    moved,
                    journey.rules(),
                    journey.until().plus(move),
                    new Milestones(
                            plus(reached.leadCreated(), move),
                            plus(reached.opportunityCreated(), move),
                            plus(reached.customerWon(), move)));
            assertThat(shares(model, path)).isEqualTo(shares(model, journey.path()));
        });
    }

    @Test
    void timeDecayNeverGivesAnEarlierTouchMoreAndALongerHalfLifeIsFairer() {
        everyJourney(journey -> {
            List<Integer> fast = shares(new Model.TimeDecay(Duration.ofDays(3)), journey.path());
            List<Integer> slow = shares(new Model.TimeDecay(Duration.ofDays(30)), journey.path());
            for (int i = 1; i < fast.size(); i++) {
                assertThat(fast.get(i)).isGreaterThanOrEqualTo(fast.get(i - 1) - 1);
            }
            if (!fast.isEmpty()) {
                assertThat(slow.get(0)).isGreaterThanOrEqualTo(fast.get(0) - 1);
                int last = fast.size() - 1;
                assertThat(slow.get(last)).isLessThanOrEqualTo(fast.get(last) + 1);
            }
        });
    }

    @Test
    void linearGivesEverybodyTheSameUpToAMillionth() {
        everyJourney(journey -> {
            List<Integer> shares = shares(Model.LINEAR, journey.path());
            if (!shares.isEmpty()) {
                assertThat(Collections.max(shares) - Collections.min(shares)).isLessThanOrEqualTo(1);
            }
        });
    }

    @Test
    void modelsOfOneTouchGiveAllToOneAndToTheRightOne() {
        everyJourney(journey -> {
            List<Touch> touches = journey.path().touches();
            if (touches.isEmpty()) {
                return;
            }
            assertThat(winner(Model.FIRST_TOUCH, journey)).isZero();
            assertThat(winner(Model.LAST_TOUCH, journey)).isEqualTo(touches.size() - 1);
            int nonDirect = winner(new Model.LastNonDirect(), journey);
            boolean allDirect = touches.stream().allMatch(Path::isDirect);
            assertThat(Path.isDirect(touches.get(nonDirect))).isEqualTo(allDirect);
            assertThat(touches.subList(nonDirect + 1, touches.size())).allMatch(Path::isDirect);
            int paid = winner(new Model.LastPaid(Set.of("paid")), journey);
            assertThat(paid).isLessThanOrEqualTo(nonDirect);
            if (paid != nonDirect) {
                assertThat(touches.get(paid).mediumClass()).isEqualTo("paid");
            }
        });
    }

    @Test
    void thePositionBasedEndsGetTheSameAndEachAtLeastFortyPerCent() {
        everyJourney(journey -> {
            List<Integer> shares = shares(Model.POSITION_BASED, journey.path());
            if (shares.size() > 1) {
                int first = shares.get(0);
                int last = shares.get(shares.size() - 1);
                assertThat(first - last).isBetween(0, 1);
                assertThat(last).isBetween(400_000, 500_000);
            }
        });
    }

    @Test
    void thePeaksOfWShapedAndFullPathTogetherGetAtLeastNinetyPerCent() {
        everyJourney(journey -> {
            for (Model model : List.of(Model.W_SHAPED, Model.FULL_PATH)) {
                Path path = journey.path();
                Set<Integer> peaks = new HashSet<>();
                for (Milestone place : ((Model.Peaks) model).shares().keySet()) {
                    peaks.add(path.indexOf(place));
                }
                List<Integer> shares = shares(model, path);
                int sum = 0;
                for (int i = 0; i < shares.size(); i++) {
                    sum += peaks.contains(i) ? shares.get(i) : 0;
                }
                if (!shares.isEmpty()) {
                    assertThat(sum).isGreaterThanOrEqualTo(899_999);
                }
            }
        });
    }

    @Test
    void thePathsAreOfManyKinds() {
        Map<Integer, Integer> lengths = new LinkedHashMap<>();
        Map<Path.Cause, Integer> causes = new EnumMap<>(Path.Cause.class);
        everyJourney(journey -> {
            lengths.merge(journey.path().touches().size(), 1, Integer::sum);
            journey.path().leftOut().forEach((cause, touches) -> causes.merge(cause, touches, Integer::sum));
        });
        assertThat(lengths).containsKeys(0, 1, 2, 3, 10, 20);
        assertThat(causes).containsKeys(Path.Cause.values());
    }

    private static int winner(Model model, Journey journey) {
        List<Integer> shares = shares(model, journey.path());
        assertThat(shares).containsOnlyOnce(Credit.WHOLE);
        return shares.indexOf(Credit.WHOLE);
    }

    private static List<Integer> shares(Model model, Path path) {
        return Journeys.shares(model, path);
    }

    private static void everywhere(BiConsumer<Model, Journey> law) {
        Random random = new Random(11);
        List<Model> models = List.copyOf(Models.standard(Model.WEEK).byName().values());
        everyJourney(journey -> {
            models.forEach(model -> law.accept(model, journey));
            law.accept(anyPeaks(random), journey);
        });
    }

    private static void everyJourney(java.util.function.Consumer<Journey> law) {
        Random random = new Random(7);
        for (int i = 0; i < PATHS; i++) {
            law.accept(Journey.any(random));
        }
    }

    private static Model anyPeaks(Random random) {
        Map<Milestone, BigDecimal> shares = new EnumMap<>(Milestone.class);
        for (Milestone place : Milestone.values()) {
            if (random.nextBoolean()) {
                shares.put(place, BigDecimal.valueOf(random.nextInt(4_000), 2));
            }
        }
        return new Model.Peaks(shares, BigDecimal.valueOf(1 + random.nextInt(50)));
    }

    private static Touch at(Touch touch, Instant at) {
        return new Touch(
                at,
                touch.eventId(),
                touch.outcome(),
                touch.winner(),
                touch.source(),
                touch.category(),
                touch.channel(),
                touch.mediumClass(),
                touch.campaign(),
                touch.intent(),
                touch.revision());
    }

    private static @Nullable Instant plus(@Nullable Instant instant, Duration move) {
        return instant == null ? null : instant.plus(move);
    }

    /** Touches of different instants, and how credit over them is asked for. */
    private record Journey(List<Touch> touches, Path.Rules rules, Instant until, Milestones milestones) {
        static Journey any(Random random) {
            List<Touch> touches = new ArrayList<>();
            Set<Double> days = new HashSet<>();
            for (int i = random.nextInt(25); i > 0; i--) {
                double day = Math.round(random.nextDouble() * 120_000) / 1_000.0;
                if (days.add(day)) {
                    touches.add(anyTouch(random, day));
                }
            }
            Path.Rules rules = new Path.Rules(
                    Duration.ofDays(List.of(7, 30, 90, 365).get(random.nextInt(4))),
                    random.nextBoolean(),
                    random.nextBoolean());
            return new Journey(
                    touches,
                    rules,
                    Journeys.day(90 + random.nextInt(40)),
                    new Milestones(anyDay(random), anyDay(random), anyDay(random)));
        }

        private static Touch anyTouch(Random random, double day) {
            Outcome outcome = random.nextInt(3) == 0
                    ? Outcome.values()[random.nextInt(Outcome.values().length)]
                    : Outcome.RESOLVED;
            EvidenceKind winner = random.nextInt(6) == 0 ? EvidenceKind.EARLIER_TOUCH : EvidenceKind.CAMPAIGN_TAGS;
            String channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
            return Journeys.touch(channel, day, outcome, winner, channel.startsWith("paid") ? "paid" : "organic");
        }

        private static @Nullable Instant anyDay(Random random) {
            return random.nextInt(3) == 0 ? null : Journeys.day(random.nextInt(140));
        }

        Path path() {
            return pathOf(touches);
        }

        Path pathOf(List<Touch> told) {
            return Path.of(told, rules, until, milestones);
        }
    }
}
