package dev.headwater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.http.HttpBounds;
import dev.headwater.http.HttpService;
import dev.headwater.http.HttpSettings;
import dev.headwater.http.Routes;
import dev.headwater.http.RulesInForce;
import dev.headwater.json.RulesJson;
import dev.headwater.resolver.SourceResolver;
import dev.headwater.rules.RuleFiles;
import dev.headwater.rules.RuleSet;
import dev.headwater.rules.RuleSetLoader;
import dev.headwater.scenario.RunResult;
import dev.headwater.scenario.ScenarioFile;
import dev.headwater.scenario.ScenarioPaths;
import dev.headwater.scenario.ScenarioResult;
import dev.headwater.scenario.ScenarioRun;
import dev.headwater.table.Flaw;
import dev.headwater.touch.KeptTouches;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.Touches;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same scenarios, put to a service that runs, with another clock than theirs. */
class ScenariosOverHttpTest {
    private static final Instant A_WEEK_LATER = Instant.parse("2026-11-30T10:00:00Z");

    private static RuleSet rules;
    private static HttpService service;
    private static URI url;

    @BeforeAll
    static void startTheService() throws IOException {
        List<Flaw> flaws = new ArrayList<>();
        rules = RuleSetLoader.load(RuleFiles.in(Path.of("rules"), flaws), flaws).orThrow();
        Touches touches = KeptTouches.onTheHeap(new TouchHistory.Bounds(50, Duration.ofDays(60)));
        SourceResolver resolver = new SourceResolver(() -> rules, touches, () -> "d");
        HttpSettings settings =
                new HttpSettings("127.0.0.1", 0, 2, HttpSettings.DEFAULT.decideOn(), HttpBounds.DEFAULT);
        RulesInForce inForce = new RulesInForce() {
            @Override
            public RuleSet active() {
                return rules;
            }

            @Override
            public RulesJson.@Nullable Refused lastRefused() {
                return null;
            }

            @Override
            public Loads loads() {
                return new Loads(1, 0, Instant.EPOCH, Duration.ZERO);
            }
        };
        service = HttpService.start(
                settings,
                new Routes(
                        resolver,
                        touches,
                        inForce,
                        Clock.fixed(A_WEEK_LATER, ZoneOffset.UTC),
                        settings.decideOn(),
                        settings.bounds()));
        url = URI.create("http://127.0.0.1:" + service.port());
    }

    @AfterAll
    static void stopTheService() {
        service.close();
        rules.close();
    }

    @Test
    void everyShippedScenarioIsAnsweredAsInThisProcessOrSkippedWithAReason() throws IOException {
        List<ScenarioFile> files = new ArrayList<>();
        for (Path path : ScenarioPaths.under(List.of(Path.of("test-scenarios")))) {
            if (ScenarioFile.read(path.toString(), Files.readAllBytes(path)) instanceof ScenarioFile.Read read) {
                files.add(read.file());
            }
        }
        RunResult run = ScenarioRun.against(url, System::nanoTime).run(files, scenario -> true);
        assertThat(run.results().filter(result -> !result.passed()))
                .allSatisfy(result -> assertThat(result.verdict()).isInstanceOf(ScenarioResult.Skipped.class));
        assertThat(run.passed()).isGreaterThan(9 * run.skipped());
        assertThat(run.revision()).isEqualTo(rules.revision());
    }

    @Test
    void aHistoryIsToldFirstOfAPersonThatNobodyKnows() throws IOException {
        String suite = """
                suite: S
                now: 2026-11-23T10:00:00Z
                scenarios:
                  - name: The first touch decides the primary source
                    lead: { leadId: L-1, referrer: "https://www.bing.com/", landingUrl: "https://acme.example/" }
                    history: [ { at: 3 days ago, referrer: "https://www.google.com/", landingUrl: "https://acme.example/" } ]
                    expect: { source: bing, primary: { source: google, touchedAt: 3 days ago } }
                """;
        assertThat(verdict(suite)).isInstanceOf(ScenarioResult.Passed.class);
        assertThat(verdict(suite)).as("a second time").isInstanceOf(ScenarioResult.Passed.class);
        assertThat(verdict(suite.replace("primary: { source: google", "primary: { source: yahoo")))
                .isInstanceOf(ScenarioResult.Failed.class);
    }

    @Test
    void whatTheServiceHasForgottenIsSkippedAndSaid() throws IOException {
        assertThat(verdict("""
                        suite: S
                        now: 2026-11-23T10:00:00Z
                        scenarios:
                          - name: Long ago
                            lead: { leadId: L-1, landingUrl: "https://acme.example/" }
                            history: [ { at: 100 days ago, referrer: "https://www.google.com/" } ]
                            expect: { primary: { source: google } }
                        """))
                .isInstanceOfSatisfying(
                        ScenarioResult.Skipped.class,
                        skipped -> assertThat(skipped.why())
                                .isEqualTo(
                                        "the service keeps 0 of its 1 earlier contacts; the others are too old for it"));
    }

    @Test
    void whatBecomesOfTheQuestionItselfCannotBeAsked() throws IOException {
        assertThat(verdict("""
                        suite: S
                        now: 2026-11-23T10:00:00Z
                        scenarios:
                          - { name: Counted, lead: { leadId: L-1 }, expect: { history.touches: 1 } }
                        """))
                .isInstanceOfSatisfying(
                        ScenarioResult.Skipped.class,
                        skipped -> assertThat(skipped.why()).startsWith("it expects something of history.touches"));
    }

    @Test
    void aServiceThatIsNotThereIsSaidBeforeAnythingIsAsked() {
        assertThatThrownBy(() -> ScenarioRun.against(URI.create("http://127.0.0.1:1"), System::nanoTime))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:1 cannot be reached");
    }

    private static ScenarioResult.Verdict verdict(String suite) throws IOException {
        ScenarioFile.Reading reading = ScenarioFile.read("s.yaml", suite.getBytes(StandardCharsets.UTF_8));
        ScenarioFile file = ((ScenarioFile.Read) reading).file();
        return ScenarioRun.against(url, System::nanoTime)
                .run(file.scenarios().get(0))
                .verdict();
    }
}
