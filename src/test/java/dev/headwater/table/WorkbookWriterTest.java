package dev.headwater.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFDataValidation;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class WorkbookWriterTest {
    private static final RuleBook BASE = RuleBook.read(RuleFolders.base(), new ArrayList<>());

    @Test
    void aTableComesBackFromAWorkbookCellByCell() throws IOException {
        RuleFolders.base().forEach((file, content) -> {
            if (file.endsWith(".csv")) {
                Sheet sheet = sheet(file, new String(content, UTF_8));
                assertThat(Csv.write(through(List.of(sheet)).get(0))).as(file).isEqualTo(Csv.write(sheet));
            }
        });
    }

    @Test
    void textThatExcelOrXmlWouldMangleComesBackAsItWas() {
        List<String> texts = new ArrayList<>(HostileCells.all());
        texts.addAll(List.of(
                "00123",
                "+447911123456",
                "4.47911E+11",
                "MAR1",
                "1-Mar",
                "3-7",
                "=1+1",
                "@SUM(A1)",
                "-",
                "TRUE",
                "1.0",
                "1e5",
                "-0",
                "0.1",
                "123456789012345678",
                " leading",
                "trailing ",
                "two  blanks",
                "line\nbreak",
                "carriage\rreturn",
                "crlf\r\nend",
                "tab\there",
                "_x0041_",
                "_x0041_x0042_",
                "_x005F_x0041_",
                "\u0001",
                "\uFFFF",
                "\uD800",
                "\uD83D\uDE00",
                "\u00A0no-break\u00A0",
                "2026-11-23",
                "1899-12-31",
                "9999-12-31"));
        List<List<String>> table = new ArrayList<>(List.of(
                List.of("Decision table", "Channel"),
                List.of("Hit policy", "First match"),
                List.of("ID", "WHEN", "THEN", "FROM", "THEN"),
                List.of("", "Campaign", "Points", "", "Channel")));
        texts.forEach(text -> table.add(List.of(text, text, text, text, text)));
        Sheet sheet = Sheet.of("rules/hostile.csv", "", table);
        Sheet back = through(List.of(sheet)).get(0);
        assertThat(back.lines()).hasSameSizeAs(sheet.lines());
        for (int i = 0; i < sheet.lines().size(); i++) {
            assertThat(back.lines().get(i).cells())
                    .extracting(Cell::text)
                    .isEqualTo(sheet.lines().get(i).cells().stream()
                            .map(Cell::text)
                            .toList());
        }
    }

    @Test
    void randomTextComesBackAsItWas() {
        Random random = new Random(7);
        String alphabet = "ab ,;\"'\n\r\t=+-@_x0041\u00e4\u2019\u0000\u0007\u2028\u200B\uFEFF";
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder("x");
            for (int j = random.nextInt(12); j > 0; j--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            rows.add(List.of("Z", text.toString()));
        }
        Sheet sheet = Sheet.of("rules/random.csv", "", rows);
        Sheet back = through(List.of(sheet)).get(0);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(back.lines().get(i).cell(1).text()).isEqualTo(rows.get(i).get(1));
        }
    }

    @Test
    void aTextFileComesBackFromAWorkbookByteForByte() throws IOException {
        String dated = """
                Decision table,Channel
                Hit policy,First match

                ID,WHEN,WHEN,FROM,UNTIL,OFF,THEN,BECAUSE
                ,Campaign,Touches,,,,Channel,
                a,MAR1,>= 3,2026-03-01,2026-12-31,,Email,"two
                lines, and ""quotes\"""
                b,00123,3..7,2026-03-01 ,31.12.2026,x,Event,=1+1
                c,447911123456,0.10,,,,Event,'tis
                d,"1,000",1e5,,,,Event,日本 🌊 é é
                last,,,,,,Unassigned,+44
                """;
        Map<String, String> texts = new TreeMap<>(Map.of("channel.csv", dated));
        for (String list : List.of("phone-lines", "promo-codes", "aliases", "vanity-paths", "forms")) {
            texts.put(list, Files.readString(Path.of("rules/lists/" + list + ".csv")));
        }
        texts.put("dictionary.csv", Files.readString(Path.of("rules/dictionary.csv")));
        texts.forEach((file, text) -> {
            String canonical = Csv.write(sheet(file, text));
            Sheet back = through(List.of(sheet(file, text))).get(0);
            assertThat(Csv.write(back)).as(file).isEqualTo(canonical);
            assertThat(Csv.write(sheet(file, canonical)))
                    .as("once written, it stays")
                    .isEqualTo(canonical);
        });
    }

    @Test
    void theSameSheetsGiveTheSameBytes() throws IOException, InterruptedException {
        byte[] first = bytes(baseSheets());
        Thread.sleep(2100); // zip files count time in steps of two seconds
        assertThat(bytes(baseSheets())).isEqualTo(first);
    }

    @Test
    void aWorkbookOfAllTablesIsReadLikeTheirCsvFiles() throws IOException {
        Map<String, byte[]> files = new TreeMap<>(RuleFolders.base());
        files.keySet().removeIf(file -> file.matches("rules/(source|channel|intent|tier)\\.csv"));
        files.put("rules/all.xlsx", bytes(baseSheets()));
        List<Flaw> flaws = new ArrayList<>();
        RuleBook book = RuleBook.read(files, flaws);
        assertThat(flaws).isEmpty();
        assertThat(book.tables()).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(book.tables().get(i).rows())
                    .usingRecursiveComparison()
                    .isEqualTo(BASE.tables().get(i).rows());
            assertThat(book.tables().get(i).sheet())
                    .isEqualTo(book.tables().get(i).name());
        }
    }

    @Test
    void theHeadingStaysInViewAndKnownValuesDropDown() throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes(baseSheets())))) {
            XSSFSheet channel = workbook.getSheet("Channel");
            assertThat(channel.getPaneInformation().getHorizontalSplitPosition())
                    .isEqualTo((short) 6);
            assertThat(channel.getPaneInformation().getVerticalSplitPosition()).isEqualTo((short) 1);
            assertThat(channel.getCTWorksheet().getAutoFilter().getRef()).isEqualTo("A6:G10");
            assertThat(channel.getCellComment(new org.apache.poi.ss.util.CellAddress("C6"))
                            .getString()
                            .getString())
                    .contains("The class of the medium in force", "One of: paid, organic, email, none");
            assertThat(channel.getDataValidations())
                    .extracting(validation -> ((XSSFDataValidation) validation)
                            .getValidationConstraint()
                            .getFormula1())
                    .contains("\"search,social,event,known,missing\"", "\"Paid Search,Email,Event,Unassigned\"");
            assertThat(channel.getRow(4).getCell(1).getCellStyle().getFillForegroundColorColor())
                    .isNotEqualTo(channel.getRow(4).getCell(4).getCellStyle().getFillForegroundColorColor());
            assertThat(workbook.getSheet("Intent").getRow(5).getCell(4).getCellType())
                    .isEqualTo(CellType.NUMERIC);
            assertThat(workbook.getSheet("Values")).isNull();
        }
    }

    @Test
    void aLongSetOfValuesDropsDownFromAHiddenSheetThatNobodyIsWarnedAbout() throws IOException {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            many.add("Channel number " + i);
        }
        List<Word> words = new ArrayList<>(BASE.dictionary().words());
        words.replaceAll(word -> word.name().equals("Channel")
                ? new Word(word.name(), word.signal(), word.type(), many, word.knownFrom(), word.setBy(), word.about())
                : word);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WorkbookWriter.write(baseSheets(), new Dictionary(words), out);
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(workbook.getSheetVisibility(workbook.getSheetIndex("Values")))
                    .isEqualTo(org.apache.poi.ss.usermodel.SheetVisibility.HIDDEN);
            assertThat(workbook.getSheet("Channel").getDataValidations())
                    .extracting(
                            validation -> validation.getValidationConstraint().getFormula1())
                    .contains("'Values'!$A$3:$A$62");
            assertThat(workbook.getSheet("Values").getRow(61).getCell(0).getStringCellValue())
                    .isEqualTo("Channel number 59");
        }
        List<Flaw> flaws = new ArrayList<>();
        assertThat(Spreadsheet.read("rules/all.xlsx", out.toByteArray(), flaws))
                .extracting(Sheet::name)
                .containsExactly("Source", "Channel", "Intent", "Tier");
        assertThat(flaws).isEmpty();
    }

    @Test
    void sheetsGetNamesThatExcelTakesAndThatDiffer() {
        List<Sheet> named = List.of(
                Sheet.of("rules/a.csv", "Q1/Q2: *all*", List.of(List.of("x"))),
                Sheet.of("rules/b.csv", "", List.of(List.of("List", "Paid mediums"), List.of("medium"))),
                Sheet.of("rules/b.csv", "paid mediums", List.of(List.of("x"))),
                Sheet.of("rules/some-file.csv", "", List.of(List.of("", "x"))));
        assertThat(through(named))
                .extracting(Sheet::name)
                .containsExactly("Q1-Q2- -all-", "Paid mediums", "paid mediums 2", "some-file");
    }

    @Test
    void aWorkbookWithoutSheetsIsRefused() {
        assertThatThrownBy(() -> bytes(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Sheet> baseSheets() {
        return List.of("source", "channel", "intent", "tier").stream()
                .map(name -> {
                    String file = "rules/" + name + ".csv";
                    return sheet(file, new String(RuleFolders.base().get(file), UTF_8));
                })
                .toList();
    }

    private static Sheet sheet(String file, String csv) {
        List<Flaw> flaws = new ArrayList<>();
        Sheet sheet = Csv.read(file, csv.getBytes(UTF_8), flaws).orElseThrow();
        assertThat(flaws).isEmpty();
        return sheet;
    }

    private static byte[] bytes(List<Sheet> sheets) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WorkbookWriter.write(sheets, BASE.dictionary(), out);
        return out.toByteArray();
    }

    private static List<Sheet> through(List<Sheet> sheets) {
        List<Flaw> flaws = new ArrayList<>();
        List<Sheet> back;
        try {
            back = Spreadsheet.read("rules/back.xlsx", bytes(sheets), flaws);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(flaws).isEmpty();
        return back;
    }
}
