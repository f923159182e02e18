package dev.headwater.signal;

import dev.headwater.table.Flaw;
import dev.headwater.table.Nearest;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import dev.headwater.table.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The words that a column may hold, folded, as one list declares them.
 *
 * @param what what each of them is, for people: {@code source category}
 * @param file the list that declares them
 * @param words folded
 */
record Vocabulary(String what, String file, Set<String> words) {
    private static final int MOST_TOLD = 40;

    /** Looking for the nearest word takes time; after so many flaws nobody reads on. */
    private static final int MOST_ASKED = 200;

    /** The words of a list's column. */
    static Vocabulary of(String what, ReferenceList list, String column) {
        Set<String> words = new LinkedHashSet<>();
        for (Row row : list.rows()) {
            String word = Text.fold(row.cell(column));
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return new Vocabulary(what, list.file(), words);
    }

    /**
     * The word that a cell holds, folded; null where the cell is empty or holds another, which is a flaw. Any word will do
     * where the list that should declare them is missing, which is told elsewhere.
     */
    @Nullable
    String read(ReferenceList list, Row row, String column, List<Flaw> flaws) {
        String word = Text.fold(row.cell(column));
        if (word.isEmpty() || words.isEmpty() || words.contains(word)) {
            return word.isEmpty() ? null : word;
        }
        String near = flaws.size() > MOST_ASKED
                ? ""
                : Nearest.to(word, words)
                        .map(known -> " Did you mean \"" + known + "\"?")
                        .orElse("");
        String article = "aeiou".indexOf(what.charAt(0)) < 0 ? "a " : "an ";
        flaws.add(Flaw.at(
                list.address(row, column),
                "\"" + row.cell(column) + "\" is not " + article + what + "." + near,
                remedy()));
        return null;
    }

    /**
     * Adds a flaw for each cell of a column that holds a word which is neither one of these nor another allowed one.
     *
     * @param allowed says so of a folded word
     */
    void check(ReferenceList list, String column, Predicate<String> allowed, List<Flaw> flaws) {
        for (Row row : list.rows()) {
            if (!allowed.test(Text.fold(row.cell(column)))) {
                read(list, row, column, flaws);
            }
        }
    }

    private String remedy() {
        return words.size() <= MOST_TOLD
                ? "A " + what + " is one of: " + String.join(", ", words)
                : "Add it to " + file + ", or write one that stands there";
    }
}
