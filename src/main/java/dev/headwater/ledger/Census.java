package dev.headwater.ledger;

import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** How many entries of a file are still the latest of their keys, and when they expire. Not safe for use by many threads. */
final class Census {
    private long entries;
    private long latest;

    /** Bytes by the hour in which they expire; those of one kind live equally long, so there are few hours. */
    private final NavigableMap<Long, Long> expiring = new TreeMap<>();

    void added(int bytes, long expires) {
        entries++;
        latest++;
        expiring.merge(TimeUnit.MILLISECONDS.toHours(expires), (long) bytes, Long::sum);
    }

    /** An entry that tells only that there is none. */
    void addedRemoval() {
        entries++;
    }

    void superseded() {
        latest--;
    }

    /** Whether there is anything that nobody needs any more: replaced, removed, expired, or the removal itself. */
    boolean hasRemains(long now) {
        return latest < entries
                || !expiring.headMap(TimeUnit.MILLISECONDS.toHours(now)).isEmpty();
    }

    /** About how many bytes are still needed. */
    double needed(long now) {
        double unexpired = 0;
        for (long bytes :
                expiring.tailMap(TimeUnit.MILLISECONDS.toHours(now), true).values()) {
            unexpired += bytes;
        }
        return entries == 0 ? 0 : unexpired * latest / entries;
    }

    void addTo(NavigableMap<Long, Double> needed, long now) {
        expiring.tailMap(TimeUnit.MILLISECONDS.toHours(now), true)
                .forEach((hour, bytes) -> needed.merge(hour, (double) bytes * latest / entries, Double::sum));
    }
}
