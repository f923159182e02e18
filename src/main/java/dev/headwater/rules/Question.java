package dev.headwater.rules;

import dev.headwater.table.DecisionTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one table was asked on the way to an answer.
 *
 * @param table the table
 * @param values the lead's value for each WHEN column at that moment; null for a missing one
 * @param day the day on which it was asked
 */
public record Question(DecisionTable table, List<@Nullable Object> values, LocalDate day) {

    public Question {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
