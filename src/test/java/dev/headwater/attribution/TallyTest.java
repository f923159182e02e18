package dev.headwater.attribution;

import static dev.headwater.attribution.Journeys.day;
import static dev.headwater.attribution.Journeys.direct;
import static dev.headwater.attribution.Journeys.touch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.headwater.attribution.Dimension.Key;
import dev.headwater.lead.Conversion;
import dev.headwater.lead.ConversionId;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.Money;
import dev.headwater.lead.Person;
import dev.headwater.lead.VisitorId;
import dev.headwater.touch.Conversions;
import dev.headwater.touch.Journey;
import dev.headwater.touch.KeptTouches;
import dev.headwater.touch.Touch;
import dev.headwater.touch.TouchHistory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Ways ALL = Ways.of(Models.standard(Model.WEEK));
    private static final List<String> CHANNELS =
            List.of("paid-search", "paid-social", "email", "organic-search", "referral", "event");

    /** The three journeys of AnalyzeCore, as leads: one buys for 100. Markov's shares are published: 0.2, 0.4, 0.4. */
    @Test
    void theExampleOfThreeJourneysIsSharedAsPublished() {
        Tally tally = tally("markov,shapley,first-touch");
        tally.add(lead("1", deal(9, "100.00", "EUR"), touch("c1", 1), touch("c2", 2), touch("c3", 3)));
        tally.add(lead("2", null, touch("c1", 1)));
        tally.add(lead("3", null, touch("c2", 1), touch("c3", 2)));
        Report report = report(tally);
        assertThat(conversions(report, "markov")).isEqualTo(Map.of("c1", 200_000L, "c2", 400_000L, "c3", 400_000L));
        assertThat(euros(report, "markov")).isEqualTo(Map.of("c1", "20.00", "c2", "40.00", "c3", "40.00"));
        assertThat(conversions(report, "shapley")).isEqualTo(Map.of("c1", 333_334L, "c2", 333_333L, "c3", 333_333L));
        assertThat(euros(report, "shapley")).isEqualTo(Map.of("c1", "33.34", "c2", "33.33", "c3", "33.33"));
        assertThat(conversions(report, "first-touch")).isEqualTo(Map.of("c1", 1_000_000L, "c2", 0L));
    }

    /**
     * Of a hundred sales, 20 came by Facebook alone, 10 by organic search alone, 17 by LinkedIn alone, 17 by Facebook and
     * organic search, 30 by Facebook and LinkedIn, 6 by all three. Published: 45.5 %, 20.5 % and 34 %.
     *
     * @see <a href="https://towardsdatascience.com/data-driven-marketing-attribution-1a28d2e613a0">Data-Driven Marketing
     *     Attribution</a>, worked again in <a href="https://github.com/tomgorb/misc">tomgorb/misc</a>
     */
    @Test
    void theExampleOfAHundredSalesHasThePublishedShapleyValues() {
        Map<String, Integer> sales = Map.of("F", 20, "O", 10, "L", 17, "F O", 17, "L F", 30, "O L F", 6);
        Tally tally = tally("shapley");
        sales.forEach((channels, number) -> {
            String[] each = channels.split(" ");
            for (int i = 0; i < number; i++) {
                Touch[] touches = IntStream.range(0, each.length)
                        .mapToObj(day -> touch(each[day], day + 1))
                        .toArray(Touch[]::new);
                tally.add(lead(channels + i, deal(9, "1.00", "EUR"), touches));
            }
        });
        conversions(report(tally), "shapley")
                .forEach((channel, credit) -> assertThat(credit / 1e6)
                        .as(channel)
                        .isCloseTo(channel.equals("F") ? 45.5 : channel.equals("O") ? 20.5 : 34, within(1e-4)));
        assertThat(conversions(report(tally), "shapley")).containsOnlyKeys("F", "O", "L");
    }

    /** Shapley by the definition: the mean of what a row adds over all orders in which the rows can come. */
    @Test
    void shapleyValuesAreThoseOfTheDefinition() {
        Random random = new Random(4);
        for (int run = 0; run < 40; run++) {
            Tally tally = tally("shapley");
            Map<List<String>, Integer> worth = new HashMap<>();
            int paths = 1 + random.nextInt(12);
            for (int i = 0; i < paths; i++) {
                Touch[] touches = touches(random, 1 + random.nextInt(5));
                tally.add(lead("L" + i, deal(99, "1.00", "EUR"), touches));
                worth.merge(
                        Arrays.stream(touches)
                                .map(each -> each.channel().id())
                                .distinct()
                                .sorted()
                                .toList(),
                        1,
                        Integer::sum);
            }
            Map<String, Double> defined = byAllOrders(worth);
            Map<String, Long> credited = conversions(report(tally), "shapley");
            for (String channel : CHANNELS) {
                assertThat(credited.getOrDefault(channel, 0L) / 1e6)
                        .isCloseTo(defined.getOrDefault(channel, 0.0), within(2e-5));
            }
        }
    }

    private static Map<String, Double> byAllOrders(Map<List<String>, Integer> worth) {
        Map<String, Double> sum = new HashMap<>();
        List<List<String>> orders = orders(CHANNELS);
        for (List<String> order : orders) {
            for (int i = 0; i < order.size(); i++) {
                List<String> before = order.subList(0, i);
                List<String> with = order.subList(0, i + 1);
                sum.merge(order.get(i), (worth(worth, with) - worth(worth, before)) / orders.size(), Double::sum);
            }
        }
        return sum;
    }

    private static double worth(Map<List<String>, Integer> worth, List<String> coalition) {
        return worth.entrySet().stream()
                .filter(path -> coalition.containsAll(path.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static List<List<String>> orders(List<String> some) {
        if (some.isEmpty()) {
            return List.of(List.of());
        }
        List<List<String>> orders = new ArrayList<>();
        for (String first : some) {
            List<String> rest =
                    some.stream().filter(each -> !each.equals(first)).toList();
            for (List<String> order : orders(rest)) {
                List<String> whole = new ArrayList<>(List.of(first));
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
    }

    @Test
    void underEveryModelTheRowsSumToTheTotalsToTheLastCentAndMillionth() {
        Random random = new Random(21);
        for (int run = 0; run < 40; run++) {
            for (Dimension by : Dimension.values()) {
                Tally tally = new Tally(question(ALL, by), 1 + random.nextInt(8));
                for (int person = random.nextInt(40); person >= 0; person--) {
                    tally.add(any(random, person));
                }
                Report report = report(tally);
                for (Report.Part part : report.models()) {
                    Sums sum = part.rows().stream().map(Report.Row::sums).reduce(report.unattributed(), Sums::plus);
                    assertThat(sum).as(part.model()).isEqualTo(report.totals());
                }
                assertThat(report.models()).hasSize(11);
            }
        }
    }

    @Test
    void theOrderInWhichPersonsComeDoesNotMatter() {
        Random random = new Random(5);
        List<Journey> persons = new ArrayList<>(
                IntStream.range(0, 60).mapToObj(i -> any(random, i)).toList());
        List<Report.Part> parts = parts(persons);
        Collections.shuffle(persons, random);
        assertThat(parts(persons)).isEqualTo(parts);
    }

    private static List<Report.Part> parts(List<Journey> persons) {
        Tally tally = new Tally(question(ALL.only(List.of("linear", "time-decay", "shapley")), Dimension.CHANNEL));
        persons.forEach(tally::add);
        return report(tally).models();
    }

    @Test
    void rowsThatDoTheSameGetTheSameAndRowsThatDoNothingGetNothing() {
        Tally tally = tally("markov,shapley");
        for (int i = 0; i < 7; i++) {
            tally.add(lead("a" + i, i < 3 ? deal(9, "9.99", "EUR") : null, touch("one", 1), touch("both", 2)));
            tally.add(lead("b" + i, i < 3 ? deal(9, "9.99", "EUR") : null, touch("other", 1), touch("both", 2)));
            tally.add(lead("c" + i, null, touch("idle", 1)));
        }
        for (String model : List.of("markov", "shapley")) {
            Map<String, Long> credited = conversions(report(tally), model);
            assertThat(credited.get("one")).isEqualTo(credited.get("other")).isPositive();
            assertThat(credited).doesNotContainEntry("idle", 1L);
            assertThat(credited.getOrDefault("idle", 0L)).isZero();
        }
    }

    @Test
    void aLeadCountsWhenItBecameOneWithTheTouchesUpToThen() {
        Touch[] touches = {touch("email", 1), touch("paid-search", 5), direct(8)};
        Tally tally = tally("linear");
        tally.add(new Journey(new LeadId("L"), history(touches), Conversions.NONE, day(5)));
        Report report = report(tally);
        assertThat(leads(report, "linear")).isEqualTo(Map.of("email", 500_000L, "paid-search", 500_000L));
        assertThat(report.limits().undated()).isZero();
        Tally undated = tally("linear");
        undated.add(new Journey(new LeadId("L"), history(touches), Conversions.NONE, null));
        assertThat(leads(report(undated), "linear")).isEqualTo(Map.of("email", 1_000_000L));
        assertThat(report(undated).limits().undated()).isEqualTo(1);
    }

    @Test
    void visitorsAreNoLeadsButTheChainToBecomingOneLearnsFromThem() {
        Tally tally = tally("markov");
        tally.add(lead("L-1", null, touch("email", 1), touch("event", 2)));
        assertThat(leads(report(tally), "markov")).isEqualTo(Map.of("email", 1_000_000L));
        Tally both = tally("markov");
        both.add(new Journey(
                new LeadId("L-1"), history(touch("email", 1), touch("event", 2)), Conversions.NONE, day(2)));
        both.add(new Journey(new LeadId("L-2"), history(touch("event", 1)), Conversions.NONE, day(1)));
        both.add(new Journey(new VisitorId("v"), history(touch("email", 1)), Conversions.NONE, null));
        Report report = report(both);
        assertThat(report.totals().leads()).isEqualTo(2_000_000);
        // From the start: twice e-mail, once event; e-mail leads on every other time. P = ⅔·½ + ⅓ = ⅔; without e-mail
        // ⅓.
        assertThat(leads(report, "markov")).isEqualTo(Map.of("event", 1_333_333L, "email", 666_667L));
    }

    @Test
    void milestonesOfAConversionPlaceThePeaks() {
        Tally tally = tally("w-shaped");
        Conversion deal = new Conversion(new ConversionId("D"), "deal-won", day(9), null, day(2), day(4));
        tally.add(lead("L", deal, touch("a", 1), touch("b", 2), touch("c", 3), touch("d", 4)));
        assertThat(conversions(report(tally), "w-shaped"))
                .isEqualTo(Map.of("a", 300_000L, "b", 300_000L, "d", 300_000L, "c", 100_000L));
    }

    @Test
    void whatNoTouchThatCountsLedToIsNotAttributed() {
        Tally tally = tally("linear,markov");
        tally.add(lead("L", deal(1, "5.00", "EUR"), touch("late", 2)));
        Report report = report(tally);
        assertThat(report.unattributed()).isEqualTo(new Sums(0, 1_000_000, Map.of("EUR", new BigDecimal("5.00"))));
        assertThat(conversions(report, "linear")).isEqualTo(Map.of("late", 0L));
    }

    @Test
    void touchesThatAreNoLongerKeptAreSaidToBeMissing() {
        Tally tally = tally("linear");
        tally.add(new Journey(
                new LeadId("L"), new TouchHistory(touch("a", 1), List.of(touch("b", 2)), 2), Conversions.NONE, day(2)));
        assertThat(report(tally).limits().trimmed()).isZero();
        tally.add(new Journey(
                new LeadId("M"),
                new TouchHistory(touch("a", 1), List.of(touch("b", 2)), 60),
                Conversions.NONE,
                day(2)));
        assertThat(report(tally).limits().trimmed()).isEqualTo(1);
    }

    @Test
    void rowsPastTheBoundAreOneRow() {
        Tally tally = new Tally(question(ALL.only(List.of("linear")), Dimension.CHANNEL), 2);
        for (int i = 0; i < 5; i++) {
            tally.add(lead("L" + i, null, touch("channel-" + i, 1)));
        }
        Report report = report(tally);
        assertThat(leads(report, "linear"))
                .isEqualTo(Map.of("channel-0", 1_000_000L, "channel-1", 1_000_000L, "(others)", 3_000_000L));
        assertThat(report.limits().cut()).isTrue();
    }

    @Test
    void costsStandInTheRowTheyNameAndThoseThatNameNoneBesideAll() {
        Tally tally = new Tally(question(ALL.only(List.of("linear")), Dimension.CAMPAIGN));
        tally.add(lead("L", null, touch("email", 1)));
        LocalDate day = LocalDate.of(2026, 9, 2);
        Report report = tally.report(
                List.of(
                        new Cost(day, "email", null, "Autumn", euros("10")),
                        new Cost(day.plusDays(1), "email", null, " autumn ", euros("5")),
                        new Cost(day, "email", null, null, euros("3")),
                        new Cost(day.plusYears(2), null, null, "Autumn", euros("999"))),
                TouchHistory.Bounds.DEFAULT);
        assertThat(report.models().get(0).rows())
                .contains(new Report.Row(
                        new Key("Autumn", "Autumn"), Sums.NOTHING, Map.of("EUR", new BigDecimal("15.00"))));
        assertThat(report.unassignedCost()).isEqualTo(Map.of("EUR", new BigDecimal("3.00")));
        assertThat(report.cost()).isEqualTo(Map.of("EUR", new BigDecimal("18.00")));
    }

    @Test
    void aReportThatIsNotToGoOnIsNone() {
        KeptTouches kept = KeptTouches.onTheHeap(TouchHistory.Bounds.DEFAULT);
        ReportQuestion question = question(ALL, Dimension.SOURCE);
        assertThat(Reports.over(kept, Costs.onTheHeap(), question, () -> false))
                .as("nobody to stop at")
                .isNotNull();
        for (int i = 0; i < 9; i++) {
            kept.record(new LeadId("L" + i), touch("email", 1), day(1));
        }
        AtomicInteger asked = new AtomicInteger();
        assertThat(Reports.over(kept, Costs.onTheHeap(), question, () -> asked.incrementAndGet() < 4))
                .isNull();
        assertThat(asked).hasValue(4);
        Report whole = Reports.over(kept, Costs.onTheHeap(), question, () -> true);
        assertThat(whole).isNotNull();
        assertThat(whole.totals().leads()).isEqualTo(9_000_000);
    }

    @Test
    void theNameThatPeopleSeeWillDoForACostAndAnIdComesFirst() {
        Tally tally = new Tally(question(ALL.only(List.of("linear")), Dimension.SOURCE));
        tally.add(lead("1", null, touch("Google Ads", 1)));
        LocalDate day = LocalDate.of(2026, 9, 2);
        Report report = tally.report(
                List.of(
                        new Cost(day, null, "google ads", null, euros("5")),
                        new Cost(day, null, "Google Ads-source", null, euros("6")),
                        new Cost(day, null, "google", null, euros("7"))),
                TouchHistory.Bounds.DEFAULT);
        assertThat(report.models().get(0).rows())
                .extracting(row -> row.key().id(), row -> row.cost().toString())
                .containsExactly(tuple("Google Ads-source", "{EUR=11.00}"), tuple("google", "{EUR=7.00}"));
    }

    private static Money euros(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }

    private static Tally tally(String models) {
        return new Tally(question(ALL.only(List.of(models.split(","))), Dimension.CHANNEL));
    }

    private static ReportQuestion question(Ways ways, Dimension by) {
        return new ReportQuestion(ways, by, day(0), day(100), Journeys.LONG, null);
    }

    private static Report report(Tally tally) {
        return tally.report(List.of(), TouchHistory.Bounds.DEFAULT);
    }

    private static Map<String, Long> conversions(Report report, String model) {
        Map<String, Long> byKey = new HashMap<>();
        rows(report, model)
                .forEach(row ->
                        byKey.put(String.valueOf(row.key().id()), row.sums().conversions()));
        return byKey;
    }

    private static Map<String, Long> leads(Report report, String model) {
        Map<String, Long> byKey = new HashMap<>();
        rows(report, model)
                .forEach(row ->
                        byKey.put(String.valueOf(row.key().id()), row.sums().leads()));
        return byKey;
    }

    private static Map<String, String> euros(Report report, String model) {
        Map<String, String> byKey = new HashMap<>();
        rows(report, model)
                .forEach(row -> byKey.put(
                        String.valueOf(row.key().id()),
                        String.valueOf(row.sums().value().get("EUR"))));
        return byKey;
    }

    private static List<Report.Row> rows(Report report, String model) {
        return report.models().stream()
                .filter(part -> part.model().equals(model))
                .findFirst()
                .orElseThrow()
                .rows();
    }

    private static Conversion deal(double day, String amount, String currency) {
        return new Conversion(
                new ConversionId("D" + day),
                Conversion.USUAL,
                day(day),
                new Money(new BigDecimal(amount), currency),
                null,
                null);
    }

    private static Journey lead(String id, @Nullable Conversion conversion, Touch... touches) {
        return new Journey(
                new LeadId(id),
                history(touches),
                conversion == null ? Conversions.NONE : new Conversions(List.of(conversion)),
                touches[0].at());
    }

    private static TouchHistory history(Touch... touches) {
        TouchHistory history = TouchHistory.EMPTY;
        for (Touch touch : touches) {
            history = history.with(touch, TouchHistory.Bounds.DEFAULT, day(0));
        }
        return history;
    }

    private static Touch[] touches(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> touch(CHANNELS.get(random.nextInt(CHANNELS.size())), 1 + i))
                .toArray(Touch[]::new);
    }

    private static Journey any(Random random, int number) {
        Person person = random.nextInt(4) == 0 ? new VisitorId("v" + number) : new LeadId("L" + number);
        Touch[] touches = touches(random, 1 + random.nextInt(6));
        List<Conversion> deals = new ArrayList<>();
        for (int i = random.nextInt(3); person instanceof LeadId && i > 0; i--) {
            String amount = random.nextInt(1_000) + "." + (10 + random.nextInt(90));
            deals.add(deal(random.nextInt(12) + i / 10.0, amount, random.nextBoolean() ? "EUR" : "USD"));
        }
        return new Journey(
                person,
                history(touches),
                new Conversions(deals),
                person instanceof LeadId && random.nextBoolean() ? day(1 + random.nextInt(6)) : null);
    }
}
