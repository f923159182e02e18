package dev.headwater;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.infinispan.InfinispanTouches;
import dev.headwater.lead.LeadId;
import dev.headwater.touch.TouchHistory;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service in a process of its own: how it ends when it is told to, and what its log tells of the people it served. */
class DrainTest {
    private static final int CLIENTS = 4;

    @TempDir
    private Path folder;

    @Test
    void underLoadItIsReadyNoMoreAnswersAllTheSameAndLosesNothing() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicInteger whileDraining = new AtomicInteger();
        try (Service service = new Service("INFO", "--drain", "2s", "--closing-time", "10s")) {
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                String lead = "L-" + i;
                all.add(clients.submit(() -> {
                    HttpClient client = HttpClient.newHttpClient();
                    for (int event = 0; event < 100_000; event++) {
                        String name = lead + "-" + event;
                        String body = "{\"leadId\": \"" + name + "\", \"eventId\": \"" + event + "\"}";
                        HttpResponse<String> answer;
                        try {
                            answer = service.resolve(client, body);
                        } catch (IOException e) {
                            return null;
                        }
                        assertThat(answer.statusCode()).isEqualTo(200);
                        if (answer.body().contains("\"recorded\":true")) {
                            acknowledged.add(name);
                        }
                        if (answer.headers().firstValue("Connection").equals(java.util.Optional.of("close"))) {
                            whileDraining.incrementAndGet();
                        }
                    }
                    return null;
                }));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() > 100);
            HttpClient balancer = HttpClient.newHttpClient();
            assertThat(service.get(balancer, "/health/ready").statusCode()).isEqualTo(200);
            service.terminate();
            await().atMost(Duration.ofSeconds(2))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> service.get(balancer, "/health/ready").statusCode() == 503);
            assertThat(service.get(balancer, "/health/live").statusCode()).isEqualTo(200);
            assertThat(service.end()).isZero();
            clients.shutdown();
            for (Future<?> client : all) {
                client.get(20, TimeUnit.SECONDS);
            }
            assertThat(service.log()).contains("stopped").doesNotContain("ERROR");
        }
        assertThat(whileDraining.get()).as("answers after it was told to stop").isPositive();
        try (InfinispanTouches kept = InfinispanTouches.onDisk(
                folder.resolve("data"), TouchHistory.Bounds.DEFAULT, 100_000, InfinispanTouches.Disk.DEFAULT)) {
            List<String> lost = new ArrayList<>();
            for (String lead : acknowledged) {
                if (kept.recent(new LeadId(lead)).total() == 0) {
                    lost.add(lead);
                }
            }
            assertThat(lost)
                    .as("of " + acknowledged.size() + " that were acknowledged")
                    .isEmpty();
        }
    }

    @Test
    void theLogTellsNothingOfPeopleWhateverIsSentAndHoweverMuchItTells() throws Exception {
        String mail = "erika.mustermann@example.org";
        List<String> personal = List.of("erika", "Mustermann", "5550142", "415 555", "203.0.113.77", "L-secret-7");
        try (Service service = new Service("TRACE")) {
            HttpClient client = HttpClient.newHttpClient();
            String lead =
                    "{\"leadId\": \"L-secret-7\", \"eventId\": \"Mustermann-1\", \"dialledNumber\": \"+1 415 555 0142\","
                            + " \"landingUrl\": \"https://acme.example/?email=" + mail + "&utm_source=Mustermann\","
                            + " \"form\": {\"name\": \"demo-request\", \"heardAboutUs\": \"from Erika Mustermann, +14155550142\"},"
                            + " \"attributes\": {\"email\": \"" + mail + "\", \"name\": \"Erika Mustermann\"}}";
            assertThat(service.resolve(client, lead).statusCode()).isEqualTo(200);
            assertThat(service.resolve(client, lead).statusCode())
                    .as("told again")
                    .isEqualTo(200);
            for (String wrong : List.of(
                    lead.substring(0, lead.length() - 3),
                    lead.replace("\"demo-request\"", "[\"" + mail + "\"]"),
                    lead.replace("https://acme", "ht!tp:/\\u0000/acme"),
                    lead.replace("demo-request", mail + "x".repeat(1_100_000)),
                    "\"" + mail + "\"")) {
                assertThat(service.resolve(client, wrong).statusCode()).isLessThan(500);
            }
            for (String path : List.of(
                    "/v1/leads/" + mail + "/touches",
                    "/v1/leads/L-secret-7/touches",
                    "/nowhere/" + mail,
                    "/v1/leads/%20" + mail + "/touches",
                    "/v1/rules?email=" + mail)) {
                assertThat(service.get(client, path).statusCode()).isLessThan(500);
            }
            service.terminate();
            assertThat(service.end()).isZero();
            String log = service.log();
            assertThat(log).as("it does log at this level").contains("DEBUG", "stopped");
            for (String one : personal) {
                assertThat(log.lines()
                                .filter(line -> line.toLowerCase(java.util.Locale.ROOT)
                                        .contains(one.toLowerCase(java.util.Locale.ROOT)))
                                .limit(3))
                        .as(one)
                        .isEmpty();
            }
        }
    }

    @Test
    void asJsonEachLineOfTheLogIsAnObjectWithTheTraceOfItsRequestAndNothingOfTheLead() throws Exception {
        Path rules = folder.resolve("rules");
        try (Stream<Path> shipped = Files.walk(Path.of("rules"))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, rules.resolve(Path.of("rules").relativize(file).toString()));
            }
        }
        Files.writeString(rules.resolve("trouble.drl"), """
                package rules.trouble
                import dev.headwater.rules.EvidenceFact
                import dev.headwater.rules.Judgement
                rule "A lead that nobody expected"
                when
                    $judgement : Judgement()
                    EvidenceFact( kind == "promo-code" )
                then
                    throw new IllegalStateException( "two\\nlines and \\"quotes\\"" );
                end
                """);
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        try (Service service =
                new Service(null, "--log-format", "json", "--rules", rules.toString(), "--data", "none")) {
            HttpClient client = HttpClient.newHttpClient();
            HttpResponse<String> trouble = client.send(
                    HttpRequest.newBuilder(URI.create(service.address + "/v1/leads:resolve"))
                            .header("Content-Type", "application/json")
                            .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                            .POST(BodyPublishers.ofString("{\"leadId\": \"L-secret-7\", \"promoCode\": \"SPRING25\","
                                    + " \"form\": {\"heardAboutUs\": \"Erika Mustermann told me\"}}"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(trouble.statusCode()).as(trouble.body()).isEqualTo(500);
            service.terminate();
            assertThat(service.end()).isZero();
            List<String> lines = service.log().lines().toList();
            assertThat(lines).hasSizeGreaterThan(2);
            List<JsonNode> told = new ArrayList<>();
            for (String line : lines) {
                JsonNode one = new ObjectMapper().readTree(line);
                assertThat(one.path("timestamp").asLong()).as(line).isPositive();
                assertThat(one.path("level").asText()).as(line).isIn("INFO", "WARN", "ERROR");
                assertThat(one.path("formattedMessage").asText()).as(line).isNotBlank();
                told.add(one);
            }
            String instance =
                    new ObjectMapper().readTree(trouble.body()).path("instance").asText();
            assertThat(told)
                    .filteredOn(one -> one.path("level").asText().equals("ERROR"))
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.at("/mdc/traceId").asText()).isEqualTo(trace);
                        assertThat(one.path("formattedMessage").asText()).contains(instance);
                        assertThat(one.path("throwable").toString()).contains("two\\nlines and \\\"quotes\\\"");
                    });
            assertThat(service.log()).doesNotContain("L-secret-7", "Mustermann", "SPRING25");
        }
    }

    /** The real command in a process of its own. */
    private final class Service implements AutoCloseable {
        private final Process process;
        private final Path log = folder.resolve("log");
        private final String address;

        /** @param level of our log; null for the log as it is shipped */
        Service(@Nullable String level, String... more) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx400m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED")); // as the manifest of the jar says
            if (level != null) {
                command.add("-Dlogback.configurationFile=" + logback(level));
            }
            command.addAll(
                    List.of("-cp", classPath(), Main.class.getName(), "serve", "--port", "0", "--history-wait", "30s"));
            command.addAll(List.of(more));
            if (!command.contains("--data")) {
                command.addAll(List.of("--data", folder.resolve("data").toString()));
            }
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("HEADWATER_"));
            process = builder.start();
            BufferedReader out = process.inputReader(UTF_8);
            String line = out.readLine();
            assertThat(line).as(log()).contains("listens on ");
            address = line.replaceFirst(".*(http://[^ ]+).*", "$1");
        }

        private Path logback(String level) throws IOException {
            return Files.writeString(folder.resolve("logback.xml"), """
                    <configuration>
                      <appender name="err" class="ch.qos.logback.core.ConsoleAppender"><target>System.err</target>
                        <encoder><pattern>%level %logger %msg%n%ex</pattern></encoder></appender>
                      <logger name="dev.headwater" level="LEVEL"/>
                      <root level="ROOT"><appender-ref ref="err"/></root>
                    </configuration>
                    """.replace("LEVEL", level)
                    .replace("ROOT", level.equals("TRACE") ? "DEBUG" : "WARN"));
        }

        HttpResponse<String> resolve(HttpClient client, String body) throws IOException, InterruptedException {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address + "/v1/leads:resolve"))
                            .header("Content-Type", "application/json")
                            .header("X-Forwarded-For", "203.0.113.77")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }

        HttpResponse<String> get(HttpClient client, String path) throws IOException, InterruptedException {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
        }

        /** Sends SIGTERM. */
        void terminate() {
            process.toHandle().destroy();
        }

        int end() throws InterruptedException {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            return process.exitValue();
        }

        String log() throws IOException {
            return Files.readString(log);
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }

    /** The class path of this test, whoever runs it. */
    private static String classPath() {
        String surefire = System.getProperty("surefire.test.class.path");
        if (surefire != null) {
            return surefire;
        }
        return DrainTest.class.getClassLoader() instanceof URLClassLoader urls
                ? Arrays.stream(urls.getURLs())
                        .map(url -> Path.of(URI.create(url.toString())).toString())
                        .collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }
}
