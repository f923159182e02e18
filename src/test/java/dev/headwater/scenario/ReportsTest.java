package dev.headwater.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.resolver.Answer;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What came of a run, as people read it and as build servers do. */
class ReportsTest {
    private static final String SUITE = """
            suite: Paid <search> & "more"
            now: 2026-11-23T10:00:00Z
            scenarios:
              - name: A click is paid
                lead: {}
                expect: { channel: paid-search }
              - name: A click under a newsletter's tags is doubted
                lead: {}
                expect:
                  channel: email
                  points: 60
                  conflicts: [source-conflict]
              - name: Nothing comes of it
                lead: {}
                expect: { channel: direct }
            """;

    @Test
    void theTextNamesEachDifferenceItsLineAndTheRowThatDecided() {
        assertThat(text(false, false)).isEqualTo("""
                        Paid <search> & "more"  1 passed, 2 failed  suites/paid.yaml
                          FAILED  A click under a newsletter's tags is doubted
                            suites/paid.yaml:10: channel
                              expected  email
                              actual    Paid Search (paid-search)
                              because   rules/channel.xlsx!Channel!A14 (ps-1): because of ps-1
                              near      rules/channel.xlsx!Channel!A9 (em-1) would fit if Medium class were email; it is paid
                            suites/paid.yaml:11: points
                              expected  60
                              actual    85
                              because   rules/intent.xlsx!Intent!A8 (demo): because of demo
                              because   rules/intent.xlsx!Intent!A20 (search): because of search
                          BROKEN  Nothing comes of it
                            no answer was given: java.lang.IllegalStateException: the engine stopped

                        1 passed, 2 failed in 0.03 s, 100 a second (rules sha256:abc, from rules)
                        """);
    }

    @Test
    void scenariosThatPassedAreNamedOnlyOnDemand() {
        assertThat(text(true, false)).contains("\n  passed  A click is paid\n");
        assertThat(text(false, false)).doesNotContain("A click is paid");
    }

    @Test
    void coloursComeOnlyWhereTheyAreWanted() {
        assertThat(text(true, true)).contains("\u001B[31m1 passed, 2 failed\u001B[0m");
        assertThat(text(true, false)).doesNotContain("\u001B");
    }

    @Test
    void theXmlHasTheFormThatBuildServersRead() throws Exception {
        SchemaFactory schemas = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        var validator = schemas.newSchema(ReportsTest.class.getResource("/scenarios/junit-report.xsd"))
                .newValidator();
        validator.validate(new StreamSource(new ByteArrayInputStream(xml().getBytes(UTF_8))));
    }

    @Test
    void theXmlCountsDifferencesAndBreakdownsApart() throws Exception {
        Element suite = (Element) parsed().getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("name")).isEqualTo("Paid <search> & \"more\"");
        assertThat(suite.getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getAttribute("time")).isEqualTo("0.030");
    }

    @Test
    void theXmlTellsEachDifferenceWithItsRow() throws Exception {
        Element failure = (Element) parsed().getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message"))
                .isEqualTo("channel: expected email, but it was Paid Search (paid-search); "
                        + "points: expected 60, but it was 85");
        assertThat(failure.getTextContent())
                .contains("suites/paid.yaml:10: channel")
                .contains("  because rules/channel.xlsx!Channel!A14 (ps-1)");
    }

    @Test
    void whatXmlCannotHoldIsReplacedNotWritten() throws Exception {
        String odd = SUITE.replace("A click is paid", "\"A \\u0000\\u001b\\uFFFE \\U0001F600 click\"");
        Element first =
                (Element) parsed(xml(run(odd))).getElementsByTagName("testcase").item(0);
        assertThat(first.getAttribute("name")).isEqualTo("A \uFFFD\uFFFD\uFFFD \uD83D\uDE00 click");
    }

    @Test
    void thePageHoldsAllItNeedsAndAsksNobody() {
        String page = page();
        assertThat(page)
                .contains("default-src 'none'", "script-src 'sha256-")
                .doesNotContain("src=", "http://", "url(", "@import", " onclick", "style=\"");
        assertThat(page.split("<script", -1)).as("scripts").hasSize(2);
    }

    @Test
    void thePageNamesEachDifferenceAndTextIsNothingButText() {
        assertThat(page())
                .contains("1 passed, 2 failed", "Paid &lt;search&gt; &amp; &quot;more&quot;")
                .contains("data-verdict=\"failed\"", "data-verdict=\"broken\"", "data-verdict=\"passed\"")
                .contains("rules/channel.xlsx!Channel!A14 (ps-1)", "would fit if Medium class were email")
                .doesNotContain("<search>");
    }

    @Test
    void theJsonTellsTheSameToPrograms() {
        String json = new String(JsonReport.write(run(SUITE), "from rules", List.of(), null), UTF_8);
        assertThatJson(json).inPath("$.failed").isEqualTo(2);
        assertThatJson(json)
                .inPath("$.suites[0].scenarios[*].verdict")
                .isArray()
                .containsExactly("passed", "failed", "broken");
        assertThatJson(json).inPath("$.suites[0].scenarios[1].mismatches[0]").isEqualTo("""
                        { what: 'channel', line: 10, expected: 'email', actual: 'Paid Search (paid-search)',
                          because: [ { row: 'rules/channel.xlsx!Channel!A14', id: 'ps-1', text: 'because of ps-1' } ],
                          near: [ { row: 'rules/channel.xlsx!Channel!A9', id: 'em-1', word: 'Medium class', asked: 'email',
                                    found: 'paid' } ] }
                        """);
    }

    @Test
    void withoutStrengthNothingIsSaidOfIt() {
        assertThat(page()).doesNotContain("Strength");
        assertThat(new String(JsonReport.write(run(SUITE), "from rules", List.of(), null), UTF_8))
                .doesNotContain("strength");
    }

    private static String page() {
        return HtmlReport.write(run(SUITE), "from rules", List.of(), null);
    }

    private static Document parsed() throws Exception {
        return parsed(xml());
    }

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)));
    }

    private static String xml() {
        return xml(run(SUITE));
    }

    private static String xml(RunResult run) {
        StringWriter out = new StringWriter();
        JUnitReport.write(run, out);
        return out.toString();
    }

    private static String text(boolean each, boolean colours) {
        StringWriter out = new StringWriter();
        new TextReport(new PrintWriter(out), colours).write(run(SUITE), "from rules", each);
        return out.toString().replace(System.lineSeparator(), "\n");
    }

    /** One that passed, one that differed, one that gave no answer, each in 10 ms. */
    private static RunResult run(String suite) {
        ScenarioFile.Reading reading = ScenarioFile.read("suites/paid.yaml", suite.getBytes(UTF_8));
        assertThat(reading).isInstanceOf(ScenarioFile.Read.class);
        ScenarioFile file = ((ScenarioFile.Read) reading).file();
        Answer answer = Answers.paidSearch();
        List<Scenario> scenarios = file.scenarios();
        List<Mismatch> mismatches = scenarios.get(1).expected().stream()
                .flatMap(expected -> expected.differencesTo(answer, Answers.RULES).stream())
                .toList();
        Duration took = Duration.ofMillis(10);
        return new RunResult(
                List.of(new SuiteResult(
                        file,
                        List.of(
                                new ScenarioResult(scenarios.get(0), new ScenarioResult.Passed(answer), took),
                                new ScenarioResult(
                                        scenarios.get(1), new ScenarioResult.Failed(answer, mismatches), took),
                                new ScenarioResult(
                                        scenarios.get(2),
                                        new ScenarioResult.Broken(new IllegalStateException("the engine stopped")),
                                        took)))),
                "sha256:abc",
                Duration.ofMillis(30));
    }
}
