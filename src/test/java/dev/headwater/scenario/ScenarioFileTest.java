package dev.headwater.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.headwater.json.LeadContextJson;
import dev.headwater.json.Reading;
import dev.headwater.lead.LeadContext;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.VisitorId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioFileTest {
    @Test
    void theExampleForQaCanBeRead() throws IOException {
        String page = Files.readString(Path.of("test-scenarios/README.md"));
        assertThat(scenarios(page.substring(page.indexOf("suite: Paid search"), page.indexOf("\n```\n"))))
                .hasSize(2);
    }

    @Test
    void everyKeyThatCanBeExpectedIsExplainedToQa() throws IOException {
        String page = Files.readString(Path.of("test-scenarios/README.md"));
        assertThat(ExpectationReader.known())
                .allSatisfy(path -> assertThat(page).contains("`" + path.substring(path.indexOf('.') + 1) + "`"));
    }

    @Test
    void aTableHasColumnsForTheChannelsOfProfilesAndTheFieldsOfCrms() {
        String table = """
                Scenarios,S
                Now,2026-11-23T10:00:00Z

                name,landingUrl,expect.channels.ga4,Expect.CRM.salesforce.LeadSource,expect.because.channels.ga4
                A newsletter,https://acme.example/?utm_source=n&utm_medium=email,email,Web,ga4-14b
                Another,https://acme.example/?utm_source=n&utm_medium=email,sms,Other,not ga4-14b
                """;

        SuiteResult suite = ShippedRules.run("t.csv", table);

        assertThat(suite.results().get(0).passed()).isTrue();
        assertThat(suite.results().get(1).verdict())
                .isInstanceOfSatisfying(
                        ScenarioResult.Failed.class,
                        failed -> assertThat(failed.mismatches())
                                .extracting(Mismatch::what)
                                .containsExactlyInAnyOrder(
                                        "channels.ga4", "crm.salesforce.LeadSource", "because channels.ga4"));
    }

    @Test
    void aColumnForNoProfileInParticularIsRefusedWithWhatWasMeant() {
        assertThat(refusal("t.csv", """
                Scenarios,S
                Now,2026-11-23T10:00:00Z

                name,expect.channels.
                A,email
                """.getBytes(UTF_8))).contains("\"expect.channels.\" is not a column of scenarios");
    }

    @Test
    void aFilePastTheBoundIsRefusedUnread() {
        byte[] large = ("# " + "x".repeat(YamlReader.MAX_BYTES)).getBytes(UTF_8);
        assertThat(refusal("large.yaml", large)).isEqualTo("""
                        large.yaml:1:1: the file has 1048578 bytes; at most 1048576 are read
                          Divide it into several files
                        """);
    }

    @Test
    void aFileWithTooManyValuesIsRefused() {
        String many = "scenarios: [" + "1,".repeat(YamlReader.MAX_NODES) + "1]";
        assertThat(refusal("many.yaml", many.getBytes(UTF_8))).contains("more than 100000 values");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsDoNotMatter() {
        String unix = """
                suite: S
                now: 2026-11-23T10:00:00Z
                scenarios:
                  - { name: A, lead: {}, expect: { channel: direct } }
                """;
        assertThat(scenarios("\uFEFF" + unix.replace("\n", "\r\n")))
                .extracting(Scenario::name, Scenario::place)
                .containsExactly(tuple("A", new Place(4, 7)));
    }

    @Test
    void aScenarioKnowsItsLineItsClockAndItsTags() {
        Scenario scenario = scenarios("""
                        suite: S
                        now: 2026-11-23T10:00:00Z
                        scenarios:
                          - name: First
                            lead: {}
                            expect: { channel: direct }
                          - name: Second
                            now: 2027-01-01T00:00:00+01:00
                            lead: {}
                            expect: { channel: direct, tier: Low }
                            tags: [offline, 42]
                        """).get(1);
        assertThat(scenario.place()).isEqualTo(new Place(7, 5));
        assertThat(scenario.now()).isEqualTo(Instant.parse("2026-12-31T23:00:00Z"));
        assertThat(scenario.tags()).containsExactly("offline", "42");
        assertThat(scenario.expected()).hasSize(2);
    }

    @Test
    void aLeadLikeAnotherTakesWhatItDoesNotSayItself() {
        LeadContext lead = scenarios("""
                        suite: S
                        now: 2026-11-23T10:00:00Z
                        leads:
                          somebody: { leadId: L-1, attributes: { companySize: 10, country: DE } }
                          visitor:
                            like: somebody
                            landingUrl: https://acme.example/
                            referrer: https://www.google.com/
                            form: { name: demo, heardAboutUs: a friend }
                        scenarios:
                          - name: A
                            lead:
                              like: visitor
                              landingUrl: https://acme.example/pricing
                              referrer: null
                              form: { name: contact }
                              attributes: { companySize: 250 }
                            attributes: { vip: true }
                            expect: { channel: direct }
                        """).get(0).lead();
        assertThat(lead.leadId()).isEqualTo(new LeadId("L-1"));
        assertThat(lead.landingPage()).hasToString("LandingPage[url=https://acme.example/pricing]");
        assertThat(lead.referrer()).isNull();
        assertThat(lead.form()).hasToString("Form[name=contact]");
        assertThat(lead.selfReport()).hasToString("SelfReport[answer=a friend]");
        assertThat(lead.attributes()).isEqualTo(Map.of("companySize", 250.0, "country", "DE", "vip", true));
    }

    @Test
    void earlierContactsBelongToTheSamePersonAndAreInTheOrderOfTime() {
        Scenario scenario = scenarios("""
                        suite: S
                        now: 2026-11-23T10:00:00Z
                        scenarios:
                          - name: A
                            lead: { visitorId: V-1 }
                            history:
                              - { at: 2 hours ago, referrer: "https://b.example/" }
                              - { at: 2026-11-20T10:00:00Z, referrer: "https://a.example/" }
                              - { at: 1 week ago, visitorId: V-2 }
                            expect: { channel: direct }
                        """).get(0);
        assertThat(scenario.history())
                .extracting(Scenario.Earlier::at)
                .containsExactly(
                        Instant.parse("2026-11-16T10:00:00Z"),
                        Instant.parse("2026-11-20T10:00:00Z"),
                        Instant.parse("2026-11-23T08:00:00Z"));
        assertThat(scenario.history())
                .extracting(earlier -> earlier.lead().person())
                .containsExactly(new VisitorId("V-2"), new VisitorId("V-1"), new VisitorId("V-1"));
    }

    @Test
    void aHistoryWithoutAPersonIsSomebodys() {
        Scenario scenario = scenarios("""
                        suite: S
                        now: 2026-11-23T10:00:00Z
                        scenarios:
                          - { name: A, lead: {}, history: [ { at: 1 day ago } ], expect: { channel: direct } }
                          - { name: B, lead: {}, expect: { channel: direct } }
                        """).get(0);
        assertThat(scenario.lead().person()).isNotNull();
        assertThat(scenario.history().get(0).lead().person())
                .isEqualTo(scenario.lead().person());
    }

    @Test
    void aLeadWithoutHistoryIsLeftWithoutAPerson() {
        assertThat(scenarios("""
                                suite: S
                                now: 2026-11-23T10:00:00Z
                                scenarios: [ { name: B, lead: {}, expect: { channel: direct } } ]
                                """).get(0).lead().person()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"007", "+44 20 7946 0000", "MAR1", "yes", "2026-11-23", "1_000", "0x1F", "1:30", "0o17"})
    void aPlainValueThatIsNoNumberInJsonStaysAsItWasWritten(String code) {
        LeadContext lead = scenarios("""
                        suite: S
                        now: 2026-11-23T10:00:00Z
                        scenarios: [ { name: A, lead: { promoCode: %s }, expect: { channel: direct } } ]
                        """.formatted(code)).get(0).lead();
        assertThat(lead.promoCode()).hasToString("PromoCode[code=" + code + "]");
    }

    @Test
    void everyKeyThatIsSuggestedForALeadIsOneThatItTakes() {
        LeadFields.KEYS.forEach((parent, keys) -> keys.stream()
                .filter(key -> !key.equals("like"))
                .forEach(key -> {
                    Object value = LeadFields.KEYS.containsKey("/" + key) ? Map.of() : "x";
                    assertThat(unknown(parent, key, value))
                            .as(parent + "/" + key)
                            .isEmpty();
                    assertThat(unknown(parent, key + "s", "x")).containsExactly(parent + "/" + key + "s");
                }));
    }

    private static List<String> unknown(String parent, String key, Object value) {
        Map<String, Object> told = Map.of(key, value);
        Reading reading = LeadContextJson.read(parent.isEmpty() ? told : Map.of(parent.substring(1), told));
        return reading instanceof Reading.Lead lead ? lead.unknown() : List.of();
    }

    private static List<Scenario> scenarios(String text) {
        ScenarioFile.Reading reading = ScenarioFile.read("suite.yaml", text.getBytes(UTF_8));
        assertThat(reading).as(reading.toString()).isInstanceOf(ScenarioFile.Read.class);
        return ((ScenarioFile.Read) reading).file().scenarios();
    }

    private static String refusal(String name, byte[] content) {
        ScenarioFile.Reading reading = ScenarioFile.read(name, content);
        assertThat(reading).isInstanceOf(ScenarioFile.Refused.class);
        StringBuilder text = new StringBuilder();
        ((ScenarioFile.Refused) reading)
                .flaws()
                .forEach(flaw -> text.append(flaw).append('\n'));
        return text.toString();
    }
}
