package dev.headwater.scenario;

import dev.headwater.decision.Reason;
import dev.headwater.resolver.Answer;
import dev.headwater.rules.Question;
import dev.headwater.table.Condition;
import dev.headwater.table.DecisionTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the scenarios do with the rows of one table. Only the answers to scenarios themselves count; what happened in
 * their histories was not looked at by anybody.
 *
 * @param table the table
 * @param rows its rows, from top to bottom
 */
public record Coverage(DecisionTable table, List<RowUse> rows) {

    public Coverage {
        rows = List.copyOf(rows);
    }

    /** How far scenarios got with a row. */
    public enum Reach {
        /** It had a part in an answer. */
        DECIDED("decided"),
        /** A lead fitted it, and each time a row above decided. */
        FITTED("reached but never decided"),
        /** No lead fitted it. */
        NEVER("never reached");

        private final String words;

        Reach(String words) {
            this.words = words;
        }

        /** As people read it. */
        public String words() {
            return words;
        }
    }

    /**
     * What the scenarios do with one row.
     *
     * @param row the row
     * @param decided how many answers it had a part in
     * @param fitted how many leads met all its conditions, those included
     * @param nearMisses how many leads missed it by one condition
     */
    public record RowUse(DecisionTable.Row row, int decided, int fitted, int nearMisses) {

        public Reach reach() {
            if (decided > 0) {
                return Reach.DECIDED;
            }
            return fitted > 0 ? Reach.FITTED : Reach.NEVER;
        }
    }

    /** The rows that had a part in an answer, from top to bottom. */
    public List<DecisionTable.Row> reached() {
        return rows.stream()
                .filter(use -> use.reach() == Reach.DECIDED)
                .map(RowUse::row)
                .toList();
    }

    /** The other rows, from top to bottom. */
    public List<DecisionTable.Row> unreached() {
        return rows.stream()
                .filter(use -> use.reach() != Reach.DECIDED)
                .map(RowUse::row)
                .toList();
    }

    /** How many of all rows had a part in an answer, in percent; 100 where there is no row. */
    public static double percent(List<Coverage> tables) {
        long rows = tables.stream().mapToLong(table -> table.rows().size()).sum();
        long decided =
                tables.stream().mapToLong(table -> table.reached().size()).sum();
        return rows == 0 ? 100 : 100.0 * decided / rows;
    }

    /**
     * The coverage of each table, in the order of the tables.
     *
     * @param asked what each table was asked on the way to a scenario's answer
     */
    static List<Coverage> of(List<DecisionTable> tables, RunResult run, Function<Scenario, List<Question>> asked) {
        Map<String, int[]> counts = new HashMap<>();
        run.results()
                .flatMap(Coverage::answer)
                .flatMap(answer -> Stream.concat(
                        answer.resolution().because().stream(),
                        answer.resolution().channels().stream().flatMap(profiled -> profiled.because().stream())))
                .forEach(reason -> count(counts, key(reason))[0]++);
        List<Scenario> answered = run.results()
                .filter(result -> answer(result).findAny().isPresent())
                .map(ScenarioResult::scenario)
                .toList();
        List<List<Question>> questions = AtOnce.each(answered, asked);
        questions.forEach(each -> each.forEach(question -> put(question, counts)));
        List<Coverage> coverage = new ArrayList<>();
        for (DecisionTable table : tables) {
            coverage.add(new Coverage(
                    table,
                    table.rows().stream()
                            .map(row -> {
                                int[] found = count(counts, key(table, row));
                                return new RowUse(row, found[0], Math.max(found[0], found[1]), found[2]);
                            })
                            .toList()));
        }
        return coverage;
    }

    private static void put(Question question, Map<String, int[]> counts) {
        for (DecisionTable.Row row : question.table().rows()) {
            if (row.countsOn(question.day())) {
                int unmet = unmet(row, question);
                if (unmet <= 1) {
                    count(counts, key(question.table(), row))[1 + unmet]++;
                }
            }
        }
    }

    /** How many conditions are not met; whatever is more than one is two. */
    private static int unmet(DecisionTable.Row row, Question question) {
        int unmet = 0;
        for (int i = 0; i < row.conditions().size() && unmet < 2; i++) {
            Condition condition = row.conditions().get(i);
            unmet += condition.test(question.values().get(i)) ? 0 : 1;
        }
        return unmet;
    }

    private static int[] count(Map<String, int[]> counts, String key) {
        return counts.computeIfAbsent(key, row -> new int[3]);
    }

    private static String key(Reason reason) {
        return reason.row().file() + "!" + reason.row().sheet() + "!" + reason.id();
    }

    private static String key(DecisionTable table, DecisionTable.Row row) {
        return table.file() + "!" + table.sheet() + "!" + row.id();
    }

    private static Stream<Answer> answer(ScenarioResult result) {
        ScenarioResult.Verdict verdict = result.verdict();
        if (verdict instanceof ScenarioResult.Passed passed) {
            return Stream.of(passed.answer());
        }
        return verdict instanceof ScenarioResult.Failed failed ? Stream.of(failed.answer()) : Stream.empty();
    }
}
