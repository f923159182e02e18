package dev.headwater.ledger;

/**
 * Where the latest entry of each key lies: 16 bytes for each key, and as many that are free. Keys are known by 64 bits of a
 * secret hash; of ten million keys, two come to the same in one process out of 300,000. Not safe for use by many threads.
 *
 * <p>A place is the number of a file (from 1) and the byte in it; 0 is nowhere.
 */
final class Places {
    /** Each grows for itself, so that nobody waits for all to be moved. */
    private static final int PARTS = 256;

    private final Part[] parts = new Part[PARTS];

    Places() {
        for (int i = 0; i < PARTS; i++) {
            parts[i] = new Part();
        }
    }

    static long place(int file, long offset) {
        return (long) file << 32 | offset;
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

    long[] all() {
        int size = 0;
        for (Part part : parts) {
            size += part.size;
        }
        long[] all = new long[size];
        int next = 0;
        for (Part part : parts) {
            for (long place : part.places) {
                if (place != 0) {
                    all[next++] = place;
                }
            }
        }
        return all;
    }

    private Part part(long hash) {
        return parts[(int) (hash >>> 56)];
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
