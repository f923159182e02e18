package dev.headwater.http;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.http.HttpSettings.DecideOn;
import dev.headwater.touch.Dossier;
import dev.headwater.touch.FirstAnswers;
import dev.headwater.touch.KeptTouches;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.Touches;
import dev.headwater.touch.TroubledShelf;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadsResourceTest {
    private RunningService service;

    @BeforeEach
    void start() throws Exception {
        service = RunningService.start();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aLeadIsAnsweredWithItsSourceItsChannelAndTheReasons() throws Exception {
        HttpResponse<String> answer = service.resolve("", "{\"leadId\": \"L-1\", \"promoCode\": 5}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThatJson(answer.body()).node("leadId").isEqualTo("L-1");
        assertThatJson(answer.body()).node("channel.id").isEqualTo("paid-search");
        assertThatJson(answer.body()).node("because[0].row").isEqualTo("rules/channel.xlsx!Channel!A14");
        assertThatJson(answer.body()).node("history").isEqualTo("{touches: 1, available: true, recorded: true}");
        assertThatJson(answer.body()).node("primary.touchedAt").isEqualTo("2026-11-23T10:15:00Z");
        assertThatJson(answer.body()).node("revision").isEqualTo(FixedRules.REVISION);
        assertThatJson(answer.body()).node("decisionId").isString().hasSize(36);
    }

    @Test
    void aLeadOfWhichNothingIsToldIsALeadToo() throws Exception {
        HttpResponse<String> answer = service.resolve("", "{}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.body()).node("history.recorded").isEqualTo(false);
        assertThatJson(answer.body()).node("history.note").isString().contains("leadId");
    }

    @ParameterizedTest
    @CsvSource({"'',true,false", "?explain=summary,true,false", "?explain=none,false,false", "?explain=FULL,true,true"})
    void asMuchIsExplainedAsWasAskedFor(String query, boolean reasons, boolean nearMisses) throws Exception {
        String body = service.resolve(query, "{}").body();
        assertThat(body.contains("\"because\"")).isEqualTo(reasons);
        assertThat(body.contains("\"evidence\"")).isEqualTo(reasons);
        assertThat(body.contains("\"conflicts\"")).isEqualTo(reasons);
        assertThat(body.contains("\"nearMisses\"")).isEqualTo(nearMisses);
        assertThat(body.contains("\"conditions\"")).isEqualTo(nearMisses);
        assertThatJson(body).node("outcome").isEqualTo("resolved");
    }

    @Test
    void aProfileThatTheRulesDoNotHaveIsRefusedWithTheNamesOfThoseTheyHave() throws Exception {
        assertThat(service.resolve("?profiles=default", "{}").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = service.resolve("?profiles=ga5,default,ga4,GA4", "{\"leadId\": \"L-1\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThatJson(refused.body()).node("type").isEqualTo("urn:headwater:problem:bad-query");
        assertThatJson(refused.body())
                .node("errors")
                .isEqualTo("[{parameter: 'profiles', found: '\"ga5\"', expected: 'default, ga4'},"
                        + " {parameter: 'profiles', found: '\"GA4\"', expected: 'default, ga4'}]");
        assertThatJson(service.resolve("", "{\"leadId\": \"L-1\"}").body())
                .node("history.touches")
                .isEqualTo(1);
    }

    @Test
    void contactsAddUpInTheHistory() throws Exception {
        service.resolve("", "{\"leadId\": \"L-1\", \"occurredAt\": \"2026-11-20T08:00:00Z\"}");
        String second = service.resolve("", "{\"leadId\": \"L-1\"}").body();
        assertThatJson(second).node("history.touches").isEqualTo(2);
        assertThatJson(second).node("primary.touchedAt").isEqualTo("2026-11-20T08:00:00Z");
        String another = service.resolve("", "{\"leadId\": \"L-2\"}").body();
        assertThatJson(another).node("history.touches").isEqualTo(1);
    }

    @Test
    void aContactToldTwiceCountsOnce() throws Exception {
        String body = "{\"leadId\": \"L-1\", \"eventId\": \"e-1\"}";
        service.resolve("", body);
        assertThatJson(service.resolve("", body).body()).node("history.touches").isEqualTo(1);
    }

    @Test
    void withoutRecordingTheQuestionLeavesNoTrace() throws Exception {
        String asked = service.resolve("?record=false", "{\"leadId\": \"L-1\"}").body();
        assertThatJson(asked).node("history").isEqualTo("{touches: 0, available: true, recorded: false}");
        String told = service.resolve("", "{\"leadId\": \"L-1\"}").body();
        assertThatJson(told).node("history.touches").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02T03:04:05Z",
                "2026-01-02T04:04:05%2B01:00",
                "2026-01-02T04:04:05+01:00",
                "2026-01-02%2003:04:05Z"
            })
    void aQuestionAboutAnotherTimeIsNotRecorded(String time) throws Exception {
        String body = service.resolve("?asOf=" + time, "{\"leadId\": \"L-1\"}").body();
        assertThatJson(body).node("history").isEqualTo("{touches: 0, available: true, recorded: false}");
        assertThat(service.resolve("?record=false&asOf=" + time, "{}").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "?explain=lots            | explain | \"lots\"       | none, summary or full",
                "?explain=full&explain=no | explain | 2 values       | one value",
                "?record=maybe            | record  | \"maybe\"      | true or false",
                "?asOf=yesterday          | asOf    | \"yesterday\"  | a time with its offset, such as 2026-11-23T10:15:00Z",
                "?asOf=2026-11-23         | asOf    | \"2026-11-23\" | a time with its offset, such as 2026-11-23T10:15:00Z",
                "?recrod=false            | recrod  | a parameter that is not known here | explain, record, asOf, profiles",
                "?record=true&asOf=2026-01-02T03:04:05Z | record | true together with asOf | false: a what-if is never recorded",
            })
    void aWrongQueryIsRefusedWithWhatWouldBeRight(String query, String parameter, String found, String expected)
            throws Exception {
        HttpResponse<String> refusal = service.resolve(query, "{\"leadId\": \"L-1\"}");
        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThatJson(refusal.body()).node("type").isEqualTo("urn:headwater:problem:bad-query");
        assertThatJson(refusal.body()).node("errors").isArray().hasSize(1);
        assertThatJson(refusal.body()).node("errors[0].parameter").isEqualTo(parameter);
        assertThatJson(refusal.body()).node("errors[0].found").isString().isEqualTo(found);
        assertThatJson(refusal.body()).node("errors[0].expected").isString().isEqualTo(expected);
        assertThat(service.rules.decisions).hasValue(0);
    }

    @Test
    void allThatIsWrongWithAQueryIsToldAtOnce() throws Exception {
        String refusal = service.resolve("?explain=x&record=y&asOf=z&w=1", "{}").body();
        assertThatJson(refusal).node("errors").isArray().hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "?explain=", "?record=&asOf=", "?explain=%20"})
    void aParameterWithoutAValueIsNotTold(String query) throws Exception {
        assertThat(service.resolve(query, "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNotJsonIsRefused() throws Exception {
        HttpResponse<String> refusal = service.resolve("", "{\"leadId\": ");
        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThatJson(refusal.body()).node("type").isEqualTo("urn:headwater:problem:not-json");
        assertThatJson(refusal.body()).node("detail").isString().contains("ends too early");
    }

    @Test
    void whatIsNotALeadIsRefusedWithAllThatIsWrong() throws Exception {
        HttpResponse<String> refusal = service.resolve("", "{\"leadId\": true, \"occurredAt\": \"yesterday\"}");
        assertThat(refusal.statusCode()).isEqualTo(422);
        assertThatJson(refusal.body()).node("errors").isEqualTo("""
                        [ {"pointer": "/leadId", "found": "true", "expected": "text"},
                          {"pointer": "/occurredAt", "found": "\\"yesterday\\"",
                           "expected": "a time with its offset, such as 2026-11-23T10:15:00Z"} ]""");
    }

    @Test
    void fieldsThatNobodyKnowsAreNamedAndFailNothing() throws Exception {
        HttpResponse<String> answer = service.resolve("", "{\"landing_url\": \"x\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.body()).node("unknownFields").isEqualTo("[\"/landing_url\"]");
    }

    @Test
    void withoutRulesNoLeadIsAnswered() throws Exception {
        service.noRules(null);
        HttpResponse<String> refusal = service.resolve("", "{}");
        assertThat(refusal.statusCode()).isEqualTo(503);
        assertThatJson(refusal.body()).node("type").isEqualTo("urn:headwater:problem:no-rules");
    }

    @Test
    void withoutRulesWhatIsWrongWithTheLeadIsToldAllTheSame() throws Exception {
        service.noRules(null);
        assertThat(service.resolve("", "{\"leadId\": []}").statusCode()).isEqualTo(422);
    }

    @Test
    void whatBreaksOnOurSideIsNamedAndNotShownAndTheLogHasItUnderTheSameName() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        HttpResponse<String> refusal;
        try {
            refusal = service.resolve("", "{\"leadId\": \"L-1\", \"attributes\": {\"breaks\": true}}");
        } finally {
            System.setErr(before);
        }
        assertThat(refusal.statusCode()).isEqualTo(500);
        assertThatJson(refusal.body()).node("type").isEqualTo("urn:headwater:problem:internal-error");
        assertThat(refusal.body()).doesNotContain(FixedRules.SECRET, "Exception", "dev.headwater");
        String instance = OpenApiContract.json(refusal.body()).path("instance").asText();
        assertThat(instance).startsWith("urn:uuid:");
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains(instance, FixedRules.SECRET)
                .doesNotContain("L-1");
        assertThat(service.resolve("", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void aStoreThatDoesNotAnswerCostsTheHistoryAndNeverTheLead() throws Exception {
        Touches down = new KeptTouches(
                new TroubledShelf<Dossier>().refusingReads(true),
                new TroubledShelf<FirstAnswers>().refusingReads(true),
                TouchHistory.Bounds.DEFAULT);
        try (RunningService withoutStore = RunningService.start(down)) {
            HttpResponse<String> answer = withoutStore.resolve("", "{\"leadId\": \"L-1\"}");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThatJson(answer.body()).node("history.available").isEqualTo(false);
            assertThatJson(answer.body()).node("history.recorded").isEqualTo(false);
        }
    }

    @Test
    void decisionsAreTakenOnTheEventLoops() throws Exception {
        service.resolve("", "{}");
        assertThat(service.rules.threads).singleElement().asString().contains("eventloop");
    }

    @Test
    void decisionsAreTakenOnWorkersWhereTheStoreMayBlock() throws Exception {
        try (RunningService onWorkers = RunningService.start(DecideOn.WORKERS)) {
            assertThat(onWorkers.resolve("", "{\"leadId\": \"L-1\"}").statusCode())
                    .isEqualTo(200);
            assertThat(onWorkers.rules.threads).singleElement().asString().contains("worker");
            HttpResponse<String> refusal = onWorkers.resolve("", "{\"attributes\": {\"breaks\": true}}");
            assertThat(refusal.statusCode()).isEqualTo(500);
            assertThat(refusal.body()).doesNotContain(FixedRules.SECRET);
        }
    }
}
