package dev.headwater.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.headwater.json.PlainJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema for editors and the reader know the same keys. */
class ScenarioSchemaTest {
    private static final Path FILE = Path.of("test-scenarios/scenario.schema.json");
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(new String(ScenarioSchema.write(), UTF_8), InputFormat.JSON);

    /** Every object that has keys of its own, each with a place for one more. */
    private static final String WHOLE = """
            suite: S
            now: 2026-11-23T10:00:00Z
            leads: { visitor: { landingUrl: "https://acme.example/" %s } }
            %s
            scenarios:
              - name: A
                %s
                lead:
                  like: visitor
                  %s
                  campaign: { source: a %s }
                  form: { name: demo %s }
                  crm: { leadSource: Fair %s }
                  offline: { type: trade-show %s }
                  clickIds: { anything: x }
                  attributes: { anything: 1 }
                history: [ { at: 3 days ago %s } ]
                expect:
                  %s
                  channel: [email, sms]
                  points: ">= 3"
                  campaign: { name: none %s }
                  primary: { source: google %s }
                  history.touches: 2
                  evidence: [ { kind: referrer, won: no %s } ]
                  because: [ { channel: email-1 %s } ]
                  conflicts: []
                tags: [a]
            """;

    @Test
    void eachShippedSuiteSaysWhereEditorsFindIt() throws IOException {
        String sign = "# yaml-language-server: $schema=";
        List<Path> suites = ScenarioPaths.under(List.of(Path.of("test-scenarios"))).stream()
                .filter(path -> path.toString().endsWith(".yaml"))
                .toList();
        assertThat(suites).isNotEmpty();
        for (Path suite : suites) {
            String first = Files.readAllLines(suite).get(0);
            assertThat(first).as(suite.toString()).startsWith(sign);
            assertThat(suite.resolveSibling(first.substring(sign.length())).normalize())
                    .as(suite.toString())
                    .isEqualTo(FILE);
        }
    }

    @Test
    void theFileForEditorsIsWhatTheCommandWrites() throws IOException {
        assertThat(Files.readString(FILE))
                .as("write it anew: java -jar headwater.jar scenario --schema > " + FILE)
                .isEqualTo(new String(ScenarioSchema.write(), UTF_8));
    }

    @Test
    void everyShippedFileFitsTheSchema() throws IOException {
        for (Path path : ScenarioPaths.under(List.of(Path.of("test-scenarios")))) {
            if (!ScenarioTable.isNamedLikeOne(path.toString())) {
                assertThat(faults(Files.readString(path))).as(path.toString()).isEmpty();
            }
        }
    }

    @Test
    void whatIsKnownIsKnownToBoth() {
        String plain = WHOLE.replace("%s", "");
        assertThat(faults(plain)).isEmpty();
        assertThat(ScenarioFile.read("s.yaml", plain.getBytes(UTF_8))).isInstanceOf(ScenarioFile.Read.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
    void aKeyThatIsUnknownIsRefusedByBothWhereverItStands(int place) {
        String[] parts = WHOLE.split("%s", -1);
        StringBuilder text = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            boolean inBraces = parts[i].startsWith(" }");
            text.append(i - 1 != place ? "" : inBraces ? ", nonsense: x" : "nonsense: x")
                    .append(parts[i]);
        }
        assertThat(parts).hasSize(15);
        assertThat(faults(text.toString())).as(text.toString()).isNotEmpty();
        assertThat(ScenarioFile.read("s.yaml", text.toString().getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        ScenarioFile.Refused.class,
                        refused -> assertThat(refused.flaws())
                                .singleElement()
                                .satisfies(flaw -> assertThat(flaw.problem()).contains("nonsense")));
    }

    @Test
    void everyPartThatTheReaderKnowsIsInTheSchema() {
        for (String known : ExpectationReader.known()) {
            if (!List.of("because", "evidence", "conflicts", "primary.touchedAt")
                    .contains(known)) {
                String text = WHOLE.replace("%s", "").replace("history.touches: 2", known + ": none");
                assertThat(faults(text)).as(known).isEmpty();
            }
        }
    }

    private static List<String> faults(String yaml) {
        List<ScenarioFlaw> flaws = new ArrayList<>();
        Yaml document = YamlReader.read("s.yaml", yaml.getBytes(UTF_8), flaws);
        assertThat(document).isNotNull();
        String json = new String(PlainJson.write(document == null ? null : document.tree()), UTF_8);
        return SCHEMA.validate(json, InputFormat.JSON).stream()
                .map(fault -> fault.getInstanceLocation() + ": " + fault.getMessage())
                .toList();
    }
}
