package dev.headwater.scenario;

import dev.headwater.table.CellAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where something stands in a file.
 *
 * @param line 1 for the first line of a text, or the first row of a sheet
 * @param column 1 for the first character of the line, or for column A
 * @param cell for people, where it is a cell: {@code sheet Paid, cell C9}; null in a text file
 */
public record Place(int line, int column, @Nullable String cell) {

    /** The beginning of a file. */
    public static final Place START = new Place(1, 1);

    /** A place in a text file. */
    public Place(int line, int column) {
        this(line, column, null);
    }

    /** A cell of a table. */
    static Place of(CellAddress address) {
        String sheet = address.sheet().isEmpty() ? "" : "sheet " + address.sheet() + ", ";
        return new Place(address.row(), address.column() + 1, sheet + "cell " + address.cell());
    }

    /** The line, as editors and people understand it: {@code paid.yaml:12}, {@code paid.xlsx, sheet Paid, cell C9}. */
    public String lineIn(String file) {
        return cell == null ? file + ":" + line : file + ", " + cell;
    }

    /** The exact place: {@code paid.yaml:12:5}, {@code paid.xlsx, sheet Paid, cell C9}. */
    public String in(String file) {
        return cell == null ? file + ":" + line + ":" + column : file + ", " + cell;
    }
}
