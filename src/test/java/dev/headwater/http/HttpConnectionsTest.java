package dev.headwater.http;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.http.RawConnection.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens on a connection besides one request and its answer. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpConnectionsTest {
    private static final HttpBounds IMPATIENT = new HttpBounds(
            100_000, 1_000_000, 8_000, 16_000, Duration.ofSeconds(10), Duration.ofMillis(800), Duration.ofSeconds(5));
    private static final String LIVE = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.start(IMPATIENT);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void manyRequestsGoOverOneConnection() throws Exception {
        try (RawConnection connection = connect()) {
            for (int i = 0; i < 50; i++) {
                assertThat(connection.send(LIVE).read())
                        .extracting(Response::status)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void requestsSentWithoutWaitingAreAnsweredInTheirOrder() throws Exception {
        try (RawConnection connection = connect()) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                requests.append(i % 4 == 3 ? "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n" : lead("L-" + i));
            }
            connection.send(requests.toString());
            for (int i = 0; i < 40; i++) {
                Response answer = connection.read();
                assertThat(answer).isNotNull();
                if (i % 4 == 3) {
                    assertThat(answer.status()).isEqualTo(404);
                } else {
                    assertThatJson(answer.body()).node("leadId").isEqualTo("L-" + i);
                }
            }
        }
    }

    @Test
    void aRequestMayComeByteByByte() throws Exception {
        try (RawConnection connection = connect()) {
            for (byte b : lead("slow").getBytes(StandardCharsets.ISO_8859_1)) {
                connection.send(new byte[] {b});
            }
            assertThat(connection.read()).extracting(Response::status).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n12345",
                "POST /v1/leads:resolve HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n12345",
                "PUT /v1/leads:resolve HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "POST /v1/leads:resolve?x=1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 2\r\n\r\n{}",
                "POST /v1/leads:resolve HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 2\r\n\r\n{]"
            })
    void aRefusalDoesNotCostTheConnection(String refused) throws Exception {
        try (RawConnection connection = connect()) {
            for (int i = 0; i < 3; i++) {
                assertThat(connection.send(refused).read())
                        .extracting(Response::status)
                        .matches(status -> (int) status >= 400);
                assertThat(connection.send(LIVE).read())
                        .extracting(Response::status)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void aSenderThatAsksFirstIsToldToGoOn() throws Exception {
        try (RawConnection connection = connect()) {
            connection.send(request(
                    "POST /v1/leads:resolve HTTP/1.1",
                    "Content-Type: application/json",
                    "Content-Length: 2",
                    "Expect: 100-continue"));
            assertThat(connection.read()).extracting(Response::status).isEqualTo(100);
            assertThat(connection.send("{}").read())
                    .extracting(Response::status)
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 200000", "Content-Type: text/plain\r\nContent-Length: 2"})
    void aSenderThatAsksFirstAndWouldBeRefusedIsRefusedAtOnce(String headers) throws Exception {
        try (RawConnection connection = connect()) {
            connection.send("POST /v1/leads:resolve HTTP/1.1\r\nHost: x\r\n" + headers
                    + (headers.contains("Type") ? "" : "\r\nContent-Type: application/json")
                    + "\r\nExpect: 100-continue\r\n\r\n");
            assertThat(connection.read()).extracting(Response::status).isEqualTo(headers.contains("Type") ? 415 : 413);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/v1/rules", "/openapi.yaml"})
    void headIsGetWithoutTheBody(String path) throws Exception {
        try (RawConnection connection = connect()) {
            Response get = connection
                    .send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .read();
            Response head = connection
                    .send("HEAD " + path + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .read(true);
            assertThat(get).isNotNull();
            assertThat(head).isNotNull();
            assertThat(head.status()).isEqualTo(get.status());
            assertThat(head.header("content-length")).isEqualTo(get.header("content-length"));
            assertThat(head.header("content-type")).isEqualTo(get.header("content-type"));
            assertThat(connection.send(LIVE).read())
                    .extracting(Response::status)
                    .isEqualTo(200);
        }
    }

    @Test
    void anOldClientIsAnsweredAndLetGo() throws Exception {
        try (RawConnection connection = connect()) {
            Response answer =
                    connection.send("GET /health/live HTTP/1.0\r\n\r\n").read();
            assertThat(answer).extracting(Response::status).isEqualTo(200);
            assertThat(connection.isClosedByTheOther()).isTrue();
        }
    }

    @Test
    void aClientThatWantsToCloseIsLetGo() throws Exception {
        try (RawConnection connection = connect()) {
            connection.send("GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(connection.read()).extracting(Response::status).isEqualTo(200);
            assertThat(connection.isClosedByTheOther()).isTrue();
        }
    }

    @Test
    void aClientThatHasSaidAllIsStillAnswered() throws Exception {
        try (RawConnection connection = connect()) {
            connection.send(lead("L-1"));
            connection.finish();
            assertThat(connection.read()).extracting(Response::status).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "G", "GET /health/li", "GET /health/live HTTP/1.1\r\nHost: x\r\nX-Half", "\u0001\u0002"})
    void whoeverStopsInTheMiddleOfAHeadIsCutOff(String half) throws Exception {
        try (RawConnection connection = connect()) {
            connection.send(half);
            assertClosedSoon(connection);
        }
    }

    @Test
    void whoeverDripsAHeadByteByByteIsCutOffToo() throws Exception {
        try (RawConnection connection = connect()) {
            connection.send("GET /health/live HTTP/1.1\r\nHost: x\r\n");
            long started = System.nanoTime();
            int sent = 0;
            try {
                while (System.nanoTime() - started < Duration.ofSeconds(8).toNanos()) {
                    connection.send("X");
                    sent++;
                    Thread.sleep(100);
                }
            } catch (IOException cutOff) {
                assertThat(sent).isBetween(3, 40);
                return;
            }
            throw new AssertionError("still connected after " + sent + " bytes");
        }
    }

    @Test
    void whoeverDripsBetweenRequestsIsCutOffToo() throws Exception {
        try (RawConnection connection = connect()) {
            assertThat(connection.send(LIVE).read())
                    .extracting(Response::status)
                    .isEqualTo(200);
            connection.send("GET /health");
            assertClosedSoon(connection);
        }
    }

    @Test
    void anUpgradeIsNotTaken() throws Exception {
        try (RawConnection connection = connect()) {
            connection.send(request(
                    "GET /health/live HTTP/1.1",
                    "Connection: Upgrade, HTTP2-Settings",
                    "Upgrade: h2c",
                    "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA"));
            assertThat(connection.read()).extracting(Response::status).isEqualTo(200);
            connection.send(request(
                    "GET /health/live HTTP/1.1",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "Sec-WebSocket-Version: 13"));
            assertThat(connection.read()).extracting(Response::status).isEqualTo(200);
        }
    }

    @Test
    void http2WithoutAskingIsNotSpoken() throws Exception {
        try (RawConnection connection = connect()) {
            connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            Response refusal = connection.read();
            assertThat(refusal == null || refusal.status() >= 400).isTrue();
        }
    }

    private static RawConnection connect() throws IOException {
        return new RawConnection(service.port());
    }

    private static void assertClosedSoon(RawConnection connection) throws IOException {
        long started = System.nanoTime();
        assertThat(connection.isClosedByTheOther()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
    }

    private static String request(String line, String... headers) {
        return line + "\r\nHost: x\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private static String lead(String id) {
        String body = "{\"leadId\": \"" + id + "\"}";
        return "POST /v1/leads:resolve HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }
}
