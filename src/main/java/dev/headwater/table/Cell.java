package dev.headwater.table;

import org.jspecify.annotations.Nullable;

/**
 * A cell as it was found, before anyone asks what it means.
 *
 * @param text what stands in it: text as written, a number in plain digits, a date as {@code 2026-11-23} (with a time
 *     where it has one), a tick as {@code TRUE} or {@code FALSE}, an error as Excel shows it ({@code #REF!})
 * @param kind what the file says it is; in a .csv file all is text
 * @param formula the formula that gave the text, without {@code =}; null for a cell that somebody typed
 */
public record Cell(String text, Kind kind, @Nullable String formula) {

    /** What a workbook says about a cell. */
    public enum Kind {
        TEXT,
        NUMBER,
        DATE,
        FLAG,
        ERROR
    }

    /** A cell with nothing in it. */
    public static final Cell EMPTY = new Cell("", Kind.TEXT, null);

    /** A cell of plain text. */
    public static Cell of(String text) {
        return text.isEmpty() ? EMPTY : new Cell(text, Kind.TEXT, null);
    }

    /** Whether nothing can be seen in it: no text, only blanks, and no formula. */
    public boolean isBlank() {
        return formula == null && Text.isBlank(text);
    }
}
