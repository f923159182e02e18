package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How {@code /headwater.js} is served. What it does is seen in a browser: {@code BrowserScriptInChromiumTest}. */
class BrowserScriptTest {
    private static final int MOST = 3 * 1024;

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
    void itTakesLessThanThreeKilobytesOnItsWay() throws Exception {
        HttpResponse<byte[]> script = service.client.send(
                HttpRequest.newBuilder(service.uri("/headwater.js"))
                        .header("Accept-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(script.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(script.body().length).isLessThan(MOST);
    }

    @Test
    void pagesOfOtherSitesMayLoadItAndKeepItForAWhile() throws Exception {
        HttpResponse<String> script = service.get("/headwater.js");
        assertThat(script.headers().firstValue("Content-Type")).contains("text/javascript; charset=utf-8");
        assertThat(script.headers().firstValue("Cross-Origin-Resource-Policy")).contains("cross-origin");
        assertThat(script.headers().firstValue("Cache-Control").orElseThrow()).contains("public", "max-age=");
        String tag = script.headers().firstValue("ETag").orElseThrow();
        assertThat(service.get("/headwater.js", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(service.get("/docs/page.js").headers().firstValue("Cross-Origin-Resource-Policy"))
                .as("near miss: what belongs to a page of ours is not for others")
                .contains("same-origin");
    }

    /** What browsers of 2015 read: functions and var, no arrows, no templates, nothing loaded, nothing evaluated. */
    @Test
    void itIsWrittenForOldBrowsersAndAsksNobodyForAnything() throws Exception {
        assertThat(service.get("/headwater.js").body())
                .doesNotContain("=>", "`", "let ", "const ", "class ", "async ", "import ")
                .doesNotContain("eval(", "fetch(", "XMLHttpRequest", "sendBeacon", "new Image", "innerHTML");
    }
}
