package dev.headwater.rules;

import dev.headwater.decision.NearMiss;
import dev.headwater.decision.Reason;
import dev.headwater.table.Condition.Anything;
import dev.headwater.table.DecisionTable.Column;
import dev.headwater.table.DecisionTable.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one table asked of one lead, and what it found, told by the plain evaluator. It explains an answer, and has no part
 * in finding it.
 */
final class Explanation {
    /** A reader wants the nearest misses, not the table again. */
    private static final int MOST_MISSES = 5;

    private final StageTable<?> table;
    private final @Nullable Object[] values;

    /** @param values the lead's values when the table was asked */
    Explanation(StageTable<?> table, @Nullable Object[] values) {
        this.table = table;
        this.values = values;
    }

    /** A row's reason with all that it asked, but for cells that anything meets. */
    Reason reason(int row) {
        Reason plain = table.reason(row);
        return new Reason(
                plain.decides(),
                plain.row(),
                plain.id(),
                plain.text(),
                plain.points(),
                plain.mend(),
                plain.otherwise(),
                conditions(row));
    }

    /**
     * Rows that one condition kept from fitting, those first that met the most others.
     *
     * @param before only the rows above this one; those below would not have decided anyway
     * @param today rows that do not count on this day are left out
     */
    List<NearMiss> nearMisses(int before, LocalDate today) {
        List<Miss> misses = new ArrayList<>();
        for (int i = 0; i < before; i++) {
            Row row = table.rows().get(i);
            if (row.countsOn(today) && unmet(i) == 1) {
                List<Reason.Condition> asked = conditions(i);
                misses.add(new Miss(
                        asked.size(), new NearMiss(table.decides(), table.address(i), row.id(), firstUnmet(asked))));
            }
        }
        misses.sort(Comparator.comparingInt(Miss::asked).reversed());
        return misses.stream().limit(MOST_MISSES).map(Miss::told).toList();
    }

    private record Miss(int asked, NearMiss told) {}

    /** @param asked holds at least one condition that is not met */
    static Reason.Condition firstUnmet(List<Reason.Condition> asked) {
        return asked.stream().filter(condition -> !condition.fits()).findFirst().orElseThrow();
    }

    /** How many conditions of a row the lead does not meet. */
    int unmet(int row) {
        int unmet = 0;
        for (int i = 0; i < table.table().conditions().size(); i++) {
            unmet += meets(row, i) ? 0 : 1;
        }
        return unmet;
    }

    /** What a row asked and what it found, from left to right, but for cells that anything meets. */
    List<Reason.Condition> conditions(int row) {
        List<Reason.Condition> told = new ArrayList<>();
        Row asked = table.rows().get(row);
        for (int i = 0; i < asked.conditions().size(); i++) {
            if (!(asked.conditions().get(i) instanceof Anything)) {
                Column column = table.table().conditions().get(i);
                told.add(new Reason.Condition(
                        column.word().name(),
                        table.table().address(asked, column).cell(),
                        asked.written().get(i),
                        Values.told(table.value(values, i), column.word().type()),
                        meets(row, i)));
            }
        }
        return told;
    }

    private boolean meets(int row, int column) {
        return table.rows().get(row).conditions().get(column).test(table.value(values, column));
    }
}
