package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A Chromium with one page, told what to do through its own protocol for tools. */
public final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the console was told, and what was asked of whom. */
    final List<String> complaints = new CopyOnWriteArrayList<>();

    final List<String> requests = new CopyOnWriteArrayList<>();

    private final Process browser;
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger loads = new AtomicInteger();

    private Chromium(Process browser, URI page) {
        this.browser = browser;
        this.socket = client.newWebSocketBuilder()
                .buildAsync(page, new Ear())
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
        for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
            call(domain + ".enable", Map.of());
        }
    }

    /** Starts one with a profile of its own; skips the test where there is none on the PATH. */
    static Chromium start(Path folder) throws IOException {
        Path profile = folder.resolve("profile");
        Process browser = new ProcessBuilder(
                        program(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--host-resolver-rules=MAP " + Shop.HOST + " 127.0.0.1",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium.txt").toFile())
                .start();
        try {
            Path port = profile.resolve("DevToolsActivePort");
            await().atMost(LONGEST)
                    .until(() -> Files.exists(port) && Files.readAllLines(port).size() > 1);
            URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/list");
            return new Chromium(browser, pageOf(list));
        } catch (RuntimeException | IOException e) {
            end(browser);
            throw e;
        }
    }

    private static URI pageOf(URI list) throws IOException {
        try {
            JsonNode targets = JSON.readTree(HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                    .body());
            for (JsonNode target : targets) {
                if (target.path("type").asText().equals("page")) {
                    return URI.create(target.path("webSocketDebuggerUrl").asText());
                }
            }
            throw new IOException("Chromium shows no page: " + targets);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Opens a page, as if by a click on another, and waits until it is loaded. */
    void open(String url, String referrer) {
        int before = loads.get();
        call("Page.navigate", referrer.isEmpty() ? Map.of("url", url) : Map.of("url", url, "referrer", referrer));
        await().atMost(LONGEST).until(() -> loads.get() > before);
    }

    /** Does something that loads another page, and waits until it is loaded. */
    void leave(String script) {
        int before = loads.get();
        evaluate(script);
        await().atMost(LONGEST).until(() -> loads.get() > before);
    }

    /** What a script on the page gives, as text. */
    String evaluate(String script) {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", "String(" + script + ")", "returnByValue", true));
        assertThat(answer.path("exceptionDetails").isMissingNode())
                .as("%s: %s", script, answer)
                .isTrue();
        return answer.at("/result/value").asText();
    }

    /** Runs a script before any of each page from now on. */
    void before(String script) {
        call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode call = JSON.createObjectNode().put("id", id).put("method", method);
        call.set("params", JSON.valueToTree(parameters));
        socket.sendText(call.toString(), true).join();
        return answer.orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Hears what the browser says. */
    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                hear(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void hear(String message) {
            JsonNode said;
            try {
                said = JSON.readTree(message);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            CompletableFuture<JsonNode> waiting = answers.remove(said.path("id").asInt());
            if (waiting != null) {
                waiting.complete(said.path("result"));
            }
            switch (said.path("method").asText()) {
                case "Page.loadEventFired" -> loads.incrementAndGet();
                case "Network.requestWillBeSent" ->
                    requests.add(said.at("/params/request/url").asText());
                case "Runtime.exceptionThrown" ->
                    complaints.add(said.path("params").toString());
                case "Log.entryAdded" -> complaints.add(said.at("/params/entry").toString());
                default -> {}
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
        end(browser);
    }

    private static void end(Process browser) {
        List<ProcessHandle> all = browser.descendants().toList();
        browser.destroy();
        try {
            browser.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        browser.destroyForcibly();
    }

    /** The browser's program; where there is none, the test that asks is not run, and says why. */
    public static String program() {
        List<String> found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .toList();
        assumeThat(found)
                .as("no Chromium on the PATH under the names %s", NAMES)
                .isNotEmpty();
        return found.get(0);
    }
}
