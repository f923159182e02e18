package dev.headwater.infinispan;

import java.util.LinkedHashMap;
import java.util.Map;
import org.infinispan.persistence.spi.MarshallableEntry;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a table that were written last, and of those the ones that were asked for last, up to a number. Who has just
 * told something is likely to do so again soon, and nobody waits for the disk then. The memory of a cache prefers those who
 * are asked for often, and where it is full, lets somebody new go at once. Safe for use by many threads.
 */
final class Latest<V> {
    private final int most;
    private final Map<String, MarshallableEntry<String, V>> entries;

    /** @param most how many; 0 for none */
    Latest(int most) {
        this.most = most;
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, MarshallableEntry<String, V>> eldest) {
                return size() > most;
            }
        };
    }

    int most() {
        return most;
    }

    synchronized @Nullable MarshallableEntry<String, V> get(String key) {
        return entries.get(key);
    }

    synchronized void put(String key, MarshallableEntry<String, V> entry) {
        entries.put(key, entry);
    }

    synchronized void remove(String key) {
        entries.remove(key);
    }

    synchronized void clear() {
        entries.clear();
    }
}
