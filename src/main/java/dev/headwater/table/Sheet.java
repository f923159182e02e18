package dev.headwater.table;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A sheet as it was found: raw cells and where they stand. What they mean is for others to say.
 *
 * @param file as the author knows it: {@code rules/channel.xlsx}
 * @param name the sheet's name; empty for a .csv file
 * @param lines the lines that hold anything, from top to bottom
 * @param hiddenRows the rows that the author does not see, of those that hold anything; 1 for the first
 * @param hiddenColumns the columns that the author does not see, of those that hold anything; 0 for A
 * @param merged the merged ranges
 * @param hidden whether the whole sheet is hidden
 */
public record Sheet(
        String file,
        String name,
        List<Line> lines,
        Set<Integer> hiddenRows,
        Set<Integer> hiddenColumns,
        List<Range> merged,
        boolean hidden) {

    public Sheet {
        lines = List.copyOf(lines);
        hiddenRows = Set.copyOf(hiddenRows);
        hiddenColumns = Set.copyOf(hiddenColumns);
        merged = List.copyOf(merged);
    }

    /**
     * The cells of one row, from column A to the last one that holds anything.
     *
     * @param row 1 for the sheet's first row, as spreadsheets count
     * @param cells at least one
     */
    public record Line(int row, List<Cell> cells) {
        public Line {
            cells = List.copyOf(cells);
        }

        /** The cell of a column, 0 for A; an empty one beyond the last. */
        public Cell cell(int column) {
            return column < cells.size() ? cells.get(column) : Cell.EMPTY;
        }

        /** Whether nothing can be seen in the whole line. */
        public boolean isBlank() {
            return cells.stream().allMatch(Cell::isBlank);
        }
    }

    /** A block of cells; rows from 1, columns from 0, both ends included. */
    public record Range(int firstRow, int firstColumn, int lastRow, int lastColumn) {}

    /** A sheet of plain text, one list of cells for each row. */
    public static Sheet of(String file, String name, List<List<String>> rows) {
        List<Line> lines = IntStream.range(0, rows.size())
                .filter(i -> !rows.get(i).isEmpty())
                .mapToObj(
                        i -> new Line(i + 1, rows.get(i).stream().map(Cell::of).toList()))
                .toList();
        return new Sheet(file, name, lines, Set.of(), Set.of(), List.of(), false);
    }

    /** What cell A1 says, folded; empty where it says nothing. */
    public String opening() {
        return lines.isEmpty() || lines.get(0).row() != 1
                ? ""
                : Text.fold(lines.get(0).cell(0).text());
    }

    /** How many columns the widest line has. */
    public int width() {
        return lines.stream().mapToInt(line -> line.cells().size()).max().orElse(0);
    }

    /** Where a cell stands. */
    public CellAddress address(Line line, int column) {
        return new CellAddress(file, name, column, line.row());
    }
}
