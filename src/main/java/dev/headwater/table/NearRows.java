package dev.headwater.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which rows above a row may share a case with it. Most rows of a long table name one value of some word; rows are kept
 * by the values of the word for which that is so most often, and only those of the same value, or of many, are near.
 */
final class NearRows {
    private final CaseSpace space;
    private final int pivot;
    private final List<List<Integer>> byValue = new ArrayList<>();
    /** Rows that take many values of the pivot. */
    private final List<Integer> wide = new ArrayList<>();

    NearRows(CaseSpace space) {
        this.space = space;
        this.pivot = IntStream.range(0, space.axes().size())
                .boxed()
                .max((one, other) -> Long.compare(narrowRows(one), narrowRows(other)))
                .orElse(-1);
        for (int value = 0; pivot >= 0 && value < space.axes().get(pivot).size(); value++) {
            byValue.add(new ArrayList<>(0));
        }
    }

    private long narrowRows(int axis) {
        return IntStream.range(0, space.rows())
                .filter(row -> space.block(row)[axis].isOfFew())
                .count();
    }

    /** Of the rows added so far, all that may share a case with this one, from top to bottom. */
    int[] to(int row) {
        if (pivot < 0 || !space.block(row)[pivot].isOfFew()) {
            return IntStream.range(0, row).toArray();
        }
        List<Integer> near = new ArrayList<>(wide);
        space.block(row)[pivot].bits().stream().forEach(value -> near.addAll(byValue.get(value)));
        int[] rows = near.stream().mapToInt(Integer::intValue).toArray();
        Arrays.sort(rows);
        return Arrays.stream(rows).distinct().toArray();
    }

    /** Adds the next row; they are added from top to bottom. */
    void add(int row) {
        if (pivot < 0 || !space.block(row)[pivot].isOfFew()) {
            wide.add(row);
        } else {
            space.block(row)[pivot].bits().stream()
                    .forEach(value -> byValue.get(value).add(row));
        }
    }
}
