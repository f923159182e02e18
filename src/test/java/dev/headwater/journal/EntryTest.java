package dev.headwater.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.json.PlainJson;
import dev.headwater.resolver.Decided;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTest {
    private static final List<Decided> ALL = ShippedLeads.ofScenarios();

    @Test
    void everyScenarioUnmaskedIsDecidedAgainAsItWas() {
        assertThat(ALL).hasSizeGreaterThan(500);
        for (Decided decided : ALL) {
            Entry entry = entry(decided, Set.of());
            assertThat(entry.replayable()).isTrue();
            assertThat(entry.decideBy(ShippedLeads.RULES))
                    .as(entry.lead().toString())
                    .isEqualTo(entry.verdict());
        }
    }

    @Test
    void everyMaskedLineThatSaysSoIsDecidedAgainAsItWasAndNearlyAllSaySo() {
        int not = 0;
        for (Decided decided : ALL) {
            Entry entry = entry(decided, Personal.all());
            if (entry.replayable()) {
                assertThat(entry.decideBy(ShippedLeads.RULES))
                        .as(decided.lead().toString())
                        .isEqualTo(entry.verdict());
            } else {
                not++;
            }
        }
        assertThat(not).isLessThan(ALL.size() / 100);
    }

    @Test
    void aLineThatCannotBeDecidedAgainSaysSo() {
        Decided decided = ShippedLeads.decided("{\"landingUrl\": \"utm_source%3Dgoogle%26utm_medium%3Dcpc\"}");
        Decided odd = ShippedLeads.decided(
                "{\"landingUrl\": \"https://acme.example/?utm_source%3Dgoogle%26utm_medium%3Dcpc\"}");
        assertThat(entry(decided, Personal.all()).replayable()).isTrue();
        assertThat(entry(odd, Personal.all()).replayable()).isFalse();
        assertThat(entry(odd, Set.of()).replayable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"leadId\": \"SECRET\", \"visitorId\": \"SECRET\", \"eventId\": \"SECRET\"}",
                "{\"landingUrl\": \"https://acme.example/p?name=SECRET&utm_source=google\"}",
                "{\"landingUrl\": \"https://acme.example/p?gclid=SECRET\"}",
                "{\"landingUrl\": \"https://acme.example/p?na%6De=SECRET;x=SECRET\"}",
                "{\"landingUrl\": \"https://acme.example/p?SECRET\"}",
                "{\"landingUrl\": \"https://acme.example/p#SECRET\"}",
                "{\"landingUrl\": \"https://acme.example/p#/start?token=SECRET\"}",
                "{\"landingUrl\": \"https://SECRET:pw@acme.example/p\"}",
                "{\"landingUrl\": \"https://acme.example/u/SECRET@mail.example/start\"}",
                "{\"landingUrl\": \"https://acme.example/?utm_content=SECRET%40mail.example\"}",
                "{\"landingUrl\": \"https://acme.example/?utm_term=SECRET@mail.example\", \"leadId\": \"l\"}",
                "{\"landingUrl\": \"?utm_source%3Dgoogle%26name%3DSECRET\"}",
                "{\"referrer\": \"https://mail.example/?to=SECRET\"}",
                "{\"clickIds\": {\"gclid\": \"SECRET\", \"other\": \"SECRET\"}}",
                "{\"campaign\": {\"content\": \"SECRET@mail.example\"}}",
                "{\"form\": {\"heardAboutUs\": \"SECRET told me\"}}",
                "{\"form\": {\"heardAboutUs\": \"google, says SECRET\"}}",
                "{\"crm\": {\"leadSource\": \"call SECRET@mail.example\"}}",
                "{\"attributes\": {\"email\": \"SECRET\", \"note\": \"SECRET\"}}",
                "{\"offline\": {\"type\": \"trade-show\", \"name\": \"with SECRET@mail.example\"}}"
            })
    void whatTellsWhoSomebodyIsIsNowhereInTheLine(String lead) {
        String line = line(ShippedLeads.decided(lead), Personal.all());
        assertThat(line).doesNotContainIgnoringCase("secret").contains("masked");
        assertThat(line(ShippedLeads.decided(lead), Set.of())).containsIgnoringCase("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"landingUrl": "https://acme.example/pricing?utm_source=google&utm_term=blue+shoes"} | utm_term=blue+shoes
            {"landingUrl": "https://acme.example/?gclid={gclid}"} | gclid={gclid}
            {"landingUrl": "https://acme.example/?gad_source=1"}  | gad_source=1
            {"referrer": "https://www.bing.com/search?q=acme"}    | q=acme
            {"dialledNumber": "+441632960000"}                    | +441632960000
            {"promoCode": "SPRING-24"}                            | SPRING-24
            {"attributes": {"companySize": 250}}                  | 250
            {"crm": {"leadSource": "Trade Show"}}                 | Trade Show
            """)
    void whatRulesLookAtStays(String lead, String kept) {
        assertThat(line(ShippedLeads.decided(lead), Personal.all())).contains(kept);
    }

    @Test
    void aLineNamesWhatWasMasked() {
        String lead = "{\"leadId\": \"L-1\", \"landingUrl\": \"https://acme.example/?name=x&gclid=y\","
                + " \"form\": {\"heardAboutUs\": \"my friend Jo\"}, \"attributes\": {\"email\": \"a@b.example\"}}";
        assertThat(tree(line(ShippedLeads.decided(lead), Personal.all())).get("masked"))
                .isEqualTo(List.of(
                        "landingUrl?name", "landingUrl?gclid", "form.heardAboutUs", "attributes.email", "leadId"));
    }

    @Test
    void aLineOfWhichNothingWasMaskedSaysSo() {
        Map<?, ?> tree = tree(line(ShippedLeads.decided("{\"promoCode\": \"X\"}"), Personal.all()));
        assertThat(tree.get("masked")).isEqualTo(List.of());
        assertThat(tree.get("replayable")).isEqualTo(true);
    }

    @Test
    void theTraceOfTheQuestionIsInItsLine() {
        Decided decided = ShippedLeads.decided("{}");
        Decided traced = new Decided(
                "4bf92f3577b34da6a3ce929d0e0e4736",
                decided.lead(),
                decided.history(),
                decided.rules(),
                decided.now(),
                decided.profiles(),
                decided.explain(),
                decided.answer());
        assertThat(tree(line(traced, Set.of())).get("traceId")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(tree(line(decided, Set.of())).get("traceId")).isNull();
    }

    static String line(Decided decided, Set<Personal> masked) {
        return new String(Entry.write(decided, new Mask(masked)), UTF_8);
    }

    private static Entry entry(Decided decided, Set<Personal> masked) {
        return Entry.read(tree(line(decided, masked)));
    }

    private static Map<?, ?> tree(String line) {
        if (PlainJson.read(line.getBytes(UTF_8)) instanceof PlainJson.Tree tree
                && tree.value() instanceof Map<?, ?> map) {
            return map;
        }
        throw new AssertionError(line);
    }
}
