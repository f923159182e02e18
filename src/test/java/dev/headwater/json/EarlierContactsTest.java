package dev.headwater.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.lead.ClickId;
import dev.headwater.lead.EventId;
import dev.headwater.lead.LeadContext;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Earlier contacts in our own form. */
class EarlierContactsTest {
    private static final String TWO = """
            { "visitorId": "v-1", "landingUrl": "https://acme.example/contact",
              "earlier": [
                { "occurredAt": "2026-11-20T08:30:00Z", "landingUrl": "https://acme.example/?utm_source=news" },
                { "occurredAt": "2026-11-02T08:30:00.120Z", "referrer": "https://www.google.com/",
                  "clickIds": { "gclid": "x" } } ] }""";

    @Test
    void theyComeInTheOrderOfTimeAndEachIsNamedByItsTime() {
        LeadContext lead = lead(TWO);
        assertThat(lead.earlier())
                .extracting(LeadContext::occurredAt)
                .containsExactly(Instant.parse("2026-11-02T08:30:00.120Z"), Instant.parse("2026-11-20T08:30:00Z"));
        assertThat(lead.earlier())
                .extracting(LeadContext::eventId)
                .containsExactly(
                        new EventId("earlier 2026-11-02T08:30:00.120Z"), new EventId("earlier 2026-11-20T08:30:00Z"));
        assertThat(lead.earlier().get(0).clickIds()).containsExactly(new ClickId("gclid", "x"));
    }

    @Test
    void anEventOfTheirOwnNamesThem() {
        LeadContext lead = lead("{\"earlier\": [{\"occurredAt\": \"2026-11-20T08:30:00Z\", \"eventId\": \"e-1\"}]}");
        assertThat(lead.earlier()).extracting(LeadContext::eventId).containsExactly(new EventId("e-1"));
    }

    @Test
    void writtenAndReadAgainTheyAreTheSame() {
        LeadContext lead = lead(TWO);
        assertThat(LeadContextJson.read(LeadJson.tree(lead))).isEqualTo(new Reading.Lead(lead, 0, List.of()));
    }

    @Test
    void oneWithoutItsTimeIsAFaultAtItsPlace() {
        assertThat(faults("{\"earlier\": [{\"occurredAt\": \"2026-11-20T08:30:00Z\"}, {\"landingUrl\": \"x\"}]}"))
                .containsExactly("/earlier/1/occurredAt");
        assertThat(faults("{\"earlier\": [{\"occurredAt\": \"soon\"}]}")).containsExactly("/earlier/0/occurredAt");
    }

    @Test
    void tenAreTakenAndElevenAreNot() {
        assertThat(lead(many(10)).earlier()).hasSize(10);
        assertThat(faults(many(11))).containsExactly("/earlier");
    }

    @Test
    void whatNobodyKnowsInOneIsCountedAndDoesNoHarm() {
        Reading reading = LeadContextJson.read(
                "{\"earlier\": [{\"occurredAt\": \"2026-11-20T08:30:00Z\", \"mood\": \"good\"}]}".getBytes(UTF_8));
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Lead.class, read -> assertThat(read.unknown()).containsExactly("/earlier/0/mood"));
    }

    private static String many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"occurredAt\": \"2026-11-" + (10 + i) + "T08:30:00Z\"}")
                .collect(Collectors.joining(", ", "{\"earlier\": [", "]}"));
    }

    private static LeadContext lead(String json) {
        return ((Reading.Lead) LeadContextJson.read(json.getBytes(UTF_8))).lead();
    }

    private static List<String> faults(String json) {
        return ((Reading.NotALead) LeadContextJson.read(json.getBytes(UTF_8)))
                .faults().stream().map(Fault::pointer).toList();
    }
}
