package dev.headwater.json;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.decision.Campaign;
import dev.headwater.decision.Channel;
import dev.headwater.decision.Conflict;
import dev.headwater.decision.CrmField;
import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Explain;
import dev.headwater.decision.FollowUp;
import dev.headwater.decision.Intent;
import dev.headwater.decision.IntentTier;
import dev.headwater.decision.NearMiss;
import dev.headwater.decision.Outcome;
import dev.headwater.decision.ProfiledChannel;
import dev.headwater.decision.Reason;
import dev.headwater.decision.Reason.Condition;
import dev.headwater.decision.Resolution;
import dev.headwater.decision.RowAddress;
import dev.headwater.decision.Source;
import dev.headwater.decision.WeighedEvidence;
import dev.headwater.lead.LeadId;
import dev.headwater.resolver.Answer;
import dev.headwater.touch.Touch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResolutionJsonTest {
    private static final Channel PAID_SEARCH = new Channel("paid-search", "Paid Search", Channel.Kind.ONLINE);
    private static final Channel UNKNOWN = new Channel("unknown", "Unknown", Channel.Kind.UNKNOWN);
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final RowAddress ROW = new RowAddress("rules/channel.xlsx", "Channel", "A14");

    private static final Resolution GOOGLE_AD = new Resolution(
            Outcome.RESOLVED,
            new Source("google-ads", "Google Ads"),
            PAID_SEARCH,
            new Intent(IntentTier.HIGH, 85.0),
            0.97,
            EvidenceKind.CLICK_ID,
            "cpc",
            "paid",
            new Campaign("google", "cpc", null, null, null, null),
            List.of(
                    new Reason(
                            "channel",
                            ROW,
                            "ps-1",
                            "a paid click from a search engine",
                            null,
                            null,
                            false,
                            List.of(new Condition("Medium class", "C14", "paid", "paid", true))),
                    new Reason(
                            "points",
                            new RowAddress("rules/intent.csv", "", "A3"),
                            "demo",
                            "",
                            12.5,
                            "ask for the company's size",
                            true,
                            List.of())),
            List.of(
                    new WeighedEvidence(
                            EvidenceKind.CLICK_ID,
                            "gclid",
                            new Source("google-ads", "Google Ads"),
                            "search",
                            null,
                            true,
                            "the click ID fits the tags"),
                    new WeighedEvidence(
                            EvidenceKind.SELF_REPORT, "a \"friend\"", null, null, null, false, "no list knows it")),
            List.of(new Conflict(
                    "source-conflict",
                    "gclid with utm_source=facebook",
                    new RowAddress("rules/judgement.drl", "", "line 14"))),
            List.of(new NearMiss(
                    "channel",
                    new RowAddress("rules/channel.xlsx", "Channel", "A9"),
                    "ps-0",
                    new Condition("Campaign", "D9", "*shop*", null, false))),
            List.of("the landing URL was cut"),
            "sha256:00");

    @Test
    void followUpCrmWordsAndProfilesAreToldAsFarAsThereAreAny() {
        Resolution more = new Resolution(
                GOOGLE_AD.outcome(),
                GOOGLE_AD.source(),
                GOOGLE_AD.channel(),
                List.of(
                        new ProfiledChannel(
                                "ga4", PAID_SEARCH, GOOGLE_AD.because().subList(0, 1)),
                        new ProfiledChannel("hubspot", UNKNOWN, List.of())),
                GOOGLE_AD.intent(),
                GOOGLE_AD.confidence(),
                GOOGLE_AD.winner(),
                GOOGLE_AD.medium(),
                GOOGLE_AD.mediumClass(),
                GOOGLE_AD.campaign(),
                new FollowUp("Call", Duration.ofMinutes(15), null),
                List.of(
                        new CrmField("salesforce", "LeadSource", "Web"),
                        new CrmField("hubspot", "hs_analytics_source", "PAID_SEARCH"),
                        new CrmField("hubspot", "hs_analytics_source_data_1", null)),
                GOOGLE_AD.because(),
                GOOGLE_AD.evidence(),
                GOOGLE_AD.conflicts(),
                GOOGLE_AD.nearMisses(),
                GOOGLE_AD.oddities(),
                List.of(),
                GOOGLE_AD.revision());
        Answer answer = new Answer("d-1", null, more, NOON, null, new Answer.History(0, true, false, null));
        String json = new String(ResolutionJson.write(answer, Explain.SUMMARY), StandardCharsets.UTF_8);
        assertThatJson(json).node("followUp").isEqualTo("{step: 'Call', within: 'PT15M', queue: null}");
        assertThatJson(json)
                .node("crm")
                .isEqualTo("{salesforce: {LeadSource: 'Web'}, hubspot: {hs_analytics_source: 'PAID_SEARCH',"
                        + " hs_analytics_source_data_1: null}}");
        assertThatJson(json).node("channels.ga4.channel.id").isEqualTo("paid-search");
        assertThatJson(json).node("channels.ga4.because[0].id").isEqualTo("ps-1");
        assertThatJson(json).node("channels.hubspot.because").isEqualTo("[]");
        String bare = new String(ResolutionJson.write(answer, Explain.NONE), StandardCharsets.UTF_8);
        assertThatJson(bare)
                .node("channels.ga4")
                .isEqualTo("{channel: {id: 'paid-search', name: 'Paid Search', kind: 'online'}}");
        Answer without = new Answer("d-1", null, GOOGLE_AD, NOON, null, new Answer.History(0, true, false, null));
        assertThat(new String(ResolutionJson.write(without, Explain.FULL), StandardCharsets.UTF_8))
                .doesNotContain("\"followUp\"", "\"crm\"", "\"channels\"");
    }

    @Test
    void theSummaryHasTheRowsTheEvidenceAndTheConflicts() {
        assertThatJson(written(answer(new LeadId("L-1042"), GOOGLE_AD, true), Explain.SUMMARY))
                .isEqualTo("""
                        { "leadId": "L-1042", "decisionId": "d-1", "outcome": "resolved",
                          "source": { "id": "google-ads", "name": "Google Ads" },
                          "channel": { "id": "paid-search", "name": "Paid Search", "kind": "online" },
                          "intent": { "tier": "High", "points": 85 }, "confidence": 0.97,
                          "campaign": { "source": "google", "medium": "cpc", "name": null, "term": null,
                                        "content": null, "id": null },
                          "primary": { "source": { "id": "google-ads", "name": "Google Ads" },
                                       "channel": { "id": "paid-search", "name": "Paid Search", "kind": "online" },
                                       "touchedAt": "2026-11-23T12:00:00Z" },
                          "because": [
                            { "decides": "channel", "row": "rules/channel.xlsx!Channel!A14", "id": "ps-1",
                              "text": "a paid click from a search engine" },
                            { "decides": "points", "row": "rules/intent.csv!A3", "id": "demo", "text": "",
                              "points": 12.5, "mend": "ask for the company's size", "otherwise": true } ],
                          "evidence": [
                            { "kind": "click-id", "won": true, "source": { "id": "google-ads", "name": "Google Ads" },
                              "category": "search", "medium": null, "value": "gclid",
                              "why": "the click ID fits the tags" },
                            { "kind": "self-report", "won": false, "source": null, "category": null, "medium": null,
                              "value": "a \\"friend\\"", "why": "no list knows it" } ],
                          "conflicts": [ { "id": "source-conflict", "text": "gclid with utm_source=facebook",
                                           "row": "rules/judgement.drl!line 14" } ],
                          "mend": ["ask for the company's size"], "oddities": [ "the landing URL was cut" ],
                          "history": { "touches": 3, "available": true, "recorded": true },
                          "revision": "sha256:00" }""");
    }

    @Test
    void theFullExplanationAddsConditionsAndNearMisses() {
        String full = written(answer(new LeadId("L-1042"), GOOGLE_AD, true), Explain.FULL);
        assertThatJson(full).node("because[0].conditions").isEqualTo("""
                        [ { "word": "Medium class", "cell": "C14", "asked": "paid", "found": "paid", "fits": true } ]""");
        assertThatJson(full).node("because[1].conditions").isEqualTo("[]");
        assertThatJson(full).node("nearMisses").isEqualTo("""
                        [ { "decides": "channel", "row": "rules/channel.xlsx!Channel!A9", "id": "ps-0",
                            "missed": { "word": "Campaign", "cell": "D9", "asked": "*shop*", "found": null,
                                        "fits": false } } ]""");
    }

    @Test
    void withoutAnExplanationTheAnswerIsTheSameAndTheReasonsAreLeftOut() {
        String none = written(answer(new LeadId("L-1042"), GOOGLE_AD, true), Explain.NONE);
        assertThatJson(none)
                .isObject()
                .containsOnlyKeys(
                        "leadId",
                        "decisionId",
                        "outcome",
                        "source",
                        "channel",
                        "intent",
                        "confidence",
                        "campaign",
                        "primary",
                        "history",
                        "revision");
        assertThatJson(none).node("source.id").isEqualTo("google-ads");
    }

    @Test
    void whatIsNotKnownIsNull() {
        Resolution unknown = new Resolution(
                Outcome.UNKNOWN,
                null,
                UNKNOWN,
                new Intent(IntentTier.LOW, -0.0),
                0,
                null,
                null,
                null,
                Campaign.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "sha256:00");
        Answer answer = new Answer(
                "d-2",
                null,
                unknown,
                NOON,
                null,
                new Answer.History(0, true, false, "no leadId or visitorId, so no history"));
        assertThatJson(written(answer, Explain.SUMMARY)).isEqualTo("""
                        { "leadId": null, "decisionId": "d-2", "outcome": "unknown", "source": null,
                          "channel": { "id": "unknown", "name": "Unknown", "kind": "unknown" },
                          "intent": { "tier": "Low", "points": 0 }, "confidence": 0,
                          "campaign": { "source": null, "medium": null, "name": null, "term": null, "content": null,
                                        "id": null },
                          "primary": null, "because": [], "evidence": [], "conflicts": [], "mend": [], "oddities": [],
                          "history": { "touches": 0, "available": true, "recorded": false,
                                       "note": "no leadId or visitorId, so no history" },
                          "revision": "sha256:00" }""");
    }

    @Test
    void pointsArePlainNumbersWhateverTheirSize() {
        for (String points : List.of("85", "-3", "0.1", "9007199254740992", "1.0E16", "12.5")) {
            Resolution resolution = withPoints(Double.parseDouble(points));
            String json = written(answer(null, resolution, false), Explain.NONE);
            assertThat(json).contains("\"points\":" + points + "}");
        }
    }

    @Test
    void fieldsThatWereNotUnderstoodAreNamedUnlessNoExplanationIsWanted() {
        Answer answer = answer(null, GOOGLE_AD, true);
        List<String> unknown = List.of("/landing_url");
        assertThatJson(utf8(ResolutionJson.write(answer, Explain.SUMMARY, unknown)))
                .node("unknownFields")
                .isEqualTo("[\"/landing_url\"]");
        assertThat(utf8(ResolutionJson.write(answer, Explain.NONE, unknown))).doesNotContain("landing_url");
    }

    @Test
    void halfACharacterInAReasonDoesNotBreakTheAnswer() {
        Resolution resolution = new Resolution(
                Outcome.DIRECT,
                new Source("a\uD83D", "\uDE00b"),
                UNKNOWN,
                new Intent(IntentTier.LOW, 0),
                1,
                null,
                null,
                null,
                Campaign.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of("\uD83D"),
                "sha256:00");
        String json = written(answer(null, resolution, false), Explain.SUMMARY);
        assertThatJson(json).node("source").isEqualTo("{\"id\": \"a\uFFFD\", \"name\": \"\uFFFDb\"}");
        assertThatJson(json).node("oddities").isEqualTo("[\"\uFFFD\"]");
    }

    private static Resolution withPoints(double points) {
        return new Resolution(
                Outcome.DIRECT,
                null,
                UNKNOWN,
                new Intent(IntentTier.LOW, points),
                1,
                null,
                null,
                null,
                Campaign.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "sha256:00");
    }

    private static Answer answer(@Nullable LeadId leadId, Resolution resolution, boolean recorded) {
        return new Answer(
                "d-1",
                leadId,
                resolution,
                NOON,
                Touch.of(null, resolution, NOON),
                new Answer.History(3, true, recorded, null));
    }

    private static String written(Answer answer, Explain explain) {
        return utf8(ResolutionJson.write(answer, explain));
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
