package dev.headwater.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A sheet taken apart as people see it: the lines above, the columns, the rows. What its cells mean, and whether they
 * mean anything, is not asked, so that a sheet with flaws can be shown and compared too.
 *
 * @param sheet the sheet
 * @param form what it is
 * @param title the name of the table or list; of any other sheet its own, or its file's
 * @param above the lines above the columns, top first
 * @param columns from left to right; those that hold nothing are left out
 * @param rows the lines below the headings, top first, without blank ones
 */
public record SheetParts(Sheet sheet, Form form, String title, List<Line> above, List<Column> columns, List<Row> rows) {

    public SheetParts {
        above = List.copyOf(above);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** What a sheet is, by its first cell and by where it stands. */
    public enum Form {
        TABLE,
        LIST,
        /** Nothing that Headwater reads; its columns are known by their letters. */
        OTHER
    }

    /**
     * A line above the columns, such as {@code Hit policy | First match}.
     *
     * @param name what its first cell says
     * @param value what the others say
     */
    public record Line(String name, String value) {}

    /**
     * A column.
     *
     * @param index 0 for A
     * @param kind what it is for; null in anything but a table, and where its heading is none
     * @param label the word below WHEN or THEN, the name of a list's column; may be empty
     */
    public record Column(int index, @Nullable ColumnKind kind, String label) {

        /** What people call it: its label where it has one, else its kind, else its letter. */
        public String name() {
            if (!label.isEmpty()) {
                return label;
            }
            return kind != null ? kind.name() : new CellAddress("", "", index, 1).letters();
        }
    }

    /**
     * A row.
     *
     * @param line 1 for the sheet's first
     * @param id what its ID cell says; empty where it has none
     * @param cells one for each column
     */
    public record Row(int line, String id, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        /** As flaws call it: {@code row 9 (ps-1)}. */
        public String name() {
            return "row " + line + (id.isEmpty() ? "" : " (" + id + ")");
        }
    }

    /** What a cell shows; a formula is shown as one, since its value may change by itself. */
    public static String shown(Cell cell) {
        return cell.formula() == null ? cell.text() : "=" + cell.formula() + " (" + cell.text() + ")";
    }

    /** Takes a sheet apart. A .csv file that says neither Decision table nor List has its columns in its first line. */
    public static SheetParts of(Sheet sheet) {
        Optional<TableLayout> layout = TableLayout.of(sheet);
        if (layout.isPresent()) {
            return table(sheet, layout.get());
        }
        boolean list = sheet.opening().equals(RuleFolder.LIST);
        if (list || sheet.name().isEmpty() && !sheet.opening().equals(RuleFolder.TABLE)) {
            return list(sheet, list);
        }
        return other(sheet);
    }

    /** The hit policy as written; empty where there is none. */
    public String hitPolicy() {
        return above("hit policy");
    }

    /** What it says it is for; empty where it does not. */
    public String about() {
        return above("about");
    }

    private String above(String name) {
        return above.stream()
                .filter(line -> Text.fold(line.name()).equals(name))
                .map(Line::value)
                .findFirst()
                .orElse("");
    }

    /** Where its cells stand, without the cell: {@code rules/channel.xlsx, sheet Channel}. */
    public String place() {
        return sheet.name().isEmpty() ? sheet.file() : sheet.file() + ", sheet " + sheet.name();
    }

    private static SheetParts table(Sheet sheet, TableLayout layout) {
        int width = Math.max(sheet.width(), layout.labels().size());
        List<Column> columns = new ArrayList<>();
        int id = -1;
        for (int i = 0; i < width; i++) {
            ColumnKind kind = layout.kinds().get(i);
            String label = i < layout.labels().size() ? layout.labels().get(i) : "";
            columns.add(new Column(i, kind, label));
            id = kind == ColumnKind.ID && id < 0 ? i : id;
        }
        return parts(sheet, Form.TABLE, titleBeside(sheet), layout.kindRow(), layout.labelRow(), columns, id);
    }

    private static SheetParts list(Sheet sheet, boolean named) {
        int header = 0;
        if (named) {
            List<Sheet.Line> lines = sheet.lines();
            header = 1;
            while (header < lines.size()
                    && Text.fold(lines.get(header).cell(0).text()).equals("about")) {
                header++;
            }
        }
        if (header >= sheet.lines().size()) {
            return other(sheet);
        }
        Sheet.Line heading = sheet.lines().get(header);
        List<Column> columns = IntStream.range(0, sheet.width())
                .mapToObj(i -> new Column(i, null, Text.tidy(heading.cell(i).text())))
                .toList();
        String title = named ? titleBeside(sheet) : fileStem(sheet);
        return parts(sheet, Form.LIST, title, heading.row(), heading.row(), columns, -1);
    }

    private static SheetParts other(Sheet sheet) {
        List<Column> columns = IntStream.range(0, sheet.width())
                .mapToObj(i -> new Column(i, null, ""))
                .toList();
        String title = sheet.name().isEmpty() ? fileStem(sheet) : sheet.name();
        return parts(sheet, Form.OTHER, title, 0, 0, columns, -1);
    }

    private static SheetParts parts(
            Sheet sheet, Form form, String title, int firstHeading, int lastHeading, List<Column> all, int id) {
        List<Line> above = new ArrayList<>();
        List<Sheet.Line> lines = new ArrayList<>();
        for (Sheet.Line line : sheet.lines()) {
            if (line.row() < firstHeading && !line.isBlank()) {
                List<String> values = line.cells().subList(1, line.cells().size()).stream()
                        .map(SheetParts::shown)
                        .filter(text -> !Text.isBlank(text))
                        .toList();
                above.add(new Line(Text.tidy(line.cell(0).text()), Text.tidy(String.join(" ", values))));
            } else if (line.row() > lastHeading && !line.isBlank()) {
                lines.add(line);
            }
        }
        List<Column> columns = all.stream()
                .filter(column -> column.kind() != null
                        || !column.label().isEmpty()
                        || lines.stream()
                                .anyMatch(line -> !line.cell(column.index()).isBlank()))
                .toList();
        List<Row> rows = lines.stream()
                .map(line -> new Row(
                        line.row(),
                        id < 0 ? "" : Text.tidy(line.cell(id).text()),
                        columns.stream()
                                .map(column -> line.cell(column.index()))
                                .toList()))
                .toList();
        return new SheetParts(sheet, form, title, above, columns, rows);
    }

    private static String titleBeside(Sheet sheet) {
        return Text.tidy(sheet.lines().get(0).cell(1).text());
    }

    private static String fileStem(Sheet sheet) {
        String file = sheet.file().substring(sheet.file().lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
