package dev.headwater.rules;

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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table in the rule language: a fact type with a field for each word, and one rule a row, which says no more than that its
 * row fits.
 *
 * <p>Each rule is a single pattern without joins, what the engine can find by hashing put first. Days between which a row
 * counts are not in here: they are looked at when the rows that fit are known, so that rules need no rebuilding at midnight.
 */
final class TableDrl {
    /** Longer lists of texts are asked in Java, by hashing or not, instead of one text after the other by the engine. */
    private static final int LONGEST_LIST = 30;

    /**
     * So many comparisons of one number are worth the engine's tree of ranges. Fewer it would make one by one, each time
     * reading the bound out of its text again, and they are asked in Java.
     */
    private static final int MANY_RANGES = 9;

    /** Every table has a knowledge base to itself, so that the names in one meet no others. */
    static final String PACKAGE = "dev.headwater.tables";

    static final String FACT = "Fact";

    private final DecisionTable table;
    private final Map<Asked, Field> fields = new LinkedHashMap<>();
    private final Map<Test, Integer> tests = new LinkedHashMap<>();
    private final Map<Asked, Integer> ranges = new HashMap<>();
    private final List<String> rules = new ArrayList<>();

    /** What makes two columns ask for the same value. */
    private record Asked(String signal, WordType type) {}

    /** A field of the table's fact type, and the word that it holds the value of. */
    record Field(String name, Word word) {
        Class<?> javaType() {
            return switch (word.type()) {
                case TEXT -> String.class;
                case NUMBER, AGE -> Double.class;
                case FLAG -> Boolean.class;
            };
        }
    }

    /**
     * A condition that the rule language could only say at a price (a pattern, a list of any length), asked in Java
     * instead.
     *
     * @param word whose value is asked about
     * @param condition what is asked of it
     */
    record Test(Word word, Condition condition) {}

    /** Engines look for equal values first: the lower the rank, the earlier a constraint stands in its pattern. */
    private record Constraint(int rank, String text) {}

    TableDrl(DecisionTable table) {
        this.table = table;
        for (int i = 0; i < table.rows().size(); i++) {
            rules.add(rule(i));
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

    /** The fields of the fact type, in their order. */
    List<Field> fields() {
        return List.copyOf(fields.values());
    }

    /** The conditions that are asked in Java, by the number that the rules call them by. */
    List<Test> tests() {
        return List.copyOf(tests.keySet());
    }

    /** The name that a row's rule has. */
    String ruleName(int row) {
        return DrlLiteral.ruleName(Addresses.of(table, table.rows().get(row)).toString());
    }

    /** The row that a rule was made of; null where there is none. */
    @Nullable
    Row rowOf(String ruleName) {
        for (int i = 0; i < table.rows().size(); i++) {
            if (ruleName(i).equals(ruleName)) {
                return table.rows().get(i);
            }
        }
        return null;
    }

    /**
     * The text that the engine compiles. Equal texts make equal knowledge bases: what rows decide and why, and the
     * conditions that are asked in Java, are not in it.
     */
    String text() {
        StringBuilder drl = new StringBuilder("package ").append(PACKAGE).append('\n');
        drl.append("import ").append(TableFact.class.getName()).append('\n');
        drl.append("declare ").append(FACT).append(" extends TableFact\n");
        fields.values()
                .forEach(field -> drl.append("    ")
                        .append(field.name())
                        .append(" : ")
                        .append(field.javaType().getSimpleName())
                        .append('\n'));
        drl.append("end\n");
        rules.forEach(drl::append);
        return drl.toString();
    }

    private String rule(int index) {
        Row row = table.rows().get(index);
        List<Constraint> constraints = new ArrayList<>();
        for (int i = 0; i < row.conditions().size(); i++) {
            Constraint constraint = constraint(
                    table.conditions().get(i).word(), row.conditions().get(i));
            if (constraint != null) {
                constraints.add(constraint);
            }
        }
        constraints.sort(Comparator.comparingInt(Constraint::rank));
        String pattern = constraints.stream().map(Constraint::text).collect(Collectors.joining(", "));
        return """
                rule "%s"
                @row(%d)
                when
                    $fact : %s(%s)
                then
                    $fact.matched(%d);
                end
                """.formatted(ruleName(index), index, FACT, pattern, index);
    }

    private @Nullable Constraint constraint(Word word, Condition condition) {
        if (condition instanceof Anything) {
            return null;
        }
        if (condition instanceof Known) {
            return new Constraint(3, field(word) + " != null");
        }
        if (condition instanceof Missing) {
            return new Constraint(2, field(word) + " == null");
        }
        Constraint said = switch (word.type()) {
            case TEXT -> ofText(word, condition);
            case FLAG ->
                condition instanceof Flag flag ? new Constraint(1, field(word) + " == " + flag.wanted()) : null;
            case NUMBER, AGE ->
                condition instanceof Between between && !isOdd(between) && hasManyRanges(word)
                        ? ofNumber(word, between)
                        : null;
        };
        return said != null ? said : askedInJava(word, condition);
    }

    private boolean hasManyRanges(Word word) {
        return ranges.computeIfAbsent(new Asked(word.signal(), word.type()), this::ranges) >= MANY_RANGES;
    }

    /** How many cells compare a number. */
    private int ranges(Asked number) {
        int count = 0;
        for (int column = 0; column < table.conditions().size(); column++) {
            Word word = table.conditions().get(column).word();
            if (number.equals(new Asked(word.signal(), word.type()))) {
                for (Row row : table.rows()) {
                    count += row.conditions().get(column) instanceof Between ? 1 : 0;
                }
            }
        }
        return count;
    }

    private static boolean isSaid(List<String> texts) {
        return texts.size() <= LONGEST_LIST && texts.stream().allMatch(DrlLiteral::canSay);
    }

    private @Nullable Constraint ofText(Word word, Condition condition) {
        if (condition instanceof OneOf oneOf && isSaid(oneOf.texts())) {
            return oneOf.texts().size() == 1
                    ? new Constraint(
                            0,
                            field(word) + " == " + DrlLiteral.text(oneOf.texts().get(0)))
                    : new Constraint(4, field(word) + " in " + literals(oneOf.texts()));
        }
        if (condition instanceof NoneOf noneOf && isSaid(noneOf.texts())) {
            return noneOf.texts().size() == 1
                    ? new Constraint(
                            4,
                            field(word) + " != "
                                    + DrlLiteral.text(noneOf.texts().get(0)))
                    : new Constraint(4, field(word) + " not in " + literals(noneOf.texts()));
        }
        return null;
    }

    /** Comparing with a missing number is no question to put to the engine, so "is there one" comes first. */
    private Constraint ofNumber(Word word, Between between) {
        String field = field(word);
        StringBuilder text = new StringBuilder(field).append(" != null");
        if (between.low() != Double.NEGATIVE_INFINITY) {
            text.append(", ").append(field).append(between.lowIncluded() ? " >= " : " > ");
            text.append(DrlLiteral.number(between.low()));
        }
        if (between.high() != Double.POSITIVE_INFINITY) {
            text.append(", ").append(field).append(between.highIncluded() ? " <= " : " < ");
            text.append(DrlLiteral.number(between.high()));
        }
        return new Constraint(5, text.toString());
    }

    /** Whether a bound has no literal. */
    private static boolean isOdd(Between between) {
        return Double.isNaN(between.low())
                || Double.isNaN(between.high())
                || between.low() == Double.POSITIVE_INFINITY
                || between.high() == Double.NEGATIVE_INFINITY;
    }

    /** Patterns, named and long lists, and cells that ask of a word what its type never has: the cell's own condition decides. */
    private Constraint askedInJava(Word word, Condition condition) {
        int number = tests.computeIfAbsent(new Test(word, condition), key -> tests.size());
        return new Constraint(6, "meets(" + number + ")");
    }

    private static String literals(List<String> texts) {
        return texts.stream().map(DrlLiteral::text).collect(Collectors.joining(", ", "(", ")"));
    }

    private String field(Word word) {
        return fields.computeIfAbsent(new Asked(word.signal(), word.type()), key -> new Field(fieldName(word), word))
                .name();
    }

    /** Such as {@code w3_mediumClass}: the number keeps names apart, whatever a signal is called. */
    private String fieldName(Word word) {
        return "w" + fields.size() + "_" + word.signal().replaceAll("[^A-Za-z0-9]", "_");
    }
}
