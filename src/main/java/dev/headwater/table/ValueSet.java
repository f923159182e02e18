package dev.headwater.table;

import java.util.BitSet;

/** Some of an axis's values, by their index. Sets of a few are held as such, since most cells name a few. */
final class ValueSet {
    private static final int FEW = 6;

    private final int[] few;
    /** Empty where {@link #few} holds them all. */
    private final BitSet many;

    private final int count;

    ValueSet(BitSet values) {
        count = values.cardinality();
        if (count <= FEW) {
            few = values.stream().toArray();
            many = new BitSet(0);
        } else {
            few = new int[0];
            many = (BitSet) values.clone();
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Whether it holds few enough values to go through them one by one. */
    boolean isOfFew() {
        return count <= FEW;
    }

    int count() {
        return count;
    }

    boolean has(int value) {
        if (count > FEW) {
            return many.get(value);
        }
        for (int each : few) {
            if (each == value) {
                return true;
            }
        }
        return false;
    }

    boolean meets(ValueSet other) {
        if (count > FEW && other.count > FEW) {
            return many.intersects(other.many);
        }
        ValueSet small = count <= other.count ? this : other;
        ValueSet large = small == this ? other : this;
        for (int value : small.few) {
            if (large.has(value)) {
                return true;
            }
        }
        return false;
    }

    boolean meets(BitSet other) {
        if (count > FEW) {
            return many.intersects(other);
        }
        for (int value : few) {
            if (other.get(value)) {
                return true;
            }
        }
        return false;
    }

    /** Whether every value of the other is one of this. */
    boolean covers(ValueSet other) {
        if (other.count > count) {
            return false;
        }
        if (other.count <= FEW) {
            for (int value : other.few) {
                if (!has(value)) {
                    return false;
                }
            }
            return true;
        }
        return covers(other.many);
    }

    boolean covers(BitSet other) {
        for (int value = other.nextSetBit(0); value >= 0; value = other.nextSetBit(value + 1)) {
            if (!has(value)) {
                return false;
            }
        }
        return true;
    }

    void removeFrom(BitSet other) {
        if (count > FEW) {
            other.andNot(many);
        } else {
            for (int value : few) {
                other.clear(value);
            }
        }
    }

    BitSet bits() {
        BitSet bits = (BitSet) many.clone();
        for (int value : few) {
            bits.set(value);
        }
        return bits;
    }
}
