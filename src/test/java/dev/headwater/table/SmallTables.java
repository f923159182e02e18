package dev.headwater.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables written down in a line or two: {@code "search|yes > 3"} is a row that asks two columns and says 3. */
final class SmallTables {
    static final Word CATEGORY = word("Source category", WordType.TEXT, "search", "social", "email");
    static final Word CAMPAIGN = word("Campaign", WordType.TEXT);
    static final Word TOUCHES = word("Touches", WordType.NUMBER);
    static final Word LAST_TOUCH = word("Last touch", WordType.AGE);
    static final Word TAGGED = word("Tagged", WordType.FLAG);
    static final Word CHANNEL = word("Channel", WordType.TEXT, "A", "B", "C");
    static final Word POINTS = word("Points", WordType.NUMBER);

    private SmallTables() {}

    static Word word(String name, WordType type, String... values) {
        return new Word(name, name, type, List.of(values), Stage.SOURCE, Set.of(), "");
    }

    static DecisionTable table(HitPolicy policy, List<Word> words, String... rows) {
        List<DecisionTable.Row> all = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            String[] sides = rows[i].split(" -> ", -1);
            all.add(row(i + 1, words, sides[0].split("\\|", -1), outcome(policy, sides[1])));
        }
        return table(policy, words, all);
    }

    static DecisionTable table(HitPolicy policy, List<Word> words, List<DecisionTable.Row> rows) {
        List<DecisionTable.Column> columns = new ArrayList<>();
        words.forEach(word -> columns.add(new DecisionTable.Column(word, columns.size() + 1)));
        Word decided = policy == HitPolicy.SUM_POINTS ? POINTS : CHANNEL;
        return new DecisionTable(
                "Small",
                "rules/small.xlsx",
                "Small",
                policy,
                "",
                columns,
                List.of(new DecisionTable.Column(decided, columns.size() + 1)),
                rows);
    }

    static DecisionTable.Row row(int line, List<Word> words, String[] cells, @Nullable Object outcome) {
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            conditions.add(condition(cells[i], words.get(i)));
        }
        return new DecisionTable.Row(
                line, "r" + line, conditions, Arrays.asList(cells), Arrays.asList(outcome), "", null, null);
    }

    static Condition condition(String cell, Word word) {
        List<Flaw> flaws = new ArrayList<>();
        Condition read =
                new CellGrammar(List.of()).condition(cell, word, new CellAddress("rules/small.xlsx", "", 0, 1), flaws);
        return Objects.requireNonNull(read, () -> cell + " " + flaws);
    }

    private static @Nullable Object outcome(HitPolicy policy, String written) {
        return policy == HitPolicy.SUM_POINTS ? (Object) Double.valueOf(written) : written;
    }
}
