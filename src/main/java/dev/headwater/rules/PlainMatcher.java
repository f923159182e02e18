package dev.headwater.rules;

import dev.headwater.table.Condition;
import dev.headwater.table.DecisionTable;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the plain evaluator, row by row: slower than the engine where a table is long, and ready at once. For tables that
 * are tried out and thrown away. Immutable.
 */
final class PlainMatcher implements RowMatcher {
    private final DecisionTable table;
    private final int[] columnSlots;

    PlainMatcher(DecisionTable table, Slots slots) {
        this.table = table;
        this.columnSlots = table.conditions().stream()
                .mapToInt(column -> slots.of(column.word()))
                .toArray();
    }

    @Override
    public DecisionTable table() {
        return table;
    }

    @Override
    public int[] match(@Nullable Object[] slots) {
        return IntStream.range(0, table.rows().size())
                .filter(row -> fits(table.rows().get(row).conditions(), slots))
                .toArray();
    }

    private boolean fits(List<Condition> conditions, @Nullable Object[] slots) {
        for (int i = 0; i < columnSlots.length; i++) {
            if (!conditions.get(i).test(slots[columnSlots[i]])) {
                return false;
            }
        }
        return true;
    }
}
