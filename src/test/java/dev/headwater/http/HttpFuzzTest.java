package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.headwater.http.RawConnection.Response;
import dev.headwater.json.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
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

    /** More checks of rules at a time than are ever asked for: one too many is refused by a 503, and rightly. */
    private static final int CHECKS = 100;

    private static final String END = "\r\n\r\n";
    private static final String RESOLVE = "/v1/leads:resolve?explain=full";
    private static final String JSON = "application/json";
    private static final String POST_HEAD = head(RESOLVE, JSON);

    /** What a call of the API is sent: a body that is sound, to be damaged. */
    private record Sent(String path, String mediaType, String body) {}

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

    private static final String FORM = """
            --XX\r
            Content-Disposition: form-data; name="files"; filename="lists/mediums.csv"\r
            Content-Type: text/csv\r
            \r
            medium,class
            cpc,paid
            \r
            --XX\r
            Content-Disposition: form-data; name="files"; filename*=UTF-8''profiles%2Fga4%2Fchannel.csv\r
            Content-Transfer-Encoding: binary\r
            \r
            x\r
            --XX--\r
            """;

    /** Every call that takes a body. */
    private static final List<Sent> BODIES = Stream.concat(
                    LEADS.stream().map(lead -> new Sent(RESOLVE, JSON, lead)),
                    Stream.of(
                            new Sent("/v1/leads:batchResolve", JSON, "[" + LEAD + ",{\"leadId\":\"b\"}]"),
                            new Sent(
                                    "/v1/leads:batchResolve",
                                    "application/x-ndjson",
                                    LEAD.replace("\n", "") + "\n\n{\"visitorId\":\"v\"}\n"),
                            new Sent("/v1/leads/L-1:merge", JSON, "{\"visitorId\":\"v\"}"),
                            new Sent(
                                    "/v1/leads/L-1/conversions",
                                    JSON,
                                    "{\"conversionId\":\"d\",\"type\":\"won\",\"occurredAt\":\"2026-11-23T10:00:00Z\","
                                            + "\"value\":12.5,\"currency\":\"EUR\"}"),
                            new Sent(
                                    "/v1/costs",
                                    JSON,
                                    "{\"costs\":[{\"day\":\"2026-11-20\",\"channel\":\"paid-search\",\"source\":\"google-ads\","
                                            + "\"campaign\":\"c\",\"amount\":12.5,\"currency\":\"EUR\"}]}"),
                            new Sent(
                                    "/v1/costs?channel=paid-search",
                                    "text/csv",
                                    "day;source;spend (EUR)\n2026-11-20;google-ads;1.234,50\n21.11.2026;bing;\"12,5\"\n"),
                            new Sent("/v1/rules:check", "multipart/form-data; boundary=XX", FORM),
                            new Sent("/v1/rules:check?base=none", "application/zip", zip())))
            .toList();

    /** A folder of rules as it is sent, each byte a letter. */
    private static String zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("rules/lists/mediums.csv", "rules/dictionary.csv")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("medium,class\ncpc,paid\n".repeat(20).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** A value of each type, at the edges of what it can be. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e999",
            "9".repeat(400),
            "9".repeat(200) + "e99999999999",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"" + "x".repeat(2_500) + "\"",
            "[]",
            "[[]]",
            "{}",
            "{\"\":null}");

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
        service = RunningService.start(SMALL, new CheckBounds(20_000, Duration.ofSeconds(60), CHECKS));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void hostileBodiesAreAnsweredOrRefusedAndNeverBreakAnything() throws Exception {
        assertThat(bodies(4_000, 20261123)).containsKeys(200, 400, 422);
        assertAlive();
    }

    @Test
    void hostileRequestsAreAnsweredRefusedOrCutOffAndNeverBreakAnything() throws Exception {
        assertThat(requests(1_500, 20261124))
                .containsKeys(200, 400, 404, 405, 414, 505)
                .hasEntrySatisfying(
                        0,
                        cutShort -> assertThat(cutShort)
                                .as("without an answer: what is cut short, and little else")
                                .isLessThan(400));
        assertAlive();
    }

    @Test
    void aValueOfAWrongTypeIsAnsweredOrRefusedWhereverItStands() throws Exception {
        TreeMap<Integer, Integer> statuses = new TreeMap<>();
        try (Connection connection = new Connection()) {
            for (Sent sent : BODIES) {
                if (sent.mediaType().equals(JSON)) {
                    for (String body : withEachValueReplaced(sent.body())) {
                        ask(connection, sent, body.getBytes(StandardCharsets.UTF_8), body, statuses);
                    }
                }
            }
        }
        assertThat(statuses).containsKeys(200, 422);
        assertAlive();
    }

    /** Every seed another one; what fails says which. */
    @Test
    @Tag("slow")
    @Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void twoHundredThousandHostileRequestsLeaveNothingBehind() throws Exception {
        bodies(5_000, 1);
        requests(500, 1);
        long before = heapInUse();
        int threads = Thread.activeCount();
        long start = System.nanoTime();
        ExecutorService askers = Executors.newFixedThreadPool(8);
        List<Future<TreeMap<Integer, Integer>>> all = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            long seed = 1_000 + i;
            all.add(askers.submit(() -> bodies(5_000, seed)));
            all.add(askers.submit(() -> requests(1_300, seed)));
        }
        TreeMap<Integer, Integer> statuses = new TreeMap<>();
        for (Future<TreeMap<Integer, Integer>> one : all) {
            one.get().forEach((status, count) -> statuses.merge(status, count, Integer::sum));
        }
        askers.shutdown();
        assertThat(askers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        System.out.printf(
                "%,d hostile requests in %d s, by status (0: cut off) %s; heap in use before %,d kB, after %,d kB%n",
                statuses.values().stream().mapToInt(Integer::intValue).sum(),
                (System.nanoTime() - start) / 1_000_000_000,
                statuses,
                before >> 10,
                heapInUse() >> 10);
        assertAlive();
        assertThat(heapInUse() - before).as("bytes more on the heap").isLessThan(32L << 20);
        // Workers are two pools of twenty, made when they are first needed.
        assertThat(Thread.activeCount()).as("threads").isLessThan(threads + 45);
    }

    private static long heapInUse() throws InterruptedException {
        service.rules.pasts.clear();
        service.rules.threads.clear();
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Sends damaged bodies, the same ones for the same seed, and tells how often each status came back. */
    private static TreeMap<Integer, Integer> bodies(int count, long seed) throws Exception {
        Random random = new Random(seed);
        TreeMap<Integer, Integer> statuses = new TreeMap<>();
        try (Connection connection = new Connection()) {
            for (int i = 0; i < count; i++) {
                Sent sent = BODIES.get(i % BODIES.size());
                byte[] body = damaged(sent.body().getBytes(StandardCharsets.ISO_8859_1), random);
                ask(connection, sent, body, "body " + i + " of seed " + seed, statuses);
            }
        }
        return statuses;
    }

    private static void ask(
            Connection connection, Sent sent, byte[] body, String which, TreeMap<Integer, Integer> statuses)
            throws IOException {
        byte[] head = (head(sent.path(), sent.mediaType()) + "Content-Length: " + body.length + END)
                .getBytes(StandardCharsets.ISO_8859_1);
        Response answer = connection.ask(join(head, body));
        assertSound(answer, sent.path() + " " + which);
        statuses.merge(answer.status(), 1, Integer::sum);
    }

    /** Sends damaged requests, the same ones for the same seed, and tells how often each status came back; 0 for none. */
    private static TreeMap<Integer, Integer> requests(int count, long seed) throws Exception {
        Random random = new Random(seed);
        TreeMap<Integer, Integer> statuses = new TreeMap<>();
        List<String> sound = List.of(
                POST_HEAD + "Accept: application/json\r\nContent-Length: 15" + END + "{\"leadId\":\"a\"} ",
                POST_HEAD + "Transfer-Encoding: chunked" + END + String.join("\r\n", "2", "{}", "0") + END,
                POST_HEAD + "Transfer-Encoding: chunked\r\nContent-Length: 2" + END
                        + String.join("\r\n", "2", "{}", "0") + END,
                POST_HEAD + "Content-Length: 2\r\nContent-Length: 3" + END + "{} ",
                POST_HEAD + "X-Folded: a\r\n b\r\nContent-Length: 2" + END + "{}",
                head("/v1/leads:batchResolve", "application/x-ndjson") + "Transfer-Encoding: chunked" + END
                        + String.join("\r\n", "3", "{}\n", "0") + END,
                "GET http://x/v1/rules HTTP/1.1\r\nHost: y\r\n\r\n",
                "GET /v1/rules HTTP/1.1\r\nHost: x\r\nAccept: */*;q=0.5\r\n\r\n",
                "GET /v1/rules/tables/channel?format=csv HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/reports/attribution?model=linear&by=channel&from=2026-11-01 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/leads/a%2Fb/touches HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/leads/a/attribution?model=linear,w-shaped&window=90d&asOf=2026-11-23T10:15:00Z HTTP/1.1\r\nHost: x\r\n\r\n",
                "HEAD /openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /v1/rules:check HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=XX\r\nContent-Length: "
                        + FORM.length() + END + FORM,
                "OPTIONS /health/ready HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n");
        for (int i = 0; i < count; i++) {
            byte[] request =
                    damaged(sound.get(random.nextInt(sound.size())).getBytes(StandardCharsets.ISO_8859_1), random);
            try (RawConnection connection = new RawConnection(service.port())) {
                connection.send(request);
                connection.finish();
                boolean toHead =
                        request.length > 4 && new String(request, 0, 4, StandardCharsets.ISO_8859_1).equals("HEAD");
                Response answer = connection.read(toHead);
                if (answer != null && answer.status() != 100) {
                    if (!toHead) {
                        assertSound(answer, "request " + i + " of seed " + seed);
                    }
                    statuses.merge(answer.status(), 1, Integer::sum);
                } else {
                    statuses.merge(answer == null ? 0 : answer.status(), 1, Integer::sum);
                }
            } catch (SocketException | EOFException cutOff) {
                statuses.merge(0, 1, Integer::sum);
            }
        }
        return statuses;
    }

    /** The document as often as there are places and values, with another value at another place each time. */
    private static List<String> withEachValueReplaced(String json) throws IOException {
        List<String> all = new ArrayList<>();
        List<String> places = new ArrayList<>();
        places(OpenApiContract.json(json), "", places);
        for (String place : places) {
            for (String value : VALUES) {
                JsonNode root = OpenApiContract.json(json);
                int last = place.lastIndexOf('/');
                JsonNode parent = root.at(place.substring(0, last));
                String name = place.substring(last + 1);
                String mark = "a place to be filled";
                if (parent instanceof ObjectNode object) {
                    object.put(name.replace("~1", "/").replace("~0", "~"), mark);
                } else if (parent instanceof ArrayNode array) {
                    array.set(Integer.parseInt(name), TextNode.valueOf(mark));
                }
                all.add(root.toString().replace('"' + mark + '"', value));
            }
        }
        return all;
    }

    private static void places(JsonNode node, String place, List<String> places) {
        if (!place.isEmpty()) {
            places.add(place);
        }
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> places(
                            field.getValue(),
                            place + "/" + field.getKey().replace("~", "~0").replace("/", "~1"),
                            places));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places(node.get(i), place + "/" + i, places);
        }
    }

    private static String head(String path, String mediaType) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + mediaType + "\r\n";
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

    private static void assertSound(Response answer, String which) throws IOException {
        if (answer.status() != ProblemType.UNKNOWN_HTTP_VERSION.status()) {
            assertThat(answer.status()).as(which + " " + answer.body()).isLessThan(500);
        }
        if (answer.status() >= 400) {
            assertThat(answer.header("content-type")).as(which).isEqualTo("application/problem+json");
            JsonNode problem = OpenApiContract.json(answer.body());
            assertThat(problem.path("status").asInt()).as(which).isEqualTo(answer.status());
            assertThat(problem.path("type").asText()).as(which).startsWith("urn:headwater:problem:");
            assertThat(answer.body()).as(which).doesNotContain("Exception", "io.vertx", "io.netty", "jackson");
        } else if (answer.status() == 200 && "application/json".equals(answer.header("content-type"))) {
            assertThat(OpenApiContract.json(answer.body()).isContainerNode())
                    .as(which)
                    .isTrue();
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
