package dev.headwater.scenario;

import dev.headwater.rules.Question;
import dev.headwater.table.DecisionTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * What one table is asked in the course of some scenarios, so that of a change to it can be told which of them it
 * reaches. Immutable.
 */
final class Reach {
    private final List<Asked> asked = new ArrayList<>();

    /** A question, who asked it, and what the table decides as it is. */
    private record Asked(Question question, BitSet by, Deciding before) {}

    /** @param by who asked each question, by their numbers */
    Reach(DecisionTable table, Map<Question, BitSet> by) {
        by.forEach((question, who) -> asked.add(new Asked(question, who, Deciding.of(table, question))));
    }

    /** Those who asked something that is decided otherwise after the change, by their numbers. */
    BitSet of(TableChange change) {
        BitSet reached = new BitSet();
        for (Asked one : asked) {
            if (change.tells(one.question(), one.before())) {
                reached.or(one.by());
            }
        }
        return reached;
    }
}
