package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.http.RawConnection.Response;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Some thousands of hostile requests, the same ones each time: nothing breaks, nothing hangs, and every refusal is
 * problem details.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpFuzzTest {
    private static final HttpBounds SMALL = new HttpBounds(
            4_000, 1_000_000, 1_000, 3_000, Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofSeconds(5));

    private static final String END = "\r\n\r\n";
    private static final String POST_HEAD =
            "POST /v1/leads:resolve?explain=full HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

    private static final String LEAD = """
            {"leadId":"L-1","eventId":"e","occurredAt":"2026-11-23T10:15:00Z","landingUrl":"https://a.example/?utm_source=x",
            "referrer":"https://b.example/","campaign":{"source":"s","medium":"m"},"clickIds":{"gclid":"g"},
            "form":{"name":"demo","heardAboutUs":"a friend"},"promoCode":5,"dialledNumber":"+1","crm":{"leadSource":"Web"},
            "offline":{"type":"t","name":"n"},"attributes":{"size":250,"flag":true,"plan":"pro"}}""";

    /** A lead in our own fields, and in the shapes that apps have. */
    private static final List<String> LEADS = List.of(LEAD, """
            {"type":"track","event":"Demo","messageId":"m","userId":"u","timestamp":"2026-11-23T10:15:00Z","context":{"campaign":
            {"source":"s"},"page":{"url":"https://a.example/","search":"?x=1"},"traits":{"a":1}},"properties":{"b":true,"c":[]}}""", """
            {"order_key":"k","customer_id":26,"date_created_gmt":"2026-11-23T10:15:00","coupon_lines":[{"code":"c"}],"meta_data":
            [{"key":"_wc_order_attribution_source_type","value":"utm"},{"key":"_wc_order_attribution_utm_source","value":"s"}]}""", """
            {"leadId":"a","sbjs_current":"typ%3Dutm%7C%7C%7Csrc%3Dgoogle","sbjs_current_add":"fd=2026-11-23 10:15:00|||ep=x|||rf=y",
            "sbjs_first":"typ=organic|||src=bing","sbjs_first_add":{"fd":"2026-11-02 10:15:00","ep":"x"}}""", """
            {"leadId":"a","utm_source":"s","gclid":"g","handl_landing_page":"x","handl_original_ref":"y","first_utm_source":5}""");

    private static final List<String> HOSTILE = List.of(
            "\u0000",
            "\r\n",
            "\n",
            "\u00ff",
            "%",
            "%zz",
            "%00",
            "%2e%2e/",
            "../",
            "//",
            ":",
            "?",
            "#",
            "&",
            "=",
            "*",
            "[",
            "{",
            "\"",
            "\\",
            "\\ud800",
            "\\u0000",
            "1e999",
            "-",
            "null",
            "true",
            "9".repeat(400),
            "x".repeat(1_200),
            "[".repeat(70),
            "{\"a\":".repeat(70),
            ",",
            " ",
            "\t",
            "Transfer-Encoding: chunked\r\n",
            "Content-Length: 5\r\n",
            "Content-Length: 99999999999999999999\r\n",
            "Expect: 100-continue\r\n",
            "Connection: close\r\n",
            "Host: y\r\n",
            "Accept: ;q=,\r\n",
            "Content-Type: a/b; c=\"\r\n",
            "\u00ed\u00a0\u0080",
            "\u00c0\u00af",
            "\u00fe\u00ff");

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.start(SMALL);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void hostileBodiesAreAnsweredOrRefusedAndNeverBreakAnything() throws Exception {
        Random random = new Random(20261123);
        TreeMap<Integer, Integer> statuses = new TreeMap<>();
        try (Connection connection = new Connection()) {
            for (int i = 0; i < 4_000; i++) {
                byte[] body = damaged(LEADS.get(i % LEADS.size()).getBytes(StandardCharsets.UTF_8), random);
                byte[] head =
                        (POST_HEAD + "Content-Length: " + body.length + END).getBytes(StandardCharsets.ISO_8859_1);
                Response answer = connection.ask(join(head, body));
                assertThat(answer).as("body %d", i).isNotNull();
                assertSound(answer, "body " + i);
                statuses.merge(answer.status(), 1, Integer::sum);
            }
        }
        assertThat(statuses).containsKeys(200, 400, 422);
        assertAlive();
    }

    @Test
    void hostileRequestsAreAnsweredRefusedOrCutOffAndNeverBreakAnything() throws Exception {
        Random random = new Random(20261124);
        TreeMap<Integer, Integer> statuses = new TreeMap<>();
        List<String> sound = List.of(
                POST_HEAD + "Accept: application/json\r\nContent-Length: 15" + END + "{\"leadId\":\"a\"} ",
                POST_HEAD + "Transfer-Encoding: chunked" + END + String.join("\r\n", "2", "{}", "0") + END,
                "GET /v1/rules HTTP/1.1\r\nHost: x\r\nAccept: */*;q=0.5\r\n\r\n",
                "GET /v1/leads/a%2Fb/touches HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/leads/a/attribution?model=linear,w-shaped&window=90d&asOf=2026-11-23T10:15:00Z HTTP/1.1\r\nHost: x\r\n\r\n",
                "HEAD /openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n",
                "OPTIONS /health/ready HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n");
        for (int i = 0; i < 1_500; i++) {
            byte[] request =
                    damaged(sound.get(random.nextInt(sound.size())).getBytes(StandardCharsets.ISO_8859_1), random);
            try (RawConnection connection = new RawConnection(service.port())) {
                connection.send(request);
                connection.finish();
                boolean toHead =
                        request.length > 4 && new String(request, 0, 4, StandardCharsets.ISO_8859_1).equals("HEAD");
                Response answer = connection.read(toHead);
                if (answer != null && answer.status() != 100) {
                    if (!toHead && !isOfAnotherVersion(request, answer)) {
                        assertSound(answer, "request " + i);
                    }
                    statuses.merge(answer.status(), 1, Integer::sum);
                }
            } catch (SocketException cutOff) {
                statuses.merge(0, 1, Integer::sum);
            }
        }
        assertThat(statuses).containsKeys(200, 400, 404, 405);
        assertAlive();
    }

    /** Two hundred at one time, half of them never finishing, do not keep the service from answering others. */
    @Test
    void manyWhoNeverFinishDoNotKeepOthersWaiting() throws Exception {
        RawConnection[] slow = new RawConnection[200];
        try {
            for (int i = 0; i < slow.length; i++) {
                slow[i] = new RawConnection(service.port());
                slow[i].send(
                        i % 2 == 0
                                ? "POST /v1/lea"
                                : "POST /v1/leads:resolve HTTP/1.1\r\nHost: x\r\n"
                                        + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
            }
            long started = System.nanoTime();
            assertAlive();
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
            for (RawConnection connection : slow) {
                Response refusal = connection.read();
                assertThat(refusal == null || refusal.status() == 408).isTrue();
            }
        } finally {
            for (RawConnection connection : slow) {
                connection.close();
            }
        }
    }

    /** The one refusal that the server gives before ours: a 501 without a body to what calls itself HTTP/7.3, say. */
    private static boolean isOfAnotherVersion(byte[] request, Response answer) {
        String line = new String(request, StandardCharsets.ISO_8859_1)
                .lines()
                .findFirst()
                .orElse("");
        return answer.status() == 501
                && !line.endsWith(" HTTP/1.1")
                && answer.body().isEmpty();
    }

    private static void assertSound(Response answer, String which) throws IOException {
        assertThat(answer.status()).as(which + " " + answer.body()).isLessThan(500);
        if (answer.status() >= 400) {
            assertThat(answer.header("content-type")).as(which).isEqualTo("application/problem+json");
            JsonNode problem = OpenApiContract.json(answer.body());
            assertThat(problem.path("status").asInt()).as(which).isEqualTo(answer.status());
            assertThat(problem.path("type").asText()).as(which).startsWith("urn:headwater:problem:");
            assertThat(answer.body()).as(which).doesNotContain("Exception", "io.vertx", "io.netty", "jackson");
        } else if (answer.status() == 200 && "application/json".equals(answer.header("content-type"))) {
            assertThat(OpenApiContract.json(answer.body()).isObject()).as(which).isTrue();
        }
    }

    private static void assertAlive() throws Exception {
        assertThat(service.resolve("", "{}").statusCode()).isEqualTo(200);
    }

    /** One to four places overwritten, pulled out, doubled or filled with something hostile; now and then cut short. */
    private static byte[] damaged(byte[] sound, Random random) {
        byte[] damaged = sound;
        for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
            int at = random.nextInt(damaged.length);
            int end = Math.min(damaged.length, at + random.nextInt(12));
            byte[] head = Arrays.copyOf(damaged, at);
            byte[] tail = Arrays.copyOfRange(damaged, end, damaged.length);
            byte[] between = switch (random.nextInt(4)) {
                case 0 -> HOSTILE.get(random.nextInt(HOSTILE.size())).getBytes(StandardCharsets.ISO_8859_1);
                case 1 -> new byte[] {(byte) random.nextInt(256)};
                case 2 -> join(Arrays.copyOfRange(damaged, at, end), Arrays.copyOfRange(damaged, at, end));
                default -> new byte[0];
            };
            damaged = join(join(head, between), tail);
            if (damaged.length == 0) {
                return damaged;
            }
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged;
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /** A connection that is opened anew where the service has closed it. */
    private static final class Connection implements AutoCloseable {
        private RawConnection connection;

        Connection() throws IOException {
            connection = new RawConnection(service.port());
        }

        Response ask(byte[] request) throws IOException {
            Response answer = null;
            try {
                answer = connection.send(request).read();
            } catch (SocketException closed) {
                // The one before had been refused with its connection.
            }
            if (answer == null) {
                connection.close();
                connection = new RawConnection(service.port());
                answer = connection.send(request).read();
            }
            if (answer == null) {
                throw new AssertionError("no answer to " + new String(request, StandardCharsets.ISO_8859_1));
            }
            return answer;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
