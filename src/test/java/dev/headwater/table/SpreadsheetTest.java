package dev.headwater.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a workbook can hold that a .csv file cannot, and files that are no workbooks at all. */
class SpreadsheetTest {
    private static final int ROW_PS_1 = 6;
    private static final int CATEGORY = 1;
    private static final int MEDIUM_CLASS = 2;
    private static final int CAMPAIGN = 3;

    @Test
    void anUntouchedWorkbookHasNoFlaws() {
        assertThat(told(workbook -> {})).isEmpty();
    }

    @Test
    void numbersAreReadInPlainDigits() {
        Sheet sheet = readOne(workbook -> {
            XSSFRow row = workbook.createSheet("Numbers").createRow(0);
            double[] numbers = {3, 0.1, 0.95, 447911123456.0, 1e15, 1e-7, -2.50, 0.1 + 0.2, 1e20};
            for (int i = 0; i < numbers.length; i++) {
                row.createCell(i).setCellValue(numbers[i]);
            }
        });
        assertThat(sheet.lines().get(0).cells())
                .extracting(Cell::text)
                .containsExactly(
                        "3",
                        "0.1",
                        "0.95",
                        "447911123456",
                        "1000000000000000",
                        "0.0000001",
                        "-2.5",
                        "0.30000000000000004",
                        "100000000000000000000");
        assertThat(sheet.lines().get(0).cells()).extracting(Cell::kind).containsOnly(Cell.Kind.NUMBER);
    }

    @Test
    void textOfEveryKindIsRead() {
        Sheet sheet = readOne(workbook -> {
            XSSFRow row = workbook.createSheet("Text").createRow(4);
            row.createCell(1).setCellValue(" a\nb ");
            row.createCell(2).setCellValue(true);
            org.apache.poi.xssf.usermodel.XSSFRichTextString rich =
                    new org.apache.poi.xssf.usermodel.XSSFRichTextString("half bold");
            org.apache.poi.xssf.usermodel.XSSFFont bold = workbook.createFont();
            bold.setBold(true);
            rich.applyFont(0, 4, bold);
            row.createCell(3).setCellValue(rich);
            row.createCell(5).setCellValue("");
        });
        Sheet.Line line = sheet.lines().get(0);
        assertThat(line.row()).isEqualTo(5);
        assertThat(line.cells()).extracting(Cell::text).containsExactly("", " a\nb ", "TRUE", "half bold");
        assertThat(line.cell(2).kind()).isEqualTo(Cell.Kind.FLAG);
        assertThat(line.cell(99)).isEqualTo(Cell.EMPTY);
        assertThat(sheet.address(line, 3).toString()).isEqualTo("rules/x.xlsx, sheet Text, cell D5");
    }

    @Test
    void datesAreToldFromNumbersByTheirFormat() {
        Sheet sheet = readOne(workbook -> {
            XSSFRow row = workbook.createSheet("Dates").createRow(0);
            String[] formats = {"yyyy-mm-dd", "d-mmm", "[h]:mm", "General", "0.00", "\"day\" 0", "dd/mm/yyyy hh:mm"};
            for (int i = 0; i < formats.length; i++) {
                XSSFCell cell = row.createCell(i);
                cell.setCellValue(i == 2 ? 0.5 : i == 6 ? 46082.75 : 46082);
                CellStyle style = workbook.createCellStyle();
                style.setDataFormat(workbook.createDataFormat().getFormat(formats[i]));
                cell.setCellStyle(style);
            }
        });
        assertThat(sheet.lines().get(0).cells())
                .extracting(Cell::text)
                .containsExactly("2026-03-01", "2026-03-01", "12:00", "46082", "46082", "46082", "2026-03-01 18:00");
        assertThat(sheet.lines().get(0).cells())
                .extracting(cell -> cell.kind() == Cell.Kind.DATE)
                .containsExactly(true, true, true, false, false, false, true);
    }

    @Test
    void daysCountedFrom1904AreReadRightly() {
        Sheet sheet = readOne(workbook -> {
            workbook.getCTWorkbook().getWorkbookPr().setDate1904(true);
            XSSFCell cell = workbook.createSheet("Mac").createRow(0).createCell(0);
            cell.setCellValue(LocalDate.of(2026, 3, 1));
            CellStyle style = workbook.createCellStyle();
            style.setDataFormat(workbook.createDataFormat().getFormat("yyyy-mm-dd"));
            cell.setCellStyle(style);
        });
        assertThat(sheet.lines().get(0).cell(0).text()).isEqualTo("2026-03-01");
    }

    @Test
    void aTextThatExcelMadeADateIsAFlaw() {
        assertThat(told(workbook -> asDate(workbook, cell(workbook, ROW_PS_1, CAMPAIGN), "d-mmm")))
                .containsExactly("ERROR D7: Excel made a date of what was typed: 2026-03-01.");
        assertThat(told(workbook -> asDate(workbook, cell(workbook, ROW_PS_1, 0), "d-mmm")))
                .containsExactly("ERROR A7: Excel made a date of what was typed: 2026-03-01.");
    }

    @Test
    void aTextThatExcelMadeANumberIsAFlawWhereDigitsAreLostOrHidden() {
        assertThat(told(workbook -> cell(workbook, ROW_PS_1, CAMPAIGN).setCellValue(1.6e10)))
                .as("still shown in full")
                .isEmpty();
        assertThat(told(workbook -> cell(workbook, ROW_PS_1, CAMPAIGN).setCellValue(447911123456.0)))
                .containsExactly("WARNING D7: Excel made a number of what was typed and shows it shortened; it is read "
                        + "as 447911123456.");
        assertThat(told(workbook -> cell(workbook, ROW_PS_1, CAMPAIGN).setCellValue(4479111234567890.0)))
                .containsExactly(
                        "ERROR D7: Excel made a number of what was typed, and its last digits are lost: 4479111234567890.");
    }

    @Test
    void aFormulaCountsOnlyWithAPlainValueThatStays() {
        assertThat(told(workbook -> formula(workbook, "\"pa\"&\"id\"", true)))
                .containsExactly(
                        "WARNING C7: The cell is a formula (=\"pa\"&\"id\"); its present value \"paid\" is used.");
        assertThat(told(workbook -> formula(workbook, "\"pa\"&\"yed\"", true)))
                .containsExactly(
                        "WARNING C7: The cell is a formula (=\"pa\"&\"yed\"); its present value \"payed\" is used.",
                        "ERROR C7: \"payed\" is not a medium class. Did you mean \"paid\"?");
        assertThat(told(workbook -> formula(workbook, "\"pa\"&\"id\"", false)))
                .containsExactly("ERROR C7: The cell is a formula (=\"pa\"&\"id\") without a value.");
        assertThat(told(workbook -> formula(workbook, "1/0", true)))
                .containsExactly("ERROR C7: The cell shows the error #DIV/0!.");
        assertThat(told(workbook -> formula(workbook, "IF(TODAY()>0,\"paid\",\"email\")", true)))
                .containsExactly(
                        "ERROR C7: The cell is a formula (=IF(TODAY()>0,\"paid\",\"email\")) whose value changes "
                                + "by itself.");
        assertThat(told(workbook -> formula(workbook, "IF(RAND()>2,\"\",\"paid\")", true)))
                .singleElement()
                .asString()
                .endsWith("whose value changes by itself.");
        assertThat(told(workbook -> formula(workbook, "LOWER(\"PAID TODAY\")", false)))
                .as("today as a word, not as a function")
                .singleElement()
                .asString()
                .endsWith("without a value.");
    }

    @Test
    void aFormulaInANoteDoesNotMatter() {
        assertThat(told(workbook -> {
                    XSSFCell cell = row(workbook, ROW_PS_1).createCell(6);
                    cell.setCellFormula("TODAY()");
                }))
                .isEmpty();
    }

    @Test
    void hiddenRowsAndColumnsAreNamedAndReadAllTheSame() {
        assertThat(told(workbook -> row(workbook, ROW_PS_1).setZeroHeight(true)))
                .containsExactly("WARNING A7: Row 7 is hidden; it is read all the same.");
        assertThat(told(workbook -> {
                    row(workbook, ROW_PS_1).setZeroHeight(true);
                    row(workbook, ROW_PS_1 + 2).setZeroHeight(true);
                }))
                .containsExactly("WARNING A7: Rows 7, 9 are hidden; they are read all the same.");
        assertThat(told(workbook -> workbook.getSheetAt(0).setColumnHidden(MEDIUM_CLASS, true)))
                .containsExactly("WARNING C5: Column C is hidden; it is read all the same.");
        assertThat(told(workbook -> {
                    workbook.getSheetAt(0).setColumnHidden(100, true);
                    workbook.getSheetAt(0).createRow(90).setZeroHeight(true);
                    row(workbook, 2).setZeroHeight(true);
                }))
                .as("nothing of the table is hidden")
                .isEmpty();
    }

    @Test
    void aHiddenSheetIsNamedAndReadAllTheSame() {
        assertThat(told(workbook -> {
                    workbook.createSheet("Notes");
                    workbook.setActiveSheet(1);
                    workbook.setSheetVisibility(0, SheetVisibility.VERY_HIDDEN);
                }))
                .containsExactly("WARNING null: The sheet is hidden; it is read all the same.");
    }

    @Test
    void mergedCellsAreAFlawUnlessOnlyAboveTheTable() {
        assertThat(told(workbook -> workbook.getSheetAt(0).addMergedRegion(new CellRangeAddress(6, 7, 1, 1))))
                .containsExactly("ERROR B7: The cells B7 to B8 are merged, so that only the first has a value.");
        assertThat(told(workbook -> workbook.getSheetAt(0).addMergedRegion(new CellRangeAddress(2, 2, 1, 5))))
                .isEmpty();
        assertThat(told(workbook -> workbook.getSheetAt(0).addMergedRegion(new CellRangeAddress(6, 8, 6, 6))))
                .as("notes")
                .isEmpty();
    }

    @Test
    void aSheetThatIsNotATableIsNamedAndAnEmptyOneIsNot() {
        assertThat(told(workbook -> {
                    workbook.createSheet("Sheet2");
                    workbook.createSheet("Budget").createRow(0).createCell(0).setCellValue("Month");
                    workbook.createSheet("Shifted").createRow(2).createCell(1).setCellValue("Decision table");
                    workbook.createSheet("Typo").createRow(0).createCell(0).setCellValue("Descision table");
                }))
                .containsExactly(
                        "WARNING null: The sheet is not read: its cell A1 says neither Decision table nor List.",
                        "ERROR B3: Decision table stands here, and not in A1, so the sheet is not read.",
                        "ERROR A1: \"Descision table\" does not open a table. Did you mean \"Decision table\"?");
    }

    @Test
    void aSheetWhoseA1SaysListIsAListOfAnyTable() {
        assertThat(told(workbook -> {
                    XSSFSheet list = workbook.createSheet("Warm");
                    text(list, 0, "List", "Warm campaigns");
                    text(list, 1, "About", "They bring buyers");
                    text(list, 3, "campaign");
                    text(list, 4, "spring sale");
                    text(list, 6, "summer sale");
                    cell(workbook, ROW_PS_1, CAMPAIGN).setCellValue("in warm campaigns");
                }))
                .isEmpty();
        assertThat(told(workbook -> {
                    XSSFSheet list = workbook.createSheet("Warm");
                    text(list, 0, "List", "Warm campaigns");
                    text(list, 3, "campaign");
                    text(list, 4, "spring sale", "why?");
                    cell(workbook, ROW_PS_1, CAMPAIGN).setCellValue("in warm campaigns");
                }))
                .containsExactly("ERROR B5: \"why?\" stands in a column without a name.");
    }

    @Test
    void dateCellsAreDatesWhereDatesBelong() {
        Consumer<XSSFWorkbook> dated = workbook -> {
            workbook.getSheetAt(0).getRow(4).getCell(6).setCellValue("FROM");
            asDate(workbook, row(workbook, ROW_PS_1).createCell(6), "dd/mm/yyyy");
        };
        List<Flaw> flaws = new ArrayList<>();
        RuleBook book = RuleBook.read(withChannelWorkbook(dated), flaws);
        assertThat(flaws).isEmpty();
        assertThat(book.tables().get(1).rows().get(0).from()).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(told(dated.andThen(
                        workbook -> row(workbook, ROW_PS_1 + 1).createCell(6).setCellValue(46082))))
                .containsExactly("ERROR G8: \"46082\" is a number, not a date.");
    }

    @Test
    void aTickBoxIsAFlagAndSmartQuotesAreQuotes() {
        assertThat(told(workbook -> {
                    cell(workbook, 5, CATEGORY).setCellValue("Tagged");
                    cell(workbook, ROW_PS_1, CATEGORY).setCellValue(true);
                    cell(workbook, ROW_PS_1 + 2, CATEGORY).setCellValue("\u00A0no\u00A0");
                    cell(workbook, ROW_PS_1, CAMPAIGN).setCellValue("\u201Cspring, summer\u201D");
                }))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "channel.xls, is in the old Excel format .xls",
        "channel.XLSM, is a workbook with macros (.xlsm)",
        "channel.xlsb, is a binary workbook (.xlsb)",
        "channel.numbers, is a Numbers spreadsheet"
    })
    void otherKindsOfSpreadsheetsAreRefusedSayingWhy(String file, String why) {
        List<Flaw> flaws = new ArrayList<>();
        assertThat(Spreadsheet.read("rules/" + file, bytes(workbook -> workbook.createSheet("x")), flaws))
                .isEmpty();
        assertThat(flaws).singleElement().satisfies(flaw -> {
            assertThat(flaw.problem()).contains(why);
            assertThat(flaw.severity()).isEqualTo(Flaw.Severity.ERROR);
        });
    }

    @Test
    void macrosAreRefusedUnderAnyName() throws IOException {
        byte[] macros = zip(Map.of("[Content_Types].xml", new byte[10], "xl/vbaProject.bin", new byte[10]));
        assertThat(refusal(macros)).isEqualTo("The workbook holds macros, and rules hold no code.");
    }

    @Test
    void aWorkbookCutShortAnywhereIsRefusedAndNeverThrows() {
        byte[] whole = bytes(workbook -> text(workbook.createSheet("x"), 0, "Decision table", "Channel"));
        for (int length = 0; length < whole.length; length += 37) {
            List<Flaw> flaws = new ArrayList<>();
            assertThat(Spreadsheet.read("rules/x.xlsx", Arrays.copyOf(whole, length), flaws))
                    .as("cut after " + length)
                    .isEmpty();
            assertThat(flaws).as("cut after " + length).hasSize(1);
        }
        assertThat(refusal(Arrays.copyOf(whole, whole.length / 2)))
                .isEqualTo("The file is cut short: its end is missing.");
        assertThat(refusal(new byte[0])).isEqualTo("The file is empty (zero bytes).");
    }

    @Test
    void aDamagedWorkbookIsRefusedAndNeverThrows() {
        byte[] whole = bytes(workbook -> text(workbook.createSheet("x"), 0, "Decision table", "Channel"));
        java.util.Random random = new java.util.Random(5);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            for (int j = 0; j < 20; j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Spreadsheet.read("rules/x.xlsx", damaged, new ArrayList<>());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "<c r=\"A1\" t=\"s\"><v>99</v></c>",
                "<c r=\"A1\" t=\"s\"><v>x</v></c>",
                "<c r=\"A1\"><v>NaN</v></c>",
                "<c r=\"A1\"><v>1e999</v></c>",
                "<c r=\"??\"><v>1</v></c>",
                "<c r=\"A1\"><v>1</c>",
                "&xxe;"
            })
    void markupThatNoProgramWritesIsRefusedAndNeverThrows(String cell) throws IOException {
        assertThat(refusal(withSheetXml("<row r=\"1\">" + cell + "</row>")))
                .isEqualTo("The file is damaged: it cannot be read as a workbook.");
    }

    @Test
    void cellsWithoutAddressesStandSideBySide() throws IOException {
        List<Flaw> flaws = new ArrayList<>();
        byte[] content = withSheetXml(
                "<row><c t=\"inlineStr\"><is><t>a</t></is></c><c><v>2</v></c></row><row><c><v>3</v></c></row>");
        Sheet sheet = Spreadsheet.read("rules/x.xlsx", content, flaws).get(0);
        assertThat(flaws).isEmpty();
        assertThat(Csv.write(sheet)).isEqualTo("a,2\n3,\n");
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aSmallFileThatUnpacksToGigabytesIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                zip.write(zeros);
            }
        }
        assertThat(out.size()).isLessThan(1 << 20);
        assertThat(refusal(out.toByteArray()))
                .isEqualTo("The file unpacks to more than 192 MB or 5,000 parts, the most that is read.");
    }

    @Test
    void aFileOfTooManyBytesIsRefused() {
        byte[] large = new byte[Spreadsheet.MAX_BYTES + 1];
        for (String file : List.of("rules/x.xlsx", "rules/x.csv")) {
            List<Flaw> flaws = new ArrayList<>();
            assertThat(Spreadsheet.read(file, large, flaws)).isEmpty();
            assertThat(flaws)
                    .singleElement()
                    .extracting(Flaw::problem)
                    .isEqualTo("The file has 65 MB; at most 64 MB are read.");
        }
    }

    @Test
    void aSheetOfTooManyRowsOrColumnsIsRefusedAndOneThatJustFitsIsRead() throws IOException {
        assertThat(refusal(withSheetXml("<row r=\"100001\"><c r=\"A100001\"><v>1</v></c></row>")))
                .isEqualTo("There are cells below row 100,000, the last that is read.");
        assertThat(refusal(withSheetXml("<row r=\"7\"><c r=\"GS7\"><v>1</v></c></row>")))
                .isEqualTo("Row 7 has more than 200 columns, the most that are read.");
        List<Flaw> flaws = new ArrayList<>();
        assertThat(Spreadsheet.read(
                        "rules/x.xlsx", withSheetXml("<row r=\"100000\"><c r=\"GR100000\"><v>1</v></c></row>"), flaws))
                .hasSize(1);
        assertThat(Spreadsheet.read("rules/x.csv", "a\n".repeat(100_000).getBytes(UTF_8), flaws))
                .hasSize(1);
        assertThat(flaws).isEmpty();
        assertThat(Spreadsheet.read("rules/x.csv", "a\n".repeat(100_001).getBytes(UTF_8), flaws))
                .isEmpty();
        assertThat(Spreadsheet.read("rules/x.csv", ",".repeat(200).getBytes(UTF_8), flaws))
                .isEmpty();
        assertThat(flaws)
                .extracting(Flaw::problem)
                .containsExactly(
                        "There are cells below row 100,000, the last that is read.",
                        "Row 1 has more than 200 columns, the most that are read.");
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void moreCellsThanMemoryShouldHoldAreRefused() throws IOException {
        StringBuilder rows = new StringBuilder();
        String row = "<row>" + "<c><v>1</v></c>".repeat(200) + "</row>";
        rows.append(row.repeat(10_001));
        assertThat(refusal(withSheetXml(rows.toString())))
                .isEqualTo("There are more than 2,000,000 cells, the most that are read.");
    }

    @Test
    void emptyFormattedRowsDoNotCount() {
        List<Flaw> flaws = new ArrayList<>();
        List<Sheet> sheets = Spreadsheet.read(
                "rules/x.xlsx",
                bytes(workbook -> {
                    XSSFSheet sheet = workbook.createSheet("x");
                    text(sheet, 0, "a");
                    CellStyle bold = workbook.createCellStyle();
                    sheet.createRow(1_048_575).createCell(16_383).setCellStyle(bold);
                }),
                flaws);
        assertThat(flaws).isEmpty();
        assertThat(sheets.get(0).lines()).hasSize(1);
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void aTableOfFiftyThousandRowsIsReadAndCheckedInBoundedTime() {
        StringBuilder csv = new StringBuilder(
                "Decision table,Channel\nHit policy,First match\nID,WHEN,WHEN,THEN\n" + ",Campaign,Touches,Channel\n");
        for (int i = 0; i < 50_000; i++) {
            csv.append("r")
                    .append(i)
                    .append(",campaign ")
                    .append(i)
                    .append(",>= ")
                    .append(i % 9)
                    .append(",Email\n");
        }
        csv.append("last,,,Unassigned\n");
        Map<String, byte[]> files = RuleFolders.base();
        files.put("rules/channel.csv", csv.toString().getBytes(UTF_8));
        List<Flaw> flaws = new ArrayList<>();
        RuleBook book = RuleBook.read(files, flaws);
        assertThat(book.tables().get(1).rows()).hasSize(50_001);
        assertThat(flaws).allMatch(flaw -> flaw.severity() == Flaw.Severity.WARNING);
    }

    private static String refusal(byte[] content) {
        List<Flaw> flaws = new ArrayList<>();
        assertThat(Spreadsheet.read("rules/x.xlsx", content, flaws)).isEmpty();
        assertThat(flaws).hasSize(1);
        assertThat(flaws.get(0).severity()).isEqualTo(Flaw.Severity.ERROR);
        return flaws.get(0).problem();
    }

    private static byte[] withSheetXml(String rows) throws IOException {
        Map<String, byte[]> parts = new TreeMap<>();
        try (java.util.zip.ZipInputStream zip = new java.util.zip.ZipInputStream(
                new java.io.ByteArrayInputStream(bytes(workbook -> workbook.createSheet("x"))))) {
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                parts.put(part.getName(), zip.readAllBytes());
            }
        }
        parts.put(
                "xl/worksheets/sheet1.xml",
                ("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + rows
                                + "</sheetData></worksheet>")
                        .getBytes(UTF_8));
        return zip(parts);
    }

    private static byte[] zip(Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return out.toByteArray();
    }

    /** What is told of the base rule set when its channel table is a workbook that somebody has worked on. */
    private static List<String> told(Consumer<XSSFWorkbook> change) {
        List<Flaw> flaws = new ArrayList<>();
        RuleBook.read(withChannelWorkbook(change), flaws);
        return flaws.stream()
                .map(flaw -> flaw.severity() + " " + flaw.cell() + ": " + flaw.problem())
                .toList();
    }

    private static Map<String, byte[]> withChannelWorkbook(Consumer<XSSFWorkbook> change) {
        Map<String, byte[]> files = RuleFolders.base();
        Sheet channel = Csv.read(
                        "rules/channel.csv",
                        Objects.requireNonNull(files.remove("rules/channel.csv")),
                        new ArrayList<>())
                .orElseThrow();
        files.put("rules/channel.xlsx", bytes(workbook -> {
            XSSFSheet sheet = workbook.createSheet("Channel");
            for (Sheet.Line line : channel.lines()) {
                text(
                        sheet,
                        line.row() - 1,
                        line.cells().stream().map(Cell::text).toArray(String[]::new));
            }
            change.accept(workbook);
        }));
        return files;
    }

    private static Sheet readOne(Consumer<XSSFWorkbook> content) {
        List<Flaw> flaws = new ArrayList<>();
        List<Sheet> sheets = Spreadsheet.read("rules/x.xlsx", bytes(content), flaws);
        assertThat(flaws).isEmpty();
        return sheets.get(0);
    }

    private static byte[] bytes(Consumer<XSSFWorkbook> content) {
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            content.accept(workbook);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void text(XSSFSheet sheet, int row, String... texts) {
        XSSFRow line = sheet.createRow(row);
        for (int i = 0; i < texts.length; i++) {
            line.createCell(i).setCellValue(texts[i]);
        }
    }

    private static XSSFRow row(XSSFWorkbook workbook, int row) {
        return workbook.getSheetAt(0).getRow(row);
    }

    private static XSSFCell cell(XSSFWorkbook workbook, int row, int column) {
        return row(workbook, row).getCell(column);
    }

    private static void asDate(XSSFWorkbook workbook, XSSFCell cell, String format) {
        cell.setCellValue(LocalDate.of(2026, 3, 1));
        CellStyle style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        cell.setCellStyle(style);
    }

    private static void formula(XSSFWorkbook workbook, String formula, boolean calculated) {
        XSSFCell cell = row(workbook, ROW_PS_1).createCell(MEDIUM_CLASS);
        cell.setCellFormula(formula);
        if (calculated) {
            workbook.getCreationHelper().createFormulaEvaluator().evaluateFormulaCell(cell);
        }
    }
}
