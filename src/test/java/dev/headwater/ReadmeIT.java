package dev.headwater;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.Jar.Started;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what a reader gets. */
class ReadmeIT {
    private static final Pattern REQUEST =
            Pattern.compile("curl -s '[^']*(/v1/leads:resolve)' .*?-d '\\s*(\\{.*?})'", Pattern.DOTALL);
    private static final Pattern ANSWER = Pattern.compile("```json\\s*(\\{.*?})\\s*```", Pattern.DOTALL);
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    /** A machine that builds is busier than one that serves. */
    private static final Map<String, String> PATIENT = Map.of("HEADWATER_HISTORY_WAIT", "30s");

    @TempDir
    private Path folder;

    @Test
    void theLeadOfTheReadmeGetsTheAnswerOfTheReadme() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        Matcher request = find(REQUEST, readme);
        String answer = find(ANSWER, readme).group(1);

        try (Started service = new Jar(folder).start(PATIENT, "serve", "--port", "0")) {
            String url = find(URL, service.line()).group();
            String answered = post(url + request.group(1), request.group(2));
            assertThatJson(answered).whenIgnoringPaths("decisionId", "revision").isEqualTo(answer);
        }
    }

    private static Matcher find(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertThat(found.find()).as("%s in: %s", pattern, text).isTrue();
        return found;
    }

    private static String post(String url, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }
}
