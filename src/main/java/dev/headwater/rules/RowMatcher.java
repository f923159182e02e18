package dev.headwater.rules;

import dev.headwater.table.DecisionTable;
import org.jspecify.annotations.Nullable;

/** Tells which rows of one table fit a lead. */
interface RowMatcher {

    DecisionTable table();

    /**
     * The rows that fit, whatever the day and the hit policy.
     *
     * @param slots the lead's values
     * @return indexes into the table's rows, from top to bottom
     */
    int[] match(@Nullable Object[] slots);
}
