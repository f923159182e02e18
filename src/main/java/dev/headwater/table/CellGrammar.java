package dev.headwater.table;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands in WHEN and THEN cells. Forgiving in form: case, blanks, curly quotes and dashes do not matter.
 * Strict in meaning: a cell that could be meant in two ways is a flaw that says how to write either.
 *
 * <table>
 * <caption>WHEN cells</caption>
 * <tr><td>empty, {@code -}, {@code any}</td><td>anything</td></tr>
 * <tr><td>{@code known}, {@code missing}</td><td>whether there is a value</td></tr>
 * <tr><td>{@code cpc, "a, b"}</td><td>one of these texts</td></tr>
 * <tr><td>{@code not email}, {@code not (email, sms)}</td><td>none of these texts</td></tr>
 * <tr><td>{@code paid*}, {@code matches ^a}</td><td>wildcards and regular expressions</td></tr>
 * <tr><td>{@code in Paid mediums}, {@code not in Paid mediums}</td><td>the first column of a list</td></tr>
 * <tr><td>{@code yes}, {@code no}</td><td>a flag</td></tr>
 * <tr><td>{@code 3}, {@code >= 3}, {@code 3..7}</td><td>numbers</td></tr>
 * <tr><td>{@code within 7 days}, {@code > 30 days}, {@code 7..30 days}</td><td>ages</td></tr>
 * </table>
 */
public final class CellGrammar {
    private static final Set<String> ANYTHING = Set.of("", "-", "\u2013", "\u2014", "any");
    private static final String INVISIBLE = "Delete the cell and type it again";

    private final NamedLists lists;

    /**
     * A grammar in which {@code in …} finds the given lists.
     *
     * @param lists found by name, whatever its case, hyphens and blanks
     */
    public CellGrammar(Collection<ReferenceList> lists) {
        this.lists = new NamedLists(lists);
    }

    /**
     * Reads the cell of a WHEN column.
     *
     * @param cell its text, as found
     * @param word what the column asks for
     * @param where the cell's address, for the flaw
     * @param flaws takes what is wrong with it
     * @return what it asks; null where it means nothing, which is a flaw
     */
    public @Nullable Condition condition(String cell, Word word, CellAddress where, List<Flaw> flaws) {
        try {
            return condition(cell, word);
        } catch (Misread e) {
            flaws.add(e.at(where));
            return null;
        }
    }

    /**
     * Reads the cell of a list's column that holds patterns of free text, such as {@code *cp*}.
     *
     * @param cell its text, as found
     * @param column the column's name, as people call it
     * @param where the cell's address, for the flaw
     * @param flaws takes what is wrong with it
     * @return what it asks of a text; null where it means nothing, which is a flaw
     */
    public @Nullable Condition textCondition(String cell, String column, CellAddress where, List<Flaw> flaws) {
        return condition(cell, Word.ofFreeText(column), where, flaws);
    }

    /**
     * Reads the cell of a THEN column.
     *
     * @param cell its text, as found
     * @param word what the column sets
     * @param where the cell's address, for the flaw
     * @param flaws takes what is wrong with it
     * @return a String (in the word's own spelling where the word is closed), a Double or a Boolean; null for an empty
     *     cell, and where the cell means nothing, which is a flaw
     */
    public @Nullable Object outcome(String cell, Word word, CellAddress where, List<Flaw> flaws) {
        try {
            return outcome(cell, word);
        } catch (Misread e) {
            flaws.add(e.at(where));
            return null;
        }
    }

    private Condition condition(String cell, Word word) throws Misread {
        refuseInvisible(cell);
        String folded = Text.fold(cell);
        if (ANYTHING.contains(folded)) {
            return new Condition.Anything();
        }
        return switch (folded) {
            case "known", "not missing" -> new Condition.Known();
            case "missing", "not known" -> new Condition.Missing();
            default ->
                switch (word.type()) {
                    case TEXT -> new TextCell(cell, word, lists).condition();
                    case NUMBER -> NumberCell.number(cell, word);
                    case AGE -> NumberCell.age(cell, word);
                    case FLAG ->
                        new Condition.Flag(flag(
                                cell, word, word.name() + " takes: yes, no, known, missing; " + "or nothing for any"));
                };
        };
    }

    private static @Nullable Object outcome(String cell, Word word) throws Misread {
        refuseInvisible(cell);
        String tidy = Text.tidy(cell);
        if (tidy.isEmpty() || tidy.equals("-") || tidy.equals("\u2013") || tidy.equals("\u2014")) {
            return null;
        }
        return switch (word.type()) {
            case TEXT -> TextCell.outcome(tidy, word);
            case NUMBER -> NumberCell.plainNumber(cell, word);
            case AGE -> NumberCell.plainAge(cell, word);
            case FLAG -> flag(cell, word, word.name() + " is yes or no");
        };
    }

    private static boolean flag(String cell, Word word, String remedy) throws Misread {
        String text = Text.fold(cell);
        return switch (text.startsWith("\"") && text.endsWith("\"") && text.length() > 1
                ? text.substring(1, text.length() - 1)
                : text) {
            case "yes", "y", "true", "1" -> true;
            case "no", "n", "false", "0" -> false;
            default -> throw new Misread(Found.quote(cell) + " is neither yes nor no.", remedy);
        };
    }

    /** Characters that nobody sees, or that turn the order of others round, make a cell say what it does not show. */
    static void refuseInvisible(String cell) throws Misread {
        String name = Found.invisible(cell);
        if (name != null) {
            throw new Misread("The cell holds an invisible character (" + name + ").", INVISIBLE);
        }
        if (cell.length() > Spreadsheet.MAX_TEXT) {
            throw new Misread("The cell holds more than " + Spreadsheet.MAX_TEXT + " characters.", null);
        }
    }
}
