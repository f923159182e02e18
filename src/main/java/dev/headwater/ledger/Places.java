package dev.headwater.ledger;

import java.util.function.IntPredicate;

/**
 * Where the latest entry of each key of a table lies: 16 bytes for each key, and as many that are free. Keys are known by 64
 * bits of a secret hash, of which 8 may be the part that a key is in; of ten million keys, two come to the same in one process
 * out of 300,000. Not safe for use by many threads.
 *
 * <p>A place is the number of a file (from 1) and the byte in it; 0 is nowhere.
 */
final class Places {
    /** The first bits of a hash say the part. Each grows for itself, so that nobody waits for all to be moved. */
    private static final int PART_AT = 56;

    private final Part[] parts = new Part[KeyParts.COUNT];

    Places() {
        for (int i = 0; i < KeyParts.COUNT; i++) {
            parts[i] = new Part();
        }
    }

    static long place(int file, long offset) {
        return (long) file << 32 | offset;
    }

    /** The hash of a key that is in a part by its own choice. */
    static long inPart(int part, long hash) {
        return (long) part << PART_AT | hash & (1L << PART_AT) - 1;
    }

    static int file(long place) {
        return (int) (place >>> 32);
    }

    static long offset(long place) {
        return place & 0xffffffffL;
    }

    long get(long hash) {
        return part(hash).get(hash);
    }

    /** Where the entry was before. */
    long put(long hash, long place) {
        return part(hash).put(hash, place);
    }

    /** Where the entry was. */
    long remove(long hash) {
        return part(hash).remove(hash);
    }

    /** How many keys there are. */
    long size() {
        long size = 0;
        for (Part part : parts) {
            size += part.size;
        }
        return size;
    }

    /** All that are in some of the parts. */
    long[] in(IntPredicate wanted) {
        int size = 0;
        for (int i = 0; i < parts.length; i++) {
            size += wanted.test(i) ? parts[i].size : 0;
        }
        long[] all = new long[size];
        int next = 0;
        for (int i = 0; next < size; i++) {
            if (wanted.test(i)) {
                for (long place : parts[i].places) {
                    if (place != 0) {
                        all[next++] = place;
                    }
                }
            }
        }
        return all;
    }

    private Part part(long hash) {
        return parts[(int) (hash >>> PART_AT)];
    }

    /** A table with open addressing: who finds a slot taken takes the next. */
    private static final class Part {
        private static final int SMALLEST = 16;

        private long[] hashes = new long[SMALLEST];
        private long[] places = new long[SMALLEST];
        private int size;

        private int slot(long hash) {
            int mask = places.length - 1;
            int slot = (int) hash & mask;
            while (places[slot] != 0 && hashes[slot] != hash) {
                slot = slot + 1 & mask;
            }
            return slot;
        }

        long get(long hash) {
            return places[slot(hash)];
        }

        long put(long hash, long place) {
            int slot = slot(hash);
            long before = places[slot];
            hashes[slot] = hash;
            places[slot] = place;
            if (before == 0 && ++size > places.length / 3 * 2) {
                grow();
            }
            return before;
        }

        private void grow() {
            long[] oldHashes = hashes;
            long[] oldPlaces = places;
            hashes = new long[oldHashes.length * 2];
            places = new long[oldPlaces.length * 2];
            for (int i = 0; i < oldPlaces.length; i++) {
                if (oldPlaces[i] != 0) {
                    int slot = slot(oldHashes[i]);
                    hashes[slot] = oldHashes[i];
                    places[slot] = oldPlaces[i];
                }
            }
        }

        /** Those behind a gap that would not be found across it move into it. */
        long remove(long hash) {
            int mask = places.length - 1;
            int gap = slot(hash);
            long before = places[gap];
            if (before == 0) {
                return 0;
            }
            size--;
            for (int next = gap + 1 & mask; places[next] != 0; next = next + 1 & mask) {
                int wanted = (int) hashes[next] & mask;
                if ((next - wanted & mask) >= (next - gap & mask)) {
                    hashes[gap] = hashes[next];
                    places[gap] = places[next];
                    gap = next;
                }
            }
            places[gap] = 0;
            return before;
        }
    }
}
