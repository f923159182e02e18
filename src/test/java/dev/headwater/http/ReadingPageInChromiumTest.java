package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headwater.access.AccessSettings;
import dev.headwater.access.KeyFile;
import dev.headwater.access.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /docs} of a service that asks for keys, as somebody uses it who reads and tries. */
@Tag("browser")
class ReadingPageInChromiumTest {
    private static final String AUTHORIZE = "document.querySelector('.auth-wrapper .btn.authorize')";
    private static final String DIALOG = "document.querySelector('.modal-ux')";
    private static final String KEY_FIELD = "document.querySelector('#auth-bearer-value')";

    @TempDir
    private Path folder;

    private RunningService service;
    private Chromium browser;
    private String secret;

    @BeforeEach
    void start() throws Exception {
        Path keys = folder.resolve("keys.txt");
        secret = new KeyFile(keys).add("reader", Set.of(Role.READ), null, null).secret();
        service = RunningService.start(new AccessSettings(keys, Role.READ));
        browser = Chromium.start(folder);
    }

    @AfterEach
    void stop() {
        if (browser != null) {
            browser.close();
        }
        service.close();
    }

    @Test
    void aCallThatIsTriedIsRefusedUntilAKeyIsShownAtAuthorizeAndIsAnsweredThen() {
        browser.open(service.uri("/docs").toString(), "");
        until(AUTHORIZE + " !== null");
        tryGetRules("401");

        browser.evaluate(AUTHORIZE + ".click()");
        until(KEY_FIELD + " !== null");
        browser.evaluate("(() => { const field = " + KEY_FIELD + "; Object.getOwnPropertyDescriptor("
                + "HTMLInputElement.prototype, 'value').set.call(field, '" + secret + "');"
                + " field.dispatchEvent(new Event('input', { bubbles: true })); })()");
        browser.evaluate(KEY_FIELD + ".closest('form').querySelector('.auth-btn-wrapper .authorize').click()");
        until(DIALOG + ".innerText.includes('Logout')");
        browser.evaluate(DIALOG + ".querySelector('.close-modal').click()");

        tryGetRules("200");
        assertThat(browser.complaints)
                .as("of the console, the refusal aside")
                .allMatch(complaint -> complaint.contains("401"));
        assertThat(browser.requests)
                .as("nobody else is asked")
                .allMatch(url -> url.startsWith(service.uri("/").toString()) || url.startsWith("data:"));
    }

    /** Opens the call, tries it, and waits for an answer of that status. */
    private void tryGetRules(String status) {
        String call = "document.querySelector('[id=\"operations-rules-showRules\"]')";
        until(call + " !== null");
        if (browser.evaluate(call + ".classList.contains('is-open')").equals("false")) {
            browser.evaluate(call + ".querySelector('.opblock-summary-control').click()");
        }
        until(call + ".querySelector('.btn.execute') !== null");
        browser.evaluate(call + ".querySelector('.btn.execute').click()");
        until("(" + call + ".querySelector('.live-responses-table tr.response .response-col_status') || {}).innerText"
                + "?.trim().startsWith('" + status + "')");
    }

    private void until(String condition) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> browser.evaluate(condition).equals("true"));
    }
}
