package dev.headwater.http;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.http.RawConnection.Response;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are not answered, and near misses that are. */
class HttpRefusalsTest {
    private static final String JSON = "application/json";
    private static final String POST_HEAD =
            "POST /v1/leads:resolve HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
    private static final String NEXT = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final HttpBounds SMALL = new HttpBounds(
            1_000, 1_000, 500, 2_000, Duration.ofMillis(700), Duration.ofSeconds(20), Duration.ofSeconds(5));

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.start(SMALL);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/leads",
                "/v1/leadsresolve",
                "/v1/leadsXresolve",
                "/v1/leads:",
                "/v1/leads:resolver",
                "/v1/leads:resolve/",
                "/v1/leads:resolve/x",
                "/v1/leads::resolve",
                "/v1/Leads:resolve",
                "/v1/leads%253Aresolve",
                "/x/../v1/leads",
                "/v1/rules/",
                "/openapi.yml",
                "/openapi.yaml%00",
                "/health",
                "/favicon.ico",
                "*"
            })
    void anUnknownPathIsNotFound(String path) throws Exception {
        Response refusal = raw("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");
        assertProblem(refusal, 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/leads:resolve",
                "/v1/leads%3Aresolve",
                "/v1/leads%3aresolve",
                "/v1/leads:resolve?explain=none",
                "/v1/./leads:resolve",
                "http://elsewhere.example/v1/leads:resolve"
            })
    void theColonMayBeEncodedAndTheAddressWrittenInFull(String target) throws Exception {
        Response answer = raw("POST " + target
                + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
        assertThat(answer).isNotNull();
        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/leads:resolve,'OPTIONS, POST'",
        "HEAD,/v1/leads:resolve,'OPTIONS, POST'",
        "PUT,/v1/leads:resolve,'OPTIONS, POST'",
        "BREW,/v1/leads:resolve,'OPTIONS, POST'",
        "TRACE,/v1/rules,'GET, HEAD, OPTIONS'",
        "POST,/v1/rules,'GET, HEAD, OPTIONS'",
        "DELETE,/health/live,'GET, HEAD, OPTIONS'",
        "PATCH,/openapi.yaml,'GET, HEAD, OPTIONS'"
    })
    void aKnownPathUnderAnotherMethodTellsWhichAreAllowed(String method, String path, String allowed) throws Exception {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send(method + " " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
            boolean toHead = method.equals("HEAD");
            Response refusal = connection.read(toHead);
            assertThat(refusal).isNotNull();
            assertThat(refusal.header("allow")).isEqualTo(allowed);
            assertThat(refusal.status()).isEqualTo(405);
            if (!toHead) {
                assertProblem(refusal, 405, "method-not-allowed");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/leads:resolve,'OPTIONS, POST'",
        "/v1/rules,'GET, HEAD, OPTIONS'",
        "/openapi.yaml,'GET, HEAD, OPTIONS'"
    })
    void optionsTellsWhatIsAllowed(String path, String allowed) throws Exception {
        HttpResponse<String> answer = service.method("OPTIONS", path);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Allow")).contains(allowed);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/xml, text/*",
                "application/json;q=0",
                "application/json; q=0.000, text/plain",
                "*/*;q=0",
                "*/*, application/json;q=0",
                "application/jsonp",
                "nonsense",
                ",;,"
            })
    void anAnswerThatCannotHaveTheFormAskedForIsRefused(String accept) throws Exception {
        HttpResponse<String> refusal = service.get("/health/live", "Accept", accept);
        assertThat(refusal.statusCode()).isEqualTo(406);
        assertThat(refusal.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThatJson(refusal.body()).node("errors[0].header").isEqualTo("Accept");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "*/*",
                "text/html, */*;q=0.1",
                "application/*;q=0.5",
                "application/json; charset=utf-8",
                "text/html;q=0, application/json;q=0.001",
                "*/*;q=0, application/json"
            })
    void anAnswerThatCanIsGiven(String accept) throws Exception {
        assertThat(service.get("/health/live", "Accept", accept).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/x-ndjson",
                "application/jsonp",
                "json",
                "text/json",
                "application/json; charset=iso-8859-1",
                "application/json; charset=utf-16",
                "*/*"
            })
    void aBodyThatIsNotJsonByItsHeadersIsNotRead(String type) throws Exception {
        HttpResponse<String> refusal = service.post("/v1/leads:resolve", "{}", "Content-Type", type);
        assertThat(refusal.statusCode()).isEqualTo(415);
        assertThatJson(refusal.body()).node("errors[0].header").isEqualTo("Content-Type");
        assertThatJson(refusal.body()).node("errors[0].expected").isEqualTo("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON;charset=UTF-8",
                "application/json; charset=\"utf-8\"",
                "application/json; charset=utf8",
                "application/json;v=1",
                "application/cloudevents+json"
            })
    void aBodyThatIsJsonByItsHeadersIsRead(String type) throws Exception {
        assertThat(service.post("/v1/leads:resolve", "{}", "Content-Type", type).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBodyThatDoesNotSayWhatItIsIsNotRead() throws Exception {
        assertThat(service.post("/v1/leads:resolve", "{}").statusCode()).isEqualTo(415);
    }

    @Test
    void aCompressedBodyIsNotRead() throws Exception {
        HttpResponse<String> refusal =
                service.post("/v1/leads:resolve", "{}", "Content-Type", JSON, "Content-Encoding", "gzip");
        assertThat(refusal.statusCode()).isEqualTo(415);
        assertThatJson(refusal.body()).node("errors[0].header").isEqualTo("Content-Encoding");
        HttpResponse<String> plain =
                service.post("/v1/leads:resolve", "{}", "Content-Type", JSON, "Content-Encoding", "identity");
        assertThat(plain.statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyOfTheBoundIsReadAndOneByteMoreIsNot() throws Exception {
        String fits = "{\"x\": \"" + "x".repeat(1_000 - 9) + "\"}";
        assertThat(fits).hasSize(1_000);
        assertThat(service.resolve("", fits).statusCode()).isEqualTo(200);
        HttpResponse<String> refusal = service.resolve("", fits + " ");
        assertThat(refusal.statusCode()).isEqualTo(413);
        assertThatJson(refusal.body()).node("type").isEqualTo("urn:headwater:problem:body-too-large");
        assertThatJson(refusal.body()).node("limit").isEqualTo(1_000);
    }

    @Test
    void aBodyThatDoesNotTellItsLengthIsBoundedAsWell() throws Exception {
        byte[] body = new byte[200_000];
        HttpResponse<String> refusal = service.send(
                HttpRequest.newBuilder(service.uri("/v1/leads:resolve"))
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))),
                "Content-Type",
                JSON);
        assertThat(refusal.statusCode()).isEqualTo(413);
        assertThatJson(refusal.body()).node("limit").isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1001", "99999999999", "9223372036854775807"})
    void aBodyAnnouncedAsTooLargeIsRefusedBeforeItComes(String length) throws Exception {
        assertProblem(raw(POST_HEAD + "Content-Length: " + length + "\r\n\r\n"), 413, "body-too-large");
    }

    @Test
    void whoeverKeepsSendingTooMuchIsCutOff() throws Exception {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send(POST_HEAD + "Content-Length: 1000000\r\n\r\n");
            Response refusal = assertProblem(connection.read(), 413, "body-too-large");
            assertThat(refusal.header("connection")).isEqualTo("close");
            assertThat(connection.isClosedByTheOther()).isTrue();
        }
    }

    @Test
    void whenTooMuchIsBeingReceivedTheNextIsToldToComeBack() throws Exception {
        try (RawConnection one = new RawConnection(service.port());
                RawConnection other = new RawConnection(service.port())) {
            one.send(POST_HEAD + "Content-Length: 1000\r\n\r\n" + " ".repeat(900));
            Thread.sleep(200);
            other.send(POST_HEAD + "Content-Length: 500\r\n\r\n" + " ".repeat(500));
            Response refusal = assertProblem(other.read(), 503, "too-busy");
            assertThat(refusal.header("retry-after")).isEqualTo("1");
            Response answer = one.send(" ".repeat(98) + "{}").read();
            assertThat(answer).isNotNull();
            assertThat(answer.status()).isEqualTo(200);
        }
        assertThat(service.resolve("", " ".repeat(900) + "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void whoeverGoesAwayInTheMiddleOfABodyLeavesNothingBehind() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (RawConnection connection = new RawConnection(service.port())) {
                connection.send(POST_HEAD + "Content-Length: 1000\r\n\r\n" + " ".repeat(900));
                Thread.sleep(100);
            }
        }
        Thread.sleep(200);
        assertThat(service.resolve("", " ".repeat(900) + "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyThatTakesTooLongIsRefused() throws Exception {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send(POST_HEAD + "Content-Length: 100\r\n\r\n{");
            for (int i = 0; i < 5; i++) {
                Thread.sleep(100);
                connection.send(" ");
            }
            assertProblem(connection.read(), 408, "request-timeout");
            assertThat(connection.isClosedByTheOther()).isTrue();
        }
        assertThat(service.resolve("", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void anAddressThatIsTooLongIsRefused() throws Exception {
        Response refusal = assertProblem(
                raw("GET /health/live?" + "x".repeat(600) + " HTTP/1.1\r\nHost: x\r\n\r\n"), 414, "uri-too-long");
        assertThatJson(refusal.body()).node("limit").isEqualTo(500);
    }

    @Test
    void headersThatAreTooLargeAreRefused() throws Exception {
        Response one = assertProblem(
                raw("GET /health/live HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(2_500) + "\r\n\r\n"),
                431,
                "headers-too-large");
        assertThatJson(one.body()).node("limit").isEqualTo(2_000);
        assertThat(one.header("connection")).isEqualTo("close");
        Response many = raw("GET /health/live HTTP/1.1\r\nHost: x\r\n" + "X: yz\r\n".repeat(400) + "\r\n");
        assertProblem(many, 431, "headers-too-large");
    }

    /** The refusal must not be lost because more was on its way when the connection was closed. */
    @Test
    void whoeverSendsFarTooMuchReadsTheRefusalAllTheSame() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertProblem(raw("GET /" + "x".repeat(60_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"), 414, "uri-too-long");
            assertProblem(
                    raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(60_000) + "\r\n\r\n"),
                    431,
                    "headers-too-large");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello\r\n\r\n",
                "GET\r\n\r\n",
                "GET / HTTP\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost x\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost: x\r\nA b: y\r\n\r\n",
                "GET /health/live HTTP/1.1\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
                "POST /v1/leads:resolve HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /v1/leads:resolve?explain=%zz HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 2\r\n\r\n{}"
            })
    void whatIsNotHttpIsABadRequest(String bytes) throws Exception {
        assertProblem(raw(bytes), 400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/3.0", "HTTP/1.2", "HTTP/0.9", "HTTP/7.3", "RTSP/1.0"})
    void anotherVersionOfHttpIsRefusedInOurs(String version) throws Exception {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send(
                    "GET /health/live " + version + "\r\nHost: x\r\n\r\nGET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
            Response refusal = assertProblem(connection.read(), 505, "unknown-http-version");
            assertThat(refusal.header("connection")).isEqualTo("close");
            assertThat(connection.isClosedByTheOther())
                    .as("what follows is not a request")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1", "HTTP/1.0"})
    void theTwoVersionsThatWeSpeakAreAnswered(String version) throws Exception {
        Response answer = raw("GET /health/live " + version + "\r\nHost: x\r\n\r\n");
        assertThat(answer).isNotNull();
        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\n{}\r\n",
                "2\r\n{}zz",
                "-1\r\n",
                "99999999999\r\n{}",
                "2\n{}\r\n",
                "2;x=\ny\r\n{}\r\n0\r\n\r\n",
                "2\r\n{}\r\n0\r\nno trailer\r\n\r\n",
                "\r\n"
            })
    void aBodyWhoseChunksCannotBeReadIsRefusedAndEndsTheConnection(String chunks) throws Exception {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send(POST_HEAD + CHUNKED + chunks + NEXT);
            Response refusal = assertProblem(connection.read(), 400, "bad-request");
            assertThatJson(refusal.body()).node("detail").asString().contains("chunks");
            assertThat(connection.isClosedByTheOther())
                    .as("what follows is not a request")
                    .isTrue();
        }
        assertThat(service.resolve("", "{}").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2\r\n{}\r\n0\r\n\r\n", "02;x=y\r\n{}\r\n000\r\nX: y\r\n\r\n", "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"})
    void aBodyInChunksThatCanBeReadIsAnsweredAndSoIsWhatFollows(String chunks) throws Exception {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send(POST_HEAD + CHUNKED + chunks + NEXT);
            for (int i = 0; i < 2; i++) {
                Response answer = connection.read();
                assertThat(answer).isNotNull();
                assertThat(answer.status()).isEqualTo(200);
            }
        }
    }

    /** One who does not read the body has answered before it is known to be broken. */
    @ParameterizedTest
    @CsvSource({"GET /health/live,200", "GET /nowhere,404", "DELETE /health/live,405", "OPTIONS /v1/rules,204"})
    void aBrokenBodyThatNobodyReadsEndsTheConnectionAsWell(String call, int status) throws Exception {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send(call + " HTTP/1.1\r\nHost: x\r\n" + CHUNKED + "zz\r\n" + NEXT);
            Response answer = connection.read();
            assertThat(answer).isNotNull();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(connection.isClosedByTheOther()).isTrue();
        }
    }

    @Test
    void aBrokenBodyIsRefusedAfterTheAnswersToWhatCameBefore() throws Exception {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send(NEXT + POST_HEAD + "Content-Length: 2\r\n\r\n{}" + POST_HEAD + CHUNKED + "zz\r\n" + NEXT);
            for (int i = 0; i < 2; i++) {
                Response answer = connection.read();
                assertThat(answer).isNotNull();
                assertThat(answer.status()).isEqualTo(200);
            }
            assertProblem(connection.read(), 400, "bad-request");
            assertThat(connection.isClosedByTheOther()).isTrue();
        }
    }

    @Test
    void aStreamWhoseChunksCannotBeReadEndsWithTheReasonAndWithoutItsHalfLine() throws Exception {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send("POST /v1/leads:batchResolve HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                    + CHUNKED + "3\r\n{}\n\r\n2\r\n{}\r\nzz\r\n" + NEXT);
            Response answer = connection.read();
            assertThat(answer).isNotNull();
            assertThat(answer.body().lines()).hasSize(2);
            assertThatJson(answer.body().lines().toList().get(0)).node("index").isEqualTo(0);
            assertThatJson(answer.body().lines().toList().get(1))
                    .node("type")
                    .isEqualTo("urn:headwater:problem:bad-request");
            assertThat(connection.isClosedByTheOther()).isTrue();
        }
    }

    @Test
    void anExpectationThatCannotBeMetIsRefused() throws Exception {
        Response refusal = raw("GET /health/live HTTP/1.1\r\nHost: x\r\nExpect: 202-accepted\r\n\r\n");
        assertProblem(refusal, 417, "expectation-failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/v1/rules", "/openapi.yaml", "/nowhere"})
    void everyAnswerTellsBrowsersNeitherToGuessNorToKeep(String path) throws Exception {
        HttpResponse<String> answer = service.get(path);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Date")).isPresent();
        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
    }

    private static @Nullable Response raw(String bytes) throws Exception {
        try (RawConnection connection = new RawConnection(service.port())) {
            return connection.send(bytes).read();
        }
    }

    private static Response assertProblem(@Nullable Response refusal, int status, String type) {
        assertThat(refusal).isNotNull();
        assertThat(refusal.header("content-type")).isEqualTo("application/problem+json");
        assertThatJson(refusal.body()).node("type").isEqualTo("urn:headwater:problem:" + type);
        assertThatJson(refusal.body()).node("status").isEqualTo(status);
        assertThat(refusal.status()).isEqualTo(status);
        return refusal;
    }
}
