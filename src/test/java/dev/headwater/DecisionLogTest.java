package dev.headwater;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A service in a process of its own, killed and stopped, and what its decision log is good for afterwards. */
@Timeout(120)
class DecisionLogTest {
    private static final Pattern PORT = Pattern.compile("listens on http://127\\.0\\.0\\.1:(\\d+)");

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    void theLogOfAServiceThatWasKilledOnceAndStoppedOnceIsReplayedToTheSameAnswers() throws Exception {
        Path log = folder.resolve("decisions-0000000001.ndjson");
        Process killed = serve();
        try {
            URI leads = leads(killed);
            for (int i = 0; i < 20; i++) {
                resolve(leads, i);
            }
            await().until(() -> Files.readAllLines(log).size() == 20);
        } finally {
            killed.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
        Files.writeString(log, "{\"form\":1,\"decisionId\":\"half", StandardOpenOption.APPEND);

        Process stopped = serve();
        try {
            URI leads = leads(stopped);
            for (int i = 20; i < 50; i++) {
                resolve(leads, i);
            }
            stopped.destroy();
            assertThat(stopped.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(stopped.exitValue()).isZero();
        } finally {
            stopped.destroyForcibly();
        }
        assertThat(Files.readString(log)).doesNotContain("Jane").contains("0af7651916cd43dd8448eb211c80319c");

        Run replayed = run("", "replay", "--rules", "rules", log.toString());
        assertThat(replayed.out()).isEqualTo("50 the same, 0 otherwise, 1 unreadable lines" + System.lineSeparator());
        assertThat(replayed.exit()).isZero();
        assertThat(replayed.err()).contains(log + ":21: ");

        String tampered = Files.readString(log).replaceFirst("\"channel\":\"organic-search\"", "\"channel\":\"email\"");
        Run otherwise = run(tampered, "replay", "--rules", "rules");
        assertThat(otherwise.exit()).isEqualTo(1);
        assertThat(otherwise.out())
                .contains("standard input:1: decision ")
                .contains("channel email → organic-search")
                .contains("49 the same, 1 otherwise");

        Run ofOthers = run(tampered.replaceAll("\"revision\":\"sha256:....", "\"revision\":\"sha256:0000"), "replay");
        assertThat(ofOthers.exit()).isEqualTo(1);
        assertThat(ofOthers.out())
                .contains("50 decisions of other rules, sha256:0000")
                .contains("0 the same, 0 otherwise, 50 of other rules, not taken again");
    }

    @Test
    void nothingToReplayAndAFileThatIsNotThereAreToldAsSuch() {
        assertThat(run("", "replay", "--rules", "rules").exit()).isEqualTo(2);
        Run missing = run("", "replay", folder.resolve("none").toString());
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err()).contains("There is no file ");
    }

    @Test
    void whatIsToBeMaskedIsNamedRightlyOrRefused() {
        Run wrong = run("", "serve", "--decision-log", folder.toString(), "--decision-log-mask", "ids,names");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("--decision-log-mask").contains("\"names\" is not among ids, free-text");
    }

    private void resolve(URI leads, int number) throws Exception {
        String lead = "{\"leadId\": \"Jane-" + number % 7 + "\", \"referrer\": \"https://www.google.com/\","
                + " \"landingUrl\": \"https://acme.example/pricing?name=Jane&fbclid=" + number + "\","
                + " \"form\": {\"heardAboutUs\": \"Jane, a friend\"}, \"attributes\": {\"companySize\": 250}}";
        String plain = "{\"visitorId\": \"Jane\", \"referrer\": \"https://www.google.com/\"}";
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(leads)
                        .header("Content-Type", "application/json")
                        .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                        .POST(BodyPublishers.ofString(number % 2 == 0 ? plain : lead))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private Process serve() throws Exception {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.headwater.Main",
                        "serve",
                        "--port",
                        "0",
                        "--rules",
                        "rules",
                        "--data",
                        "none",
                        "--decision-log",
                        folder.toString()))
                .redirectError(folder.resolve("stderr.txt").toFile())
                .start();
    }

    private static URI leads(Process service) throws Exception {
        BufferedReader out = service.inputReader(UTF_8);
        Matcher port = PORT.matcher(String.valueOf(out.readLine()));
        assertThat(port.find()).isTrue();
        return URI.create("http://127.0.0.1:" + port.group(1) + "/v1/leads:resolve");
    }

    private record Run(int exit, String out, String err) {}

    private static Run run(String input, String... arguments) {
        InputStream in = new ByteArrayInputStream(input.getBytes(UTF_8));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commands = Main.commands(new Settings(Map.of()), in, new ByteArrayOutputStream());
        commands.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit = commands.execute(arguments);
        return new Run(exit, out.toString(), err.toString());
    }
}
