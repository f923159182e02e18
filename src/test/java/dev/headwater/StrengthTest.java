package dev.headwater;

import static java.nio.charset.StandardCharsets.UTF_8;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.rules.RuleFiles;
import dev.headwater.rules.RuleSet;
import dev.headwater.rules.RuleSetLoader;
import dev.headwater.scenario.HtmlReport;
import dev.headwater.scenario.JsonReport;
import dev.headwater.scenario.Scenario;
import dev.headwater.scenario.ScenarioFile;
import dev.headwater.scenario.ScenarioRun;
import dev.headwater.scenario.Strength;
import dev.headwater.scenario.StrengthRun;
import dev.headwater.scenario.TextReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whether scenarios guard the rules, measured on tables small enough to know the answer. */
class StrengthTest {
    private static final Map<String, String> TABLES = Map.of(
            "source.csv",
            """
            Decision table,Source
            Hit policy,First match

            ID,WHEN,WHEN,THEN,THEN,THEN
            ,Promo code,Earlier source,Take,Outcome,Confidence
            promo,known,,promo-code,resolved,0.9
            early,,known,earlier-touch,resolved,0.5
            last,,,nothing,unknown,0
            """,
            "channel.csv",
            """
            Decision table,Channel
            Hit policy,First match

            ID,WHEN,WHEN,THEN
            ,Evidence,Source category,Channel
            same,promo-code,event,Event
            event,,event,Event
            last,,,Unassigned
            """,
            "intent.csv",
            """
            Decision table,Intent
            Hit policy,Sum points

            ID,WHEN,THEN
            ,Company size,Points
            big,>= 1000,10
            """,
            "tier.csv",
            """
            Decision table,Tier
            Hit policy,First match

            ID,WHEN,THEN
            ,Points,Tier
            high,>= 10,High
            last,,Low
            """,
            "crm.csv",
            """
            Decision table,CRM
            Hit policy,First match

            ID,WHEN,THEN
            ,Source,Salesforce Lead Source
            fair,SaaStr 2026,Trade Show
            last,,Other
            """,
            "profiles/ga4/channel.csv",
            """
            Decision table,Channel
            Hit policy,First match

            ID,WHEN,THEN
            ,GA medium,Channel
            mail,email,Email
            last,,Unassigned
            """);

    private static final Map<String, Strength> MEASURED = new ConcurrentHashMap<>();

    private static RuleSet rules;

    @BeforeAll
    static void load() {
        Map<String, byte[]> files = new TreeMap<>();
        RuleFiles.in(Path.of("rules"), new ArrayList<>()).forEach((name, content) -> {
            if (name.startsWith("rules/lists/") || name.equals("rules/dictionary.csv")) {
                files.put(name, content);
            }
        });
        TABLES.forEach((name, table) -> files.put("rules/" + name, table.getBytes(UTF_8)));
        rules = RuleSetLoader.load(files).orThrow();
    }

    @AfterAll
    static void close() {
        rules.close();
        MEASURED.clear();
    }

    private static List<Scenario> scenarios(String yaml) {
        String file = "suite: Strength\nnow: 2026-11-23T10:00:00Z\nscenarios:\n" + yaml;
        ScenarioFile.Reading reading = ScenarioFile.read("strength.yaml", file.getBytes(UTF_8));
        assertThat(reading).isInstanceOf(ScenarioFile.Read.class);
        return ((ScenarioFile.Read) reading).file().scenarios();
    }

    /** Measured once for all tests that ask for it: the same scenarios are always as strong. */
    private static Strength strength(String yaml) {
        return MEASURED.computeIfAbsent(yaml, StrengthTest::measured);
    }

    private static Strength measured(String yaml) {
        List<Scenario> scenarios = scenarios(yaml);
        assertThat(scenarios)
                .allMatch(scenario ->
                        new ScenarioRun(rules, () -> 0).run(scenario).passed());
        return new StrengthRun(rules, scenarios, () -> 0).run(tried -> {});
    }

    private static List<String> survivors(Strength strength, String table) {
        return strength.tables().stream()
                .filter(of -> of.table().name().equals(table))
                .flatMap(of -> of.survivors().stream())
                .map(survivor ->
                        survivor.mutant().row() + " " + survivor.mutant().told())
                .toList();
    }

    private static List<String> equivalent(Strength strength, String table) {
        return strength.tables().stream()
                .filter(of -> of.table().name().equals(table))
                .flatMap(of -> of.equivalent().stream())
                .map(mutant -> mutant.row() + " " + mutant.told())
                .toList();
    }

    private static final String BIG = """
              - name: A company of a thousand is large
                lead: { attributes: { companySize: 1000 } }
                expect: { points: 10, tier: High }
            """;
    private static final String NOT_BIG = """
              - name: One person fewer is not
                lead: { attributes: { companySize: 999 } }
                expect: { points: 0, tier: Low }
            """;

    @Test
    void aBoundIsGuardedByTheLeadOnItAndTheLeadBesideIt() {
        assertThat(survivors(strength(BIG + NOT_BIG), "Intent")).isEmpty();
        assertThat(survivors(strength(BIG), "Intent"))
                .containsExactly(
                        "big cell widened: Company size \">= 1000\" became (empty)",
                        "big cell widened: Company size \">= 1000\" became \">= 999\"");
    }

    @Test
    void aSuggestedScenarioNoticesWhatSurvived() {
        Strength before = strength(BIG);
        List<String> suggestions = before.tables().stream()
                .flatMap(table -> table.survivors().stream())
                .flatMap(survivor -> survivor.suggestion() == null
                        ? java.util.stream.Stream.<String>empty()
                        : java.util.stream.Stream.of(survivor.suggestion()))
                .toList();
        assertThat(suggestions).isNotEmpty();

        Strength after = strength(BIG + String.join("", suggestions));

        assertThat(after.survived()).isEqualTo(before.survived() - suggestions.size());
        assertThat(after.percent()).isGreaterThan(before.percent());
    }

    @Test
    void aSuggestionNamesTheChannelOfTheProfileWhoseTableWasChanged() {
        assertThat(suggestion(BIG, "mail row dropped: mail"))
                .contains("utm_medium=email")
                .contains("expect: { channels.ga4: email }");
    }

    @Test
    void aSuggestionNamesTheFieldOfTheCrmWhoseTableWasChanged() {
        assertThat(suggestion(BIG, "fair outcome replaced: Salesforce Lead Source \"Trade Show\" became \"Other\""))
                .contains("expect: { crm.salesforce.LeadSource: \"Trade Show\" }");
    }

    @Test
    void underAProfileItsOwnChannelIsWhatScenariosSpeakOf() {
        List<Scenario> scenarios = scenarios("""
              - name: A medium of email is Email
                lead: { landingUrl: "https://acme.example/?utm_medium=email" }
                expect: { channel: email }
            """);
        assertThat(new ScenarioRun(rules, "ga4", () -> 0).run(scenarios.get(0)).passed())
                .isTrue();

        Strength strength = new StrengthRun(rules, "ga4", scenarios, () -> 0).run(tried -> {});

        assertThat(survivors(strength, "Channel"))
                .doesNotContain("mail row dropped: mail")
                .as("near miss: the common table gives no channel here")
                .contains("event row dropped: event");
    }

    private static String suggestion(String yaml, String told) {
        return strength(yaml).tables().stream()
                .flatMap(of -> of.survivors().stream())
                .filter(survivor ->
                        (survivor.mutant().row() + " " + survivor.mutant().told()).equals(told))
                .map(survivor -> String.valueOf(survivor.suggestion()))
                .findFirst()
                .orElse("no such survivor");
    }

    @Test
    void aRowThatSaysWhatTheRowBelowWouldSayCanGoUnseenAndDoesNotCount() {
        Strength strength = strength(BIG + NOT_BIG);

        assertThat(equivalent(strength, "Channel"))
                .contains("same row dropped: same")
                .as("near miss: that it says something else would be seen")
                .noneMatch(told -> told.startsWith("same outcome replaced"));
        assertThat(survivors(strength, "Channel")).noneMatch(told -> told.startsWith("same row dropped"));
    }

    @Test
    void pointsThatNoRowsAddUpToMoveNoBound() {
        assertThat(equivalent(strength(BIG + NOT_BIG), "Tier"))
                .as("there are 0 points or 10")
                .contains("high cell widened: Points \">= 10\" became \">= 9\"");
    }

    @Test
    void aChangeIsFollowedThroughAnEarlierContact() {
        String history = """
                  - name: Whoever came to the fair is remembered
                    lead: { leadId: L-1 }
                    history: [ { at: 3 days ago, promoCode: ACME-EXPO-26 } ]
                    expect: { source: SaaStr 2026, evidence: earlier-touch }
                """;

        assertThat(survivors(strength(BIG), "Source")).contains("promo row dropped: promo");
        assertThat(survivors(strength(history), "Source"))
                .as("the code itself was only ever told in the history")
                .doesNotContain("promo row dropped: promo");
    }

    @Test
    void everyMutantIsToldOnceAndCountedOnce() {
        List<Scenario> scenarios = scenarios(BIG);
        StrengthRun run = new StrengthRun(rules, scenarios, () -> 0);
        AtomicInteger tried = new AtomicInteger();

        Strength strength = run.run(tried::addAndGet);

        assertThat(tried).hasValue(run.mutants());
        assertThat(strength.killed() + strength.equivalent() + strength.survived())
                .isEqualTo(run.mutants());
    }

    @Test
    void theReportNamesTheCellAndTheScenarioThatIsMissing() {
        StringWriter text = new StringWriter();
        new TextReport(new PrintWriter(text), false).write(strength(BIG));

        assertThat(text.toString())
                .contains(
                        "unnoticed  rules/intent.csv!B6 (big) cell widened: Company size \">= 1000\" became \">= 999\"")
                .contains("lead: { attributes: { companySize: 999 } }")
                .contains("expect: { tier: Low, points: 0 }");
    }

    @Test
    void thePageShowsWhatIsUnnoticedAndTheScenarioToPaste() {
        assertThat(page(BIG))
                .contains("<h2>Strength: ")
                .contains(
                        "rules/intent.csv!B6 (big) cell widened: Company size &quot;&gt;= 1000&quot; became &quot;&gt;= 999&quot;")
                .contains("lead: { attributes: { companySize: 999 } }")
                .contains("<details class=\"strength\" open><summary><strong>Intent");
        assertThat(page(BIG + NOT_BIG))
                .as("near miss: a table in which all is noticed is folded")
                .contains("<details class=\"strength\"><summary><strong>Intent");
    }

    private static String page(String yaml) {
        return HtmlReport.write(
                new ScenarioRun(rules, () -> 0).run(List.of(), all -> true), "", List.of(), strength(yaml));
    }

    @Test
    void theJsonCountsChangesAndNamesSurvivors() {
        Strength strength = strength(BIG);
        String json = new String(
                JsonReport.write(new ScenarioRun(rules, () -> 0).run(List.of(), all -> true), "", List.of(), strength),
                UTF_8);

        assertThatJson(json).inPath("$.strength.mutants").isEqualTo(strength.mutants());
        assertThatJson(json).inPath("$.strength.survived").isEqualTo(strength.survived());
        assertThatJson(json)
                .inPath("$.strength.tables[?(@.table == 'Intent')].survivors[1]")
                .isEqualTo("""
                [ { kind: 'cell widened', at: 'rules/intent.csv!B6', id: 'big', word: 'Company size', was: '>= 1000',
                    now: '>= 999', suggestion: '${json-unit.any-string}' } ]
                """);
    }

    @Test
    void nearlyAllIsNotAll() {
        assertThat(new Strength(List.of(), java.time.Duration.ZERO).shownPercent())
                .isEqualTo("100 %");
        Strength strength = strength(BIG);
        assertThat(strength.percent()).isLessThan(100);
        assertThat(strength.shownPercent()).doesNotStartWith("100").endsWith(" %");
    }
}
