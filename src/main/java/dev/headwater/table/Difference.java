package dev.headwater.table;

import dev.headwater.table.DecisionTable.Column;
import dev.headwater.table.DecisionTable.Row;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * For which leads a table and its mutant decide differently, judged by the tables alone. That there is none is proven:
 * every value that a cell can tell apart is looked at, and patterns are taken to fit together in every way. That there
 * are some is not: words are taken to vary freely but for what is known never to come, and no lead may be like that.
 */
public final class Difference {
    private static final long PATIENCE = 2_000_000;
    private static final int MOST_CASES = 24;
    private static final Object MISSING = new Object();

    private final DecisionTable original;
    /** The table's own, then those of further words. */
    private final List<Column> columns = new ArrayList<>();

    private final boolean told;
    private final List<BitSet[]> cases = new ArrayList<>();
    private @Nullable CaseSpace space;
    /** By axis, what rows ask of its word. */
    private final List<Set<Condition>> asked = new ArrayList<>();
    /** By axis, where on it a lead's value stands. */
    private final List<Map<Object, BitSet>> known = new ArrayList<>();

    private Difference(Mutant mutant, Collection<Never> nevers, Collection<Word> words) {
        this.original = mutant.original();
        columns.addAll(original.conditions());
        words.forEach(word -> columns.add(new Column(word, -1)));
        boolean finished = false;
        try {
            find(mutant, nevers);
            finished = true;
        } catch (Axis.TooLarge | Cover.OutOfPatience e) {
            // There is no telling, and that is what is told.
        }
        this.told = finished;
    }

    /**
     * Looks for a lead that a table and its mutant decide differently.
     *
     * @param nevers what no lead can be; those that ask for words that the table does not know say nothing here
     */
    public static Difference of(Mutant mutant, Collection<Never> nevers) {
        return new Difference(mutant, nevers, List.of());
    }

    /**
     * The same, looking farther: what never comes is followed through words that the table itself does not ask for. Takes
     * longer, and leaves fewer cases.
     *
     * @param settled words whose values do not change any more once the table is asked; those that nothing ties to the
     *     table's own are left out
     */
    public static Difference of(Mutant mutant, Collection<Never> nevers, Collection<Word> settled) {
        return new Difference(mutant, nevers, tied(mutant.original(), nevers, settled));
    }

    private static List<Word> tied(DecisionTable table, Collection<Never> nevers, Collection<Word> settled) {
        Map<String, Word> words = new LinkedHashMap<>();
        settled.forEach(word -> words.put(word.signal(), word));
        Set<String> tied = new LinkedHashSet<>();
        table.conditions().forEach(column -> tied.add(column.word().signal()));
        Set<String> own = Set.copyOf(tied);
        boolean more = true;
        while (more) {
            more = false;
            for (Never never : nevers) {
                Set<String> facts = never.facts().keySet();
                boolean usable = facts.stream().allMatch(signal -> own.contains(signal) || words.containsKey(signal));
                if (usable && facts.stream().anyMatch(tied::contains)) {
                    more |= tied.addAll(facts);
                }
            }
        }
        return tied.stream()
                .filter(signal -> !own.contains(signal))
                .map(signal -> Objects.requireNonNull(words.get(signal)))
                .toList();
    }

    /** Whether it is proven that there is no such lead. */
    public boolean isNone() {
        return told && cases.isEmpty();
    }

    /**
     * How far a lead is from the nearest case that would be decided differently: the number of words that would have to
     * be otherwise, 0 where none would.
     *
     * @param values the lead's value for each WHEN column; null for a missing one
     */
    public int distance(List<@Nullable Object> values) {
        if (space == null) {
            return 0;
        }
        BitSet[] lead = new BitSet[space.axes().size()];
        for (int axis = 0; axis < lead.length; axis++) {
            lead[axis] = onAxis(axis, values);
        }
        int nearest = cases.isEmpty() ? 0 : Integer.MAX_VALUE;
        for (BitSet[] block : cases) {
            int away = 0;
            for (int axis = 0; axis < block.length; axis++) {
                away += block[axis].intersects(lead[axis]) ? 0 : 1;
            }
            nearest = Math.min(nearest, away);
        }
        return nearest;
    }

    private BitSet onAxis(int axis, List<@Nullable Object> values) {
        Axis on = Objects.requireNonNull(space).axes().get(axis);
        Word word = on.word();
        if (word == null) {
            BitSet anyDay = new BitSet();
            anyDay.set(0, on.size());
            return anyDay;
        }
        Object value = value(word, values);
        return known.get(axis)
                .computeIfAbsent(value == null ? MISSING : value, same -> on.like(value, asked.get(axis)));
    }

    private @Nullable Object value(Word word, List<@Nullable Object> values) {
        for (int i = 0; i < original.conditions().size(); i++) {
            if (original.conditions().get(i).word().equals(word)) {
                return values.get(i);
            }
        }
        return null;
    }

    // The search

    private void find(Mutant mutant, Collection<Never> nevers) throws Axis.TooLarge, Cover.OutOfPatience {
        Map<Row, Integer> indexes = new IdentityHashMap<>();
        List<Row> rows = new ArrayList<>();
        List<Integer> before = indexed(original.rows(), indexes, rows);
        List<Integer> after = indexed(mutant.table().rows(), indexes, rows);
        rows.replaceAll(this::widened);
        List<Integer> impossible = new ArrayList<>();
        for (Never never : nevers) {
            Row row = row(never);
            if (row != null) {
                impossible.add(rows.size());
                rows.add(row);
            }
        }
        CaseSpace all = new CaseSpace(withRows(rows), true);
        this.space = all;
        for (Axis axis : all.axes()) {
            Set<Condition> conditions = new LinkedHashSet<>();
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).word().equals(axis.word())) {
                    int column = i;
                    rows.forEach(row -> conditions.add(row.conditions().get(column)));
                }
            }
            asked.add(conditions);
            known.add(new HashMap<>());
        }
        Cover cover = new Cover(all, PATIENCE);
        for (BitSet[] region : regions(all, before, after, rows)) {
            if (Cover.isEmpty(region)) {
                continue;
            }
            switch (original.hitPolicy()) {
                case FIRST_MATCH -> decidedDifferently(region, before, after, impossible, rows, cover);
                case ONLY_MATCH, SUM_POINTS, ALL_MATCHES -> add(cover.uncovered(region, impossible, new BitSet()));
            }
        }
    }

    /** The parts of the space in which something was changed. */
    private List<BitSet[]> regions(CaseSpace all, List<Integer> before, List<Integer> after, List<Row> rows) {
        List<Integer> gone = before.stream().filter(row -> !after.contains(row)).toList();
        List<Integer> come = after.stream().filter(row -> !before.contains(row)).toList();
        List<BitSet[]> regions = new ArrayList<>();
        if (gone.size() == 1 && come.size() == 1) {
            int was = gone.get(0);
            int now = come.get(0);
            if (!rows.get(was).outcomes().equals(rows.get(now).outcomes())) {
                regions.add(all.copy(was));
                regions.add(all.copy(now));
            } else {
                regions.addAll(without(all, was, now));
                regions.addAll(without(all, now, was));
            }
        } else if (gone.isEmpty() && come.isEmpty()) {
            for (int i = 0; i < before.size(); i++) {
                if (!before.get(i).equals(after.get(i))) {
                    regions.add(all.copy(before.get(i)));
                }
            }
        } else {
            gone.forEach(row -> regions.add(all.copy(row)));
            come.forEach(row -> regions.add(all.copy(row)));
        }
        return regions;
    }

    /** The cases of one row that are not another's, in parts that may overlap. */
    private static List<BitSet[]> without(CaseSpace all, int row, int other) {
        List<BitSet[]> parts = new ArrayList<>();
        for (int axis = 0; axis < all.axes().size(); axis++) {
            BitSet[] part = all.copy(row);
            all.block(other)[axis].removeFrom(part[axis]);
            parts.add(part);
        }
        return parts;
    }

    private void decidedDifferently(
            BitSet[] region,
            List<Integer> before,
            List<Integer> after,
            List<Integer> impossible,
            List<Row> rows,
            Cover cover)
            throws Cover.OutOfPatience {
        for (int i = 0; i <= before.size() && cases.size() < MOST_CASES; i++) {
            BitSet[] first = i == before.size() ? Cover.copy(region) : shared(region, before.get(i));
            if (Cover.isEmpty(first)) {
                continue;
            }
            for (int j = 0; j <= after.size() && cases.size() < MOST_CASES; j++) {
                if (isSame(i, j, before, after, rows)) {
                    continue;
                }
                BitSet[] both = j == after.size() ? Cover.copy(first) : shared(first, after.get(j));
                if (!Cover.isEmpty(both)) {
                    Set<Integer> above = new LinkedHashSet<>(before.subList(0, i));
                    above.addAll(after.subList(0, j));
                    above.addAll(impossible);
                    add(cover.uncovered(both, List.copyOf(above), new BitSet()));
                }
            }
        }
    }

    /** Whether two rows, each the first to fit in its table, say the same, or cannot both be the first. */
    private static boolean isSame(int i, int j, List<Integer> before, List<Integer> after, List<Row> rows) {
        if (i == before.size() || j == after.size()) {
            return i == before.size() && j == after.size();
        }
        Row one = rows.get(before.get(i));
        Row other = rows.get(after.get(j));
        if (one.outcomes().equals(other.outcomes())) {
            return true;
        }
        int oneAfter = after.indexOf(before.get(i));
        int otherBefore = before.indexOf(after.get(j));
        return oneAfter >= 0 && oneAfter < j || otherBefore >= 0 && otherBefore < i;
    }

    private void add(BitSet @Nullable [] found) {
        if (found != null) {
            cases.add(Cover.copy(found));
        }
    }

    private BitSet[] shared(BitSet[] region, int row) {
        BitSet[] shared = Cover.copy(region);
        if (space != null) {
            for (int axis = 0; axis < shared.length; axis++) {
                shared[axis].and(space.block(row)[axis].bits());
            }
        }
        return shared;
    }

    // Rows as parts of one space

    private static List<Integer> indexed(List<Row> table, Map<Row, Integer> indexes, List<Row> rows) {
        List<Integer> found = new ArrayList<>();
        for (Row row : table) {
            found.add(indexes.computeIfAbsent(row, added -> {
                rows.add(added);
                return rows.size() - 1;
            }));
        }
        return found;
    }

    /** What never comes, as a row of this table; null where the table does not ask for all of its words. */
    private @Nullable Row row(Never never) {
        Set<String> open = new LinkedHashSet<>(never.facts().keySet());
        List<Condition> conditions = new ArrayList<>();
        List<String> written = new ArrayList<>();
        for (Column column : columns) {
            Condition condition = never.facts().get(column.word().signal());
            conditions.add(condition == null ? new Condition.Anything() : condition);
            written.add("");
            open.remove(column.word().signal());
        }
        return open.isEmpty() ? new Row(0, "", conditions, written, List.of(), "", null, null) : null;
    }

    /** The row, with cells for further words that anything meets. */
    private Row widened(Row row) {
        List<Condition> conditions = new ArrayList<>(row.conditions());
        List<String> written = new ArrayList<>(row.written());
        while (conditions.size() < columns.size()) {
            conditions.add(new Condition.Anything());
            written.add("");
        }
        return new Row(
                row.line(), row.id(), conditions, written, row.outcomes(), row.because(), row.from(), row.until());
    }

    private DecisionTable withRows(List<Row> rows) {
        return new DecisionTable(
                original.name(),
                original.file(),
                original.sheet(),
                original.hitPolicy(),
                original.about(),
                columns,
                original.outcomes(),
                rows);
    }
}
