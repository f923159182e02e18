package dev.headwater.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table to begin with: all that its stage needs, and no rule yet. Where one row at most decides, it has the last row
 * that always fits, so that it can go live as it is; where all rows that fit count, it lacks a row.
 */
public final class NewTable {
    private static final int WHENS_AT_FIRST = 3;

    private NewTable() {}

    /** The words that the WHEN columns of a stage's table may ask for, in the dictionary's order. */
    public static List<Word> askable(Stage stage, Dictionary dictionary) {
        return dictionary.words().stream()
                .filter(word -> !word.signal().isEmpty() && word.knownFrom().compareTo(stage) <= 0)
                .toList();
    }

    /**
     * A new table.
     *
     * @param stage what it decides
     * @param book gives the words; and, where it has a table of this stage, what that one asks for and how it ends
     * @param asked the words of its WHEN columns; empty for those of the table of the book, else the first few
     */
    public static Sheet of(Stage stage, RuleBook book, Collection<Word> asked) {
        @Nullable
        DecisionTable present = book.tables().stream()
                .filter(table -> table.name().equals(stage.tableName()))
                .findFirst()
                .orElse(null);
        List<Word> whens = asked.isEmpty() ? whens(stage, book, present) : List.copyOf(asked);
        List<Word> thens = book.dictionary().words().stream()
                .filter(word -> word.setBy().contains(stage))
                .toList();
        HitPolicy policy = stage.hitPolicies().get(0);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Decision table", stage.tableName()));
        rows.add(List.of("Hit policy", policy.words()));
        if (present != null && !present.about().isEmpty()) {
            rows.add(List.of("About", present.about()));
        }
        rows.add(List.of());
        rows.add(line("ID", kinds("WHEN", whens), kinds("THEN", thens), "BECAUSE", "NOTE"));
        rows.add(line("", names(whens), names(thens), "", ""));
        if (policy != HitPolicy.SUM_POINTS && policy != HitPolicy.ALL_MATCHES) {
            List<String> ends =
                    thens.stream().map(word -> ending(word, present)).toList();
            rows.add(line("last", whens.stream().map(word -> "").toList(), ends, "no row above fits", ""));
        }
        return Sheet.of(stage.tableName(), stage.tableName(), rows);
    }

    private static List<Word> whens(Stage stage, RuleBook book, @Nullable DecisionTable present) {
        Stream<Word> words = present != null && !present.conditions().isEmpty()
                ? present.conditions().stream().map(DecisionTable.Column::word).distinct()
                : askable(stage, book.dictionary()).stream().limit(WHENS_AT_FIRST);
        return words.toList();
    }

    private static List<String> line(String id, List<String> whens, List<String> thens, String because, String note) {
        return Stream.of(Stream.of(id), whens.stream(), thens.stream(), Stream.of(because, note))
                .flatMap(cells -> cells)
                .toList();
    }

    private static List<String> kinds(String kind, List<Word> words) {
        return words.stream().map(word -> kind).toList();
    }

    private static List<String> names(List<Word> words) {
        return words.stream().map(Word::name).toList();
    }

    /** What the last row decides: what that of the present table does, else something that the word can be. */
    private static String ending(Word word, @Nullable DecisionTable present) {
        if (present != null && !present.rows().isEmpty()) {
            DecisionTable.Row last = present.rows().get(present.rows().size() - 1);
            for (int i = 0; i < present.outcomes().size(); i++) {
                if (last.alwaysFits() && present.outcomes().get(i).word().equals(word)) {
                    return written(last.outcomes().get(i), word);
                }
            }
        }
        if (word.isClosed()) {
            return word.values().get(word.values().size() - 1);
        }
        return switch (word.type()) {
            case TEXT -> "";
            case FLAG -> "no";
            case AGE -> "1 day";
            case NUMBER ->
                word.range() == null || word.range().test(0.0)
                        ? "0"
                        : Found.number(word.range().low());
        };
    }

    private static String written(@Nullable Object outcome, Word word) {
        if (outcome instanceof Double number) {
            return Found.number(number) + (word.type() == WordType.AGE ? " days" : "");
        }
        if (outcome instanceof Boolean flag) {
            return flag ? "yes" : "no";
        }
        return outcome == null ? "" : outcome.toString();
    }
}
