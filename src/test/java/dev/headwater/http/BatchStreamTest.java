package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.http.HttpSettings.DecideOn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams of leads: how long they may be, what they cost, and what is left of those that end otherwise than they should. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchStreamTest {
    /** What the network keeps for somebody who does not read: both sides' buffers, and what waits in the service. */
    private static final int KEPT_UNREAD = 16_000;

    private static final BatchBounds IMPATIENT = new BatchBounds(1_000, 1 << 20, 2_000, 50, Duration.ofMillis(600));

    private static RunningService service;
    private static RunningService impatient;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.start();
        impatient = RunningService.start(HttpBounds.DEFAULT.with(IMPATIENT));
    }

    @AfterAll
    static void stop() {
        service.close();
        impatient.close();
    }

    @Test
    void twentyThousandLeadsGoThroughOneConnectionWithoutBeingKept() throws Exception {
        run(service, "?record=false", 4_000);
        long before = heapInUse();
        Figures figures = run(service, "?record=false", 20_000);
        assertThat(figures.answers()).isEqualTo(20_000);
        assertThat(heapInUse() - before).isLessThan(8 << 20);
        assertNothingLeft(service);
    }

    /** The same, fifty times as long, and through workers: what is in use in the midst of it does not grow with it. */
    @Test
    @Tag("slow")
    @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aMillionLeadsGoThroughOneConnectionInConstantMemory() throws Exception {
        for (DecideOn decideOn : DecideOn.values()) {
            try (RunningService other = RunningService.start(decideOn)) {
                other.rules.onlyCounts = true;
                run(other, "?record=false", 50_000);
                long before = heapInUse();
                Figures figures = run(other, "?record=false", 1_000_000);
                long after = heapInUse();
                System.out.printf(
                        "%s: %,d leads in %,d ms, %,d a second; in use before %,d kB, at most %,d kB in the midst, %,d kB after%n",
                        decideOn,
                        figures.answers(),
                        figures.millis(),
                        figures.answers() * 1_000L / figures.millis(),
                        before >> 10,
                        figures.most() >> 10,
                        after >> 10);
                assertThat(figures.answers()).isEqualTo(1_000_000);
                assertThat(figures.most() - before).isLessThan(32L << 20);
                assertThat(after - before).isLessThan(8 << 20);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DecideOn.class)
    void whoeverDoesNotReadIsNotReadFromAndGetsEveryAnswerOnceItReads(DecideOn decideOn) throws Exception {
        try (RunningService other = RunningService.start(decideOn);
                OpenStream stream = new OpenStream(other.port(), "?record=false", 4_096)) {
            int all = 20_000;
            CompletableFuture<Void> sending = send(stream, all, 1_000);
            int decided = untilItStands(other);
            assertThat(decided).isBetween(1, KEPT_UNREAD);
            assertThat(sending).isNotDone();
            assertThat(other.resolve("?record=false", "{}").statusCode()).isEqualTo(200);
            for (int i = 0; i < all; i++) {
                assertThat(stream.read()).startsWith("{\"index\":" + i + ",");
            }
            assertThat(stream.read()).isNull();
            sending.join();
            assertNothingLeft(other);
        }
    }

    @ParameterizedTest
    @EnumSource(DecideOn.class)
    void whoeverSendsHalfALineAndGoesAwayLeavesNothingBehind(DecideOn decideOn) throws Exception {
        try (RunningService other = RunningService.start(decideOn)) {
            for (int i = 0; i < 40; i++) {
                try (OpenStream stream = new OpenStream(other.port())) {
                    stream.line("{\"leadId\": \"whole\"}");
                    assertThat(stream.json().path("index").asInt(-1)).isZero();
                    stream.send("{\"leadId\": \"half\"");
                    if (i % 2 == 0) {
                        stream.abort();
                    }
                }
            }
            assertNothingLeft(other);
            assertThat(other.rules.decisions.get()).isEqualTo(40);
        }
    }

    @ParameterizedTest
    @EnumSource(DecideOn.class)
    void whoeverGoesAwayWithoutReadingLeavesNothingBehind(DecideOn decideOn) throws Exception {
        try (RunningService other = RunningService.start(decideOn)) {
            for (int i = 0; i < 5; i++) {
                OpenStream stream = new OpenStream(other.port(), "?record=false", 4_096);
                CompletableFuture<Void> sending = send(stream, 100_000, 1_000);
                untilItStands(other);
                stream.abort();
                sending.handle((sent, gone) -> null).join();
            }
            assertNothingLeft(other);
        }
    }

    /** Its decision is taken all the same, and told to nobody. */
    @Test
    void whoeverGoesAwayBeforeADecisionLeavesNothingBehind() throws Exception {
        try (RunningService other = RunningService.start(
                HttpBounds.DEFAULT.waiting(Duration.ofSeconds(30)), DecideOn.WORKERS, RunningService.inMemory())) {
            OpenStream stream = new OpenStream(other.port());
            stream.line("{\"leadId\": \"a\", \"attributes\": {\"waits\": true}}");
            stream.line("{\"leadId\": \"a\"}");
            assertThat(other.rules.waiting.await(10, TimeUnit.SECONDS)).isTrue();
            stream.abort();
            assertNothingLeft(other);
            other.rules.gate.countDown();
            assertThat(other.resolve("", "{\"leadId\": \"b\"}").statusCode()).isEqualTo(200);
            assertThat(other.rules.decisions.get()).isBetween(1, 2);
        }
    }

    @Test
    void aStreamThatStandsStillIsEndedWithTheReasonAsItsLastLine() throws Exception {
        for (String half : new String[] {"", "{\"leadId\":"}) {
            try (OpenStream stream = new OpenStream(impatient.port())) {
                stream.line("{}").read();
                if (!half.isEmpty()) {
                    stream.send(half);
                }
                JsonNode reason = stream.json();
                assertThat(reason.path("type").asText()).isEqualTo("urn:headwater:problem:request-timeout");
                assertThat(reason.has("index")).isFalse();
                assertThat(stream.read()).isNull();
                assertThat(stream.isClosedByTheOther()).isTrue();
            }
        }
        assertNothingLeft(impatient);
    }

    @Test
    void whoeverDripsALineByteByByteStandsStillToo() throws Exception {
        try (OpenStream stream = new OpenStream(impatient.port())) {
            stream.line("{}").read();
            CompletableFuture<Void> dripping = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < 300; i++) {
                        stream.send("x");
                        Thread.sleep(50);
                    }
                } catch (Exception gone) {
                    // as it should be
                }
            });
            assertThat(stream.json().path("status").asInt()).isEqualTo(408);
            assertThat(stream.read()).isNull();
            stream.close();
            dripping.join();
        }
        assertNothingLeft(impatient);
    }

    /** The time that a body may take is the bound of bodies that are received as a whole. */
    @Test
    void aStreamMayTakeLongerThanABodyAndBlankLinesKeepItOpen() throws Exception {
        HttpBounds hurried = new HttpBounds(
                        4_000,
                        8 << 20,
                        1_000,
                        3_000,
                        Duration.ofMillis(100),
                        Duration.ofMillis(300),
                        Duration.ofSeconds(5))
                .with(IMPATIENT);
        try (RunningService other = RunningService.start(hurried);
                OpenStream stream = new OpenStream(other.port())) {
            for (int i = 0; i < 12; i++) {
                stream.send("\n");
                Thread.sleep(100);
            }
            stream.line("{\"leadId\": \"late\"}");
            assertThat(stream.json().path("leadId").asText()).isEqualTo("late");
            assertThat(stream.end().rest()).isEmpty();
        }
    }

    @Test
    void whoeverStopsReadingForTooLongIsCutOff() throws Exception {
        try (OpenStream stream = new OpenStream(impatient.port(), "?record=false", 4_096)) {
            CompletableFuture<Void> sending = send(stream, 100_000, 1_000);
            assertThat(sending.handle((sent, gone) -> gone != null).get(20, TimeUnit.SECONDS))
                    .isTrue();
        }
        assertNothingLeft(impatient);
    }

    @Test
    void aServiceThatStopsTellsItsStreamsSo() throws Exception {
        RunningService other = RunningService.start();
        try (OpenStream stream = new OpenStream(other.port())) {
            stream.line("{}").read();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(other::close);
            JsonNode reason = stream.json();
            assertThat(reason.path("type").asText()).isEqualTo("urn:headwater:problem:stopping");
            assertThat(stream.read()).isNull();
            closing.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void afterAStreamTheConnectionServesOn() throws Exception {
        try (RawConnection connection = new RawConnection(service.port())) {
            for (int i = 0; i < 3; i++) {
                connection.send(
                        "POST /v1/leads:batchResolve HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                                + "Content-Length: 6\r\n\r\n{}\n{}\n");
                String answer = connection.readChunked();
                assertThat(answer).contains("{\"index\":0,").contains("{\"index\":1,");
            }
            connection.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(connection.read())
                    .extracting(RawConnection.Response::status)
                    .isEqualTo(200);
        }
    }

    /** Sends and reads at once; now and then looks at what is in use. */
    private static Figures run(RunningService to, String query, int leads) throws Exception {
        long started = System.nanoTime();
        int answers = 0;
        long most = 0;
        try (OpenStream stream = new OpenStream(to.port(), query, 1 << 16)) {
            CompletableFuture<Void> sending = send(stream, leads, 0);
            for (String answer = stream.read(); answer != null; answer = stream.read()) {
                if (!answer.startsWith("{\"index\":" + answers + ",\"leadId\":\"L-" + answers + "\"")) {
                    throw new AssertionError("answer " + answers + " is " + answer);
                }
                answers++;
                if (answers % 100_000 == 0) {
                    most = Math.max(most, heapInUse());
                }
            }
            sending.join();
        }
        to.rules.threads.clear();
        to.rules.pasts.clear();
        return new Figures(answers, most, Math.max(1, (System.nanoTime() - started) / 1_000_000));
    }

    private record Figures(int answers, long most, long millis) {}

    /** @param padding bytes that each lead is longer, so that the network's own buffers do not take them all */
    private static CompletableFuture<Void> send(OpenStream stream, int leads, int padding) {
        return CompletableFuture.runAsync(() -> {
            try {
                StringBuilder some = new StringBuilder();
                for (int i = 0; i < leads; i++) {
                    some.append("{\"leadId\": \"L-")
                            .append(i)
                            .append("\", \"promoCode\": \"x")
                            .append("x".repeat(padding))
                            .append("\"}\n");
                    if (some.length() > 8_000 || i == leads - 1) {
                        stream.send(some.toString());
                        some.setLength(0);
                    }
                }
                stream.end();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** How many leads had been decided when for a while no more were. */
    private static int untilItStands(RunningService of) throws InterruptedException {
        int before = -1;
        for (int now = of.rules.decisions.get(); now != before || now == 0; now = of.rules.decisions.get()) {
            before = now;
            Thread.sleep(300);
        }
        return before;
    }

    private static void assertNothingLeft(RunningService of) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (of.metric("headwater_batches_open") + of.metric("http_server_requests_in_flight") > 0
                && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        assertThat(of.metric("headwater_batches_open")).isZero();
        assertThat(of.metric("http_server_requests_in_flight")).isZero();
        while (of.metric("http_server_connections_open") > 2 && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        // The one that asks, and the one that asked before.
        assertThat(of.metric("http_server_connections_open")).isBetween(1.0, 2.0);
    }

    private static long heapInUse() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
