package dev.headwater.json;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import dev.headwater.table.DecisionTable;
import dev.headwater.table.Flaw;
import dev.headwater.table.HitPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesJsonTest {

    @Test
    void theTablesInForceAreTold() {
        DecisionTable channel = new DecisionTable(
                "Channel",
                "rules/channel.xlsx",
                "Channel",
                HitPolicy.FIRST_MATCH,
                "The broad category",
                List.of(),
                List.of(),
                List.of(new DecisionTable.Row(9, "last", List.of(), List.of(), List.of(), "", null, null)));
        DecisionTable tier = new DecisionTable(
                "Tier", "rules/tier.csv", "", HitPolicy.FIRST_MATCH, "", List.of(), List.of(), List.of());
        assertThatJson(utf8(RulesJson.write("sha256:00", List.of(channel, tier), null)))
                .isEqualTo("""
                        { "revision": "sha256:00",
                          "tables": [
                            { "name": "Channel", "path": "/v1/rules/tables/channel", "file": "rules/channel.xlsx", "sheet": "Channel",
                              "hitPolicy": "First match", "about": "The broad category", "rows": 1 },
                            { "name": "Tier", "path": "/v1/rules/tables/tier", "file": "rules/tier.csv", "sheet": null, "hitPolicy": "First match",
                              "about": "", "rows": 0 } ],
                          "lastRefused": null }""");
    }

    @Test
    void aRefusedLoadIsToldWithItsFlaws() {
        Flaw flaw = new Flaw(
                Flaw.Severity.ERROR,
                "rules/channel.xlsx",
                "Channel",
                "C9",
                "\"payed\" is not a medium class.",
                "Did you mean \"paid\"?");
        RulesJson.Refused refused = new RulesJson.Refused(
                Instant.parse("2026-11-23T12:00:00Z"), List.of(flaw, Flaw.warningIn("a", "b", null)));
        assertThatJson(utf8(RulesJson.write(null, List.of(), refused))).isEqualTo("""
                        { "revision": null, "tables": [],
                          "lastRefused": { "at": "2026-11-23T12:00:00Z",
                            "flaws": [
                              { "severity": "error", "file": "rules/channel.xlsx", "sheet": "Channel", "cell": "C9",
                                "problem": "\\"payed\\" is not a medium class.", "remedy": "Did you mean \\"paid\\"?",
                                "text": "rules/channel.xlsx, sheet Channel, cell C9: \\"payed\\" is not a medium class.\\n  Did you mean \\"paid\\"?" },
                              { "severity": "warning", "file": "a", "sheet": null, "cell": null, "problem": "b",
                                "remedy": null, "text": "a: b" } ] } }""");
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
