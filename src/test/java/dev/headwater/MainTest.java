package dev.headwater;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.infinispan.InfinispanTouches;
import dev.headwater.touch.TouchHistory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command line says of itself, and what it says to the shell. */
class MainTest {
    private static final String SUITE = """
            suite: Direct
            now: 2026-11-23T10:00:00Z
            scenarios:
              - name: A bare visit is Direct
                lead: { landingUrl: "https://acme.example/" }
                expect: { channel: direct }
                tags: [bare]
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    // --- scenarios

    @Test
    void aScenarioWrittenFromALeadIsMetByTheRulesThatAnsweredIt() throws IOException {
        Path lead = Files.writeString(folder.resolve("lead.json"), """
                { "landingUrl": "https://acme.example/?utm_source=google&utm_medium=cpc&gclid=x",
                  "occurredAt": "2026-11-23T10:15:00Z", "attributes": { "odd: name": 3 } }
                """);
        assertThat(run("scenario", "--lead", lead.toString(), "--suite", "From real leads"))
                .isZero();
        Path file = Files.writeString(folder.resolve("real.yaml"), out.toString());
        assertThat(out.toString()).contains("now: 2026-11-23T10:15:00Z", "channel: paid-search");
        assertThat(run("test", file.toString())).isZero();
    }

    @Test
    void aScenarioFromAnAnswerExpectsThatAnswerWhateverTheRulesSay() throws IOException {
        Path lead = Files.writeString(folder.resolve("lead.json"), "{ \"landingUrl\": \"https://acme.example/\" }");
        assertThat(run("resolve", lead.toString())).isZero();
        String answer = answers.toString(UTF_8).replace("\"id\":\"direct\"", "\"id\":\"email\"");
        Path both = Files.writeString(folder.resolve("both.json"), answer);
        assertThat(run("scenario", "--lead", lead.toString(), "--from-answer", both.toString()))
                .isZero();
        assertThat(out.toString()).startsWith("  - name: ").contains("channel: email");
    }

    @Test
    void anAnswerWithoutItsLeadIsNoScenario() throws IOException {
        Path answer = Files.writeString(folder.resolve("answer.json"), "{ \"outcome\": \"direct\" }");
        assertThat(run("scenario", "--from-answer", answer.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("An answer does not hold its lead");
    }

    @Test
    void coverageBelowTheLeastIsANoThoughEveryScenarioPassed() throws IOException {
        Path file = Files.writeString(folder.resolve("bare.yaml"), SUITE);
        assertThat(run("test", file.toString(), "--min-coverage", "1")).isZero();
        assertThat(run("test", file.toString(), "--min-coverage", "99")).isEqualTo(1);
        assertThat(err.toString()).contains("and is to be 99.0 % at least");
    }

    @Test
    void aTagThatNoScenarioHasIsARunOfNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("bare.yaml"), SUITE);
        assertThat(run("test", file.toString(), "--tag", "Bare")).isZero();
        assertThat(run("test", file.toString(), "--tag", "bar")).isEqualTo(2);
    }

    @Test
    void everyReportIsWrittenWhereItIsAskedFor() throws IOException {
        Path file = Files.writeString(folder.resolve("bare.yaml"), SUITE);
        String reports = "junit=" + folder.resolve("r/s.xml") + ",html=" + folder.resolve("r/s.html") + ",json="
                + folder.resolve("r/s.json");
        assertThat(run("test", file.toString(), "--report", reports)).isZero();
        assertThat(folder.resolve("r/s.xml")).content().contains("<testcase name=\"A bare visit is Direct\"");
        assertThat(folder.resolve("r/s.html")).content().contains("never reached", "tr class=\"decided\"");
        assertThat(folder.resolve("r/s.json")).content().contains("\"passed\": 1");
    }

    // --- help

    @Test
    void helpNamesEachCommandTheExitCodesAndExamples() {
        assertThat(run("--help")).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .contains("  serve ", "  check ", "  test ", "  resolve ", "  show ", "  diff ", "  new ", "  convert ")
                .contains("  report ", "  costs ")
                .contains("Exit codes:", "  0 ", "  1 ", "  2 ")
                .contains("Examples:", "java -jar headwater.jar serve --rules rules");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "check", "test", "resolve", "show", "new", "convert", "report"})
    void eachCommandTellsItsOptionsExitCodesAndExamples(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString())
                .startsWith("Usage: headwater " + command)
                .contains("--rules=DIR", "Exit codes:", "java -jar headwater.jar " + command);
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100);
    }

    @ParameterizedTest
    @CsvSource({
        "--host, 127.0.0.1",
        "--port, 8080",
        "--max-body, 1MB",
        "--history-length, 50",
        "--history-age, 400d",
        "--max-persons, 100000",
        "--data, data",
        "--history-wait, 500ms"
    })
    void theHelpTellsWhatIsShipped(String option, String shipped) {
        assertThat(run(Map.of(), "serve", "--help")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .containsPattern(option + "=[A-Z]+ [^=]*\\(default: " + shipped.replace(".", "\\."));
    }

    @Test
    void nothingToDoIsToldApartFromSuccess() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Say what to do").contains("See: java -jar headwater.jar --help");
    }

    @Test
    void aMisspeltCommandIsAnsweredWithTheNearest() {
        assertThat(run("chekc")).isEqualTo(2);
        assertThat(err.toString()).contains("Did you mean: headwater check?");
    }

    @Test
    void aMisspeltOptionIsAnsweredWithTheNearest() {
        assertThat(run("test", "--filtr", "x")).isEqualTo(2);
        assertThat(err.toString())
                .contains("'--filtr'")
                .contains("--filter")
                .contains("See: java -jar headwater.jar test --help");
    }

    // --- settings

    @ParameterizedTest
    @CsvSource({
        "HEADWATER_PORT, 99999",
        "HEADWATER_PORT, ''",
        "HEADWATER_MAX_BODY, plenty",
        "HEADWATER_HISTORY_LENGTH, 0",
        "HEADWATER_HISTORY_AGE, 3 moons",
        "HEADWATER_MAX_PERSONS, -1",
        "HEADWATER_HISTORY_WAIT, 0ms",
        "HEADWATER_HISTORY_WAIT, 2m"
    })
    void aWrongSettingIsRefusedUnderItsName(String variable, String value) {
        assertThat(run(Map.of(variable, value), "serve")).isEqualTo(2);
        assertThat(err.toString()).startsWith(variable + " is wrong.").contains("\"" + value + "\" is not ");
    }

    @Test
    void aWrongSettingInAFileIsRefusedUnderItsLineUnlessSomethingElseWins() throws IOException {
        Path file = write("hw.settings", "# ours\nport = 0\nmax-body = plenty\nhost = 0.0.0.0\n");
        assertThat(run(Map.of(), "serve", "--settings", file.toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith(file + ":3: max-body is wrong.").contains("\"plenty\" is not a size");
        err.getBuffer().setLength(0);
        assertThat(run(Map.of("HEADWATER_MAX_BODY", "much"), "serve", "--settings", file.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("HEADWATER_MAX_BODY is wrong.");
        err.getBuffer().setLength(0);
        assertThat(run(Map.of("HEADWATER_MAX_BODY", "much"), "serve", "--settings=" + file, "--max-body=1KB"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("0.0.0.0 can be reached by others");
    }

    @Test
    void aSettingThatIsNoneStopsTheStartWithTheNearest() throws IOException {
        Path file = write("hw.settings", "port = 0\nmaxbody = 1MB\n");
        assertThat(run(Map.of(), "serve", "--settings", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(file + ":2: there is no setting \"maxbody\". Did you mean \"max-body\"?");
        assertThat(run(Map.of(), "serve", "--settings", file.toString(), "--help"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", ""})
    void aFlagIsSetWithTrueOrFalse(String value) {
        assertThat(run(Map.of("HEADWATER_SYNC", value), "serve", "--tls-cert", "x"))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("HEADWATER_SYNC is wrong.");
    }

    @Test
    void aWrongOptionIsRefusedUnderItsName() {
        assertThat(run(Map.of("HEADWATER_PORT", "1"), "serve", "--port", "http"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("'--port'", "\"http\" is not a port: 0 to 65535")
                .doesNotContain("HEADWATER_PORT");
    }

    @Test
    void aVariableThatKubernetesSetIsExplained() {
        assertThat(run(Map.of("HEADWATER_PORT", "tcp://10.0.0.1:8080"), "serve"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("Kubernetes", "enableServiceLinks: false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "resolve", "test"})
    void aProfileThatTheRulesDoNotHaveStopsACommandAndTheOthersAreNamed(String command) throws IOException {
        write("suite.yaml", SUITE);
        String[] asked = command.equals("test") ? new String[] {command, folder.toString()} : new String[] {command};
        assertThat(run(Map.of("HEADWATER_PROFILE", "ga5"), asked)).isEqualTo(2);
        assertThat(err.toString()).contains("There is no profile \"ga5\". There are: default, ga4, hubspot.");
    }

    @Test
    void underAProfileScenariosExpectItsChannels() throws IOException {
        write("suite.yaml", SUITE.replace("channel: direct", "channel: direct-traffic"));
        assertThat(run("test", folder.toString())).isEqualTo(1);
        assertThat(run("test", "--profile", "hubspot", folder.toString())).isZero();
    }

    @Test
    void aWrongSettingOfTheServiceDoesNotStopOtherCommands() {
        assertThat(run(Map.of("HEADWATER_PORT", "99999"), "check", "--help")).isZero();
    }

    @Test
    void anAddressThatOthersReachIsRefusedAsLongAsNobodyIsAskedForAKey() {
        assertThat(run("serve", "--host", "0.0.0.0", "--port", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("0.0.0.0 can be reached by others", "--keys", "--without-keys");
    }

    @Test
    void keysAndNoKeysAtATimeAreRefused() throws IOException {
        Path keys = write("keys.txt", "");
        assertThat(run("serve", "--port", "0", "--keys", keys.toString(), "--without-keys"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--without-keys contradicts the keys");
    }

    @Test
    void aMemberThatOthersReachDoesNotStartWithoutASecret() {
        assertThat(run("serve", "--port", "0", "--data", "none", "--cluster", "10.0.0.1", "--cluster-bind", "10.0.0.1"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("Headwater cannot start: 10.0.0.1 can be reached by others", "--cluster-secret");
    }

    @Test
    void aServiceDoesNotStartOnKeysThatHaveFlawsOrAreNotThere() throws IOException {
        Path keys = write("keys.txt", "shop resolve my-password\n");
        assertThat(run("serve", "--port", "0", "--data", "none", "--keys", keys.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("Headwater cannot start: ", "keys.txt:1: ")
                .doesNotContain("my-password");
        assertThat(run("serve", "--port", "0", "--data", "none", "--keys", folder + "/none.txt"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no file", "none.txt");
    }

    @Test
    void rulesWithFlawsAreToldThoughHistoriesAreOpenedMeanwhileAndTheFolderIsFreeAgain() throws Exception {
        Path rules = Files.createDirectory(folder.resolve("no-rules"));
        Path data = folder.resolve("data");
        assertThat(run("serve", "--port", "0", "--rules", rules.toString(), "--data", data.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("The dictionary is missing.", "are refused; Headwater does not start on them.")
                .doesNotContain("cannot start");

        try (InfinispanTouches free = onDisk(data)) {
            err.getBuffer().setLength(0);
            assertThat(run("serve", "--port", "0", "--rules", rules.toString(), "--data", data.toString()))
                    .as("the folder is taken by " + free)
                    .isEqualTo(2);
            assertThat(err.toString())
                    .contains("are refused; Headwater does not start on them.")
                    .doesNotContain("cannot start");
        }
    }

    @Test
    void historiesThatCannotBeOpenedAreToldWhenTheRulesAreThere() throws Exception {
        Path data = folder.resolve("data");
        onDisk(data).close();
        for (Path file : files(data)) {
            if (file.getFileName().toString().equals("form")) {
                Files.writeString(file, "99");
            }
        }
        assertThat(run("serve", "--port", "0", "--data", data.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("Headwater cannot start: ", data.toString());
    }

    private static InfinispanTouches onDisk(Path data) throws IOException {
        return InfinispanTouches.onDisk(
                data,
                TouchHistory.Bounds.DEFAULT,
                InfinispanTouches.DEFAULT_MAX_PERSONS,
                InfinispanTouches.Disk.DEFAULT);
    }

    private static List<Path> files(Path under) throws IOException {
        try (Stream<Path> all = Files.walk(under)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void tokensNeedKeysAnIssuerAndAnAudience() {
        for (String[] some : new String[][] {
            {"--jwt-keys", "keys.pem"}, {"--jwt-issuer", "x"}, {"--jwt-keys", "keys.pem", "--jwt-issuer", "x"}
        }) {
            String[] all = new String[some.length + 1];
            all[0] = "serve";
            System.arraycopy(some, 0, all, 1, some.length);
            assertThat(run(all)).isEqualTo(2);
            assertThat(err.toString()).contains("--jwt-keys, --jwt-issuer and --jwt-audience go together");
            err.getBuffer().setLength(0);
        }
    }

    @Test
    void anAuthorityIsForKeysFromTheWeb() {
        for (String keys : new String[] {"keys.pem", "http://127.0.0.1/jwks.json"}) {
            assertThat(run(
                            "serve",
                            "--jwt-keys",
                            keys,
                            "--jwt-issuer",
                            "x",
                            "--jwt-audience",
                            "y",
                            "--jwt-ca",
                            "ca.pem"))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("--jwt-ca says who may serve the keys of tokens");
            err.getBuffer().setLength(0);
        }
    }

    @Test
    void aCertificateWithoutItsKeyIsRefusedAndSoIsWhatIsNoOrigin() {
        assertThat(run("serve", "--tls-cert", "cert.pem")).isEqualTo(2);
        assertThat(err.toString()).contains("--tls-cert and --tls-key go together.");
        assertThat(run("serve", "--cors-origin", "https://a.example,*")).isEqualTo(2);
        assertThat(err.toString()).contains("--cors-origin", "\"*\" is not the origin of a web page");
    }

    // --- check, test, resolve, convert

    @Test
    void aFolderThatIsNotThereCannotBeChecked() {
        assertThat(run("check", folder.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere");
    }

    @Test
    void aFolderWithoutTablesHasFlaws() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        assertThat(run("check", folder.resolve("empty").toString())).isEqualTo(1);
        assertThat(out.toString()).contains("There is no table Channel", "would be refused: ");
    }

    @Test
    void aScenarioFileWithFlawsRunsNothing() throws IOException {
        write("right.yaml", SUITE);
        write("wrong.yaml", SUITE.replace("channel", "chanel"));
        assertThat(run("test", folder.toString())).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains("wrong.yaml:6:15: \"chanel\" is not part of an answer. Did you mean \"channel\"?")
                .contains("Nothing was run.");
    }

    @Test
    void aRunOfNothingIsNoSuccess() throws IOException {
        assertThat(run("test", folder.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(run("test", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("There is no ", "no .yaml, .json, .csv or .xlsx file");
        write("suite.yaml", SUITE);
        assertThat(run("test", "--filter", "billboard", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("\"billboard\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"VISIT is", "bare", "Bare"})
    void scenariosAreChosenByTheirNameOrTag(String filter) throws IOException {
        write("suite.yaml", SUITE);
        assertThat(run("test", "--filter", filter, folder.toString())).isZero();
        assertThat(out.toString()).contains("1 passed, 0 failed");
    }

    @Test
    void noLeadAtAllIsNoSuccess() {
        assertThat(run("resolve")).isEqualTo(2);
        assertThat(err.toString()).contains("No lead was read.");
    }

    @Test
    void aFileOfLeadsThatIsNotThereIsNamed() {
        assertThat(run("resolve", "nowhere.ndjson")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no file nowhere.ndjson.");
    }

    @Test
    void aFileThatIsThereIsWrittenOverOnlyByForce() throws IOException {
        Path from = write("channel.csv", "Decision table,Channel\n");
        Path to = write("channel.xlsx", "mine");
        assertThat(run("convert", from.toString(), to.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--force");
        assertThat(to).hasContent("mine");
        assertThat(run("convert", "--force", from.toString(), to.toString())).isZero();
        assertThat(Files.readAllBytes(to)).startsWith('P', 'K');
    }

    @Test
    void severalTextsBecomeOneWorkbookAndBack() throws IOException {
        String points = "Decision table,Intent\nHit policy,Sum points\n";
        String tiers = "Decision table,Tier\nHit policy,First match\n";
        Path workbook = folder.resolve("intent.xlsx");
        assertThat(run(
                        "convert",
                        write("points.csv", points).toString(),
                        write("tiers.csv", tiers).toString(),
                        workbook.toString()))
                .isZero();
        assertThat(run("convert", workbook.toString(), folder.resolve("one.csv").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("A .csv file holds one sheet; there are 2: ");
        assertThat(run("convert", workbook.toString(), folder.resolve("text").toString()))
                .isZero();
        assertThat(folder.resolve("text/intent.csv")).hasContent(points);
        assertThat(folder.resolve("text/tier.csv")).hasContent(tiers);
    }

    private int run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private int run(Map<String, String> environment, String... arguments) {
        CommandLine commands =
                Main.commands(settings(environment, arguments), new ByteArrayInputStream("".getBytes(UTF_8)), answers);
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        return commands.execute(arguments);
    }

    private static Settings settings(Map<String, String> environment, String... arguments) {
        try {
            return Settings.of(environment, arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path write(String file, String text) throws IOException {
        return Files.writeString(folder.resolve(file), text);
    }
}
