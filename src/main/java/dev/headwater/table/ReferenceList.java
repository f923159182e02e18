package dev.headwater.table;

import java.util.List;
import java.util.Map;

/**
 * A reference list: facts that are looked up, never compiled.
 *
 * @param name the file's name without its ending: {@code hosts}; of a sheet whose A1 says List, the name beside it
 * @param file as the author knows it: {@code rules/lists/hosts.csv}
 * @param sheet the sheet's name; empty for a .csv file
 * @param columns the header, folded, from left to right
 * @param rows the rows, from top to bottom
 */
public record ReferenceList(String name, String file, String sheet, List<String> columns, List<Row> rows) {

    public ReferenceList {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** A list of a .csv file. */
    public ReferenceList(String name, String file, List<String> columns, List<Row> rows) {
        this(name, file, "", columns, rows);
    }

    /**
     * One row of a list.
     *
     * @param line 1 for the file's first line
     * @param cells trimmed text by folded column name; empty text for an empty cell, never null
     */
    public record Row(int line, Map<String, String> cells) {

        public Row {
            cells = Map.copyOf(cells);
        }

        /** A cell's text; empty where the cell is empty or the list has no such column. */
        public String cell(String column) {
            return cells.getOrDefault(column, "");
        }
    }

    /** Where a cell of a row stands. */
    public CellAddress address(Row row, String column) {
        return new CellAddress(file, sheet, Math.max(0, columns.indexOf(column)), row.line());
    }
}
