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
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryResourceTest {
    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void theTouchesOfALeadAreToldTheEarliestFirst() throws Exception {
        contact("L-1", "\"eventId\": \"late\", \"occurredAt\": \"2026-11-20T08:00:00Z\"");
        contact("L-1", "\"eventId\": \"early\", \"occurredAt\": \"2026-11-02T08:00:00+01:00\"");
        HttpResponse<String> answer = service.get("/v1/leads/L-1/touches");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.body()).node("leadId").isEqualTo("L-1");
        assertThatJson(answer.body()).node("total").isEqualTo(2);
        assertThatJson(answer.body()).node("first.eventId").isEqualTo("early");
        assertThatJson(answer.body()).node("first.touchedAt").isEqualTo("2026-11-02T07:00:00Z");
        assertThatJson(answer.body()).node("touches").isArray().hasSize(2);
        assertThatJson(answer.body()).node("touches[0].eventId").isEqualTo("early");
        assertThatJson(answer.body()).node("touches[1].eventId").isEqualTo("late");
        assertThatJson(answer.body()).node("touches[1].channel.id").isEqualTo("paid-search");
        assertThatJson(answer.body()).node("touches[1].revision").isEqualTo(FixedRules.REVISION);
    }

    @ParameterizedTest
    @CsvSource({"a/b,a%2Fb", "..,%2E%2E", "100%,100%25", "crm:42,crm:42", "Zoë,Zo%C3%AB", "a b,a%20b", "a?b#c,a%3Fb%23c"
    })
    void anyNameThatALeadCanHaveCanBeAskedFor(String name, String segment) throws Exception {
        contact(name, "\"eventId\": \"e\"");
        HttpResponse<String> answer = service.get("/v1/leads/" + segment + "/touches");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.body()).node("leadId").isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "l-1", "L-1%20", "%00", "x%0Ay"})
    void aLeadOfWhichNothingIsKeptIsUnknown(String segment) throws Exception {
        HttpResponse<String> refusal = service.get("/v1/leads/" + segment + "/touches");
        assertThat(refusal.statusCode()).isEqualTo(404);
        assertThatJson(refusal.body()).node("type").isEqualTo("urn:headwater:problem:unknown-lead");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/leads//touches", "/v1/leads/a/b/touches", "/v1/leads/a/touches/"})
    void aPathThatNamesNoLeadIsNone(String path) throws Exception {
        HttpResponse<String> refusal = service.get(path);
        assertThat(refusal.statusCode()).isEqualTo(404);
        assertThatJson(refusal.body()).node("type").isEqualTo("urn:headwater:problem:not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%FF", "%zz", "%C0%AF"})
    void aNameThatCannotBeDecodedIsABadRequest(String segment) throws Exception {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send("GET /v1/leads/" + segment + "/touches HTTP/1.1\r\nHost: x\r\n\r\n");
            RawConnection.Response refusal = connection.read();
            assertThat(refusal).isNotNull();
            assertThat(refusal.status()).isEqualTo(400);
        }
    }

    @Test
    void aVisitorIsNoLead() throws Exception {
        service.resolve("", "{\"visitorId\": \"v-1\"}");
        assertThat(service.get("/v1/leads/v-1/touches").statusCode()).isEqualTo(404);
    }

    @Test
    void headAndOptionsAreAnsweredAndOtherMethodsAreNot() throws Exception {
        contact("L-2", "\"eventId\": \"e\"");
        HttpResponse<String> head = service.method("HEAD", "/v1/leads/L-2/touches");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(service.method("HEAD", "/v1/leads/nobody/touches").statusCode())
                .isEqualTo(404);
        HttpResponse<String> options = service.method("OPTIONS", "/v1/leads/L-2/touches");
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
        assertThat(service.method("DELETE", "/v1/leads/L-2/touches").statusCode())
                .isEqualTo(405);
    }

    @Test
    void aStoreThatDoesNotAnswerIsToldAsSuchOnEitherKindOfThread() throws Exception {
        for (DecideOn threads : DecideOn.values()) {
            try (RunningService broken = RunningService.start(broken(), threads)) {
                HttpResponse<String> refusal = broken.get("/v1/leads/L-1/touches");
                assertThat(refusal.statusCode()).isEqualTo(503);
                assertThat(refusal.headers().firstValue("Retry-After")).contains("1");
                assertThatJson(refusal.body()).node("type").isEqualTo("urn:headwater:problem:history-unavailable");
            }
        }
    }

    private static final String COOKIES = """
            { %s "sbjs_current": "typ=utm|||src=google|||mdm=cpc", "sbjs_current_add": "fd=2026-11-23 09:00:00|||ep=x|||rf=(none)",
              "sbjs_first": "typ=organic|||src=bing", "sbjs_first_add": "fd=%s|||ep=x|||rf=https://www.bing.com/" }""";

    @Test
    void anEarlierContactThatIsToldAgainWithEveryContactCountsOnce() throws Exception {
        String cookies = COOKIES.formatted("\"leadId\": \"L-cookies\",", "2026-11-02 08:30:00");
        String first = service.resolve("", cookies).body();
        assertThatJson(first).node("history.touches").isEqualTo(2);
        assertThatJson(first).node("primary.touchedAt").isEqualTo("2026-11-02T08:30:00Z");
        assertThatJson(service.resolve("", cookies).body())
                .node("history.touches")
                .isEqualTo(3);
        String touches = service.get("/v1/leads/L-cookies/touches").body();
        assertThatJson(touches).node("touches").isArray().hasSize(3);
        assertThatJson(touches).node("first.eventId").isEqualTo("sbjs_first 2026-11-02T08:30:00Z");
    }

    @Test
    void anEarlierContactLeavesNoTraceWhereNoneIsWantedButCountsInTheAnswer() throws Exception {
        String cookies = COOKIES.formatted("\"leadId\": \"L-untraced\",", "2026-11-02 08:30:00");
        String answer = service.resolve("?record=false", cookies).body();
        assertThatJson(answer).node("primary.touchedAt").isEqualTo("2026-11-02T08:30:00Z");
        assertThatJson(answer).node("history.recorded").isEqualTo(false);
        assertThat(service.get("/v1/leads/L-untraced/touches").statusCode()).isEqualTo(404);
        String nobody = service.resolve("", COOKIES.formatted("", "2026-11-02 08:30:00"))
                .body();
        assertThatJson(nobody).node("primary.touchedAt").isEqualTo("2026-11-02T08:30:00Z");
        assertThatJson(nobody).node("history.recorded").isEqualTo(false);
    }

    @Test
    void anEarlierContactIsNeverLaterThanTheOneThatTellsOfIt() throws Exception {
        String cookies = COOKIES.formatted("\"leadId\": \"L-east\",", "2026-11-23 19:00:00");
        String answer = service.resolve("", cookies).body();
        assertThatJson(answer).node("primary.touchedAt").isEqualTo("2026-11-23T10:15:00Z");
        assertThatJson(service.get("/v1/leads/L-east/touches").body())
                .node("touches[0].eventId")
                .isEqualTo("sbjs_first 2026-11-23T19:00:00Z");
    }

    private static Touches broken() {
        return new KeptTouches(
                new TroubledShelf<Dossier>().refusingReads(true),
                new TroubledShelf<FirstAnswers>(),
                TouchHistory.Bounds.DEFAULT);
    }

    private static void contact(String lead, String more) throws Exception {
        HttpResponse<String> answer = service.resolve("", "{\"leadId\": \"" + lead + "\", " + more + "}");
        assertThat(answer.statusCode()).isEqualTo(200);
    }
}
