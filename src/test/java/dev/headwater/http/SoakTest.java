package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.http.HttpSettings.DecideOn;
import dev.headwater.infinispan.InfinispanTouches;
import dev.headwater.touch.TouchHistory;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A few minutes of everything at once: what is in use comes to rest. */
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SoakTest {
    private static final int ASKERS = 4;
    private static final int MOST_PERSONS = 2_000;
    private static final Duration WARM = Duration.ofSeconds(40);
    private static final Duration LONG = Duration.ofSeconds(Long.getLong("headwater.soak.seconds", 150));

    /** More leads than are kept, each of them told of again and again, so that histories fill up and persons leave. */
    private static final int LEADS = 5 * MOST_PERSONS;

    @Test
    void minutesOfMixedTrafficLeaveNothingBehind() throws Exception {
        InfinispanTouches touches = new InfinispanTouches(TouchHistory.Bounds.DEFAULT, MOST_PERSONS);
        try (RunningService service = RunningService.start(touches, DecideOn.WORKERS)) {
            service.rules.onlyCounts = true;
            ask(service, WARM);
            long before = heapInUse();
            int threads = Thread.activeCount();
            long asked = ask(service, LONG);
            long after = heapInUse();
            System.out.printf(
                    "%,d requests in %d s; heap in use after the first %d s %,d kB, at the end %,d kB; threads %d and %d%n",
                    asked,
                    LONG.toSeconds(),
                    WARM.toSeconds(),
                    before >> 10,
                    after >> 10,
                    threads,
                    Thread.activeCount());
            assertThat(after - before).as("bytes more on the heap").isLessThan(16L << 20);
            assertThat(Thread.activeCount()).as("threads").isLessThan(threads + 10);
            assertThat(service.metric("http_server_requests_in_flight")).isZero();
            assertThat(service.metric("headwater_batches_open")).isZero();
        } finally {
            touches.close();
        }
    }

    private static long ask(RunningService service, Duration time) throws Exception {
        ExecutorService askers = Executors.newFixedThreadPool(ASKERS);
        Instant end = Instant.now().plus(time);
        List<Future<Long>> counts = new ArrayList<>();
        for (int i = 0; i < ASKERS; i++) {
            long seed = i + time.toSeconds();
            counts.add(askers.submit(() -> askUntil(service, end, new Random(seed))));
        }
        long all = 0;
        for (Future<Long> count : counts) {
            all += count.get();
        }
        askers.shutdown();
        return all;
    }

    private static long askUntil(RunningService service, Instant end, Random random) throws Exception {
        long count = 0;
        for (; Instant.now().isBefore(end); count++) {
            HttpResponse<String> answer = one(service, random, "L-" + random.nextInt(LEADS));
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 204, 404, 422);
        }
        return count;
    }

    private static HttpResponse<String> one(RunningService service, Random random, String lead) throws Exception {
        String event = "e-" + random.nextInt(1_000_000);
        String context = "{\"leadId\":\"" + lead + "\",\"visitorId\":\"V-" + random.nextInt(LEADS) + "\",\"eventId\":\""
                + event + "\",\"landingUrl\":\"https://acme.example/?utm_source=" + event + "\"}";
        return switch (random.nextInt(12)) {
            case 0 -> service.get("/v1/leads/" + lead + "/touches");
            case 1 -> service.get("/v1/leads/" + lead + "/attribution");
            case 2 -> service.method("DELETE", "/v1/leads/" + lead);
            case 3 -> service.get("/metrics");
            case 4 -> service.resolve("?explain=full", "{\"leadId\":5,\"occurredAt\":\"never\"}");
            case 5 ->
                service.post(
                        "/v1/leads:batchResolve",
                        (context + "\n").repeat(50),
                        "Content-Type",
                        "application/x-ndjson",
                        "Accept",
                        "application/x-ndjson");
            case 6 ->
                service.post(
                        "/v1/leads/" + lead + "/conversions",
                        "{\"conversionId\":\"" + event + "\",\"type\":\"won\",\"occurredAt\":\"2026-11-23T10:00:00Z\"}",
                        "Content-Type",
                        "application/json");
            default -> service.resolve("", context);
        };
    }

    private static long heapInUse() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
