package dev.headwater.decision;

/**
 * Where a row of a decision table stands, so that a person can open the file and look.
 *
 * @param file relative to the folder that holds {@code rules/}, with forward slashes: {@code rules/channel.xlsx}
 * @param sheet the sheet's name; empty for a .csv or .drl file
 * @param cell the row's first cell, such as {@code A14}; {@code line 14} in a .drl file
 */
public record RowAddress(String file, String sheet, String cell) {

    /** {@code rules/channel.xlsx!Channel!A14}, or without the sheet where there is none. */
    @Override
    public String toString() {
        return sheet.isEmpty() ? file + "!" + cell : file + "!" + sheet + "!" + cell;
    }
}
