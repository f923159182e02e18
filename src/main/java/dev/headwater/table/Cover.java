package dev.headwater.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether some rows together fit every case of a block, and if not, a case that none of them fits. Exact, unless its
 * patience runs out: the question is as hard as any, though not for tables that people write.
 */
final class Cover {
    private static final int DEEPEST = 1_000;

    /** What a pass over the rows cut out of a block. */
    private static final int NOTHING = 0;

    private static final int SOME = 1;
    private static final int ALL = 2;

    /** On how many axes a row falls short of a block, where it is not one by its number. */
    private static final int NONE = -1;

    private static final int SEVERAL = -2;

    private final CaseSpace space;
    private long patience;

    /** Thrown when there is no telling within the given patience. */
    static final class OutOfPatience extends Exception {
        private static final long serialVersionUID = 1L;

        OutOfPatience() {
            super(null, null, false, false);
        }
    }

    Cover(CaseSpace space, long patience) {
        this.space = space;
        this.patience = patience;
    }

    long patienceLeft() {
        return patience;
    }

    /**
     * A part of a block that no row fits.
     *
     * @param block by axis; is used up
     * @param rows the rows that may fit it
     * @param used takes the rows that together fit the block, if they do
     * @return cases that none of the rows fits; null where the rows fit all
     */
    BitSet @Nullable [] uncovered(BitSet[] block, List<Integer> rows, BitSet used) throws OutOfPatience {
        return uncovered(block, rows, used, 0);
    }

    private BitSet @Nullable [] uncovered(BitSet[] block, List<Integer> rows, BitSet used, int depth)
            throws OutOfPatience {
        List<Integer> meeting = rows;
        while (true) {
            if (isEmpty(block)) {
                return null;
            }
            meeting = meeting(block, meeting);
            if (meeting.isEmpty()) {
                return block;
            }
            int cut = cutByRowsOfOneDifference(block, meeting, used);
            if (cut == ALL) {
                return null;
            }
            if (cut == SOME) {
                continue;
            }
            BitSet[] free = lightest(block, meeting);
            if (meeting(free, meeting).isEmpty()) {
                return free;
            }
            if (depth > DEEPEST) {
                throw new OutOfPatience();
            }
            int row = closest(block, meeting);
            int axis = firstDifference(block, row);
            BitSet[] outside = copy(block);
            space.block(row)[axis].removeFrom(outside[axis]);
            BitSet[] found = uncovered(outside, meeting, used, depth + 1);
            if (found != null) {
                return found;
            }
            block[axis].and(space.block(row)[axis].bits());
        }
    }

    /**
     * Takes out of the block what single rows fit that differ from it on one axis at most; these need no looking at
     * several axes together.
     */
    private int cutByRowsOfOneDifference(BitSet[] block, List<Integer> rows, BitSet used) throws OutOfPatience {
        int cut = NOTHING;
        for (int row : rows) {
            spend(1);
            int axis = onlyDifference(block, row);
            if (axis == NONE) {
                used.set(row);
                return ALL;
            }
            if (axis != SEVERAL && space.block(row)[axis].meets(block[axis])) {
                used.set(row);
                space.block(row)[axis].removeFrom(block[axis]);
                cut = SOME;
            }
        }
        return cut;
    }

    private int onlyDifference(BitSet[] block, int row) {
        int only = NONE;
        for (int i = 0; i < block.length; i++) {
            if (!space.block(row)[i].covers(block[i])) {
                if (only != NONE) {
                    return SEVERAL;
                }
                only = i;
            }
        }
        return only;
    }

    private int firstDifference(BitSet[] block, int row) {
        for (int i = 0; i < block.length; i++) {
            if (!space.block(row)[i].covers(block[i])) {
                return i;
            }
        }
        throw new IllegalStateException("the row covers the block");
    }

    private List<Integer> meeting(BitSet[] block, List<Integer> rows) throws OutOfPatience {
        List<Integer> meeting = new ArrayList<>();
        spend(rows.size());
        for (int row : rows) {
            boolean meets = true;
            for (int i = 0; i < block.length && meets; i++) {
                meets = space.block(row)[i].meets(block[i]);
            }
            if (meets) {
                meeting.add(row);
            }
        }
        return meeting;
    }

    /** The case that is likeliest to be free: on each axis the value that the fewest remaining rows take. */
    private BitSet[] lightest(BitSet[] block, List<Integer> rows) throws OutOfPatience {
        BitSet[] free = copy(block);
        List<Integer> left = rows;
        for (int i = 0; i < block.length && !left.isEmpty(); i++) {
            int best = -1;
            int least = Integer.MAX_VALUE;
            int[] taken = taken(i, block[i], left);
            for (int value = block[i].nextSetBit(0); value >= 0; value = block[i].nextSetBit(value + 1)) {
                if (taken[value] < least) {
                    least = taken[value];
                    best = value;
                }
            }
            if (least < left.size()) {
                free[i].clear();
                free[i].set(best);
                int chosen = best;
                int axis = i;
                left = left.stream()
                        .filter(row -> space.block(row)[axis].has(chosen))
                        .toList();
            }
        }
        return free;
    }

    private int[] taken(int axis, BitSet among, List<Integer> rows) throws OutOfPatience {
        int[] taken = new int[space.axes().get(axis).size()];
        for (int row : rows) {
            ValueSet set = space.block(row)[axis];
            spend(1 + set.count() / 16);
            if (set.count() == taken.length) {
                continue;
            }
            BitSet bits = set.bits();
            bits.and(among);
            bits.stream().forEach(value -> taken[value]++);
        }
        // Rows that take every value weigh on all alike; they were left out above, and so count on none.
        int everywhere = (int) rows.stream()
                .filter(row -> space.block(row)[axis].count() == taken.length)
                .count();
        for (int value = 0; value < taken.length; value++) {
            taken[value] += everywhere;
        }
        return taken;
    }

    /** The row that differs from the block on the fewest axes. */
    private int closest(BitSet[] block, List<Integer> rows) {
        int closest = rows.get(0);
        int least = Integer.MAX_VALUE;
        for (int row : rows) {
            int differences = 0;
            for (int i = 0; i < block.length; i++) {
                differences += space.block(row)[i].covers(block[i]) ? 0 : 1;
            }
            if (differences < least) {
                least = differences;
                closest = row;
            }
        }
        return closest;
    }

    /** Whether a block has no case at all. */
    static boolean isEmpty(BitSet[] block) {
        for (BitSet values : block) {
            if (values.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    static BitSet[] copy(BitSet[] block) {
        BitSet[] copy = new BitSet[block.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = (BitSet) block[i].clone();
        }
        return copy;
    }

    private void spend(long steps) throws OutOfPatience {
        patience -= steps;
        if (patience < 0) {
            throw new OutOfPatience();
        }
    }
}
