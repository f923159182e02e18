package dev.headwater.table;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which row of a later sheet is which of an earlier one: first by ID, then by equal content, then by the most content in
 * common. Near enough to linear in the number of rows; only what is left over after the first two is held against each
 * other pair by pair, within a bound.
 */
final class RowPairs {
    private static final long MOST_COMPARED = 1_000_000;
    /** Rows that moved are held against all others; past so many, only that they moved is known. */
    private static final int MOST_MOVED = 200;
    /** With less in common, a row is another row. */
    private static final double LEAST_IN_COMMON = 0.5;
    /** The same for rows that both have a name, and not the same one. */
    private static final double LEAST_IN_COMMON_OF_OTHERS = 0.7;

    private final int[] partnerOfBefore;
    private final int[] partnerOfAfter;
    /** Rows of the later sheet that keep their order among each other: as many as there can be. */
    private final BitSet kept = new BitSet();

    private int moved;

    private RowPairs(int before, int after) {
        partnerOfBefore = new int[before];
        partnerOfAfter = new int[after];
        Arrays.fill(partnerOfBefore, -1);
        Arrays.fill(partnerOfAfter, -1);
    }

    /**
     * The columns that two sheets share, by kind and label, in the order of the later one.
     *
     * @param shared those of both
     * @param added those of the later sheet alone
     * @param removed those of the earlier sheet alone
     */
    record Columns(List<Shared> shared, List<SheetParts.Column> added, List<SheetParts.Column> removed) {

        /**
         * A column of both sheets.
         *
         * @param column as it is in the later one
         * @param before where its cells stand in a row of the earlier one
         * @param after where they stand in a row of the later one
         */
        record Shared(SheetParts.Column column, int before, int after) {}

        static Columns of(SheetParts before, SheetParts after) {
            Map<String, Deque<Integer>> places = new HashMap<>();
            for (int i = 0; i < before.columns().size(); i++) {
                places.computeIfAbsent(key(before.columns().get(i)), key -> new ArrayDeque<>())
                        .add(i);
            }
            List<Shared> shared = new ArrayList<>();
            List<SheetParts.Column> added = new ArrayList<>();
            for (int i = 0; i < after.columns().size(); i++) {
                SheetParts.Column column = after.columns().get(i);
                @Nullable
                Integer place =
                        places.getOrDefault(key(column), new ArrayDeque<>()).poll();
                if (place == null) {
                    added.add(column);
                } else {
                    shared.add(new Shared(column, place, i));
                }
            }
            List<SheetParts.Column> removed = IntStream.range(
                            0, before.columns().size())
                    .filter(i -> shared.stream().noneMatch(column -> column.before() == i))
                    .mapToObj(before.columns()::get)
                    .toList();
            return new Columns(shared, added, removed);
        }

        private static String key(SheetParts.Column column) {
            return column.kind() + " " + Text.nameKey(column.name());
        }

        boolean areMoved() {
            return IntStream.range(1, shared.size())
                    .anyMatch(i -> shared.get(i).before() < shared.get(i - 1).before());
        }
    }

    static RowPairs of(SheetParts before, SheetParts after, Columns columns) {
        RowPairs pairs = new RowPairs(before.rows().size(), after.rows().size());
        List<List<String>> earlier = contents(before, columns, Columns.Shared::before);
        List<List<String>> later = contents(after, columns, Columns.Shared::after);
        List<String> earlierKeys = keys(before, earlier);
        List<String> laterKeys = keys(after, later);
        pairs.byKey(earlierKeys, laterKeys);
        pairs.byContent(earlier, later);
        pairs.byLikeness(earlier, later, (one, other) -> {
            String key = earlierKeys.get(one);
            return !key.isEmpty() && !laterKeys.get(other).isEmpty() && !key.equals(laterKeys.get(other));
        });
        pairs.keepOrder();
        return pairs;
    }

    /** The place of a row's partner among the later rows; -1 where it has none. */
    int partnerOfBefore(int row) {
        return partnerOfBefore[row];
    }

    int partnerOfAfter(int row) {
        return partnerOfAfter[row];
    }

    boolean isMoved(int after) {
        return partnerOfAfter[after] >= 0 && !kept.get(after);
    }

    /** The later rows that stood on the other side of one before; of those that did not move themselves. */
    List<Integer> passedBy(int after) {
        if (moved > MOST_MOVED) {
            return List.of();
        }
        int was = partnerOfAfter[after];
        return kept.stream()
                .filter(other -> other < after != partnerOfAfter[other] < was)
                .boxed()
                .toList();
    }

    private static List<List<String>> contents(SheetParts parts, Columns columns, ToIntFunction<Columns.Shared> place) {
        List<Columns.Shared> compared = columns.shared().stream()
                .filter(column -> column.column().kind() != ColumnKind.ID)
                .toList();
        return parts.rows().stream()
                .map(row -> compared.stream()
                        .map(column -> SheetParts.shown(row.cells().get(place.applyAsInt(column))))
                        .toList())
                .toList();
    }

    /** What names each row: its ID in a table; in a list its first cell, as long as no other row has the same. */
    private static List<String> keys(SheetParts parts, List<List<String>> contents) {
        if (parts.form() == SheetParts.Form.TABLE) {
            return parts.rows().stream().map(row -> Text.fold(row.id())).toList();
        }
        return contents.stream()
                .map(cells -> cells.isEmpty() ? "" : Text.fold(cells.get(0)))
                .toList();
    }

    private void byKey(List<String> before, List<String> after) {
        Map<String, Integer> earlier = places(before);
        places(after).forEach((key, place) -> {
            @Nullable Integer partner = earlier.get(key);
            if (place >= 0 && partner != null && partner >= 0) {
                pair(partner, place);
            }
        });
    }

    /** Where each key stands; -1 for one that stands twice and so names no row. */
    private static Map<String, Integer> places(List<String> keys) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            if (!keys.get(i).isEmpty()) {
                places.merge(keys.get(i), i, (one, other) -> -1);
            }
        }
        return places;
    }

    private void byContent(List<List<String>> before, List<List<String>> after) {
        Map<List<String>, Deque<Integer>> places = new HashMap<>();
        for (int i = 0; i < before.size(); i++) {
            if (partnerOfBefore[i] < 0) {
                places.computeIfAbsent(before.get(i), cells -> new ArrayDeque<>())
                        .add(i);
            }
        }
        for (int i = 0; i < after.size(); i++) {
            Deque<Integer> equal = places.get(after.get(i));
            if (partnerOfAfter[i] < 0 && equal != null && !equal.isEmpty()) {
                pair(equal.poll(), i);
            }
        }
    }

    private record Likeness(double share, int before, int after) {}

    /** @param named whether an earlier and a later row both have a name, and not the same one */
    private void byLikeness(List<List<String>> before, List<List<String>> after, BiPredicate<Integer, Integer> named) {
        int[] earlier = unpaired(partnerOfBefore);
        int[] later = unpaired(partnerOfAfter);
        if ((long) earlier.length * later.length > MOST_COMPARED) {
            return;
        }
        List<Likeness> likely = new ArrayList<>();
        for (int one : earlier) {
            for (int other : later) {
                double share = inCommon(before.get(one), after.get(other));
                if (share >= (named.test(one, other) ? LEAST_IN_COMMON_OF_OTHERS : LEAST_IN_COMMON)) {
                    likely.add(new Likeness(share, one, other));
                }
            }
        }
        // Of equals, those that stand at nearly the same place.
        likely.sort((a, b) -> a.share() != b.share()
                ? Double.compare(b.share(), a.share())
                : Integer.compare(Math.abs(a.before() - a.after()), Math.abs(b.before() - b.after())));
        for (Likeness pair : likely) {
            if (partnerOfBefore[pair.before()] < 0 && partnerOfAfter[pair.after()] < 0) {
                pair(pair.before(), pair.after());
            }
        }
    }

    private static int[] unpaired(int[] partners) {
        return IntStream.range(0, partners.length).filter(i -> partners[i] < 0).toArray();
    }

    /** Of the cells that either row fills in, the share in which both say the same. */
    private static double inCommon(List<String> one, List<String> other) {
        int filled = 0;
        int equal = 0;
        for (int i = 0; i < one.size(); i++) {
            if (!one.get(i).isEmpty() || !other.get(i).isEmpty()) {
                filled++;
                equal += Objects.equals(one.get(i), other.get(i)) ? 1 : 0;
            }
        }
        return filled == 0 ? 0 : (double) equal / filled;
    }

    private void pair(int before, int after) {
        partnerOfBefore[before] = after;
        partnerOfAfter[after] = before;
    }

    /** The longest rising run of partners: these rows stayed where they were among each other. */
    private void keepOrder() {
        int[] paired = IntStream.range(0, partnerOfAfter.length)
                .filter(i -> partnerOfAfter[i] >= 0)
                .toArray();
        int[] ends = new int[paired.length];
        int[] previous = new int[partnerOfAfter.length];
        int length = 0;
        for (int row : paired) {
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) / 2;
                if (partnerOfAfter[ends[middle]] < partnerOfAfter[row]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[row] = low == 0 ? -1 : ends[low - 1];
            ends[low] = row;
            length = Math.max(length, low + 1);
        }
        for (int row = length == 0 ? -1 : ends[length - 1]; row >= 0; row = previous[row]) {
            kept.set(row);
        }
        moved = paired.length - length;
    }
}
