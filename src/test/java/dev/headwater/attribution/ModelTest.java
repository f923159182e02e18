package dev.headwater.attribution;

import static dev.headwater.attribution.Journeys.day;
import static dev.headwater.attribution.Journeys.direct;
import static dev.headwater.attribution.Journeys.path;
import static dev.headwater.attribution.Journeys.shares;
import static dev.headwater.attribution.Journeys.touch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Outcome;
import dev.headwater.touch.Touch;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelTest {
    private static final Touch ONE = touch("paid-search", 0);
    private static final Touch TWO = touch("email", 7);
    private static final Touch THREE = touch("social", 14);
    private static final Touch FOUR = touch("referral", 21);
    private static final Milestones ALL_REACHED = new Milestones(day(8), day(15), day(22));

    static Stream<Model> models() {
        return Models.standard(Model.WEEK).byName().values().stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void aTouchAloneGetsAllAndNobodyGetsNothing(Model model) {
        assertThat(shares(model, path(ONE))).containsExactly(1_000_000);
        assertThat(shares(model, path(direct(3)))).containsExactly(1_000_000);
        assertThat(shares(model, path(ALL_REACHED, ONE))).containsExactly(1_000_000);
        assertThat(model.credits(path())).isEmpty();
    }

    @Test
    void ofTwoTouchesEachModelSharesAsItsDefinitionSays() {
        Path two = path(ONE, TWO);
        assertThat(shares(Model.FIRST_TOUCH, two)).containsExactly(1_000_000, 0);
        assertThat(shares(Model.LAST_TOUCH, two)).containsExactly(0, 1_000_000);
        assertThat(shares(Model.LINEAR, two)).containsExactly(500_000, 500_000);
        assertThat(shares(Model.POSITION_BASED, two)).containsExactly(500_000, 500_000);
        assertThat(shares(new Model.TimeDecay(Model.WEEK), two)).containsExactly(333_333, 666_667);
        assertThat(shares(new Model.LastPaid(Model.LastPaid.USUAL), two)).containsExactly(1_000_000, 0);
        assertThat(shares(new Model.LastNonDirect(), two)).containsExactly(0, 1_000_000);
    }

    @Test
    void wherePathsAreDirectThroughoutTheLastGetsTheCreditOfTheLast() {
        Path direct = path(direct(1), direct(2), direct(3));
        assertThat(shares(new Model.LastNonDirect(), direct)).containsExactly(0, 0, 1_000_000);
        assertThat(shares(new Model.LastPaid(Model.LastPaid.USUAL), direct)).containsExactly(0, 0, 1_000_000);
        assertThat(shares(Model.LINEAR, direct)).containsExactly(333_334, 333_333, 333_333);
    }

    @Test
    void aReturnThatKeptAnEarlierSourceIsPassedOverByTheLastNonDirect() {
        Touch back = touch("paid-search", 9, Outcome.RESOLVED, EvidenceKind.EARLIER_TOUCH, "paid");
        assertThat(shares(new Model.LastNonDirect(), path(ONE, TWO, back))).containsExactly(0, 1_000_000, 0);
        assertThat(shares(new Model.LastPaid(Model.LastPaid.USUAL), path(ONE, TWO, back)))
                .containsExactly(1_000_000, 0, 0);
    }

    @Test
    void withNothingPaidForTheLastNonDirectGetsTheCreditOfTheLastPaid() {
        assertThat(shares(new Model.LastPaid(Model.LastPaid.USUAL), path(TWO, THREE, direct(30))))
                .containsExactly(0, 1_000_000, 0);
        Touch banner = touch("display", 1, Outcome.RESOLVED, EvidenceKind.CAMPAIGN_TAGS, "display");
        assertThat(shares(new Model.LastPaid(Model.LastPaid.USUAL), path(banner, TWO)))
                .containsExactly(1_000_000, 0);
    }

    @Test
    void wShapedGivesItsPeaksThirtyEachAndTenToTheRest() {
        assertThat(shares(Model.W_SHAPED, path(ALL_REACHED, ONE, TWO, THREE, FOUR)))
                .containsExactly(300_000, 300_000, 300_000, 100_000);
        assertThat(shares(Model.W_SHAPED, path(ALL_REACHED, ONE, touch("a", 1), TWO, touch("b", 9), THREE)))
                .containsExactly(300_000, 50_000, 300_000, 50_000, 300_000);
    }

    @Test
    void fullPathGivesItsPeaksTwentyTwoAndAHalfEach() {
        assertThat(shares(Model.FULL_PATH, path(ALL_REACHED, ONE, touch("a", 1), TWO, THREE, FOUR)))
                .containsExactly(225_000, 100_000, 225_000, 225_000, 225_000);
    }

    @Test
    void withoutARestThePeaksShareAll() {
        assertThat(shares(Model.W_SHAPED, path(ALL_REACHED, ONE, TWO, THREE)))
                .containsExactly(333_334, 333_333, 333_333);
        assertThat(shares(Model.FULL_PATH, path(ALL_REACHED, ONE, TWO, THREE, FOUR)))
                .containsExactly(250_000, 250_000, 250_000, 250_000);
    }

    @Test
    void aTouchAtSeveralPeaksGetsTheirSum() {
        Milestones atOnce = new Milestones(day(0.1), day(0.2), null);
        assertThat(shares(Model.W_SHAPED, path(atOnce, ONE, TWO))).containsExactly(900_000, 100_000);
        Milestones leadFirst = new Milestones(day(0.1), day(8), null);
        assertThat(shares(Model.W_SHAPED, path(leadFirst, ONE, TWO, THREE))).containsExactly(600_000, 300_000, 100_000);
    }

    @Test
    void thePeaksThatAreThereShareWhatAMissingOneWouldHaveHad() {
        Milestones noOpportunity = new Milestones(day(8), null, null);
        Path path = path(noOpportunity, ONE, TWO, THREE);
        assertThat(shares(Model.W_SHAPED, path)).containsExactly(450_000, 450_000, 100_000);
        assertThat(Model.W_SHAPED.missing(path)).containsExactly(Milestone.OPPORTUNITY_CREATED);
        assertThat(shares(Model.W_SHAPED, path(ONE, TWO, THREE))).containsExactly(900_000, 50_000, 50_000);
        assertThat(Model.FULL_PATH.missing(path(ONE)))
                .containsExactly(Milestone.LEAD_CREATED, Milestone.OPPORTUNITY_CREATED, Milestone.CUSTOMER_WON);
        assertThat(Model.LINEAR.missing(path(ONE))).isEmpty();
    }

    @Test
    void aModelWhosePlacesAreAllMissingSharesEqually() {
        Model model = new Model.Peaks(Map.of(Milestone.CUSTOMER_WON, BigDecimal.valueOf(100)), BigDecimal.ZERO);
        assertThat(shares(model, path(ONE, TWO))).containsExactly(500_000, 500_000);
    }

    @Test
    void aPlaceMayBeGivenNothing() {
        Model model = new Model.Peaks(Map.of(Milestone.LAST, BigDecimal.ZERO), BigDecimal.valueOf(100));
        assertThat(shares(model, path(ONE, TWO, THREE))).containsExactly(500_000, 500_000, 0);
        assertThat(shares(model, path(ONE))).containsExactly(1_000_000);
    }

    @Test
    void otherSharesOfTheEndsLeaveWhatIsLeftToTheMiddle() {
        Model model = Model.positionBased(BigDecimal.valueOf(20), BigDecimal.valueOf(60));
        assertThat(shares(model, path(ONE, TWO, THREE, FOUR))).containsExactly(200_000, 100_000, 100_000, 600_000);
        assertThat(shares(model, path(ONE, TWO))).containsExactly(250_000, 750_000);
    }

    @Test
    void timeDecayHalvesOverEachHalfLifeHoweverOldAllOfItIs() {
        assertThat(shares(new Model.TimeDecay(Model.WEEK), path(ONE, TWO, THREE)))
                .containsExactly(142_857, 285_714, 571_429);
        assertThat(shares(new Model.TimeDecay(Duration.ofSeconds(1)), path(ONE, TWO, THREE)))
                .containsExactly(0, 0, 1_000_000);
        assertThat(shares(new Model.TimeDecay(Duration.ofDays(36_500)), path(ONE, TWO)))
                .allSatisfy(share -> assertThat(share).isBetween(499_900, 500_100));
    }

    @Test
    void modelsThatGiveNothingOrLessAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Model.TimeDecay(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Model.Peaks(Map.of(), BigDecimal.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.positionBased(BigDecimal.valueOf(60), BigDecimal.valueOf(60)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Credit(ONE, 1_000_001));
        assertThatIllegalArgumentException().isThrownBy(() -> new Credit(ONE, -1));
    }

    @Test
    void aModelOfTheHouseStandsInForOneOfTheSameName() {
        Models models = Models.standard(Model.WEEK).with(Map.of("linear", Model.FIRST_TOUCH, "ours", Model.LINEAR));
        assertThat(models.byName()).hasSize(10).containsEntry("linear", Model.FIRST_TOUCH);
        assertThat(models.byName().keySet()).startsWith("first-touch").endsWith("ours");
    }
}
