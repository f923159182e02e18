package dev.headwater.rules;

import static org.drools.base.util.index.ConstraintTypeOperator.EQUAL;
import static org.drools.base.util.index.ConstraintTypeOperator.GREATER_OR_EQUAL;
import static org.drools.base.util.index.ConstraintTypeOperator.GREATER_THAN;
import static org.drools.base.util.index.ConstraintTypeOperator.LESS_OR_EQUAL;
import static org.drools.base.util.index.ConstraintTypeOperator.LESS_THAN;

import dev.headwater.rules.RowCondition.Asked;
import dev.headwater.rules.RowCondition.Compared;
import dev.headwater.table.Condition;
import dev.headwater.table.Condition.Anything;
import dev.headwater.table.Condition.Between;
import dev.headwater.table.Condition.Flag;
import dev.headwater.table.Condition.Known;
import dev.headwater.table.Condition.Missing;
import dev.headwater.table.Condition.NoneOf;
import dev.headwater.table.Condition.OneOf;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.DecisionTable.Row;
import dev.headwater.table.Flaw;
import dev.headwater.table.Word;
import dev.headwater.table.WordType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table as rules of the engine: a field for each word that it asks for, and one rule a row, which says no more than that its
 * row fits.
 *
 * <p>Each rule is a single pattern without joins, what the engine can find by hashing put first. They are made as the engine
 * holds them, not as text of its rule language: nothing is parsed, generated or compiled for a row, and nothing that stands in
 * a cell can be read as code. Days between which a row counts are not in here: they are looked at when the rows that fit are
 * known, so that rules need no rebuilding at midnight.
 */
final class TableRules {
    /** Longer lists of texts are asked once for a fact, by hashing or not, and not by each row that has them. */
    private static final int LONGEST_LIST = 30;

    /** So many comparisons of one number are worth the engine's tree of ranges. */
    private static final int MANY_RANGES = 9;

    private final DecisionTable table;
    private final Map<Value, Integer> fields = new LinkedHashMap<>();
    private final List<Word> words = new ArrayList<>();
    private final Map<Test, Integer> tests = new LinkedHashMap<>();
    private final Map<Value, Integer> ranges = new HashMap<>();
    private final List<List<RowCondition>> rules = new ArrayList<>();

    /** What makes two columns ask for the same value. */
    private record Value(String signal, WordType type) {
        static Value of(Word word) {
            return new Value(word.signal(), word.type());
        }
    }

    /**
     * A condition that takes long to ask (a pattern, a list of any length), and is asked once for each fact at most.
     *
     * @param word whose value is asked about
     * @param condition what is asked of it
     */
    record Test(Word word, Condition condition) {}

    /** Engines look for equal values first: the lower the rank, the earlier a condition stands in its rule. */
    private record Ranked(int rank, RowCondition condition) {}

    TableRules(DecisionTable table) {
        this.table = table;
        for (Row row : table.rows()) {
            rules.add(rule(row));
        }
    }

    DecisionTable table() {
        return table;
    }

    /** The table's place: {@code rules/channel.xlsx!Channel}. */
    String source() {
        return table.sheet().isEmpty() ? table.file() : table.file() + "!" + table.sheet();
    }

    Flaw flaw(String problem) {
        return new Flaw(
                Flaw.Severity.ERROR, table.file(), table.sheet().isEmpty() ? null : table.sheet(), null, problem, null);
    }

    /** The words whose values are the fields, in the order of their numbers. */
    List<Word> fields() {
        return List.copyOf(words);
    }

    /** The conditions that are asked once at most, in the order of their numbers. */
    List<Test> tests() {
        return List.copyOf(tests.keySet());
    }

    /**
     * For each row, the conditions of its rule. Equal rules make equal networks: what rows decide and why, where their values
     * come from, and the conditions that are asked once at most, are not in them.
     */
    List<List<RowCondition>> rules() {
        return List.copyOf(rules);
    }

    private List<RowCondition> rule(Row row) {
        List<Ranked> all = new ArrayList<>();
        for (int i = 0; i < row.conditions().size(); i++) {
            add(table.conditions().get(i).word(), row.conditions().get(i), all);
        }
        all.sort(Comparator.comparingInt(Ranked::rank));
        return all.stream().map(Ranked::condition).toList();
    }

    private void add(Word word, Condition condition, List<Ranked> rule) {
        if (condition instanceof Missing) {
            rule.add(new Ranked(2, new Asked(field(word), condition)));
        } else if (condition instanceof Known) {
            rule.add(new Ranked(3, new Asked(field(word), condition)));
        } else if (condition instanceof OneOf one
                && word.type() == WordType.TEXT
                && one.texts().size() == 1) {
            rule.add(new Ranked(0, new Compared(field(word), EQUAL, one.texts().get(0))));
        } else if (condition instanceof Flag flag && word.type() == WordType.FLAG) {
            rule.add(new Ranked(1, new Compared(field(word), EQUAL, flag.wanted())));
        } else if (isShortList(condition)) {
            rule.add(new Ranked(4, new Asked(field(word), condition)));
        } else if (condition instanceof Between between && isWorthATree(word, between)) {
            addRange(field(word), between, rule);
        } else if (!(condition instanceof Anything)) {
            int number = tests.computeIfAbsent(new Test(word, condition), key -> tests.size());
            rule.add(new Ranked(6, new RowCondition.Test(number)));
        }
    }

    private static boolean isShortList(Condition condition) {
        return condition instanceof OneOf one && one.texts().size() <= LONGEST_LIST
                || condition instanceof NoneOf none && none.texts().size() <= LONGEST_LIST;
    }

    /** A missing number lies in no range, and the engine's tree cannot be asked about it, so "is there one" comes first. */
    private static void addRange(int field, Between between, List<Ranked> rule) {
        rule.add(new Ranked(5, new Asked(field, new Known())));
        if (between.low() != Double.NEGATIVE_INFINITY) {
            rule.add(new Ranked(
                    5,
                    new Compared(
                            field, between.lowIncluded() ? GREATER_OR_EQUAL : GREATER_THAN, plain(between.low()))));
        }
        if (between.high() != Double.POSITIVE_INFINITY) {
            rule.add(new Ranked(
                    5, new Compared(field, between.highIncluded() ? LESS_OR_EQUAL : LESS_THAN, plain(between.high()))));
        }
    }

    /** Trees hold the two zeros apart. */
    private static Double plain(double bound) {
        return bound + 0.0;
    }

    private boolean isWorthATree(Word word, Between between) {
        return (word.type() == WordType.NUMBER || word.type() == WordType.AGE)
                && !isOdd(between)
                && ranges.computeIfAbsent(Value.of(word), this::ranges) >= MANY_RANGES;
    }

    /** How many cells compare a number. */
    private int ranges(Value number) {
        int count = 0;
        for (int column = 0; column < table.conditions().size(); column++) {
            if (number.equals(Value.of(table.conditions().get(column).word()))) {
                for (Row row : table.rows()) {
                    count += row.conditions().get(column) instanceof Between ? 1 : 0;
                }
            }
        }
        return count;
    }

    /** Whether a bound has no place in a tree. */
    private static boolean isOdd(Between between) {
        return Double.isNaN(between.low())
                || Double.isNaN(between.high())
                || between.low() == Double.POSITIVE_INFINITY
                || between.high() == Double.NEGATIVE_INFINITY;
    }

    private int field(Word word) {
        return fields.computeIfAbsent(Value.of(word), key -> {
            words.add(word);
            return fields.size();
        });
    }
}
