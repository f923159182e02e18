package dev.headwater.rules;

import dev.headwater.table.Condition;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.Memo;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks the engine which rows of one table fit. */
final class EngineMatcher implements RowMatcher {
    private static final int MOST_TEXTS = 128;
    private static final int LONGEST_TEXT = 256;

    private final DecisionTable table;
    private final TableNetwork network;
    private final TableFact.Asked asked;

    /**
     * @param network made of the table's rules, or of equal ones
     * @param slots where the values stand that the table asks for
     */
    EngineMatcher(TableRules rules, TableNetwork network, Slots slots) {
        this.table = rules.table();
        this.network = network;
        this.asked = new TableFact.Asked(
                rules.fields().stream().mapToInt(slots::of).toArray(),
                rules.tests().stream().map(test -> quick(test.condition())).toList(),
                rules.tests().stream().mapToInt(test -> slots.of(test.word())).toArray());
    }

    /** A regular expression costs microseconds, and the names of campaigns come again and again. */
    static Predicate<@Nullable Object> quick(Condition condition) {
        if (!(condition instanceof Condition.Like)) {
            return condition::test;
        }
        Memo<String, Boolean> known = new Memo<>(MOST_TEXTS);
        return value -> value instanceof String text && text.length() <= LONGEST_TEXT
                ? known.answer(text, condition::test)
                : condition.test(value);
    }

    @Override
    public DecisionTable table() {
        return table;
    }

    @Override
    public int[] match(@Nullable Object[] values) {
        TableFact fact = new TableFact(asked, values);
        network.ask(fact);
        return fact.rows();
    }
}
