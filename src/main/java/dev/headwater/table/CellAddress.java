package dev.headwater.table;

/**
 * Where a cell stands.
 *
 * @param file as the author knows it: {@code rules/channel.xlsx}
 * @param sheet the sheet's name; empty for a .csv file
 * @param column 0 for A
 * @param row 1 for the first, as spreadsheets count
 */
public record CellAddress(String file, String sheet, int column, int row) {

    /** Such as {@code C9}. */
    public String cell() {
        return letters() + row;
    }

    /** The column, such as {@code C}. */
    public String letters() {
        StringBuilder letters = new StringBuilder();
        for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
            letters.insert(0, (char) ('A' + rest % 26));
        }
        return letters.toString();
    }

    /** {@code rules/channel.xlsx, sheet Channel, cell C9}. */
    @Override
    public String toString() {
        return file + (sheet.isEmpty() ? "" : ", sheet " + sheet) + ", cell " + cell();
    }
}
