package dev.headwater.table;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A decision table as a value: read, checked, free of code.
 *
 * @param name as in its first line: {@code Channel}
 * @param file as the author knows it: {@code rules/channel.xlsx}
 * @param sheet the sheet's name; empty for a .csv file
 * @param hitPolicy what several fitting rows mean
 * @param about one sentence for readers; may be empty
 * @param conditions the WHEN columns, from left to right
 * @param outcomes the THEN columns, from left to right
 * @param rows the rows that count, from top to bottom; rows put to rest by OFF are not among them
 */
public record DecisionTable(
        String name,
        String file,
        String sheet,
        HitPolicy hitPolicy,
        String about,
        List<Column> conditions,
        List<Column> outcomes,
        List<Row> rows) {

    public DecisionTable {
        conditions = List.copyOf(conditions);
        outcomes = List.copyOf(outcomes);
        rows = List.copyOf(rows);
    }

    /**
     * A WHEN or THEN column.
     *
     * @param word what its header says
     * @param index 0 for column A
     */
    public record Column(Word word, int index) {}

    /**
     * One row.
     *
     * @param line 1 for the sheet's first row, as spreadsheets count
     * @param id as written in the ID column, or the row number where there is none
     * @param conditions one for each WHEN column of the table
     * @param written the text of each WHEN cell, as the author wrote it
     * @param outcomes one for each THEN column: a String as the author wrote it (in the word's own spelling where the
     *     word is closed), a Double, a Boolean, or null for an empty cell
     * @param because why, in the author's words; may be empty
     * @param from the first day on which the row counts; null for always
     * @param until the last day on which the row counts; null for always
     */
    public record Row(
            int line,
            String id,
            List<Condition> conditions,
            List<String> written,
            List<@Nullable Object> outcomes,
            String because,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {

        public Row {
            conditions = List.copyOf(conditions);
            written = List.copyOf(written);
            outcomes = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(outcomes));
        }

        /** Whether every condition is met by anything. */
        public boolean alwaysFits() {
            return from == null
                    && until == null
                    && conditions.stream().allMatch(condition -> condition instanceof Condition.Anything);
        }

        /** The column of the one condition that it asks for, on any day; -1 where it asks for none, for several, or not always. */
        public int onlyCondition() {
            int[] asked = IntStream.range(0, conditions.size())
                    .filter(i -> !(conditions.get(i) instanceof Condition.Anything))
                    .toArray();
            return from == null && until == null && asked.length == 1 ? asked[0] : -1;
        }

        /** Whether the row counts on a day. */
        public boolean countsOn(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
        }
    }

    /** Where a row stands. */
    public CellAddress address(Row row) {
        return new CellAddress(file, sheet, 0, row.line());
    }

    /** Where a cell of a row stands. */
    public CellAddress address(Row row, Column column) {
        return new CellAddress(file, sheet, column.index(), row.line());
    }

    /**
     * The plain evaluator: the rows that fit, from top to bottom, whatever the hit policy.
     *
     * @param facts the value of each word: String (folded), Double, Boolean, or null for a missing one
     * @param today the day on which the question is asked
     */
    public List<Row> matches(Function<Word, @Nullable Object> facts, LocalDate today) {
        return rows.stream()
                .filter(row -> row.countsOn(today) && fits(row, facts))
                .toList();
    }

    private boolean fits(Row row, Function<Word, @Nullable Object> facts) {
        for (int i = 0; i < conditions.size(); i++) {
            if (!row.conditions().get(i).test(facts.apply(conditions.get(i).word()))) {
                return false;
            }
        }
        return true;
    }
}
