package dev.headwater.scenario;

import dev.headwater.rules.Question;
import dev.headwater.table.DecisionTable.Row;
import dev.headwater.table.Mutant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A mutant, and the rows that it is about: those that went, came, or stand elsewhere. Who fits none of them is answered as
 * before, and no other row need be looked at.
 */
record TableChange(Mutant mutant, List<Row> rows) {

    static TableChange by(Mutant mutant) {
        List<Row> before = mutant.original().rows();
        List<Row> after = mutant.table().rows();
        Set<Row> kept = same(after);
        Set<Row> known = same(before);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            boolean moved = before.size() == after.size() && after.get(i) != before.get(i);
            if (moved || !kept.contains(before.get(i))) {
                rows.add(before.get(i));
            }
        }
        after.stream().filter(row -> !known.contains(row)).forEach(rows::add);
        return new TableChange(mutant, List.copyOf(rows));
    }

    /** By identity: a change leaves all other rows the very rows that they were. */
    private static Set<Row> same(Collection<Row> rows) {
        Set<Row> same = Collections.newSetFromMap(new IdentityHashMap<>());
        same.addAll(rows);
        return same;
    }

    /** Whether a question is decided otherwise than without the change. */
    boolean tells(Question question) {
        return isAbout(question)
                && !Deciding.of(mutant.table(), question).equals(Deciding.of(mutant.original(), question));
    }

    /** The same, for those who know what was decided before. */
    boolean tells(Question question, Deciding before) {
        return isAbout(question) && !Deciding.of(mutant.table(), question).equals(before);
    }

    private boolean isAbout(Question question) {
        for (Row row : rows) {
            if (Deciding.fits(row, question)) {
                return true;
            }
        }
        return false;
    }
}
