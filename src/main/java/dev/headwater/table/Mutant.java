package dev.headwater.table;

/**
 * A table with one thing changed, as a slip of the hand might change it: does any scenario notice?
 *
 * @param kind what was done
 * @param original the table as it is
 * @param table the table with the change
 * @param at the changed cell; the row's first where the whole row was
 * @param row the changed row's ID
 * @param column the word of the changed column; empty where the whole row was changed
 * @param was what stood there, as its author wrote it; of a row, its ID
 * @param now what stands there instead; of a row, what became of it
 */
public record Mutant(
        Kind kind,
        DecisionTable original,
        DecisionTable table,
        CellAddress at,
        String row,
        String column,
        String was,
        String now) {

    /** What was done to the table. */
    public enum Kind {
        ROW_DROPPED("row dropped"),
        ROWS_SWAPPED("rows swapped"),
        CELL_WIDENED("cell widened"),
        CELL_NARROWED("cell narrowed"),
        CELL_REPLACED("cell replaced"),
        OUTCOME_REPLACED("outcome replaced");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** As reports name it. */
        public String words() {
            return words;
        }
    }

    /** {@code rules/channel.xlsx!Channel!C9}: where to look. */
    public String place() {
        return at.file() + (at.sheet().isEmpty() ? "" : "!" + at.sheet()) + "!" + at.cell();
    }

    /** {@code cell narrowed: Source category "search, video" became "search"}. */
    public String told() {
        return switch (kind) {
            case ROW_DROPPED -> "row dropped: " + was;
            case ROWS_SWAPPED -> "rows swapped: " + was + " and " + now;
            case CELL_WIDENED, CELL_NARROWED, CELL_REPLACED, OUTCOME_REPLACED ->
                kind.words() + ": " + column + " " + shown(was) + " became " + shown(now);
        };
    }

    private static String shown(String cell) {
        return cell.isEmpty() ? "(empty)" : Found.quote(cell);
    }
}
