package dev.headwater.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every case that a table can tell apart: one axis for each word that it asks for, and one for the days if rows have
 * any. A row is a block in it: the values that it takes on each axis. Words are taken to vary freely, whatever others
 * are.
 */
final class CaseSpace {
    private final List<Axis> axes;
    /** By row, then by axis. */
    private final ValueSet[][] blocks;

    CaseSpace(DecisionTable table) throws Axis.TooLarge {
        this(table, false);
    }

    /** @param cautious see {@link Axis#of(Word, java.util.Collection, boolean)} */
    CaseSpace(DecisionTable table, boolean cautious) throws Axis.TooLarge {
        Map<Word, List<Integer>> columns = new LinkedHashMap<>();
        for (int i = 0; i < table.conditions().size(); i++) {
            columns.computeIfAbsent(table.conditions().get(i).word(), word -> new ArrayList<>())
                    .add(i);
        }
        List<DecisionTable.Row> rows = table.rows();
        boolean dated = rows.stream().anyMatch(row -> row.from() != null || row.until() != null);
        axes = new ArrayList<>();
        blocks = new ValueSet[rows.size()][columns.size() + (dated ? 1 : 0)];
        for (Map.Entry<Word, List<Integer>> column : columns.entrySet()) {
            List<Integer> indexes = column.getValue();
            List<List<Condition>> asked = rows.stream()
                    .map(row -> indexes.stream().map(row.conditions()::get).toList())
                    .toList();
            Axis axis = Axis.of(column.getKey(), asked, cautious);
            for (int row = 0; row < blocks.length; row++) {
                blocks[row][axes.size()] = axis.set(asked.get(row));
            }
            axes.add(axis);
        }
        if (dated) {
            List<Axis.Days> spans = rows.stream()
                    .map(row -> new Axis.Days(row.from(), row.until()))
                    .toList();
            Axis axis = Axis.ofDays(spans);
            for (int row = 0; row < blocks.length; row++) {
                blocks[row][axes.size()] = axis.set(spans.get(row));
            }
            axes.add(axis);
        }
    }

    int rows() {
        return blocks.length;
    }

    List<Axis> axes() {
        return axes;
    }

    ValueSet[] block(int row) {
        return blocks[row];
    }

    /** Every case. */
    BitSet[] whole() {
        BitSet[] whole = new BitSet[axes.size()];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = new BitSet(axes.get(i).size());
            whole[i].set(0, axes.get(i).size());
        }
        return whole;
    }

    /** A row's own cases. */
    BitSet[] copy(int row) {
        BitSet[] copy = new BitSet[axes.size()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = blocks[row][i].bits();
        }
        return copy;
    }

    boolean isWhole(int row) {
        for (int i = 0; i < axes.size(); i++) {
            if (blocks[row][i].count() < axes.get(i).size()) {
                return false;
            }
        }
        return true;
    }

    boolean meet(int row, int other) {
        for (int i = 0; i < axes.size(); i++) {
            if (!blocks[row][i].meets(blocks[other][i])) {
                return false;
            }
        }
        return true;
    }

    /** The cases that two rows share. */
    BitSet[] shared(int row, int other) {
        BitSet[] shared = copy(row);
        for (int i = 0; i < shared.length; i++) {
            shared[i].and(blocks[other][i].bits());
        }
        return shared;
    }

    /** Which value of a block is shown on an axis: a missing one where it does not matter, else the plainest. */
    int shown(int axis, BitSet among) {
        Axis on = axes.get(axis);
        return among.cardinality() == on.size() && on.word() != null ? on.size() - 1 : on.plainest(among);
    }

    /** Whether the case shown of a block has a text that stands for one that nobody has seen. */
    boolean isMadeUp(BitSet[] block) {
        for (int i = 0; i < block.length; i++) {
            if (axes.get(i).value(shown(i, block[i])) instanceof Axis.Unknown) {
                return true;
            }
        }
        return false;
    }

    /** A lead of a block of cases, saying no more than it has to. */
    Example example(BitSet[] block) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        LocalDate day = null;
        for (int i = 0; i < axes.size(); i++) {
            Axis axis = axes.get(i);
            if (block[i].cardinality() == axis.size()) {
                continue;
            }
            Object value = axis.value(shown(i, block[i]));
            Word word = axis.word();
            if (word != null) {
                facts.put(word.name(), value instanceof Axis.Unknown ? value.toString() : value);
            } else if (value instanceof LocalDate date) {
                day = date;
            }
        }
        return new Example(facts, day);
    }
}
