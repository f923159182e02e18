package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page at {@code /docs}, as a browser fetches it. How it looks there is for {@code BrowserTest} to see. */
class ReadingPageTest {
    private static final Pattern LOADED = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void allThatThePageLoadsIsServedBesideIt() throws Exception {
        HttpResponse<String> page = service.get("/docs");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        List<String> loaded = new ArrayList<>();
        Matcher links = LOADED.matcher(page.body());
        while (links.find()) {
            loaded.add(links.group(1));
        }
        assertThat(loaded).hasSizeGreaterThan(3).noneMatch(link -> link.contains("//"));
        for (String link : loaded) {
            HttpResponse<String> part = service.get("/" + link);
            assertThat(part.statusCode()).as(link).isEqualTo(200);
            assertThat(part.body()).as(link).isNotEmpty();
        }
    }

    @Test
    void thePartsAreThoseOfTheDocumentAndNoOthers() throws Exception {
        JsonNode parts = OpenApiContract.asShipped().document().at("/paths/~1docs~1{part}/parameters/0/schema/enum");
        assertThat(parts.size()).isEqualTo(4);
        for (JsonNode part : parts) {
            assertThat(service.get("/docs/" + part.asText()).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index.html",
                "swagger-ui.js",
                "..%2Fopenapi.yaml",
                "..%2F..%2Flogback.xml",
                "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                "page.js%00",
                "PAGE.JS",
                "..%5C..%5Clogback.xml"
            })
    void whatIsNotOnTheListIsNotThere(String name) throws Exception {
        HttpResponse<String> answer = service.get("/docs/" + name);
        assertThat(answer.statusCode()).isEqualTo(404);
        OpenApiContract.asShipped().assertFits("GET", "/docs/{part}", answer);
    }

    @Test
    void thePageMayLoadFromNowhereElse() throws Exception {
        assertThat(service.get("/docs")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .startsWith("default-src 'none'; script-src 'self';")
                .contains("connect-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("http", "*", "unsafe-eval");
        assertThat(service.get("/openapi.yaml").headers().firstValue("Content-Security-Policy"))
                .as("near miss: nothing else is let loose")
                .contains("default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void whoHasAPartIsNotSentItAgain() throws Exception {
        for (String path : List.of("/docs", "/docs/swagger-ui.css")) {
            HttpResponse<String> first = service.get(path);
            String tag = first.headers().firstValue("ETag").orElseThrow();
            assertThat(service.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
            assertThat(service.get(path, "If-None-Match", "\"another\"").statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br, gzip;q=0.5", "GZIP"})
    void whoTakesGzipGetsLess(String accepted) throws Exception {
        HttpResponse<byte[]> zipped = bytes(accepted);
        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(zipped.headers().firstValue("Vary")).contains("Accept-Encoding");
        byte[] plain = bytes("identity").body();
        assertThat(zipped.body().length).isLessThan(plain.length / 2);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip;q=0", "gzip; q=0.0", "br", "xgzip"})
    void whoDoesNotTakeGzipIsNotSentIt(String accepted) throws Exception {
        HttpResponse<byte[]> plain = bytes(accepted);
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(new String(plain.body(), 0, 100, java.nio.charset.StandardCharsets.UTF_8))
                .contains("swagger-ui");
    }

    private static HttpResponse<byte[]> bytes(String accepted) throws Exception {
        return service.client.send(
                HttpRequest.newBuilder(service.uri("/docs/swagger-ui.css"))
                        .header("Accept-Encoding", accepted)
                        .build(),
                BodyHandlers.ofByteArray());
    }
}
