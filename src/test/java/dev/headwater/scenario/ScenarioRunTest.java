package dev.headwater.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.resolver.Answer;
import dev.headwater.rules.RuleFiles;
import dev.headwater.rules.RuleSet;
import dev.headwater.rules.RuleSetLoader;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.Flaw;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The runner, with the rules as shipped. */
class ScenarioRunTest {
    private static RuleSet rules;

    @BeforeAll
    static void loadTheRules() {
        List<Flaw> flaws = new ArrayList<>();
        rules = RuleSetLoader.load(RuleFiles.in(Path.of("rules"), flaws), flaws).orThrow();
    }

    @AfterAll
    static void closeTheRules() {
        rules.close();
    }

    @Test
    void earlierContactsAreResolvedAndRecordedFirstInTheOrderOfTime() {
        assertThat(verdict("""
                        - name: The first touch is the earliest, however they are written
                          lead: { leadId: L-1, referrer: "https://www.bing.com/", landingUrl: "https://acme.example/" }
                          history:
                            - { at: 1 day ago, referrer: "https://www.linkedin.com/", landingUrl: "https://acme.example/" }
                            - { at: 3 days ago, referrer: "https://www.google.com/", landingUrl: "https://acme.example/" }
                          expect:
                            source: bing
                            primary: { source: google, touchedAt: 2026-11-20T10:00:00Z }
                            history: { touches: 3, recorded: yes }
                        """)).isInstanceOf(ScenarioResult.Passed.class);
    }

    @Test
    void anotherPersonsContactsAreNotThisOnes() {
        assertThat(verdict("""
                        - name: A stranger's visit
                          lead: { leadId: L-1, referrer: "https://www.bing.com/" }
                          history: [ { at: 1 day ago, leadId: L-2, referrer: "https://www.google.com/" } ]
                          expect: { history.touches: 1, primary.source: bing }
                        """)).isInstanceOf(ScenarioResult.Passed.class);
    }

    @Test
    void noScenarioKnowsOfAnothersHistory() {
        RunResult run = run("""
                - { name: First, lead: { leadId: L-1 }, expect: { history.touches: 1 } }
                - { name: Second, lead: { leadId: L-1 }, expect: { history.touches: 1 } }
                """);
        assertThat(run.passed()).isEqualTo(2);
    }

    @Test
    void theClockStandsStill() {
        assertThat(verdict("""
                        - name: The touch happens at the scenario's own time
                          lead: { leadId: L-1, referrer: "https://www.bing.com/" }
                          now: 2025-01-01T00:00:00Z
                          expect: { primary.touchedAt: 2025-01-01T00:00:00Z }
                        """)).isInstanceOf(ScenarioResult.Passed.class);
    }

    @Test
    void aDifferenceNamesTheRowAsTheWorkbookHasIt() {
        ScenarioResult.Verdict verdict = verdict("""
                - name: This is not so
                  lead: { referrer: "https://www.bing.com/", landingUrl: "https://acme.example/" }
                  expect: { channel: paid-search }
                """);
        assertThat(((ScenarioResult.Failed) verdict).mismatches())
                .singleElement()
                .satisfies(mismatch -> {
                    assertThat(mismatch.sentence())
                            .isEqualTo("channel: expected paid-search, but it was Organic Search (organic-search)");
                    assertThat(mismatch.decidedBy())
                            .singleElement()
                            .satisfies(decider ->
                                    assertThat(decider.row().toString()).matches("rules/channel\\.xlsx!Channel!A\\d+"));
                    assertThat(mismatch.near())
                            .anySatisfy(near -> assertThat(near.missed().word()).isEqualTo("Medium class"));
                });
    }

    @Test
    void aChannelOrARowThatTheRulesDoNotHaveIsAFlawOfTheScenario() {
        ScenarioFile file = file("""
                - name: Could never fail
                  lead: {}
                  expect:
                    channel: not organic-serch
                    primary.channel: [email, Fax]
                    because: [ { tier: not hihg } ]
                - name: These are there
                  lead: {}
                  expect: { channel: "not (Organic Search, mobile-push)", because: { tier: not high } }
                """);
        assertThat(new ScenarioRun(rules, System::nanoTime).flaws(List.of(file)))
                .extracting(flaw -> flaw.place().line() + ": " + flaw.problem())
                .containsExactly(
                        "7: the rules have no channel \"organic-serch\". Did you mean \"organic-search\"?",
                        "8: the rules have no channel \"fax\"",
                        "9: the table has no row \"hihg\". Did you mean \"high\"?");
    }

    @Test
    void onlyChosenScenariosAreRun() {
        RunResult run = new ScenarioRun(rules, System::nanoTime)
                .run(List.of(file("""
                                - { name: First, lead: {}, expect: { outcome: unknown } }
                                - { name: Second, lead: {}, expect: { outcome: direct } }
                                """)), scenario -> scenario.name().equals("First"));
        assertThat(run.passed()).isEqualTo(1);
        assertThat(run.failed()).isZero();
    }

    @Test
    void coverageTellsRowsThatHadAPartFromThoseThatHadNone() {
        RunResult run = run("- { name: Bare, lead: {}, expect: { outcome: unknown } }\n");
        List<Coverage> coverage = new ScenarioRun(rules, System::nanoTime).coverage(run);
        assertThat(coverage).hasSameSizeAs(rules.tables());
        assertThat(coverage)
                .allSatisfy(
                        of -> assertThat(of.reached().size() + of.unreached().size())
                                .isEqualTo(of.table().rows().size()));
        assertThat(coverage.get(0).reached())
                .extracting(DecisionTable.Row::id)
                .containsExactly(answer(run).resolution().because().get(0).id());
    }

    @Test
    void anEngineThatFailsIsAVerdictAndStopsNothing() {
        RuleSet failing = new SilentRules(rules.channels(), rules.tables());
        RunResult run = new ScenarioRun(failing, System::nanoTime).run(List.of(file("""
                                - { name: First, lead: {}, expect: { outcome: unknown } }
                                - { name: Second, lead: {}, expect: { outcome: unknown } }
                                """)), scenario -> true);
        assertThat(run.results()).allMatch(result -> result.verdict() instanceof ScenarioResult.Broken);
        assertThat(run.failed()).isEqualTo(2);
    }

    private static ScenarioResult.Verdict verdict(String scenarios) {
        return run(scenarios).results().findFirst().orElseThrow().verdict();
    }

    private static Answer answer(RunResult run) {
        return ((ScenarioResult.Passed) run.results().findFirst().orElseThrow().verdict()).answer();
    }

    private static RunResult run(String scenarios) {
        return new ScenarioRun(rules, System::nanoTime).run(List.of(file(scenarios)), scenario -> true);
    }

    private static ScenarioFile file(String scenarios) {
        String text = "suite: S\nnow: 2026-11-23T10:00:00Z\nscenarios:\n" + scenarios.indent(2);
        ScenarioFile.Reading reading = ScenarioFile.read("suite.yaml", text.getBytes(UTF_8));
        assertThat(reading).as(reading.toString()).isInstanceOf(ScenarioFile.Read.class);
        return ((ScenarioFile.Read) reading).file();
    }
}
