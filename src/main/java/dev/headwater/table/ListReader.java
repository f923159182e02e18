package dev.headwater.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a {@link ReferenceList} of a sheet: a header, and rows that have a cell for each of its columns. */
final class ListReader {
    private final Sheet sheet;
    private final List<Flaw> flaws;
    private final CellForm form;

    private ListReader(Sheet sheet, List<Flaw> flaws) {
        this.sheet = sheet;
        this.flaws = flaws;
        this.form = new CellForm(flaws);
    }

    /** A file of {@code rules/lists}: the first line is the header. */
    static ReferenceList ofFile(Sheet sheet, String name, List<Flaw> flaws) {
        ListReader reader = new ListReader(sheet, flaws);
        if (sheet.lines().isEmpty()) {
            flaws.add(Flaw.in(sheet.file(), "The list is empty.", "Its first line names the columns"));
            return new ReferenceList(name, sheet.file(), sheet.name(), List.of(), List.of());
        }
        return reader.read(name, 0);
    }

    /** A sheet whose A1 says List: {@code List | Paid mediums}, perhaps {@code About | …}, then the header. */
    static @Nullable ReferenceList ofSheet(Sheet sheet, List<Flaw> flaws) {
        List<Sheet.Line> lines = sheet.lines();
        String name = Text.tidy(lines.get(0).cell(1).text());
        if (name.isEmpty()) {
            flaws.add(Flaw.at(
                    sheet.address(lines.get(0), 1),
                    "The list has no name.",
                    "Write it beside List: List | Paid mediums"));
            return null;
        }
        int header = 1;
        while (header < lines.size()
                && Text.fold(lines.get(header).cell(0).text()).equals("about")
                && lines.get(header).row() == lines.get(header - 1).row() + 1) {
            header++;
        }
        if (header >= lines.size()) {
            flaws.add(Flaw.at(
                    sheet.address(lines.get(0), 0),
                    "The list " + Found.quote(name) + " is empty.",
                    "Below its name comes a row with the names of the columns, and below that the values"));
            return null;
        }
        return new ListReader(sheet, flaws).read(name, header);
    }

    private ReferenceList read(String name, int headerIndex) {
        int before = flaws.size();
        Sheet.Line header = sheet.lines().get(headerIndex);
        List<Sheet.Line> lines =
                sheet.lines().subList(headerIndex + 1, sheet.lines().size());
        List<String> columns = columns(header, lines);
        List<ReferenceList.Row> rows = new ArrayList<>();
        for (Sheet.Line line : lines) {
            if (flaws.size() - before > TableReader.MOST_FLAWS) {
                flaws.add(TableReader.tooMany(sheet, line));
                break;
            }
            if (!line.isBlank()) {
                rows.add(row(line, columns));
            }
        }
        tellHidden(header.row());
        return new ReferenceList(name, sheet.file(), sheet.name(), columns, rows);
    }

    /** The names of the columns; an empty name only for a column that holds something. */
    private List<String> columns(Sheet.Line header, List<Sheet.Line> lines) {
        int width = header.cells().size();
        while (width > 0 && isBlank(width - 1, header, lines)) {
            width--;
        }
        List<String> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < width; i++) {
            String column = Text.fold(header.cell(i).text());
            if (column.isEmpty()) {
                flaws.add(
                        Flaw.at(sheet.address(header, i), "The column has no name.", "Name it, or delete the column"));
            } else if (!seen.add(column)) {
                flaws.add(Flaw.at(
                        sheet.address(header, i),
                        "There is a column " + Found.quote(column) + " already.",
                        "Each column has a name of its own"));
            }
            columns.add(column);
        }
        return columns;
    }

    private static boolean isBlank(int column, Sheet.Line header, List<Sheet.Line> lines) {
        return header.cell(column).isBlank()
                && lines.stream().allMatch(line -> line.cell(column).isBlank());
    }

    private ReferenceList.Row row(Sheet.Line line, List<String> columns) {
        boolean csv = sheet.name().isEmpty();
        if (csv && line.cells().size() < columns.size()) {
            flaws.add(Flaw.at(
                    sheet.address(line, line.cells().size() - 1),
                    "The row ends after " + cells(line.cells().size()) + "; the header has " + columns.size() + ".",
                    "Add the missing commas"));
        }
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < line.cells().size(); i++) {
            Cell cell = line.cell(i);
            CellAddress where = sheet.address(line, i);
            if (i >= columns.size()) {
                if (!cell.isBlank()) {
                    flaws.add(Flaw.at(
                            where,
                            Found.quote(cell.text()) + " stands in a column without a name.",
                            csv ? "Put quotes round a text that has a comma" : "Name the column, or empty the cell"));
                    break;
                }
                continue;
            }
            String text = form.listText(cell, where);
            String invisible = text == null ? null : Found.invisible(text);
            if (invisible != null) {
                flaws.add(Flaw.at(
                        where,
                        "The cell holds an invisible character (" + invisible + ").",
                        "Delete the cell and type it again"));
            } else if (text != null && !columns.get(i).isEmpty()) {
                cells.putIfAbsent(columns.get(i), Text.tidy(text));
            }
        }
        return new ReferenceList.Row(line.row(), cells);
    }

    private void tellHidden(int headerRow) {
        Hidden.tell(sheet, headerRow, flaws);
        for (Sheet.Range range : sheet.merged()) {
            if (range.lastRow() >= headerRow) {
                flaws.add(Hidden.merged(sheet, range));
            }
        }
    }

    private static String cells(int count) {
        return count == 1 ? "1 cell" : count + " cells";
    }
}
