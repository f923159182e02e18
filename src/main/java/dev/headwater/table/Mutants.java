package dev.headwater.table;

import com.google.re2j.Pattern;
import dev.headwater.table.Condition.Anything;
import dev.headwater.table.Condition.Between;
import dev.headwater.table.Condition.Flag;
import dev.headwater.table.Condition.InList;
import dev.headwater.table.Condition.Known;
import dev.headwater.table.Condition.Like;
import dev.headwater.table.Condition.Missing;
import dev.headwater.table.Condition.NoneOf;
import dev.headwater.table.Condition.OneOf;
import dev.headwater.table.DecisionTable.Column;
import dev.headwater.table.DecisionTable.Row;
import dev.headwater.table.Mutant.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All mutants of one table, each with one thing changed: a row dropped, two rows swapped, a cell that takes more, less or
 * something else, another outcome. Only changes that somebody could make in the sheet; in the order of the sheet.
 *
 * <p>Not made: conditions in cells that are empty. There are as many as there are empty cells times values.
 */
public final class Mutants {
    private final DecisionTable table;
    private final List<Mutant> made = new ArrayList<>();

    private Mutants(DecisionTable table) {
        this.table = table;
    }

    /** The mutants of a table. */
    public static List<Mutant> of(DecisionTable table) {
        Mutants mutants = new Mutants(table);
        CaseSpace space = mutants.space();
        for (int row = 0; row < table.rows().size(); row++) {
            mutants.dropped(row);
            mutants.swapped(row, space);
            mutants.days(row);
            for (int column = 0; column < table.conditions().size(); column++) {
                mutants.condition(row, column);
            }
            for (int column = 0; column < table.outcomes().size(); column++) {
                mutants.outcome(row, column);
            }
        }
        return List.copyOf(mutants.made);
    }

    private boolean firstDecides() {
        return table.hitPolicy() == HitPolicy.FIRST_MATCH || table.hitPolicy() == HitPolicy.ONLY_MATCH;
    }

    // Rows

    /** Without its last row, that takes what is left, a table would be refused before anybody is answered wrongly. */
    private void dropped(int index) {
        Row row = table.rows().get(index);
        if (firstDecides() && index == table.rows().size() - 1 && row.alwaysFits()) {
            return;
        }
        List<Row> rows = new ArrayList<>(table.rows());
        rows.remove(index);
        made.add(
                new Mutant(Kind.ROW_DROPPED, table, with(rows), table.address(row), row.id(), "", row.id(), "nothing"));
    }

    /** With the nearest row below that can fit the same lead and decides otherwise. */
    private void swapped(int index, @Nullable CaseSpace space) {
        if (table.hitPolicy() != HitPolicy.FIRST_MATCH
                || table.rows().get(index).alwaysFits()) {
            return;
        }
        Row row = table.rows().get(index);
        for (int below = index + 1; below < table.rows().size(); below++) {
            Row other = table.rows().get(below);
            if (!other.alwaysFits()
                    && !other.outcomes().equals(row.outcomes())
                    && (space == null || space.meet(index, below))) {
                List<Row> rows = new ArrayList<>(table.rows());
                rows.set(index, other);
                rows.set(below, row);
                made.add(new Mutant(
                        Kind.ROWS_SWAPPED, table, with(rows), table.address(row), row.id(), "", row.id(), other.id()));
                return;
            }
        }
    }

    private @Nullable CaseSpace space() {
        try {
            return new CaseSpace(table, true);
        } catch (Axis.TooLarge e) {
            return null;
        }
    }

    private void days(int index) {
        Row row = table.rows().get(index);
        if (row.from() != null) {
            made.add(dated(
                    index,
                    "From",
                    row.from().toString(),
                    new Row(
                            row.line(),
                            row.id(),
                            row.conditions(),
                            row.written(),
                            row.outcomes(),
                            row.because(),
                            null,
                            row.until())));
        }
        if (row.until() != null) {
            made.add(dated(
                    index,
                    "Until",
                    row.until().toString(),
                    new Row(
                            row.line(),
                            row.id(),
                            row.conditions(),
                            row.written(),
                            row.outcomes(),
                            row.because(),
                            row.from(),
                            null)));
        }
    }

    private Mutant dated(int index, String column, String was, Row changed) {
        Row row = table.rows().get(index);
        return new Mutant(
                Kind.CELL_WIDENED, table, with(index, changed), table.address(row), row.id(), column, was, "");
    }

    // WHEN cells

    private void condition(int row, int column) {
        Condition condition = table.rows().get(row).conditions().get(column);
        Word word = table.conditions().get(column).word();
        if (condition instanceof Anything) {
            return;
        }
        cell(Kind.CELL_WIDENED, row, column, new Anything());
        if (condition instanceof Known) {
            cell(Kind.CELL_REPLACED, row, column, new Missing());
        } else if (condition instanceof Missing) {
            cell(Kind.CELL_REPLACED, row, column, new Known());
        } else if (condition instanceof Flag flag) {
            cell(Kind.CELL_REPLACED, row, column, new Flag(!flag.wanted()));
        } else if (condition instanceof OneOf oneOf) {
            oneOf(row, column, oneOf);
        } else if (condition instanceof NoneOf noneOf) {
            noneOf(row, column, noneOf);
        } else if (condition instanceof Like like) {
            pattern(row, column, like);
        } else if (condition instanceof Between between) {
            bounds(row, column, between, step(word));
        } else if (condition instanceof InList) {
            // The list's own rows are facts, and not this table's.
            return;
        }
    }

    private void oneOf(int row, int column, OneOf cell) {
        List<String> others = others(column, cell.texts());
        for (String more : others) {
            cell(Kind.CELL_WIDENED, row, column, new OneOf(plus(cell.texts(), more)));
        }
        for (String less : cell.texts()) {
            if (cell.texts().size() > 1) {
                cell(Kind.CELL_NARROWED, row, column, new OneOf(minus(cell.texts(), less)));
            }
        }
        if (cell.texts().size() == 1 && !others.isEmpty()) {
            cell(Kind.CELL_REPLACED, row, column, new OneOf(List.of(nearest(row, column, others))));
        }
    }

    private void noneOf(int row, int column, NoneOf cell) {
        for (String more : others(column, cell.texts())) {
            cell(Kind.CELL_NARROWED, row, column, new NoneOf(plus(cell.texts(), more)));
        }
        for (String less : cell.texts()) {
            if (cell.texts().size() > 1) {
                cell(Kind.CELL_WIDENED, row, column, new NoneOf(minus(cell.texts(), less)));
            }
        }
        cell(Kind.CELL_REPLACED, row, column, new OneOf(cell.texts()));
    }

    /** A star lost at either end, or between texts; of a regular expression, one text that fits it. */
    private void pattern(int row, int column, Like cell) {
        List<String> wildcards = TextSamples.isRegularExpression(cell) ? List.of() : TextCell.wildcards(cell.written());
        if (wildcards.size() == 1 && TextCell.plainTexts(cell.written()).isEmpty()) {
            String wildcard = wildcards.get(0);
            if (wildcard.length() > 2 && wildcard.startsWith("*") && wildcard.endsWith("*")) {
                cell(Kind.CELL_NARROWED, row, column, wildcard(wildcard.substring(1)));
                cell(Kind.CELL_NARROWED, row, column, wildcard(wildcard.substring(0, wildcard.length() - 1)));
            }
            String plain = wildcard.replace("*", "");
            if (cell.test(plain)) {
                cell(Kind.CELL_NARROWED, row, column, new OneOf(List.of(plain)));
            }
        } else {
            new TextSamples(List.of(cell.written()))
                    .of(cell).stream()
                            .findFirst()
                            .ifPresent(text -> cell(Kind.CELL_NARROWED, row, column, new OneOf(List.of(text))));
        }
    }

    private static Like wildcard(String written) {
        StringBuilder pattern = new StringBuilder("^");
        for (String part : written.split("(?<=\\*)|(?=\\*)", -1)) {
            pattern.append(part.equals("*") ? ".*" : Pattern.quote(part));
        }
        return new Like(written, Pattern.compile(pattern.append('$').toString(), Pattern.DOTALL));
    }

    /** Each bound one step out, one step in, and itself in or out. */
    private void bounds(int row, int column, Between cell, double step) {
        boolean exact = cell.low() == cell.high();
        if (!Double.isInfinite(cell.low())) {
            bound(
                    Kind.CELL_WIDENED,
                    row,
                    column,
                    cell.low() - step,
                    cell.lowIncluded(),
                    cell.high(),
                    cell.highIncluded());
            if (!exact) {
                bound(
                        Kind.CELL_NARROWED,
                        row,
                        column,
                        cell.low() + step,
                        cell.lowIncluded(),
                        cell.high(),
                        cell.highIncluded());
                bound(
                        cell.lowIncluded() ? Kind.CELL_NARROWED : Kind.CELL_WIDENED,
                        row,
                        column,
                        cell.low(),
                        !cell.lowIncluded(),
                        cell.high(),
                        cell.highIncluded());
            }
        }
        if (!Double.isInfinite(cell.high())) {
            bound(
                    Kind.CELL_WIDENED,
                    row,
                    column,
                    cell.low(),
                    cell.lowIncluded(),
                    cell.high() + step,
                    cell.highIncluded());
            if (!exact) {
                bound(
                        Kind.CELL_NARROWED,
                        row,
                        column,
                        cell.low(),
                        cell.lowIncluded(),
                        cell.high() - step,
                        cell.highIncluded());
                bound(
                        cell.highIncluded() ? Kind.CELL_NARROWED : Kind.CELL_WIDENED,
                        row,
                        column,
                        cell.low(),
                        cell.lowIncluded(),
                        cell.high(),
                        !cell.highIncluded());
            }
        }
    }

    private void bound(
            Kind kind, int row, int column, double low, boolean lowIncluded, double high, boolean highIncluded) {
        boolean takesSomething = low < high || low == high && lowIncluded && highIncluded;
        boolean writable = Double.isInfinite(low) || Double.isInfinite(high) || lowIncluded && highIncluded;
        if (takesSomething && writable) {
            cell(kind, row, column, new Between(low, lowIncluded, high, highIncluded));
        }
    }

    /** One, of whatever is counted; a tenth where it lies between 0 and 1. */
    private static double step(Word word) {
        Between range = word.range();
        return range != null && range.low() >= 0 && range.high() <= 1 ? 0.1 : 1;
    }

    /** What else could stand in a cell: the texts that other cells of its column name, as they are mixed up most easily. */
    private List<String> others(int column, List<String> but) {
        Set<String> others = new LinkedHashSet<>();
        for (Row row : table.rows()) {
            Condition condition = row.conditions().get(column);
            if (condition instanceof OneOf oneOf) {
                others.addAll(oneOf.texts());
            } else if (condition instanceof NoneOf noneOf) {
                others.addAll(noneOf.texts());
            }
        }
        but.forEach(others::remove);
        return List.copyOf(others);
    }

    /** What stands in the nearest cell below or above: the slip of a copied row. */
    private String nearest(int row, int column, List<String> others) {
        for (int away = 1; away < table.rows().size(); away++) {
            for (int near : new int[] {row + away, row - away}) {
                if (near >= 0
                        && near < table.rows().size()
                        && table.rows().get(near).conditions().get(column) instanceof OneOf oneOf) {
                    for (String text : oneOf.texts()) {
                        if (others.contains(text)) {
                            return text;
                        }
                    }
                }
            }
        }
        return others.get(0);
    }

    private void cell(Kind kind, int index, int column, Condition condition) {
        Row row = table.rows().get(index);
        Column changed = table.conditions().get(column);
        String was = row.written().get(column);
        String now = CellText.of(condition, changed.word().type());
        List<Condition> conditions = new ArrayList<>(row.conditions());
        conditions.set(column, condition);
        List<String> written = new ArrayList<>(row.written());
        written.set(column, now);
        Row changedRow = new Row(
                row.line(), row.id(), conditions, written, row.outcomes(), row.because(), row.from(), row.until());
        made.add(new Mutant(
                kind,
                table,
                with(index, changedRow),
                table.address(row, changed),
                row.id(),
                changed.word().name(),
                was,
                now));
    }

    // THEN cells

    private void outcome(int index, int column) {
        Row row = table.rows().get(index);
        Object was = row.outcomes().get(column);
        Column changed = table.outcomes().get(column);
        if (was == null) {
            return;
        }
        Object now = another(was, index, column);
        List<@Nullable Object> outcomes = new ArrayList<>(row.outcomes());
        outcomes.set(column, now);
        Row changedRow = new Row(
                row.line(),
                row.id(),
                row.conditions(),
                row.written(),
                outcomes,
                row.because(),
                row.from(),
                row.until());
        made.add(new Mutant(
                Kind.OUTCOME_REPLACED,
                table,
                with(index, changedRow),
                table.address(row, changed),
                row.id(),
                changed.word().name(),
                shown(was),
                shown(now)));
    }

    /** What another row says, the nearest first; else another value of the closed set; a number a step off. */
    private @Nullable Object another(Object was, int index, int column) {
        Word word = table.outcomes().get(column).word();
        if (was instanceof Double number) {
            // Confidence is taken between 0 and 1; a step out of that would be taken back.
            BigDecimal step = BigDecimal.valueOf(isShare(column) ? (number > 0.5 ? -0.1 : 0.1) : step(word));
            return BigDecimal.valueOf(number).add(step).doubleValue();
        }
        if (was instanceof Boolean flag) {
            return !flag;
        }
        if (!word.isClosed()) {
            return null;
        }
        for (int away = 1; away < table.rows().size(); away++) {
            for (int near : new int[] {index + away, index - away}) {
                if (near >= 0 && near < table.rows().size()) {
                    Object there = table.rows().get(near).outcomes().get(column);
                    if (there != null && !there.equals(was)) {
                        return there;
                    }
                }
            }
        }
        return word.values().stream()
                .filter(value -> !value.equals(was))
                .findFirst()
                .orElse(null);
    }

    /** Whether all numbers of a THEN column lie between 0 and 1, and not all at its ends. */
    private boolean isShare(int column) {
        List<Double> numbers = table.rows().stream()
                .map(row -> row.outcomes().get(column))
                .filter(Objects::nonNull)
                .map(value -> (Double) value)
                .toList();
        return numbers.stream().allMatch(number -> number >= 0 && number <= 1)
                && numbers.stream().anyMatch(number -> number > 0 && number < 1);
    }

    private static String shown(@Nullable Object outcome) {
        if (outcome == null) {
            return "";
        }
        if (outcome instanceof Double number) {
            return Found.number(number);
        }
        return outcome instanceof Boolean flag ? (flag ? "yes" : "no") : outcome.toString();
    }

    private DecisionTable with(int index, Row changed) {
        List<Row> rows = new ArrayList<>(table.rows());
        rows.set(index, changed);
        return with(rows);
    }

    private DecisionTable with(List<Row> rows) {
        return new DecisionTable(
                table.name(),
                table.file(),
                table.sheet(),
                table.hitPolicy(),
                table.about(),
                table.conditions(),
                table.outcomes(),
                rows);
    }

    private static List<String> plus(List<String> texts, String more) {
        List<String> all = new ArrayList<>(texts);
        all.add(more);
        return all;
    }

    private static List<String> minus(List<String> texts, String less) {
        return texts.stream().filter(text -> !text.equals(less)).toList();
    }
}
