package dev.headwater.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.decision.Explain;
import dev.headwater.json.AnswerJson;
import dev.headwater.json.LeadContextJson;
import dev.headwater.json.LeadJson;
import dev.headwater.json.PlainJson;
import dev.headwater.json.Reading;
import dev.headwater.json.ResolutionJson;
import dev.headwater.lead.CampaignTags;
import dev.headwater.lead.LeadContext;
import dev.headwater.resolver.Answer;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Leads and answers survive the way to a service and back. */
class WireTest {
    private static final String WHOLE = """
            { "leadId": "L-1", "visitorId": "V-1", "eventId": "E-1", "occurredAt": "2026-11-23T10:15:00Z",
              "landingUrl": "https://acme.example/", "referrer": "https://www.google.com/",
              "campaign": { "source": "a", "medium": "b", "name": "c", "term": "d", "content": "e", "id": "f" },
              "clickIds": { "gclid": "Cj0K", "fbclid": "x" },
              "form": { "name": "demo", "heardAboutUs": "a friend" }, "promoCode": "007", "dialledNumber": "+44 20 7946 0000",
              "crm": { "leadSource": "Trade Show" }, "offline": { "type": "trade-show", "name": "SaaStr" },
              "attributes": { "companySize": 250.5, "vip": true, "country": "DE" } }
            """;

    @Test
    void aLeadWrittenBackIsReadAsTheSameLead() {
        LeadContext lead = lead(WHOLE);
        assertThat(LeadContextJson.read(LeadJson.tree(lead)))
                .isInstanceOfSatisfying(
                        Reading.Lead.class, read -> assertThat(read.lead()).isEqualTo(lead));
        assertThat(LeadJson.tree(LeadContext.EMPTY)).isEmpty();
    }

    /** A part that apps can tell in this form and that is added later must not be left out of the test above. */
    @Test
    void thatLeadLeavesNothingUntold() throws ReflectiveOperationException {
        LeadContext lead = lead(WHOLE);
        for (RecordComponent part : LeadContext.class.getRecordComponents()) {
            if (!List.of("earlier", "firstVisit").contains(part.getName())) {
                assertThat(part.getAccessor().invoke(lead))
                        .as(part.getName())
                        .isNotIn(null, List.of(), Map.of(), CampaignTags.NONE);
            }
        }
    }

    @Test
    void anAnswerReadBackIsWrittenAsTheSameBytes() throws IOException {
        Path scenarios = Path.of("test-scenarios/evidence/conflicts.yaml");
        ScenarioFile file = ShippedRules.file("s.yaml", Files.readString(scenarios));
        for (Scenario scenario : file.scenarios()) {
            byte[] written = ResolutionJson.write(new Line(ShippedRules.RULES).answerTo(scenario), Explain.FULL);
            assertThat(PlainJson.read(written)).isInstanceOfSatisfying(PlainJson.Tree.class, tree -> {
                Answer back = AnswerJson.read(tree.value());
                assertThat(new String(ResolutionJson.write(back, Explain.FULL), StandardCharsets.UTF_8))
                        .isEqualTo(new String(written, StandardCharsets.UTF_8));
            });
        }
    }

    private static LeadContext lead(String json) {
        return ((Reading.Lead) LeadContextJson.read(json.getBytes(StandardCharsets.UTF_8))).lead();
    }
}
