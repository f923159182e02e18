package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.touch.KeptTouches;
import dev.headwater.touch.TouchHistory;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /headwater.js} on the pages of a site, in Chromium, with the service behind the site's form. */
@Tag("browser")
class BrowserScriptInChromiumTest {
    private static final String AD = "/?utm_source=google&utm_medium=cpc&gclid=Cj0K";
    private static final String GOOGLE = "https://www.google.com/";
    private static final String STORED = "localStorage.getItem('headwater')";
    private static final String BODY = "JSON.stringify(headwater.body())";

    @TempDir
    private Path folder;

    private RunningService service;
    private Shop shop;
    private Chromium browser;

    @BeforeEach
    void start() throws Exception {
        service = RunningService.start(KeptTouches.onTheHeap(TouchHistory.Bounds.DEFAULT));
        service.serve(ShippedRules.RULES);
        shop = new Shop(service.uri("/"));
        browser = Chromium.start(folder);
    }

    @AfterEach
    void stop() {
        if (browser != null) {
            browser.close();
        }
        shop.close();
        service.close();
    }

    @Test
    void aVisitorWhoClicksAnAdAndFillsInAFormOnAnotherPageIsAPaidSearchLead() throws Exception {
        browser.open(shop.url(AD), GOOGLE);
        browser.open(shop.url("/contact"), shop.url(AD));
        JsonNode answer = submit();
        assertThat(answer.at("/source/id").asText()).isEqualTo("google-ads");
        assertThat(answer.at("/channel/id").asText()).isEqualTo("paid-search");
        assertThat(answer.has("unknownFields")).as(answer.toString()).isFalse();
        assertThat(browser.complaints.stream().filter(complaint -> !complaint.contains("favicon")))
                .isEmpty();
    }

    @Test
    void theFirstTouchIsKeptAcrossVisitsAndToldAsAnEarlierOne() throws Exception {
        browser.open(shop.url(AD), GOOGLE);
        String visitor = json(BODY).path("visitorId").asText();
        browser.open(shop.url("/?utm_source=newsletter&utm_medium=email"), "");
        JsonNode body = json(BODY);
        assertThat(body.path("visitorId").asText()).isEqualTo(visitor).matches("[0-9a-f]{32}");
        assertThat(body.path("landingUrl").asText()).contains("newsletter");
        assertThat(body.path("earlier").size()).isEqualTo(1);
        assertThat(body.at("/earlier/0/landingUrl").asText()).isEqualTo(shop.url(AD));
        JsonNode answer = submit();
        assertThat(answer.at("/channel/id").asText()).isEqualTo("email");
        assertThat(answer.at("/primary/channel/id").asText()).isEqualTo("paid-search");
        assertThat(answer.at("/history/touches").asInt()).isEqualTo(2);
    }

    @Test
    void whoComesBackDirectlyAfterTheVisitHasEndedIsStillKnownByWhatLedHere() throws Exception {
        browser.open(shop.url(AD), GOOGLE);
        // An hour passes.
        browser.evaluate("(function () { var s = JSON.parse(" + STORED + "); s.a -= 36e5;"
                + " localStorage.setItem('headwater', JSON.stringify(s)); })()");
        browser.open(shop.url("/pricing"), "");
        JsonNode body = json(BODY);
        assertThat(body.path("landingUrl").asText()).isEqualTo(shop.url("/pricing"));
        assertThat(body.at("/earlier/0/landingUrl").asText()).isEqualTo(shop.url(AD));
        assertThat(submit().at("/source/id").asText()).isEqualTo("google-ads");
    }

    @Test
    void aReloadAndAPageOfTheSameVisitAreNoNewTouch() throws Exception {
        browser.open(shop.url(AD), GOOGLE);
        String touched = json(STORED).at("/c/t").asText();
        browser.open(shop.url(AD), GOOGLE);
        browser.open(shop.url("/contact"), shop.url("/"));
        browser.evaluate("history.pushState({}, '', '/thanks')");
        assertThat(json(STORED).at("/c/t").asText()).isEqualTo(touched);
        assertThat(json(BODY).has("earlier")).isFalse();
    }

    @Test
    void aPageThatChangesWithoutBeingLoadedIsSeen() throws Exception {
        browser.open(shop.url("/"), "");
        browser.evaluate("history.pushState({}, '', '/app?utm_source=partner&utm_medium=referral')");
        JsonNode body = json(BODY);
        assertThat(body.path("landingUrl").asText()).endsWith("utm_source=partner&utm_medium=referral");
        assertThat(body.at("/earlier/0/landingUrl").asText()).isEqualTo(shop.url("/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data-store=\"cookie\""})
    void beforeConsentNothingIsStoredAndTheFormIsFilledAllTheSame(String store) throws Exception {
        shop.options = "data-consent=\"required\" " + store;
        browser.open(shop.url(AD), GOOGLE);
        assertNothingStored();
        assertThat(json(BODY).has("visitorId")).isFalse();
        assertThat(submit().at("/channel/id").asText()).isEqualTo("paid-search");

        browser.open(shop.url(AD), GOOGLE);
        browser.evaluate("headwater.consent(true)");
        browser.open(shop.url("/contact"), shop.url(AD));
        assertThat(json(BODY).path("landingUrl").asText()).as("consent stands").isEqualTo(shop.url(AD));
        browser.evaluate("headwater.consent(false)");
        assertNothingStored();
        browser.open(shop.url("/contact"), "");
        assertNothingStored();
        assertThat(json(BODY).path("landingUrl").asText()).isEqualTo(shop.url("/contact"));
    }

    @Test
    void aBrowserThatAsksNotToBeTrackedStoresNothingUntilItsUserSaysSo() throws Exception {
        browser.before(
                "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: function () { return true; }})");
        browser.open(shop.url(AD), GOOGLE);
        assertNothingStored();
        browser.evaluate("headwater.consent(true)");
        browser.open(shop.url("/contact"), shop.url(AD));
        assertThat(json(BODY).path("landingUrl").asText()).isEqualTo(shop.url(AD));
    }

    @Test
    void aCookieHoldsThreeLongAddresses() throws Exception {
        shop.options = "data-store=\"cookie\"";
        String padding = "&x=" + "%C3%A9".repeat(300);
        for (String source : new String[] {"one", "two", "three"}) {
            browser.open(shop.url("/?utm_source=" + source + padding), "https://a-site.example/");
        }
        assertThat(browser.evaluate("document.cookie.length"))
                .satisfies(length -> assertThat(Integer.parseInt(length)).isBetween(1_000, 4_096));
        browser.open(shop.url("/contact"), shop.url("/"));
        assertThat(json(BODY).path("landingUrl").asText()).contains("utm_source=three");
        assertThat(json(BODY).at("/earlier/0/landingUrl").asText()).contains("utm_source=one");
    }

    @Test
    void whereStorageIsBlockedNothingBreaksAndThePageIsTold() throws Exception {
        browser.before(
                "Object.defineProperty(window, 'localStorage', {get: function () { throw new Error('blocked'); }});"
                        + "Storage.prototype.setItem = function () { throw new Error('full'); };");
        browser.open(shop.url(AD), GOOGLE);
        assertThat(submit().at("/channel/id").asText()).isEqualTo("paid-search");
        assertThat(browser.complaints.stream().filter(complaint -> !complaint.contains("favicon")))
                .isEmpty();
    }

    @Test
    void whatSomebodyElseLeftInTheStorageDoesNoHarm() throws Exception {
        browser.open(shop.url("/"), "");
        for (String rubbish : new String[] {"{", "null", "5", "{\"f\":1,\"c\":2}", "[]"}) {
            browser.evaluate("localStorage.setItem('headwater', '" + rubbish + "')");
            browser.open(shop.url(AD), GOOGLE);
            assertThat(json(BODY).path("landingUrl").asText()).as(rubbish).isEqualTo(shop.url(AD));
        }
    }

    @Test
    void fieldsAreFilledUnderTheNamesThatTheSiteGivesThem() throws Exception {
        shop.options = "data-fields=\"firstLandingUrl=crm_first\"";
        browser.open(shop.url(AD), GOOGLE);
        browser.open(shop.url("/?utm_source=newsletter&utm_medium=email"), "");
        String value = "document.querySelector('[name=%s]').value";
        assertThat(browser.evaluate(value.formatted("crm_first"))).isEqualTo(shop.url(AD));
        assertThat(browser.evaluate(value.formatted("headwater_landingUrl"))).contains("newsletter");
    }

    @Test
    void theReadingPageShowsEveryCallAndAsksNobodyElse() throws Exception {
        browser.open(service.uri("/docs").toString(), "");
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .until(() -> Integer.parseInt(browser.evaluate("document.querySelectorAll('.opblock').length")) > 0);
        assertThat(Integer.parseInt(browser.evaluate("document.querySelectorAll('.opblock').length")))
                .isEqualTo(OpenApiContract.asShipped().operations().size());
        assertThat(browser.evaluate("document.body.innerText")).contains("Where did this lead come from?");
        assertThat(browser.complaints).isEmpty();
        assertThat(browser.requests)
                .allMatch(request -> request.startsWith("data:")
                        || request.equals("about:blank")
                        || URI.create(request).getPort() == service.port());
    }

    private JsonNode submit() throws Exception {
        browser.leave("document.forms[0].requestSubmit()");
        return OpenApiContract.json(browser.evaluate("document.querySelector('pre').textContent"));
    }

    private JsonNode json(String script) throws Exception {
        return OpenApiContract.json(browser.evaluate(script));
    }

    private void assertNothingStored() {
        assertThat(browser.evaluate("localStorage.length + sessionStorage.length"))
                .isEqualTo("0");
        assertThat(browser.evaluate("document.cookie")).isEmpty();
    }
}
