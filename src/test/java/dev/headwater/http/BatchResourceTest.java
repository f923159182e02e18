package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.http.HttpSettings.DecideOn;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many leads in one call. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchResourceTest {
    private static final String PATH = "/v1/leads:batchResolve";
    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";

    private static final HttpBounds SMALL =
            HttpBounds.DEFAULT.with(new BatchBounds(3, 2_000, 300, 2, Duration.ofSeconds(20)));

    private static final String LATER = "sha256:" + "1".repeat(64);

    private static RunningService service;
    private static RunningService small;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.start();
        small = RunningService.start(SMALL);
    }

    @AfterAll
    static void stop() {
        service.close();
        small.close();
    }

    @Test
    void anArrayOfLeadsIsAnsweredByAnArrayInTheSameOrder() throws Exception {
        HttpResponse<String> answer = array(service, "", "[{\"leadId\": \"a\"}, {\"leadId\": \"b\"}, {}]");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(JSON);
        JsonNode items = OpenApiContract.json(answer.body());
        assertThat(items).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(items.get(i).path("index").asInt(-1)).isEqualTo(i);
            assertThat(items.get(i).path("outcome").asText()).isEqualTo("resolved");
        }
        assertThat(items.findValuesAsText("leadId")).containsExactly("a", "b", "null");
    }

    @Test
    void anEmptyBatchHasNoAnswers() throws Exception {
        assertThat(array(service, "", "[]").body()).isEqualTo("[]\n");
        assertThat(lines(service, "", "").body()).isEmpty();
        assertThat(lines(service, "", "\n \r\n\n").body()).isEmpty();
    }

    @Test
    void anAnswerOfABatchIsThatOfASingleLeadWithItsIndex() throws Exception {
        String lead = "{\"leadId\": \"same\", \"eventId\": \"1\"}";
        JsonNode single =
                OpenApiContract.json(service.resolve("?explain=full", lead).body());
        JsonNode item = OpenApiContract.json(
                        array(service, "?explain=full", "[" + lead + "]").body())
                .get(0);
        assertThat(item.path("replayed").asBoolean()).isTrue();
        ((com.fasterxml.jackson.databind.node.ObjectNode) item).remove(List.of("index", "replayed"));
        assertThat(item).isEqualTo(single);
    }

    @Test
    void whatIsWrongWithOneLeadStaysWithThatLead() throws Exception {
        List<JsonNode> answers = read(lines(service, "", """
                {"leadId": "a"}
                {"leadId": []
                {"leadId": true, "form": 5}

                [1]
                {"attributes": {"breaks": true}}
                {"leadId": "z"}"""));
        assertThat(answers).hasSize(6);
        assertThat(answers.get(0).path("leadId").asText()).isEqualTo("a");
        assertProblem(answers.get(1), 1, "not-json");
        assertThat(answers.get(1).path("detail").asText()).contains("ends too early");
        assertProblem(answers.get(2), 2, "not-a-lead");
        assertThat(answers.get(2).path("errors").findValuesAsText("pointer")).containsExactly("/form", "/leadId");
        assertProblem(answers.get(3), 3, "not-a-lead");
        assertProblem(answers.get(4), 4, "internal-error");
        assertThat(answers.get(4).toString()).doesNotContain(FixedRules.SECRET);
        assertThat(answers.get(5).path("leadId").asText()).isEqualTo("z");
    }

    @Test
    void whereJsonGoesWrongIsToldByTheLineOfTheStream() throws Exception {
        List<JsonNode> answers = read(lines(service, "", "{}\n\n{\"leadId\" 5}\n"));
        assertThat(answers.get(1).path("detail").asText()).contains("line 3, column");
    }

    @Test
    void aLineThatIsTooLongIsAnErrorOfThatLineAndTheNextOneIsAnswered() throws Exception {
        String fits = "{\"promoCode\": \"" + "x".repeat(300 - 17) + "\"}";
        assertThat(fits).hasSize(300);
        List<JsonNode> answers = read(lines(small, "", fits + "\n" + fits + " \n" + "{".repeat(9_000) + "\n{}"));
        assertThat(answers).hasSize(4);
        assertThat(answers.get(0).path("outcome").asText()).isEqualTo("resolved");
        for (int i = 1; i <= 2; i++) {
            assertProblem(answers.get(i), i, "line-too-long");
            assertThat(answers.get(i).path("limit").asInt()).isEqualTo(300);
        }
        assertThat(answers.get(3).path("outcome").asText()).isEqualTo("resolved");
    }

    @Test
    void anArrayMayHaveSoManyLeadsAndOneMoreIsRefused() throws Exception {
        assertThat(array(small, "", "[{},{},{}]").statusCode()).isEqualTo(200);
        HttpResponse<String> refusal = array(small, "", "[{},{},{},{}]");
        assertThat(refusal.statusCode()).isEqualTo(422);
        assertThat(OpenApiContract.json(refusal.body()).path("limit").asInt()).isEqualTo(3);
        assertThat(refusal.body()).contains("too-many-leads");
        assertThat(read(lines(small, "", "{}\n".repeat(50)))).hasSize(50);
    }

    @Test
    void anArrayMayHaveSoManyBytesAndOneMoreIsRefused() throws Exception {
        assertThat(array(small, "", "[{}" + " ".repeat(1_996) + "]").statusCode())
                .isEqualTo(200);
        HttpResponse<String> refusal = array(small, "", "[{}" + " ".repeat(1_997) + "]");
        assertThat(refusal.statusCode()).isEqualTo(413);
        assertThat(OpenApiContract.json(refusal.body()).path("limit").asInt()).isEqualTo(2_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{};422;not-a-batch",
                "5;422;not-a-batch",
                "'';400;not-json",
                "[{};400;not-json",
                "[{},;400;not-json",
                "[]{};400;not-json",
                "[{]};400;not-json"
            })
    void whatIsNoArrayIsRefusedAsAWhole(String body, int status, String type) throws Exception {
        HttpResponse<String> refusal = array(service, "", body);
        assertThat(refusal.statusCode()).isEqualTo(status);
        assertThat(refusal.body()).contains("urn:headwater:problem:" + type);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, application/x-ndjson, application/x-ndjson",
        "application/x-ndjson, application/json, application/json",
        "application/x-ndjson, '', application/x-ndjson",
        "application/ndjson; charset=utf-8, */*, application/x-ndjson",
        "application/json, '*/*;q=0.1, application/x-ndjson', application/x-ndjson"
    })
    void theAnswerHasTheFormThatIsWantedMost(String sent, String wanted, String given) throws Exception {
        String body = sent.startsWith(JSON) ? "[{},{}]" : "{}\n{}\n";
        HttpResponse<String> answer = wanted.isEmpty()
                ? service.post(PATH, body, "Content-Type", sent)
                : service.post(PATH, body, "Content-Type", sent, "Accept", wanted);
        assertThat(answer.headers().firstValue("Content-Type")).contains(given);
        if (given.equals(JSON)) {
            assertThat(OpenApiContract.json(answer.body())).hasSize(2);
        } else {
            assertThat(read(answer)).hasSize(2);
        }
    }

    @Test
    void whatCannotBeReadOrGivenIsRefused() throws Exception {
        assertThat(service.post(PATH, "{}", "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
        assertThat(service.post(PATH, "{}", "Content-Type", LINES + "; charset=latin1")
                        .statusCode())
                .isEqualTo(415);
        assertThat(service.post(PATH, "{}", "Content-Type", LINES, "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(415);
        assertThat(service.post(PATH, "{}", "Content-Type", LINES, "Accept", "text/html")
                        .statusCode())
                .isEqualTo(406);
        assertThat(service.post(PATH, "{}", "Content-Type", LINES, "Idempotency-Key", "k")
                        .body())
                .contains("bad-idempotency-key");
        assertThat(lines(service, "?explain=lots", "{}").statusCode()).isEqualTo(400);
        assertThat(lines(service, "?profiles=nobody", "{}").body()).contains("bad-query");
    }

    @Test
    void theQueryHoldsForEachLead() throws Exception {
        String leads = "{\"leadId\": \"unseen\"}\n{\"leadId\": \"unseen\"}";
        for (JsonNode answer : read(lines(service, "?record=false&explain=none&profiles=ga4", leads))) {
            assertThat(answer.path("history").path("touches").asInt(-1)).isZero();
            assertThat(answer.has("because")).isFalse();
            assertThat(answer.path("channels").has("ga4")).isTrue();
        }
        for (JsonNode answer : read(lines(service, "?asOf=2026-11-24T00:00:00Z", leads))) {
            assertThat(answer.path("history").path("recorded").asBoolean()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(DecideOn.class)
    void eachContactOfOneLeadSeesThoseBeforeIt(DecideOn decideOn) throws Exception {
        try (RunningService other = RunningService.start(decideOn)) {
            String leads = IntStream.range(0, 200)
                    .mapToObj(i -> "{\"leadId\": \"L-" + i % 4 + "\", \"eventId\": \"" + i + "\"}\n")
                    .collect(Collectors.joining());
            List<JsonNode> answers = read(lines(other, "", leads));
            assertThat(answers).hasSize(200);
            for (int i = 0; i < 200; i++) {
                assertThat(answers.get(i).path("leadId").asText()).isEqualTo("L-" + i % 4);
                assertThat(answers.get(i).path("history").path("touches").asInt())
                        .as("lead %d", i)
                        .isEqualTo(i / 4 + 1);
            }
        }
    }

    @Test
    void aVisitorWhoBecomesALeadInTheBatchIsThatLeadFromThenOn() throws Exception {
        try (RunningService other = RunningService.start(DecideOn.WORKERS)) {
            List<JsonNode> answers = read(lines(other, "", """
                    {"visitorId": "v"}
                    {"visitorId": "v", "leadId": "L"}
                    {"leadId": "L"}"""));
            assertThat(answers.stream()
                            .map(answer ->
                                    answer.path("history").path("touches").asInt()))
                    .containsExactly(1, 2, 3);
        }
    }

    @Test
    void aContactToldTwiceInOneBatchGetsItsFirstAnswerAgain() throws Exception {
        List<JsonNode> answers = read(lines(service, "", """
                {"leadId": "twice", "eventId": "e"}
                {"leadId": "twice", "eventId": "e"}
                {"leadId": "twice", "eventId": "e", "promoCode": "other"}"""));
        assertThat(answers.get(1).path("replayed").asBoolean()).isTrue();
        assertThat(answers.get(1).path("decisionId")).isEqualTo(answers.get(0).path("decisionId"));
        assertProblem(answers.get(2), 2, "event-reused");
    }

    /** The second lead waits at a gate, the others do not; still none of them overtakes it. */
    @Test
    void aLeadThatTakesLongHoldsBackTheAnswersAfterItAndNotTheDecisions() throws Exception {
        HttpBounds patient = HttpBounds.DEFAULT.waiting(Duration.ofSeconds(30));
        try (RunningService other = RunningService.start(patient, DecideOn.WORKERS, RunningService.inMemory());
                OpenStream stream = new OpenStream(other.port())) {
            stream.line("{\"leadId\": \"a\"}").line("{\"leadId\": \"b\", \"attributes\": {\"waits\": true}}");
            assertThat(stream.json().path("leadId").asText()).isEqualTo("a");
            assertThat(other.rules.waiting.await(10, TimeUnit.SECONDS)).isTrue();
            stream.line("{\"leadId\": \"c\"}").line("{\"leadId\": \"d\"}");
            while (other.rules.decisions.get() < 3) {
                Thread.sleep(5);
            }
            other.rules.gate.countDown();
            assertThat(stream.json().path("leadId").asText()).isEqualTo("b");
            assertThat(stream.json().path("leadId").asText()).isEqualTo("c");
            assertThat(stream.end().rest()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(DecideOn.class)
    void anAnswerComesBeforeTheNextLeadIsSent(DecideOn decideOn) throws Exception {
        try (RunningService other = RunningService.start(decideOn);
                OpenStream stream = new OpenStream(other.port())) {
            for (int i = 0; i < 20; i++) {
                stream.send("{\"leadId\": ").send("\"L-" + i + "\"}").send("\n");
                assertThat(stream.json().path("leadId").asText()).isEqualTo("L-" + i);
            }
            assertThat(stream.head()).startsWith("HTTP/1.1 200").containsIgnoringCase("content-type: " + LINES);
            assertThat(stream.end().rest()).isEmpty();
        }
    }

    @Test
    void oneBatchIsAnsweredUnderOneRevision() throws Exception {
        try (RunningService other = RunningService.start();
                OpenStream stream = new OpenStream(other.port())) {
            stream.line("{}");
            assertThat(stream.json().path("revision").asText()).isEqualTo(FixedRules.REVISION);
            other.serve(new FixedRules(LATER));
            stream.line("{}");
            assertThat(stream.json().path("revision").asText()).isEqualTo(FixedRules.REVISION);
            assertThat(stream.end().rest()).isEmpty();
            assertThat(read(lines(other, "", "{}")).get(0).path("revision").asText())
                    .isEqualTo(LATER);
        }
    }

    @Test
    void withoutRulesABatchIsRefusedAtOnce() throws Exception {
        try (RunningService other = RunningService.start()) {
            other.noRules(null);
            HttpResponse<String> refusal = lines(other, "", "{}");
            assertThat(refusal.statusCode()).isEqualTo(503);
            assertThat(refusal.body()).contains("no-rules");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lines", "array"})
    void soManyBatchesAreAnsweredAtATimeAndOneMoreIsToldToComeAgain(String form) throws Exception {
        try (OpenStream first = new OpenStream(small.port());
                OpenStream second = new OpenStream(small.port())) {
            first.line("{}").read();
            second.line("{}").read();
            HttpResponse<String> refusal = form.equals("lines") ? lines(small, "", "{}") : array(small, "", "[]");
            assertThat(refusal.statusCode()).isEqualTo(429);
            assertThat(refusal.headers().firstValue("Retry-After")).contains("1");
            assertThat(refusal.body()).contains("too-many-batches").contains("\"limit\":2");
            assertThat(small.resolve("", "{}").statusCode()).isEqualTo(200);
            assertThat(first.end().rest()).isEmpty();
            assertThat(array(small, "", "[{}]").statusCode()).isEqualTo(200);
            assertThat(second.end().rest()).isEmpty();
        }
        assertThat(small.metric("headwater_batches_open")).isZero();
    }

    static void assertProblem(JsonNode answer, int index, String type) {
        assertThat(answer.path("index").asInt(-1)).isEqualTo(index);
        assertThat(answer.path("type").asText()).isEqualTo("urn:headwater:problem:" + type);
        assertThat(answer.path("status").asInt()).isGreaterThanOrEqualTo(400);
    }

    private static HttpResponse<String> array(RunningService to, String query, String body) throws Exception {
        return to.post(PATH + query, body, "Content-Type", JSON);
    }

    private static HttpResponse<String> lines(RunningService to, String query, String body) throws Exception {
        return to.post(PATH + query, body, "Content-Type", LINES);
    }

    private static List<JsonNode> read(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<JsonNode> items = new ArrayList<>();
        for (String line : answer.body().lines().toList()) {
            items.add(OpenApiContract.json(line));
        }
        return items;
    }
}
