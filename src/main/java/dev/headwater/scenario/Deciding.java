package dev.headwater.scenario;

import dev.headwater.rules.Question;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.DecisionTable.Row;
import dev.headwater.table.HitPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a table decides when it is asked, by the plain evaluator: the rows that count, and what they say.
 *
 * @param rows the ID and the THEN cells of each row that counts
 * @param crowded whether several rows fit where only one may
 */
record Deciding(List<Said> rows, boolean crowded) {

    /** What a row says. */
    record Said(String id, List<@Nullable Object> outcomes) {}

    static Deciding of(DecisionTable table, Question question) {
        boolean one = table.hitPolicy() == HitPolicy.FIRST_MATCH || table.hitPolicy() == HitPolicy.ONLY_MATCH;
        List<Said> said = new ArrayList<>();
        for (Row row : table.rows()) {
            if (row.countsOn(question.day()) && fits(row, question)) {
                if (one && !said.isEmpty()) {
                    return new Deciding(said, true);
                }
                said.add(new Said(row.id(), row.outcomes()));
                if (table.hitPolicy() == HitPolicy.FIRST_MATCH) {
                    break;
                }
            }
        }
        return new Deciding(said, false);
    }

    /** Whether a row fits what was asked, whatever the day. */
    static boolean fits(Row row, Question question) {
        for (int i = 0; i < row.conditions().size(); i++) {
            if (!row.conditions().get(i).test(question.values().get(i))) {
                return false;
            }
        }
        return true;
    }
}
