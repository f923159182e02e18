package dev.headwater.rules;

import static dev.headwater.rules.TestRules.googleAd;
import static dev.headwater.rules.TestRules.tags;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.headwater.decision.Conflict;
import dev.headwater.decision.Explain;
import dev.headwater.decision.Resolution;
import dev.headwater.rules.RuleSetLoader.Loaded;
import dev.headwater.table.Flaw;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** Decision tables in Drools' own format: what they say, and what Drools would pass over without a word. */
class EngineerTableTest {
    private static final String HEAD = """
            RuleSet,rules.clicks
            Import,"dev.headwater.rules.Judgement, dev.headwater.rules.EvidenceFact"
            RuleTable Clicks
            CONDITION,CONDITION,ACTION
            $judgement : Judgement(),EvidenceFact,
            ,"value == ""$param\""","$judgement.conflict(""$1"", ""$2"");"
            """;
    private static final String LABELS = "Judge,Click ID,Tell\n";
    private static final String ROW = "x,gclid,\"told-conflict, a café by gclid\"\n";
    private static final String OTHER = "x,fbclid,\"told-conflict, fbclid\"\n";

    @Test
    void aRowTellsWhatItSaysAndTheAnswerNamesItsCell() {
        Loaded loaded = load("\uFEFF" + HEAD + LABELS + ROW + OTHER);
        try (RuleSet rules = loaded.orThrow()) {
            Resolution answer = rules.decide(
                    googleAd()
                            .evidence(tags("facebook", "meta", "email", "email"))
                            .signals(),
                    Explain.SUMMARY);
            List<Conflict> told = answer.conflicts().stream()
                    .filter(conflict -> conflict.id().equals("told-conflict"))
                    .toList();
            assertThat(told).singleElement().satisfies(conflict -> {
                assertThat(conflict.text()).isEqualTo("a café by gclid");
                assertThat(conflict.rule().file()).isEqualTo("rules/clicks.drl.csv");
                assertThat(conflict.rule().cell()).isEqualTo("A8");
            });
        }
    }

    @Test
    void withoutTheSettingItIsRefusedByName() {
        assertThat(new TestRules().with("clicks.drl.csv", HEAD + LABELS + ROW).flaws())
                .singleElement()
                .asString()
                .contains("Drools' own format", "--engineer-tables");
    }

    @Test
    void whatDroolsWouldPassOverIsTold() {
        assertTold(HEAD + LABELS + ROW + ",,\n" + OTHER, "A10", "below a blank one");
        assertTold(HEAD + ROW + ROW + OTHER, "A7", "labels, never for a rule");
        assertTold(HEAD + LABELS + ",,\"told-conflict, always\"\n", "A8", "no condition");
        assertTold(HEAD + LABELS + "x,gclid,told-conflict\n", "C8", "asks for 2 values, and the cell has 1");
        assertTold(HEAD + LABELS + "x,\"\"\"gclid\"\"\",\"told-conflict, a\"\n", "B8", "begins with a quote");
        assertTold(
                HEAD.replace("Clicks\n", "Clicks\n").replace("RuleTable", "Table") + LABELS + ROW, null, "RuleTable");
    }

    @Test
    void whatDoesNotCompileNamesTheRow() {
        assertTold(HEAD.replace("value ==", "valeu ==") + LABELS + ROW, "A8", "valeu");
    }

    @Test
    void aWorkbookSaysTheSame() throws IOException {
        try (XSSFWorkbook workbook = workbook(HEAD + LABELS + ROW + OTHER);
                RuleSet rules = load(workbook).orThrow()) {
            assertThat(rules.decide(
                                    googleAd()
                                            .evidence(tags("facebook", "meta", "email", "email"))
                                            .signals(),
                                    Explain.SUMMARY)
                            .conflicts())
                    .extracting(Conflict::text)
                    .contains("a café by gclid")
                    .doesNotContain("fbclid");
        }
    }

    @Test
    void hiddenRowsOfAWorkbookStillCountAndAreTold() throws IOException {
        try (XSSFWorkbook workbook = workbook(HEAD + LABELS + ROW + OTHER)) {
            workbook.getSheetAt(0).getRow(7).setZeroHeight(true);
            Loaded loaded = load(workbook);
            assertThat(loaded.flaws())
                    .anySatisfy(flaw -> assertThat(flaw.toString()).contains("rules/clicks.drl.xlsx", "hidden"));
            loaded.orThrow().close();
        }
    }

    @Test
    void rulesOnAFurtherSheetAreRefusedSinceDroolsReadsTheFirstOnly() throws IOException {
        try (XSSFWorkbook workbook = workbook(HEAD + LABELS + ROW)) {
            fill(workbook.createSheet("More"), HEAD + LABELS + OTHER);
            Loaded loaded = load(workbook);
            assertThat(loaded.ruleSet()).isNull();
            assertThat(loaded.flaws())
                    .anySatisfy(flaw -> assertThat(flaw.toString()).contains("rules/clicks.drl.xlsx", "More"));
        }
    }

    private static XSSFWorkbook workbook(String table) throws IOException {
        XSSFWorkbook workbook = new XSSFWorkbook();
        fill(workbook.createSheet("Rules"), table);
        return workbook;
    }

    private static void fill(Sheet sheet, String table) throws IOException {
        try (CsvReader<CsvRecord> lines = CsvReader.builder()
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(table)) {
            int at = 0;
            for (CsvRecord line : lines) {
                Row row = sheet.createRow(at++);
                for (int i = 0; i < line.getFieldCount(); i++) {
                    row.createCell(i).setCellValue(line.getField(i));
                }
            }
        }
    }

    private static Loaded load(XSSFWorkbook workbook) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        workbook.write(bytes);
        Map<String, byte[]> files = new TreeMap<>(new TestRules().files());
        files.put("rules/clicks.drl.xlsx", bytes.toByteArray());
        return RuleSetLoader.load(files, List.of(), EngineerTables.LOADED);
    }

    @Test
    void underAnotherNameItIsAFlawToo() {
        assertThat(new TestRules().with("clicks.csv", HEAD + LABELS + ROW).flaws())
                .anySatisfy(flaw -> assertThat(flaw).contains("cell A3", "under a name by which it is not read"));
    }

    private static void assertTold(String table, @org.jspecify.annotations.Nullable String cell, String problem) {
        Loaded loaded = load(table);
        assertThat(loaded.ruleSet()).as(problem).isNull();
        assertThat(loaded.flaws())
                .filteredOn(flaw -> flaw.severity() == Flaw.Severity.ERROR)
                .anySatisfy(flaw -> {
                    assertThat(flaw.cell()).isEqualTo(cell);
                    assertThat(flaw.problem()).contains(problem);
                });
    }

    private static Loaded load(String table) {
        return RuleSetLoader.load(
                new TestRules().with("clicks.drl.csv", table).files(), List.of(), EngineerTables.LOADED);
    }
}
