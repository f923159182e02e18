package dev.headwater.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.decision.Explain;
import dev.headwater.decision.Reason;
import dev.headwater.json.LeadContextJson;
import dev.headwater.json.Reading;
import dev.headwater.signal.Signals;
import dev.headwater.table.Csv;
import dev.headwater.table.Flaw;
import dev.headwater.table.Sheet;
import dev.headwater.table.Spreadsheet;
import dev.headwater.touch.TouchHistory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What shows a flaw can be sent: each lead beside a flaw, read as JSON, reaches the row that the flaw names. */
class ExampleLeadsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Pattern DECIDED_BY = Pattern.compile("is decided by row \\d+ \\(([^)]+)\\)");
    private static final Map<String, byte[]> SHIPPED = RuleFiles.in(Path.of("rules"), new ArrayList<>());
    private static final RuleSet RULES = RuleSetLoader.load(SHIPPED).orThrow();

    @AfterAll
    static void close() {
        RULES.close();
    }

    @Test
    void aLeadOfTheChannelTableReachesTheRowThatCoversAnother() {
        List<Flaw> flaws = flawsOfRepeatedRows("rules/channel.xlsx", "channel");
        assertThat(flaws).hasSizeGreaterThan(30);
        List<Flaw> shown = flaws.stream().filter(ExampleLeadsTest::hasLead).toList();
        assertThat(shown.size()).as("most have a lead").isGreaterThan(flaws.size() * 9 / 10);
        shown.forEach(flaw -> assertReached(flaw, "channel"));
    }

    @Test
    void aLeadOfTheSourceTableReachesTheRowThatCoversAnother() {
        List<Flaw> flaws = flawsOfRepeatedRows("rules/source.xlsx", "source");
        List<Flaw> shown = flaws.stream().filter(ExampleLeadsTest::hasLead).toList();
        assertThat(shown.size())
                .as(() -> "most have a lead, but not "
                        + flaws.stream()
                                .filter(flaw -> !hasLead(flaw))
                                .map(flaw -> flaw.remedy())
                                .toList())
                .isGreaterThan(flaws.size() / 2);
        shown.forEach(flaw -> assertReached(flaw, "source"));
    }

    @Test
    void whatOnlyEarlierTouchesCanTellHasNoLead() {
        List<Flaw> flaws = RuleSetLoader.load(with(
                        "rules/source.xlsx",
                        "rules/source.csv",
                        "Decision table,Source\nHit policy,First match\nID,WHEN,THEN,THEN,THEN\n"
                                + ",Earlier source,Take,Outcome,Confidence\na,known,nothing,direct,1\n"
                                + "b,google,nothing,direct,1\nlast,,nothing,unknown,1\n"))
                .flaws();
        assertThat(flaws)
                .filteredOn(flaw -> flaw.example() != null)
                .singleElement()
                .satisfies(flaw -> {
                    assertThat(flaw.toString())
                            .contains("a lead with Earlier source \"google\"")
                            .doesNotContain("A lead that shows it");
                });
    }

    /** The table with each of its rows but the last once more below itself, where it can never decide. */
    private static List<Flaw> flawsOfRepeatedRows(String workbook, String stage) {
        Sheet sheet = Spreadsheet.read(workbook, SHIPPED.getOrDefault(workbook, new byte[0]), new ArrayList<>())
                .get(0);
        StringBuilder csv = new StringBuilder();
        boolean rows = false;
        List<String> lines = Csv.write(sheet).lines().toList();
        for (String line : lines.subList(0, lines.size() - 1)) {
            csv.append(line).append('\n');
            if (rows && !line.isBlank()) {
                csv.append("again-").append(line).append('\n');
            }
            rows |= line.startsWith(",");
        }
        csv.append(lines.get(lines.size() - 1)).append('\n');
        return RuleSetLoader.load(with(workbook, "rules/" + stage + ".csv", csv.toString())).flaws().stream()
                .filter(flaw -> flaw.example() != null)
                .toList();
    }

    private static Map<String, byte[]> with(String removed, String added, String text) {
        Map<String, byte[]> files = new TreeMap<>(SHIPPED);
        files.remove(removed);
        files.put(added, text.getBytes(UTF_8));
        return files;
    }

    private static boolean hasLead(Flaw flaw) {
        return flaw.example() != null && flaw.example().lead() != null;
    }

    private static void assertReached(Flaw flaw, String stage) {
        Matcher decidedBy = DECIDED_BY.matcher(String.valueOf(flaw.remedy()));
        assertThat(decidedBy.find()).as(flaw.toString()).isTrue();
        String json = flaw.toString()
                .substring(flaw.toString().indexOf("A lead that shows it: ") + "A lead that shows it: ".length());
        Reading reading = LeadContextJson.read(json.getBytes(UTF_8));
        assertThat(reading).as(json).isInstanceOf(Reading.Lead.class);
        Reading.Lead lead = (Reading.Lead) reading;
        assertThat(lead.unknownFields()).isZero();
        Signals signals = Signals.of(lead.lead(), TouchHistory.EMPTY, RULES.catalog(), NOW);
        assertThat(RULES.decide(signals, Explain.NONE).because())
                .as(flaw.toString())
                .filteredOn(reason -> reason.decides().equals(stage))
                .extracting(Reason::id)
                .containsExactly(decidedBy.group(1));
    }
}
