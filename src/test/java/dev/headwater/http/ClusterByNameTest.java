package dev.headwater.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.cluster.FreeAddresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code serve --cluster dns:NAME --cluster-secret FILE} in processes of their own, as the pods of a headless service: each has an
 * address, and the name has all of them.
 */
@Tag("slow")
class ClusterByNameTest {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final Pattern LISTENS =
            Pattern.compile("Headwater listens on (http://[^ ]+) .*member of a cluster of (\\d+)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Process> begun = new ArrayList<>();

    @TempDir
    private Path folder;

    private Path names = Path.of("");
    private Path secret = Path.of("");
    private int port;

    @BeforeEach
    void aNameHasTheAddressesOfAll() throws IOException {
        names = Files.writeString(folder.resolve("names"), """
                127.0.0.2 members.test
                127.0.0.3 members.test
                127.0.0.4 members.test
                127.0.0.5 members.test
                """);
        secret = Files.writeString(folder.resolve("secret"), "known to all members\n");
        port = FreeAddresses.of(1).get(0).getPort();
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process each : begun) {
            each.destroyForcibly().waitFor();
        }
    }

    @Test
    void threeFindOneAnotherByNameAndTalkInSecretAndWhoHasAnotherSecretIsNotLetIn() throws Exception {
        List<Path> logs = List.of(serve(2, secret), serve(3, secret), serve(4, secret));
        for (Path log : logs) {
            await().atMost(SOON).until(() -> members(log) == 3);
        }
        tell(logs.get(0), "anna");
        for (Path log : logs) {
            assertThat(touches(log, "anna")).isEqualTo(1);
        }
        Path stranger = serve(5, Files.writeString(folder.resolve("other"), "known to nobody else\n"));
        await().atMost(SOON).until(() -> members(stranger) == 1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(stranger).content().contains("another --cluster-secret, or none"));
        assertThat(logs.get(0)).content().contains("another --cluster-secret, or none");
        assertThat(touches(stranger, "anna")).isZero();
        tell(stranger, "ben");
        for (Path log : logs) {
            assertThat(members(log)).isEqualTo(3);
            assertThat(touches(log, "ben")).isZero();
        }
    }

    /** Where it writes its log. */
    private Path serve(int number, Path told) throws IOException {
        Path log = folder.resolve("log-" + number);
        begun.add(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djdk.net.hosts.file=" + names,
                        "-cp",
                        KillTest.classPath(),
                        "dev.headwater.Main",
                        "serve",
                        "--port=0",
                        "--history-wait=20s",
                        "--data=" + folder.resolve("member-" + number),
                        "--cluster=dns:members.test",
                        "--cluster-bind=127.0.0." + number + ":" + port,
                        "--cluster-secret=" + told)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
        return log;
    }

    /** How many there are as one of them has it; 0 while it does not listen. */
    private int members(Path log) throws IOException, InterruptedException {
        Matcher listens = LISTENS.matcher(Files.readString(log));
        return listens.find()
                ? (int) get(listens.group(1) + "/metrics")
                        .lines()
                        .filter(line -> line.startsWith("headwater_cluster_members "))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                        .sum()
                : 0;
    }

    private void tell(Path log, String lead) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address(log) + "/v1/leads:resolve"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"leadId\": \"" + lead + "\"}", UTF_8))
                .build();
        JsonNode answer = OpenApiContract.json(
                client.send(request, BodyHandlers.ofString()).body());
        assertThat(answer.at("/history/recorded").asBoolean()).as("recorded").isTrue();
    }

    private int touches(Path log, String lead) throws IOException, InterruptedException {
        return OpenApiContract.json(get(address(log) + "/v1/leads/" + lead + "/touches"))
                .path("touches")
                .size();
    }

    private String get(String uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString())
                .body();
    }

    private static String address(Path log) throws IOException {
        Matcher listens = LISTENS.matcher(Files.readString(log));
        assertThat(listens.find()).isTrue();
        return listens.group(1);
    }
}
