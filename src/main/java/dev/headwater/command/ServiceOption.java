package dev.headwater.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.json.PlainJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which running service, for those who ask one. */
final class ServiceOption {
    private static final int REFUSED_FROM = 300;
    private static final Duration LONGEST = Duration.ofSeconds(90);

    @Option(names = "--url", paramLabel = "URL", description = "A running service, instead of a folder")
    private @Nullable URI url;

    @Option(names = "--key", paramLabel = "KEY", description = "With --url: the key that the service asks for")
    private @Nullable String key;

    boolean isTold() {
        return url != null;
    }

    /** @throws IOException if there is no such answer, in words for the one who asks */
    byte[] get(String path, String accepted) throws IOException {
        return send(path, request -> request.header("Accept", accepted).GET());
    }

    /** @throws IOException if there is no such answer, in words for the one who asks */
    byte[] post(String path, byte[] json) throws IOException {
        return send(
                path,
                request -> request.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(json)));
    }

    private byte[] send(String path, Sent sent) throws IOException {
        String base = String.valueOf(url).replaceFirst("/+$", "");
        HttpResponse<byte[]> answer;
        try {
            HttpRequest.Builder request =
                    sent.as(HttpRequest.newBuilder(URI.create(base + path)).timeout(LONGEST));
            if (key != null) {
                request.header("X-API-Key", key);
            }
            answer = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IllegalArgumentException e) {
            throw new IOException(url + " is not the address of a service, such as http://127.0.0.1:8080.", e);
        } catch (IOException e) {
            throw new IOException("The service at " + url + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("It was interrupted.", e);
        }
        if (answer.statusCode() >= REFUSED_FROM) {
            throw new IOException("The service refuses (" + answer.statusCode() + "): " + why(answer.body()));
        }
        return answer.body();
    }

    /** What a refusal says, line by line; a body that is no such thing as it is. */
    private static String why(byte[] body) {
        if (!(PlainJson.read(body) instanceof PlainJson.Tree tree) || !(tree.value() instanceof Map<?, ?> problem)) {
            return new String(body, UTF_8);
        }
        StringBuilder text =
                new StringBuilder().append(problem.get("title")).append(". ").append(problem.get("detail"));
        if (problem.get("errors") instanceof List<?> errors) {
            for (Object error : errors) {
                if (error instanceof Map<?, ?> fault) {
                    Object place = fault.entrySet().iterator().next().getValue();
                    text.append(System.lineSeparator())
                            .append("  ")
                            .append(place)
                            .append(": found ")
                            .append(fault.get("found"))
                            .append(", expected ")
                            .append(fault.get("expected"));
                }
            }
        }
        return text.toString();
    }

    /** How a request is sent. */
    @FunctionalInterface
    private interface Sent {
        HttpRequest.Builder as(HttpRequest.Builder request);
    }
}
