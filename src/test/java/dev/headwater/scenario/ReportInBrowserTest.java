package dev.headwater.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.http.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The HTML report in Chromium itself: whether its own policy lets its script and style run, and nobody complains. Skipped
 * where there is no Chromium on the PATH.
 */
@Tag("browser")
class ReportInBrowserTest {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final String SUITE = """
            suite: Paid <b>search</b>
            now: 2026-11-23T10:00:00Z
            scenarios:
              - name: A click is paid
                lead: { landingUrl: "https://acme.example/?utm_source=google&utm_medium=cpc&gclid=x" }
                expect: { channel: paid-search }
              - name: A newsletter is no paid click
                lead: { landingUrl: "https://acme.example/?utm_source=news&utm_medium=email" }
                expect: { channel: paid-search }
              - name: A newsletter is mail
                lead: { landingUrl: "https://acme.example/?utm_source=news&utm_medium=email" }
                expect: { channel: email }
            """;

    @TempDir
    private Path folder;

    @Test
    void theScriptRunsAndCountsWhatIsShown() throws Exception {
        Seen seen = open("");
        assertThat(seen.complaints()).isEmpty();
        assertThat(seen.page())
                .contains("aria-live=\"polite\">3 scenarios shown</output>")
                .contains("Paid &lt;b&gt;search&lt;/b&gt;");
    }

    @Test
    void aLinkCanSayWhatIsFiltered() throws Exception {
        Seen seen = open("#newsletter%20is%20mail");
        assertThat(seen.complaints()).isEmpty();
        assertThat(seen.page())
                .contains("aria-live=\"polite\">1 scenario shown</output>")
                .contains("<li data-verdict=\"failed\" hidden=\"\">")
                .as("near miss: what fits stays")
                .containsPattern(
                        "<li data-verdict=\"passed\"><span class=\"mark passed\">passed</span> A newsletter is mail");
        assertThat(open("#nobody-wrote-this").page()).contains(">0 scenarios shown</output>");
    }

    @Test
    void aPageWhoseScriptWasTamperedWithIsNotRun() throws Exception {
        Seen seen = open(page().replace("' shown'", "' tampered'"), "");
        assertThat(seen.page()).doesNotContain("tampered</output>", "shown</output>");
        assertThat(seen.complaints())
                .as("the policy is in force")
                .singleElement()
                .asString()
                .contains("script");
    }

    /**
     * What came of opening a page.
     *
     * @param page its elements, once the script had run
     * @param complaints what its console was told
     */
    private record Seen(String page, List<String> complaints) {}

    private static String page() {
        ScenarioRun line = ShippedRules.line();
        RunResult run = line.run(List.of(ShippedRules.file("s.yaml", SUITE)), scenario -> true);
        assertThat(run.passed()).isEqualTo(2);
        return HtmlReport.write(run, "from rules", line.coverage(run), null);
    }

    private Seen open(String hash) throws IOException, InterruptedException {
        return open(page(), hash);
    }

    private Seen open(String page, String hash) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("report.html"), page);
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        List<String> command = new ArrayList<>(List.of(Chromium.program()));
        command.addAll(List.of(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile"),
                "--dump-dom",
                file.toUri() + hash));
        Process browser = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(browser.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                    .as("Chromium is done within %s; it said: %s", LONGEST, Files.readString(err))
                    .isTrue();
        } finally {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly();
        }
        List<String> complaints = Files.readString(err, UTF_8)
                .lines()
                .filter(line -> line.contains(":CONSOLE"))
                .toList();
        return new Seen(Files.readString(out, UTF_8), complaints);
    }
}
