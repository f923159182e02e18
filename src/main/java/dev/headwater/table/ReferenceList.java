package dev.headwater.table;

import java.util.List;
import java.util.Map;

/**
 * A reference list: facts that are looked up, never compiled.
 *
 * @param name the file's name without its ending: {@code hosts}
 * @param file as the author knows it: {@code rules/lists/hosts.csv}
 * @param columns the header, folded, from left to right
 * @param rows the rows, from top to bottom
 */
public record ReferenceList(String name, String file, List<String> columns, List<Row> rows) {

    public ReferenceList {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
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
        return new CellAddress(file, "", Math.max(0, columns.indexOf(column)), row.line());
    }
}
