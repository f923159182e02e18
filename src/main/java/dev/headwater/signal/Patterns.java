package dev.headwater.signal;

import dev.headwater.table.CellGrammar;
import dev.headwater.table.Condition;
import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import dev.headwater.table.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A list that gives texts a class: exact texts first, then patterns ({@code *demo*}, {@code matches ^/blog}) from top to
 * bottom, in the grammar of table cells. The time is linear in the length of the text, whatever the patterns.
 */
final class Patterns {
    private final Map<String, String> exact = new HashMap<>();
    private final List<Pattern> patterns = new ArrayList<>();
    private final UnaryOperator<String> exactForm;

    private record Pattern(Predicate<String> fits, String meaning) {}

    private Patterns(UnaryOperator<String> exactForm) {
        this.exactForm = exactForm;
    }

    /**
     * Reads a list.
     *
     * @param text the column that holds texts and patterns
     * @param meaning the column that holds their class
     * @param exactForm how an exact text of the list is made comparable with {@link #exactly}; empty where it cannot be
     */
    static Patterns of(
            ReferenceList list, String text, String meaning, UnaryOperator<String> exactForm, List<Flaw> flaws) {
        Patterns patterns = new Patterns(exactForm);
        ListReader reader = new ListReader(list, flaws);
        if (reader.has(text, meaning)) {
            CellGrammar grammar = new CellGrammar(List.of(list));
            for (Row row : list.rows()) {
                String value = Text.fold(row.cell(meaning));
                if (value.isEmpty()) {
                    reader.wrong(
                            row, meaning, "No " + meaning + " stands here.", "Write what this " + text + " is for");
                    continue;
                }
                Condition condition =
                        grammar.textCondition(comparable(row.cell(text)), text, list.address(row, text), flaws);
                if (condition != null) {
                    patterns.add(row, text, condition, value, reader);
                }
            }
        }
        return patterns;
    }

    /** A regular expression costs microseconds, and a list has hundreds of wildcards. */
    private static Predicate<String> quick(Condition.Like like) {
        Optional<Wildcard> wildcard = Wildcard.of(like.written());
        return wildcard.isPresent() ? wildcard.get() : like::test;
    }

    /** A wildcard without accents, as the texts that it is held against; a regular expression as it was written. */
    private static String comparable(String cell) {
        boolean expression = Text.fold(cell).startsWith("matches ");
        return expression || cell.length() > Letters.MOST ? cell : Letters.plain(cell);
    }

    private void add(Row row, String column, Condition condition, String value, ListReader reader) {
        if (condition instanceof Condition.Like like) {
            patterns.add(new Pattern(quick(like), value));
        } else if (condition instanceof Condition.OneOf some) {
            for (String text : some.texts()) {
                String key = exactForm.apply(text);
                if (key.isEmpty()) {
                    reader.wrong(row, column, ListReader.quote(text) + " has no letter or digit.", null);
                } else {
                    reader.put(exact, key, row, column, value);
                }
            }
        } else {
            reader.wrong(
                    row,
                    column,
                    ListReader.quote(row.cell(column)) + " is neither a " + column + " nor a pattern of one.",
                    "Write a " + column + ", several with commas, or a pattern such as *demo*");
        }
    }

    /** The class of an exact text in its comparable form; null where no row has it. */
    @Nullable
    String exactly(String key) {
        return exact.get(key);
    }

    /** The class of the first pattern that fits one of these texts, all of them folded; null where none does. */
    @Nullable
    String like(List<String> texts) {
        for (Pattern pattern : patterns) {
            for (String text : texts) {
                if (pattern.fits().test(text)) {
                    return pattern.meaning();
                }
            }
        }
        return null;
    }
}
