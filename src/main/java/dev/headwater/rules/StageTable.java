package dev.headwater.rules;

import dev.headwater.decision.Reason;
import dev.headwater.decision.RowAddress;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.DecisionTable.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deciding table, ready to be asked: which rows fit, what each decides, and what there is to say of it. Immutable.
 *
 * @param <T> what a row decides
 */
final class StageTable<T> {
    private final String decides;
    private final RowMatcher matcher;
    private final List<T> decisions;
    private final List<Reason> reasons;
    private final String[] addresses;
    private final int[] columnSlots;
    private final boolean dated;

    /**
     * @param decides in one word, for reasons: {@code source}
     * @param decisions what each row decides
     */
    StageTable(String decides, RowMatcher matcher, List<T> decisions, Slots slots) {
        this.decides = decides;
        this.matcher = matcher;
        this.decisions = List.copyOf(decisions);
        this.columnSlots = table().conditions().stream()
                .mapToInt(column -> slots.of(column.word()))
                .toArray();
        this.dated = rows().stream().anyMatch(row -> row.from() != null || row.until() != null);
        this.reasons = reasons(Then.mends(table()));
        this.addresses = reasons.stream().map(reason -> reason.row().toString()).toArray(String[]::new);
    }

    DecisionTable table() {
        return matcher.table();
    }

    /** Whether a table stands where this one does. */
    boolean standsWhere(DecisionTable other) {
        return table().file().equals(other.file())
                && table().sheet().equals(other.sheet())
                && table().name().equals(other.name());
    }

    /** The same table with other rows. */
    StageTable<T> changed(RowMatcher rows, List<T> others, Slots slots) {
        return new StageTable<>(decides, rows, others, slots);
    }

    /** What the table is asked of a lead. */
    Question question(@Nullable Object[] values, LocalDate today) {
        List<@Nullable Object> asked = new ArrayList<>();
        for (int slot : columnSlots) {
            asked.add(values[slot]);
        }
        return new Question(table(), asked, today);
    }

    List<Row> rows() {
        return table().rows();
    }

    String decides() {
        return decides;
    }

    T decision(int row) {
        return decisions.get(row);
    }

    /** Why a row decided, without its conditions. */
    Reason reason(int row) {
        return reasons.get(row);
    }

    RowAddress address(int row) {
        return reasons.get(row).row();
    }

    /** The same as a text, which is told of rows that lose, with nearly every lead. */
    String addressText(int row) {
        return addresses[row];
    }

    /** A lead's value for a WHEN column. */
    @Nullable
    Object value(@Nullable Object[] values, int column) {
        return values[columnSlots[column]];
    }

    /** The rows that fit and count on that day, from top to bottom. */
    int[] fitting(@Nullable Object[] values, LocalDate today) {
        int[] fitting = matcher.match(values);
        return dated
                ? Arrays.stream(fitting)
                        .filter(row -> rows().get(row).countsOn(today))
                        .toArray()
                : fitting;
    }

    private List<Reason> reasons(List<@Nullable String> mends) {
        List<Reason> all = new ArrayList<>();
        for (int i = 0; i < rows().size(); i++) {
            Row row = rows().get(i);
            all.add(new Reason(
                    decides,
                    Addresses.of(table(), row),
                    row.id(),
                    row.because(),
                    decisions.get(i) instanceof Double points ? points : null,
                    mends.get(i),
                    i == rows().size() - 1 && row.alwaysFits(),
                    List.of()));
        }
        return all;
    }
}
