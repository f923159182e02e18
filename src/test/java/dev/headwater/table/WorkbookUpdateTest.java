package dev.headwater.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** What people have made of their workbook is still there after rules were written into it. */
class WorkbookUpdateTest {
    private static final Dictionary DICTIONARY =
            RuleBook.read(RuleFolders.base(), new ArrayList<>()).dictionary();
    private static final List<String> TABLE = List.of(
            "Decision table,Channel,,,",
            "Hit policy,First match,,,",
            "",
            "ID,WHEN,WHEN,THEN,BECAUSE",
            ",Source category,Medium class,Channel,",
            "ps-1,search,paid,Paid Search,a paid click",
            "em-1,,email,Email,the medium is e-mail",
            "ev-1,event,,Event,met at an event",
            "last,,,Unassigned,no row fits");
    private static final int EMAIL_ROW = 6;

    @Test
    void onlyTheChangedCellIsWritten() throws IOException {
        byte[] before = dressedUp();
        byte[] after = update(before, with(5, "ps-1,search,\"paid, none\",Paid Search,a paid click"));
        assertThat(text(after)).contains("ps-1,search,\"paid, none\",Paid Search,a paid click");
        try (XSSFWorkbook was = open(before);
                XSSFWorkbook is = open(after)) {
            assertThat(is.getNumCellStyles()).isEqualTo(was.getNumCellStyles());
            assertThat(is.getSheet("Channel").getColumnWidth(4)).isEqualTo(12_345);
            assertThat(is.getSheet("Channel").getDataValidations())
                    .hasSameSizeAs(was.getSheet("Channel").getDataValidations());
            assertThat(is.getSheet("Channel")
                            .getRow(5)
                            .getCell(2)
                            .getCellStyle()
                            .getIndex())
                    .isEqualTo(was.getSheet("Channel")
                            .getRow(5)
                            .getCell(2)
                            .getCellStyle()
                            .getIndex());
            assertThat(is.getSheet("Sums").getRow(0).getCell(0).getCellFormula())
                    .isEqualTo("COUNTA(Channel!A7:A99)");
            assertThat(is.getSheet("Sums").getSheetConditionalFormatting().getNumConditionalFormattings())
                    .isOne();
            assertYellowWithComment(is.getSheet("Channel"), EMAIL_ROW);
        }
    }

    @Test
    void looksAndCommentsFollowTheirRow() throws IOException {
        List<String> moved = new ArrayList<>(TABLE);
        moved.remove(5);
        moved.add(5, "rf-1,,referral,Referral,sent by a page");
        moved.add(5, "af-1,,affiliate,Affiliates,sent by a partner");
        byte[] after = update(dressedUp(), moved);
        try (XSSFWorkbook is = open(after)) {
            assertYellowWithComment(is.getSheet("Channel"), EMAIL_ROW + 1);
            assertThat(is.getSheet("Channel").getCellComments().keySet().stream()
                            .filter(address -> address.getRow() > 4))
                    .hasSize(1);
            assertThat(is.getSheet("Channel").getCTWorksheet().getAutoFilter().getRef())
                    .endsWith("E10");
        }
        List<String> gone = new ArrayList<>(TABLE);
        gone.remove(EMAIL_ROW);
        try (XSSFWorkbook is = open(update(dressedUp(), gone))) {
            assertThat(is.getSheet("Channel").getCellComments().keySet()).noneMatch(address -> address.getRow() > 4);
            assertThat(yellow(is.getSheet("Channel").getRow(EMAIL_ROW))).isFalse();
        }
    }

    @Test
    void aNewRowLooksLikeItsNeighbour() throws IOException {
        List<String> more = new ArrayList<>(TABLE);
        more.add(EMAIL_ROW + 1, "em-2,email,,Email,sent by mail");
        try (XSSFWorkbook is = open(update(dressedUp(), more))) {
            assertThat(yellow(is.getSheet("Channel").getRow(EMAIL_ROW + 1))).isTrue();
            assertThat(yellow(is.getSheet("Channel").getRow(EMAIL_ROW + 2))).isFalse();
        }
    }

    @Test
    void aWorkbookThatSaysItAllIsLeftAlone() throws IOException {
        List<Flaw> flaws = new ArrayList<>();
        Optional<WorkbookUpdate.Updated> updated =
                WorkbookUpdate.of("c.xlsx", dressedUp(), List.of(sheet(TABLE)), DICTIONARY, flaws);
        assertThat(flaws).isEmpty();
        assertThat(updated.orElseThrow().isNothing()).isTrue();
    }

    @Test
    void aFormulaStaysWhereItsValueIsWantedAndGoesWhereAnotherIs() throws IOException {
        byte[] before;
        try (XSSFWorkbook workbook = open(dressedUp())) {
            workbook.getSheet("Channel").getRow(5).getCell(1).setCellFormula("LOWER(\"SEARCH\")");
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
            before = bytes(workbook);
        }
        try (XSSFWorkbook is = open(update(before, with(7, "ev-1,event,,Event,met at a fair")))) {
            assertThat(is.getSheet("Channel").getRow(5).getCell(1).getCellFormula())
                    .isEqualTo("LOWER(\"SEARCH\")");
        }
        byte[] after = update(before, with(5, "ps-1,social,paid,Paid Search,a paid click"));
        assertThat(text(after)).contains("ps-1,social,paid,Paid Search,a paid click");
    }

    @Test
    void aTableThatTheWorkbookHasNotIsAddedToIt() throws IOException {
        String tier = "Decision table,Tier\nHit policy,First match\nID,WHEN,THEN\n,Points,Tier\nlast,,Low\n";
        List<Flaw> flaws = new ArrayList<>();
        Sheet added = Csv.read("tier.csv", tier.getBytes(StandardCharsets.UTF_8), flaws)
                .orElseThrow();
        WorkbookUpdate.Updated updated = WorkbookUpdate.of("c.xlsx", dressedUp(), List.of(added), DICTIONARY, flaws)
                .orElseThrow();
        assertThat(updated.added()).containsExactly("Tier");
        assertThat(updated.changes()).isEmpty();
        assertThat(Spreadsheet.read("c.xlsx", updated.workbook(), flaws))
                .extracting(Sheet::name)
                .contains("Channel", "Sums", "Tier");
    }

    @Test
    void whatWouldNotSurviveIsRefused() throws IOException {
        byte[] before;
        try (XSSFWorkbook workbook = open(dressedUp())) {
            XSSFSheet data = workbook.createSheet("Data");
            for (int row = 0; row < 3; row++) {
                data.createRow(row).createCell(0).setCellValue(row == 0 ? "Count" : "" + row);
                data.getRow(row).createCell(1).setCellValue(row == 0 ? "Of" : "x");
            }
            data.createPivotTable(
                    new AreaReference("A1:B3", SpreadsheetVersion.EXCEL2007), new CellReference("D1"), data);
            before = bytes(workbook);
        }
        List<Flaw> flaws = new ArrayList<>();
        assertThat(WorkbookUpdate.of("c.xlsx", before, List.of(sheet(TABLE)), DICTIONARY, flaws))
                .isEmpty();
        assertThat(flaws).singleElement().asString().startsWith("c.xlsx: The workbook holds pivot tables");
    }

    @Test
    void whateverChangesTheWorkbookThenSaysJustThat() throws IOException {
        Random random = new Random(7);
        byte[] workbook = dressedUp();
        List<String> rows = new ArrayList<>(TABLE.subList(5, TABLE.size()));
        for (int round = 0; round < 40; round++) {
            for (int edit = random.nextInt(4); edit >= 0; edit--) {
                int at = random.nextInt(rows.size() + 1);
                switch (random.nextInt(5)) {
                    case 0 -> rows.add(at, "r" + random.nextInt(1_000) + ",social,,Direct,\"a, b\nc\"");
                    case 1 -> rows.add(at, "");
                    case 2 -> Collections.shuffle(rows, random);
                    case 3 -> rows.add(at, ",=1+1,00123,447911123456,'quoted");
                    default -> {
                        if (rows.size() > 2) {
                            rows.remove(random.nextInt(rows.size()));
                        }
                    }
                }
            }
            List<String> table = new ArrayList<>(TABLE.subList(0, 5));
            for (int blank = random.nextInt(3); blank > 0; blank--) {
                table.add(2, "");
            }
            table.addAll(rows);
            workbook = update(workbook, table);
            assertThat(text(workbook)).isEqualTo(Csv.write(sheet(table)));
        }
    }

    private static byte[] update(byte[] workbook, List<String> table) throws IOException {
        List<Flaw> flaws = new ArrayList<>();
        byte[] updated = WorkbookUpdate.of("c.xlsx", workbook, List.of(sheet(table)), DICTIONARY, flaws)
                .map(WorkbookUpdate.Updated::workbook)
                .orElse(new byte[0]);
        assertThat(flaws).isEmpty();
        return updated;
    }

    /** A workbook that somebody has worked on: a yellow row with a comment, a wide column, a sheet of their own. */
    private static byte[] dressedUp() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        WorkbookWriter.write(List.of(sheet(TABLE)), DICTIONARY, written);
        try (XSSFWorkbook workbook = open(written.toByteArray())) {
            XSSFSheet channel = workbook.getSheet("Channel");
            channel.setColumnWidth(4, 12_345);
            XSSFRow row = channel.getRow(EMAIL_ROW);
            for (int i = 0; i < 5; i++) {
                XSSFCellStyle yellow = workbook.createCellStyle();
                yellow.cloneStyleFrom(row.getCell(0).getCellStyle());
                yellow.setFillForegroundColor(IndexedColors.YELLOW.getIndex());
                yellow.setFillPattern(FillPatternType.SOLID_FOREGROUND);
                (row.getCell(i) == null ? row.createCell(i) : row.getCell(i)).setCellStyle(yellow);
            }
            row.setHeightInPoints(44);
            XSSFComment comment = channel.createDrawingPatriarch()
                    .createCellComment(new XSSFClientAnchor(0, 0, 0, 0, 3, EMAIL_ROW, 5, EMAIL_ROW + 3));
            comment.setString("ask Ada first");
            comment.setAddress(EMAIL_ROW, 3);
            XSSFSheet sums = workbook.createSheet("Sums");
            sums.createRow(0).createCell(0).setCellFormula("COUNTA(Channel!A7:A99)");
            sums.getSheetConditionalFormatting()
                    .addConditionalFormatting(
                            new org.apache.poi.ss.util.CellRangeAddress[] {
                                org.apache.poi.ss.util.CellRangeAddress.valueOf("A1:A1")
                            },
                            sums.getSheetConditionalFormatting().createConditionalFormattingRule("A1>3"));
            return bytes(workbook);
        }
    }

    private static void assertYellowWithComment(XSSFSheet sheet, int row) {
        assertThat(yellow(sheet.getRow(row))).isTrue();
        assertThat(sheet.getRow(row).getHeightInPoints()).isEqualTo(44);
        assertThat(sheet.getRow(row).getCell(3).getCellComment().getString().getString())
                .isEqualTo("ask Ada first");
    }

    private static boolean yellow(XSSFRow row) {
        return row.getCell(0).getCellStyle().getFillForegroundColor() == IndexedColors.YELLOW.getIndex();
    }

    private static List<String> with(int line, String text) {
        List<String> changed = new ArrayList<>(TABLE);
        changed.set(line, text);
        return changed;
    }

    private static Sheet sheet(List<String> lines) {
        byte[] csv = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        return Csv.read("channel.csv", csv, new ArrayList<>()).orElseThrow();
    }

    private static String text(byte[] workbook) {
        return Spreadsheet.read("c.xlsx", workbook, new ArrayList<>()).stream()
                .filter(sheet -> sheet.name().equals("Channel"))
                .map(Csv::write)
                .findFirst()
                .orElseThrow();
    }

    private static XSSFWorkbook open(byte[] workbook) throws IOException {
        return new XSSFWorkbook(new ByteArrayInputStream(workbook));
    }

    private static byte[] bytes(XSSFWorkbook workbook) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        workbook.write(bytes);
        return bytes.toByteArray();
    }
}
