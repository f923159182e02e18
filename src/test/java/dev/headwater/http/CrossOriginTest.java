package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.access.AccessSettings;
import dev.headwater.access.KeyFile;
import dev.headwater.access.Role;
import dev.headwater.http.Routes.Call;
import io.vertx.core.http.HttpMethod;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser is told about pages of other origins, and the headers that every answer has. */
class CrossOriginTest {
    private static final String SHOP = "https://www.acme.example";
    private static final String TESTING = "http://localhost:3000";
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    @TempDir
    private static Path folder;

    private static RunningService service;
    private static String secret;

    @BeforeAll
    static void start() throws Exception {
        Path keys = folder.resolve("keys.txt");
        secret = new KeyFile(keys).add("shop", Set.of(Role.RESOLVE), null, null).secret();
        service = RunningService.start(new AccessSettings(keys, null, Role.READ, Set.of(SHOP, TESTING)));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {SHOP, TESTING})
    void aPageOfANamedOriginMayResolveWithAKey(String origin) throws Exception {
        HttpResponse<String> before = preflight("/v1/leads:resolve", "POST", origin);
        assertThat(before.statusCode()).isEqualTo(204);
        assertThat(header(before, ALLOWED)).isEqualTo(origin);
        assertThat(header(before, "Access-Control-Allow-Methods")).isEqualTo("POST");
        assertThat(header(before, "Access-Control-Allow-Headers"))
                .contains("authorization", "content-type", "x-api-key");
        assertThat(before.headers().allValues("Vary")).contains("Origin");
        HttpResponse<String> answer = resolve(origin, secret);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, ALLOWED)).isEqualTo(origin);
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
        assertThat(header(answer, "Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void aPageCanReadWhyItWasRefused() throws Exception {
        HttpResponse<String> refusal = resolve(SHOP, "hw_other");
        assertThat(refusal.statusCode()).isEqualTo(401);
        assertThat(header(refusal, ALLOWED)).isEqualTo(SHOP);
        assertThat(header(refusal, "Access-Control-Expose-Headers")).contains("WWW-Authenticate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.acme.example",
                "https://acme.example",
                "https://www.acme.example.evil.example",
                "https://evil-www.acme.example",
                "https://www.acme.example:8443",
                "https://www.acme.example/",
                "https://www.acme.example https://evil.example",
                "HTTPS://WWW.ACME.EXAMPLE",
                "http://localhost",
                "http://127.0.0.1:3000",
                "null",
                "*"
            })
    void aPageOfAnotherOriginIsToldNothingHoweverNearItIs(String origin) throws Exception {
        for (HttpResponse<String> answer :
                List.of(preflight("/v1/leads:resolve", "POST", origin), resolve(origin, secret))) {
            assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
            assertThat(answer.headers().allValues("Vary")).contains("Origin");
        }
    }

    @Test
    void pagesMayMakeNoCallOfAnotherRole() throws Exception {
        for (Call call : service.routes.calls()) {
            String path = call.path().replaceAll("\\{\\w+}", "L-1");
            boolean offered = call.role() == Role.TELL || call.role() == Role.RESOLVE;
            assertThat(header(preflight(path, call.method().name(), SHOP), ALLOWED))
                    .as(call.path())
                    .isEqualTo(offered ? SHOP : "");
            HttpResponse<String> answer = service.send(
                    HttpRequest.newBuilder(service.uri(path))
                            .method(
                                    call.method().name(),
                                    call.method() == HttpMethod.POST
                                            ? BodyPublishers.ofString("{}")
                                            : BodyPublishers.noBody()),
                    "Origin",
                    SHOP);
            assertThat(header(answer, ALLOWED)).as(call.path()).isEqualTo(offered ? SHOP : "");
        }
    }

    @Test
    void aPreflightForAnotherMethodIsToldNothing() throws Exception {
        for (String method : List.of("GET", "DELETE", "PUT", "post", "P O")) {
            HttpResponse<String> answer = preflight("/v1/leads:resolve", method, SHOP);
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(header(answer, ALLOWED)).isEmpty();
        }
        HttpResponse<String> options = service.send(
                HttpRequest.newBuilder(service.uri("/v1/leads:resolve")).method("OPTIONS", BodyPublishers.noBody()),
                "Origin",
                SHOP);
        assertThat(header(options, ALLOWED)).isEmpty();
    }

    @Test
    void unlessOriginsAreNamedNoPageMay() throws Exception {
        try (RunningService usual = RunningService.start()) {
            HttpResponse<String> answer =
                    usual.post("/v1/leads:resolve", "{}", "Content-Type", "application/json", "Origin", SHOP);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().map().keySet())
                    .noneMatch(name -> name.startsWith("access-control-") || name.equals("vary"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.acme.example, https://www.acme.example",
        "HTTPS://WWW.Acme.example:443, https://www.acme.example",
        "http://localhost:3000, http://localhost:3000",
        "http://acme.example:80, http://acme.example",
        "https://acme.example:80, https://acme.example:80",
        "https://[::1]:8443, https://[::1]:8443"
    })
    void anOriginIsWrittenAsBrowsersWriteIt(String written, String origin) {
        assertThat(AccessSettings.origin(written)).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "",
                "acme.example",
                "https://acme.example/",
                "https://acme.example/x",
                "https://*.acme.example",
                "ftp://acme.example",
                "https://",
                "https://a@acme.example",
                "https://acme.example?x",
                "file:///"
            })
    void whatIsNoOriginIsNone(String written) {
        assertThat(AccessSettings.origin(written)).isNull();
    }

    // --- headers of every answer

    @Test
    void everyAnswerKeepsBrowsersFromGuessingKeepingAndTelling() throws Exception {
        Map<String, String> always = Map.of("X-Content-Type-Options", "nosniff", "Referrer-Policy", "no-referrer");
        try (RunningService open = RunningService.start()) {
            for (Call call : open.routes.calls()) {
                HttpResponse<String> answer = open.send(
                        HttpRequest.newBuilder(open.uri(call.path().replaceAll("\\{\\w+}", "L-1")))
                                .method(
                                        call.method().name(),
                                        call.method() == HttpMethod.POST
                                                ? BodyPublishers.ofString("{}")
                                                : BodyPublishers.noBody()),
                        "Content-Type",
                        "application/json");
                always.forEach((name, value) ->
                        assertThat(header(answer, name)).as(call.path()).isEqualTo(value));
                assertThat(header(answer, "Content-Security-Policy"))
                        .as(call.path())
                        .contains("frame-ancestors 'none'");
                assertThat(header(answer, "Strict-Transport-Security"))
                        .as(call.path())
                        .isEmpty();
                if (call.path().startsWith("/v1/leads") || call.path().startsWith("/v1/visitors")) {
                    assertThat(header(answer, "Cache-Control")).as(call.path()).isEqualTo("no-store");
                }
                assertThat(header(answer, "Cache-Control")).as(call.path()).isNotEmpty();
                assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
            }
            for (HttpResponse<String> refusal : List.of(open.get("/nowhere"), open.method("PUT", "/v1/rules"))) {
                always.forEach(
                        (name, value) -> assertThat(header(refusal, name)).isEqualTo(value));
                assertThat(header(refusal, "Cache-Control")).isEqualTo("no-store");
            }
        }
    }

    private static HttpResponse<String> preflight(String path, String method, String origin) throws Exception {
        return service.send(
                HttpRequest.newBuilder(service.uri(path)).method("OPTIONS", BodyPublishers.noBody()),
                "Origin",
                origin,
                "Access-Control-Request-Method",
                method,
                "Access-Control-Request-Headers",
                "content-type,authorization");
    }

    private static HttpResponse<String> resolve(String origin, String key) throws Exception {
        return service.post(
                "/v1/leads:resolve", "{}", "Content-Type", "application/json", "Origin", origin, "X-API-Key", key);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
