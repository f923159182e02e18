package dev.headwater.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service under load is killed with SIGKILL at random moments, and started again: what it acknowledged is there, be it
 * touches, conversions or costs.
 */
class KillTest {
    private static final int CLIENTS = 4;
    private static final int BOOKKEEPERS = 2;
    private static final int LEADS = 6;
    private static final String LEAD = "{\"leadId\": \"%s\", \"eventId\": \"%s\"}";

    /** Chosen once, so that a failure can be run again; what the operating system does in between is another matter. */
    private static final Random RANDOM = new Random(20_261_125);

    private @Nullable Service running;
    private final Bookkeeping books = new Bookkeeping();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @TempDir
    private Path folder;

    @Test
    void whatWasAcknowledgedOutlivesAFewKills(TestReporter reporter) throws Exception {
        kill(3, Duration.ofMillis(500), reporter);
    }

    @Test
    @Tag("slow")
    void whatWasAcknowledgedOutlivesAHundredKills(TestReporter reporter) throws Exception {
        kill(Integer.getInteger("headwater.kills", 100), Duration.ofMillis(1_500), reporter);
    }

    /** Touches of many rounds, so that the store has to put its files in order while it is killed. */
    private void kill(int times, Duration longest, TestReporter reporter) throws Exception {
        Map<String, Map<String, String>> acknowledged = new ConcurrentHashMap<>();
        Service service = start();
        for (int round = 0; round < times; round++) {
            load(service, "round-" + round, acknowledged, RANDOM.nextInt(Math.toIntExact(longest.toMillis())));
            service = start();
            Map<String, Map<String, String>> last = new ConcurrentHashMap<>(acknowledged);
            String thisRound = "round-" + round + "-";
            last.keySet().removeIf(lead -> !lead.startsWith(thisRound));
            assertAllThere(service, last);
            books.assertAllThere(service::send);
            reporter.publishEntry(
                    "kill " + (round + 1),
                    last.values().stream().mapToLong(Map::size).sum() + " acknowledged touches of this round there");
        }
        assertAllThere(service, acknowledged);
        long touches = acknowledged.values().stream().mapToLong(Map::size).sum();
        reporter.publishEntry(
                times + " kills",
                touches + " acknowledged touches, " + books.size() + " conversions and costs, none lost");
        assertThat(touches).isGreaterThan(times);
        assertThat(books.size()).isGreaterThan(times);
    }

    private Service start() throws IOException {
        running = new Service(folder);
        return running;
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (running != null) {
            running.kill();
        }
    }

    /** Tells of contacts until the service is gone. */
    private void load(Service service, String round, Map<String, Map<String, String>> acknowledged, int millis)
            throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS + BOOKKEEPERS);
        CountDownLatch begun = new CountDownLatch(CLIENTS + BOOKKEEPERS);
        AtomicBoolean killed = new AtomicBoolean();
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                all.add(clients.submit(() -> {
                    for (int contact = 0; !killed.get(); contact++) {
                        String lead = round + "-" + contact % LEADS;
                        String event = number + "-" + contact;
                        String answer = service.resolve(lead, event);
                        if (answer == null) {
                            return null;
                        }
                        if (OpenApiContract.json(answer).at("/history/recorded").asBoolean()) {
                            acknowledged
                                    .computeIfAbsent(lead, key -> new ConcurrentHashMap<>())
                                    .put(event, answer);
                        }
                        begun.countDown();
                    }
                    return null;
                }));
            }
            for (int i = 0; i < BOOKKEEPERS; i++) {
                String teller = round + "-books-" + i;
                all.add(clients.submit(() -> {
                    for (int number = 0; !killed.get() && books.tell(service::send, teller, number); number++) {
                        begun.countDown();
                    }
                    return null;
                }));
            }
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            Thread.sleep(millis);
            service.kill();
            killed.set(true);
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            service.kill();
            clients.shutdownNow();
        }
    }

    private void assertAllThere(Service service, Map<String, Map<String, String>> acknowledged) throws Exception {
        for (Map.Entry<String, Map<String, String>> lead : acknowledged.entrySet()) {
            JsonNode touches = service.touches(lead.getKey());
            Set<String> kept = new HashSet<>();
            touches.path("touches")
                    .forEach(touch -> kept.add(touch.path("eventId").asText()));
            assertThat(kept).as(lead.getKey()).containsAll(lead.getValue().keySet());
            assertThat(touches.path("total").asInt())
                    .as("each once; those of the last moment may be there too")
                    .isBetween(lead.getValue().size(), lead.getValue().size() + CLIENTS);
        }
        for (Map.Entry<String, Map<String, String>> lead : acknowledged.entrySet()) {
            Map.Entry<String, String> last = lead.getValue().entrySet().stream()
                    .max((one, other) -> number(one.getKey()) - number(other.getKey()))
                    .orElseThrow();
            assertThat(service.resolve(lead.getKey(), last.getKey()))
                    .as("a retry gets the first answer")
                    .isEqualTo(last.getValue());
        }
    }

    private static int number(String event) {
        return Integer.parseInt(event.substring(event.indexOf('-') + 1));
    }

    /** One process. */
    private final class Service {
        private final Process process;
        private final String address;

        Service(Path data) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            classPath(),
                            KilledService.class.getName(),
                            data.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader out = process.inputReader(UTF_8);
            address = "http://127.0.0.1:" + out.readLine();
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        /** The answer; null where the service is gone. */
        @Nullable
        String resolve(String lead, String event) throws InterruptedException {
            HttpResponse<String> answer =
                    send("POST", "/v1/leads:resolve", "application/json", LEAD.formatted(lead, event));
            if (answer == null) {
                return null;
            }
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }

        /** The answer; null where the service is gone. */
        @Nullable
        HttpResponse<String> send(String method, String path, String type, String body) throws InterruptedException {
            try {
                return client.send(
                        HttpRequest.newBuilder(URI.create(address + path))
                                .header("Content-Type", type)
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
            } catch (IOException e) {
                return null;
            }
        }

        JsonNode touches(String lead) throws IOException, InterruptedException {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(address + "/v1/leads/" + lead + "/touches"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return OpenApiContract.json(answer.body());
        }
    }

    /** The class path of this test, whoever runs it. */
    static String classPath() {
        String surefire = System.getProperty("surefire.test.class.path");
        if (surefire != null) {
            return surefire;
        }
        return KillTest.class.getClassLoader() instanceof URLClassLoader urls
                ? Arrays.stream(urls.getURLs())
                        .map(url -> Path.of(URI.create(url.toString())).toString())
                        .collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }
}
