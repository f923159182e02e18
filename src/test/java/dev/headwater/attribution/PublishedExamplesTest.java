package dev.headwater.attribution;

import static dev.headwater.attribution.Journeys.day;
import static dev.headwater.attribution.Journeys.direct;
import static dev.headwater.attribution.Journeys.path;
import static dev.headwater.attribution.Journeys.shares;
import static dev.headwater.attribution.Journeys.touch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worked examples as others have published them, each with its source. */
class PublishedExamplesTest {

    /**
     * Five touches over 38 days before a deal of $12,000, under six models.
     *
     * @see <a href="https://github.com/coreyhaines31/marketingskills/blob/main/skills/attribution/references/attribution-models.md">
     *     coreyhaines31/marketingskills, Attribution Models: The Math, Worked</a>, whose dollars are rounded to fives
     */
    @Test
    void fiveTouchesBeforeADealOfTwelveThousandDollars() {
        Path path = path(
                touch("paid-social", 0),
                touch("organic-search", 5),
                touch("paid-social", 12),
                touch("paid-search", 30),
                direct(38));
        assertThat(dollars(Model.FIRST_TOUCH, path)).containsExactly(12_000, 0, 0, 0, 0);
        assertThat(dollars(Model.LAST_TOUCH, path)).containsExactly(0, 0, 0, 0, 12_000);
        assertThat(dollars(new Model.LastNonDirect(), path)).containsExactly(0, 0, 0, 12_000, 0);
        assertThat(dollars(Model.LINEAR, path)).containsExactly(2_400, 2_400, 2_400, 2_400, 2_400);
        assertThat(dollars(Model.POSITION_BASED, path)).containsExactly(4_800, 800, 800, 800, 4_800);
        List<Integer> published = List.of(175, 290, 575, 3_415, 7_545);
        List<Integer> ours = dollars(new Model.TimeDecay(Model.WEEK), path);
        for (int i = 0; i < published.size(); i++) {
            assertThat(ours.get(i)).isCloseTo(published.get(i), within(5));
        }
    }

    /**
     * An ad makes the first visit, a post the lead; a search and an e-mail lie between; a visit to the prices comes
     * closest before the opportunity.
     *
     * @see <a href="https://experienceleague.adobe.com/en/docs/marketo-measure/using/introduction-to-marketo-measure/overview-resources/marketo-measure-attribution-models">
     *     Adobe Marketo Measure, Attribution models: W-shaped model, full path model</a>
     */
    @Test
    void fiveTouchesOfAnAccountUpToItsOpportunityAndFurtherToItsClose() {
        Milestones opportunity = new Milestones(day(4), day(21), null);
        Path upToTheOpportunity = path(
                opportunity,
                touch("paid-search", 0),
                touch("social", 4),
                touch("organic-search", 8),
                touch("email", 12),
                touch("email", 20));
        assertThat(shares(Model.W_SHAPED, upToTheOpportunity))
                .containsExactly(300_000, 300_000, 50_000, 50_000, 300_000);

        Milestones won = new Milestones(day(4), day(21), day(40));
        Path upToTheClose = path(
                won,
                touch("paid-search", 0),
                touch("social", 4),
                touch("organic-search", 8),
                touch("email", 12),
                touch("email", 20),
                touch("event", 39));
        assertThat(shares(Model.FULL_PATH, upToTheClose))
                .containsExactly(225_000, 225_000, 50_000, 50_000, 225_000, 225_000);
    }

    /**
     * E-mail, Meta ads, LinkedIn ads, Google ads; and e-mail, Google ads, Instagram.
     *
     * @see <a href="https://help.salesforce.com/s/articleView?id=mktg.mc_mi_mta_models.htm">Salesforce, Supported
     *     Multi-Touch Attribution Models</a>: "Email: 40 %, Meta Ads: 10 %, LinkedIn Ads: 10 %, Google Ads: 40 %"; linear
     *     over three "about 33 % each"
     */
    @Test
    void fourAdsUShapedAndThreeLinear() {
        Path four = path(touch("email", 0), touch("paid-social", 1), touch("paid-social", 2), touch("paid-search", 3));
        assertThat(shares(Model.POSITION_BASED, four)).containsExactly(400_000, 100_000, 100_000, 400_000);
        Path three = path(touch("email", 0), touch("paid-search", 1), touch("social", 2));
        assertThat(shares(Model.LINEAR, three)).containsExactly(333_334, 333_333, 333_333);
    }

    /**
     * A click 8 days before a conversion gets half as much as one 1 day before it.
     *
     * @see <a href="https://support.google.com/google-ads/answer/6259715">Google Ads, About attribution models</a>
     */
    @Test
    void aClickEightDaysBeforeGetsHalfOfOneADayBefore() {
        List<Integer> shares = shares(new Model.TimeDecay(Model.WEEK), path(touch("a", 92), touch("b", 99)));
        assertThat(shares.get(0) * 2).isCloseTo(shares.get(1), within(2));
    }

    /**
     * A touch 7 days before the conversion gets half of one on its day, one 14 days before a quarter.
     *
     * @see <a href="https://support.google.com/analytics/answer/1662518">Google Analytics, About the default MCF
     *     attribution models: time decay</a>
     */
    @Test
    void aTouchAWeekBeforeGetsHalfAndTwoWeeksBeforeAQuarter() {
        List<BigDecimal> weights =
                new Model.TimeDecay(Model.WEEK).weigh(path(touch("a", 0), touch("b", 7), touch("c", 14)));
        assertThat(weights.stream().map(BigDecimal::doubleValue)).containsExactly(0.25, 0.5, 1.0);
    }

    private static List<Integer> dollars(Model model, Path path) {
        return model.credits(path).stream()
                .map(credit -> credit.weight()
                        .multiply(BigDecimal.valueOf(12_000))
                        .setScale(0, RoundingMode.HALF_UP)
                        .intValueExact())
                .toList();
    }
}
