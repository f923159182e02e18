package dev.headwater.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whichever single cell of the shipped tables is broken, that cell is named, and every other cell is left in peace. */
class EveryCellTest {
    private static final Map<String, byte[]> SHIPPED = shipped();
    private static final RuleBook BOOK = RuleBook.read(SHIPPED, new ArrayList<>());
    private static final CellGrammar GRAMMAR = new CellGrammar(BOOK.lists().values());
    private static final Map<String, Dictionary> DICTIONARIES = new ConcurrentHashMap<>();
    private static final String CODE = "\"); Runtime.getRuntime().exit(1); //";

    @TestFactory
    Stream<DynamicTest> aBrokenCellOfAShippedTableIsNamed() {
        List<Sheet> tables = tables();
        assertThat(tables).hasSizeGreaterThanOrEqualTo(4);
        return tables.stream()
                .map(table -> DynamicTest.dynamicTest(SheetParts.of(table).place(), () -> breakEach(table)));
    }

    /** The same through the bytes of the workbook: one cell of each table, the folder read as a whole. */
    @Test
    void aCellBrokenInTheWorkbookIsNamedByFileSheetAndCell() throws IOException {
        for (Sheet sheet : tables()) {
            TableLayout layout = TableLayout.of(sheet).orElseThrow();
            Sheet.Line row = sheet.lines().get(sheet.lines().size() / 2);
            int column = layout.kinds().entrySet().stream()
                    .filter(kind -> kind.getValue() == ColumnKind.THEN)
                    .findFirst()
                    .orElseThrow()
                    .getKey();
            Map<String, byte[]> files = new TreeMap<>(SHIPPED);
            files.computeIfPresent(
                    sheet.file(), (file, content) -> withCell(content, sheet.name(), row.row(), column, "#nonsense"));
            List<Flaw> flaws = new ArrayList<>();
            RuleBook.read(files, flaws);
            CellAddress where = sheet.address(row, column);
            assertThat(flaws).as(where.toString()).hasSize(1);
            assertThat(flaws.get(0).toString()).startsWith(where + ": ").contains("\"#nonsense\"");
        }
    }

    private static void breakEach(Sheet table) {
        assertThat(flaws(table)).as("as shipped").isEmpty();
        TableLayout layout = TableLayout.of(table).orElseThrow();
        int broken = 0;
        for (Sheet.Line line : table.lines()) {
            for (Map.Entry<Integer, ColumnKind> column : layout.kinds().entrySet()) {
                List<Cell> ways = line.row() < layout.kindRow()
                        ? List.of()
                        : line.row() == layout.kindRow()
                                ? brokenKind(column.getValue())
                                : line.row() == layout.labelRow()
                                        ? brokenLabel(column.getValue())
                                        : brokenCell(layout, column.getKey(), column.getValue());
                // Of the many empty cells, each is broken in one way, and another one than its neighbours.
                List<Cell> tried = ways.isEmpty() || !line.cell(column.getKey()).isBlank()
                        ? ways
                        : List.of(ways.get((line.row() + column.getKey()) % ways.size()));
                for (Cell way : tried) {
                    assertNamed(table, line, column.getKey(), way);
                    broken++;
                }
            }
        }
        for (Sheet.Line line : table.lines().subList(0, 2)) {
            for (Cell way : List.of(Cell.of(line.cell(1).text() + "x"), Cell.of(CODE), Cell.EMPTY)) {
                assertNamed(table, line, 1, way);
                broken++;
            }
        }
        doubledIds(table, layout);
        assertThat(broken).isGreaterThan(3 * layout.kinds().size());
    }

    private static void doubledIds(Sheet table, TableLayout layout) {
        List<Sheet.Line> rows = table.lines().stream()
                .filter(line -> line.row() > layout.labelRow() && !line.cell(0).isBlank())
                .toList();
        for (int i = 1; i < rows.size(); i++) {
            assertNamed(
                    table, rows.get(i), 0, Cell.of(" " + rows.get(i - 1).cell(0).text() + "\u00A0"));
        }
    }

    private static List<Cell> brokenKind(ColumnKind kind) {
        return kind == ColumnKind.WHEN || kind == ColumnKind.THEN
                ? List.of(Cell.of("WEHN"), Cell.of(CODE))
                : List.of(Cell.of("Colour"));
    }

    private static List<Cell> brokenLabel(ColumnKind kind) {
        return kind == ColumnKind.WHEN || kind == ColumnKind.THEN
                ? List.of(Cell.of("Sorce kategory"), Cell.of(CODE), Cell.EMPTY)
                : List.of();
    }

    /** Ways to break a cell of a row, whatever stands in it. */
    private static List<Cell> brokenCell(TableLayout layout, int column, ColumnKind kind) {
        Cell error = new Cell("#REF!", Cell.Kind.ERROR, "Sheet2!A1");
        Cell emptyFormula = new Cell("", Cell.Kind.TEXT, "A1&B1");
        return switch (kind) {
            case NOTE, BECAUSE -> List.of();
            case ID -> List.of(error);
            case FROM, UNTIL -> List.of(Cell.of("next spring"), Cell.of(CODE), error);
            case OFF -> List.of(Cell.of("perhaps"), error);
            case WHEN, THEN -> {
                Word word = BOOK.dictionary().word(layout.labels().get(column)).orElseThrow();
                List<Cell> ways = new ArrayList<>(List.of(error, emptyFormula));
                if (word.isClosed()) {
                    ways.add(Cell.of(word.values().get(0) + "xy"));
                    ways.add(Cell.of(CODE));
                    ways.add(new Cell("12", Cell.Kind.NUMBER, null));
                    ways.add(new Cell("2026-03-01", Cell.Kind.DATE, null));
                } else if (word.type() != WordType.TEXT) {
                    ways.add(Cell.of("a few"));
                    ways.add(Cell.of(CODE));
                    ways.add(new Cell("2026-03-01", Cell.Kind.DATE, null));
                } else if (kind == ColumnKind.WHEN) {
                    // Any text is a text; what can be wrong is its form.
                    ways.add(Cell.of("\"left open"));
                    ways.add(Cell.of("matches (("));
                    ways.add(Cell.of("in No such list"));
                    ways.add(new Cell("2026-03-01", Cell.Kind.DATE, null));
                    ways.add(Cell.of("4.47911E+11"));
                }
                yield ways;
            }
        };
    }

    private static void assertNamed(Sheet table, Sheet.Line line, int column, Cell way) {
        CellAddress where = table.address(line, column);
        List<Flaw> flaws = flaws(with(table, line, column, way));
        assertThat(flaws).as(where + " as " + way).isNotEmpty();
        assertThat(flaws.stream().filter(flaw -> flaw.severity() == Flaw.Severity.ERROR))
                .as(where + " as " + way)
                .anySatisfy(flaw -> {
                    assertThat(flaw.file()).isEqualTo(table.file());
                    assertThat(flaw.sheet()).isEqualTo(table.name());
                    assertThat(flaw.cell()).isEqualTo(where.cell());
                });
        // What other rows mean to each other may change with it; their cells are as sound as before.
        assertThat(flaws.stream()
                        .filter(flaw -> !flaw.problem().contains("row")
                                && !flaw.problem().contains("column")))
                .as(where + " as " + way)
                .allSatisfy(flaw -> assertThat(flaw.cell()).isEqualTo(where.cell()));
    }

    /** The words of a table: in a profile, lists of its own take the place of the common ones. */
    private static Dictionary dictionary(String file) {
        String folder = file.substring(0, file.lastIndexOf('/'));
        Map<String, byte[]> files = new TreeMap<>(SHIPPED);
        SHIPPED.forEach((path, content) -> {
            if (path.startsWith(folder + "/lists/")) {
                files.put("rules" + path.substring(folder.length()), content);
            }
        });
        return RuleBook.read(files, new ArrayList<>()).dictionary();
    }

    private static List<Flaw> flaws(Sheet table) {
        List<Flaw> flaws = new ArrayList<>();
        TableReader.read(table, DICTIONARIES.computeIfAbsent(table.file(), EveryCellTest::dictionary), GRAMMAR, flaws);
        return flaws;
    }

    private static Sheet with(Sheet sheet, Sheet.Line line, int column, Cell cell) {
        List<Cell> cells = new ArrayList<>(line.cells());
        while (cells.size() <= column) {
            cells.add(Cell.EMPTY);
        }
        cells.set(column, cell);
        return new Sheet(
                sheet.file(),
                sheet.name(),
                sheet.lines().stream()
                        .map(each -> each == line ? new Sheet.Line(line.row(), cells) : each)
                        .toList(),
                sheet.hiddenRows(),
                sheet.hiddenColumns(),
                sheet.merged(),
                sheet.hidden());
    }

    private static byte @Nullable [] withCell(byte[] workbook, String sheet, int row, int column, String text) {
        try (XSSFWorkbook open = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            open.getSheet(sheet).getRow(row - 1).getCell(column).setCellValue(text);
            open.write(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Sheet> tables() {
        return SHIPPED.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".xlsx"))
                .flatMap(file -> Spreadsheet.read(file.getKey(), file.getValue(), new ArrayList<>()).stream())
                .filter(sheet -> TableLayout.of(sheet).isPresent())
                .toList();
    }

    private static Map<String, byte[]> shipped() {
        Map<String, byte[]> files = new TreeMap<>();
        RuleFolders.read(Path.of("rules")).forEach((file, content) -> files.put("rules/" + file, content));
        return files;
    }
}
