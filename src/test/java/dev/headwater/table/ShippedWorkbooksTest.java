package dev.headwater.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFDataValidation;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every shipped workbook helps the person who edits it, as a spreadsheet program shows it. */
class ShippedWorkbooksTest {
    private record Table(
            XSSFWorkbook workbook, XSSFSheet sheet, TableLayout layout, int lastRow, Dictionary dictionary) {
        XSSFCell cell(int row, int column) {
            return sheet.getRow(row - 1).getCell(column);
        }

        Word word(int column) {
            return dictionary.word(layout.labels().get(column)).orElseThrow();
        }

        List<Integer> asking() {
            return layout.kinds().entrySet().stream()
                    .filter(kind -> kind.getValue() == ColumnKind.WHEN || kind.getValue() == ColumnKind.THEN)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyShippedWorkbookHelpsItsEditor() throws IOException {
        List<Path> workbooks = workbooks();
        assertThat(workbooks).hasSizeGreaterThanOrEqualTo(3);
        return workbooks.stream().map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(file)));
    }

    private static void check(Path file) throws IOException {
        Map<String, Sheet> read = new TreeMap<>();
        Spreadsheet.read(file.toString(), Files.readAllBytes(file), new ArrayList<>())
                .forEach(sheet -> read.put(sheet.name(), sheet));
        int tables = 0;
        try (InputStream in = Files.newInputStream(file);
                XSSFWorkbook workbook = new XSSFWorkbook(in)) {
            for (Sheet sheet : read.values()) {
                if (TableLayout.of(sheet).isPresent()) {
                    int lastRow = sheet.lines().get(sheet.lines().size() - 1).row();
                    Table table = new Table(
                            workbook,
                            workbook.getSheet(sheet.name()),
                            TableLayout.of(sheet).orElseThrow(),
                            lastRow,
                            dictionary(file));
                    theHeadingIsBoldColouredAndStaysInView(table);
                    theRowsCanBeFiltered(table);
                    eachWordIsExplained(table);
                    knownValuesDropDown(table);
                    nothingTypedIsMangled(table);
                    tables++;
                }
            }
        }
        assertThat(tables).as("tables of " + file).isPositive();
    }

    private static void theHeadingIsBoldColouredAndStaysInView(Table table) {
        assertThat(table.sheet().getPaneInformation().isFreezePane()).isTrue();
        assertThat((int) table.sheet().getPaneInformation().getHorizontalSplitPosition())
                .as("rows in view")
                .isEqualTo(table.layout().labelRow());
        Set<String> colours = new HashSet<>();
        Map<ColumnKind, String> colourOf = new TreeMap<>();
        table.layout().kinds().forEach((column, kind) -> {
            for (int row : new int[] {table.layout().kindRow(), table.layout().labelRow()}) {
                XSSFCell cell = table.cell(row, column);
                assertThat(cell.getCellStyle().getFont().getBold())
                        .as(cell.getReference() + " is bold")
                        .isTrue();
                assertThat(cell.getCellStyle().getFillPattern()).isEqualTo(FillPatternType.SOLID_FOREGROUND);
            }
            colourOf.put(
                    kind,
                    table.cell(table.layout().kindRow(), column)
                            .getCellStyle()
                            .getFillForegroundXSSFColor()
                            .getARGBHex());
        });
        colours.add(colourOf.get(ColumnKind.WHEN));
        colours.add(colourOf.get(ColumnKind.THEN));
        colours.add(colourOf.get(ColumnKind.BECAUSE));
        assertThat(colours).as("WHEN, THEN and the rest").hasSize(3);
    }

    private static void theRowsCanBeFiltered(Table table) {
        CellRangeAddress filter = CellRangeAddress.valueOf(
                table.sheet().getCTWorksheet().getAutoFilter().getRef());
        assertThat(filter.getFirstRow() + 1).isEqualTo(table.layout().labelRow());
        assertThat(filter.getLastRow() + 1).isEqualTo(table.lastRow());
        assertThat(table.asking()).allMatch(filter::containsColumn);
    }

    private static void eachWordIsExplained(Table table) {
        for (int column : table.asking()) {
            CellAddress heading = new CellAddress(table.layout().labelRow() - 1, column);
            assertThat(table.sheet().getCellComment(heading))
                    .as("comment of " + heading)
                    .isNotNull();
            assertThat(table.sheet().getCellComment(heading).getString().getString())
                    .startsWith(table.word(column).name() + ": ")
                    .contains(table.word(column).about());
        }
    }

    private static void knownValuesDropDown(Table table) {
        for (int column : table.asking()) {
            Word word = table.word(column);
            boolean hasValues = word.isClosed()
                    || word.type() == WordType.FLAG
                    || table.layout().kinds().get(column) == ColumnKind.WHEN;
            if (hasValues) {
                for (int row : new int[] {table.layout().labelRow() + 1, table.lastRow(), table.lastRow() + 100}) {
                    List<String> choices = choices(table, row, column);
                    assertThat(choices).as(word.name() + " in row " + row).containsAll(word.values());
                    assertThat(choices).isNotEmpty();
                }
            }
        }
        int policyRow = 2;
        assertThat(choices(table, policyRow, 1)).contains("First match", "Sum points");
    }

    private static List<String> choices(Table table, int row, int column) {
        for (XSSFDataValidation validation : table.sheet().getDataValidations()) {
            for (CellRangeAddress range : validation.getRegions().getCellRangeAddresses()) {
                if (range.isInRange(row - 1, column)) {
                    String[] inline = validation.getValidationConstraint().getExplicitListValues();
                    return inline != null
                            ? List.of(inline)
                            : listed(
                                    table.workbook(),
                                    validation.getValidationConstraint().getFormula1());
                }
            }
        }
        return List.of();
    }

    private static List<String> listed(XSSFWorkbook workbook, String formula) {
        String sheet = formula.substring(0, formula.indexOf('!')).replace("'", "");
        CellRangeAddress range = CellRangeAddress.valueOf(
                formula.substring(formula.indexOf('!') + 1).replace("$", ""));
        List<String> values = new ArrayList<>();
        for (int row = range.getFirstRow(); row <= range.getLastRow(); row++) {
            values.add(workbook.getSheet(sheet)
                    .getRow(row)
                    .getCell(range.getFirstColumn())
                    .getStringCellValue());
        }
        return values;
    }

    /** Cells that hold text, and those still empty, are formatted as text; a number or a date is one. */
    private static void nothingTypedIsMangled(Table table) {
        for (int row = table.layout().labelRow() + 1; row <= table.lastRow(); row++) {
            for (int column : table.layout().kinds().keySet()) {
                XSSFCell cell = table.cell(row, column);
                if (cell != null) {
                    switch (cell.getCellType()) {
                        case STRING, BLANK ->
                            assertThat(cell.getCellStyle().getDataFormatString())
                                    .as(cell.getReference())
                                    .isEqualTo("@");
                        case NUMERIC ->
                            assertThat(new DataFormatter().formatCellValue(cell))
                                    .as(cell.getReference())
                                    .doesNotContain("E");
                        default -> throw new AssertionError(cell.getReference() + " is " + cell.getCellType());
                    }
                } else {
                    assertThat(table.sheet().getColumnStyle(column).getDataFormatString())
                            .isEqualTo("@");
                }
            }
        }
    }

    private static List<Path> workbooks() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("rules"))) {
            return files.filter(file -> file.toString().endsWith(".xlsx"))
                    .sorted()
                    .toList();
        }
    }

    /** The words of a workbook: in a profile, lists of its own take the place of the common ones. */
    private static Dictionary dictionary(Path workbook) {
        Map<String, byte[]> files = new TreeMap<>();
        RuleFolders.read(Path.of("rules")).forEach((file, content) -> files.put("rules/" + file, content));
        RuleFolders.read(Objects.requireNonNull(workbook.getParent()))
                .forEach((file, content) -> files.put("rules/" + file, content));
        return RuleBook.read(files, new ArrayList<>()).dictionary();
    }
}
