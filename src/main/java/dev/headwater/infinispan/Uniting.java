package dev.headwater.infinispan;

import java.util.List;
import java.util.function.BinaryOperator;
import org.infinispan.conflict.EntryMergePolicy;
import org.infinispan.container.entries.CacheEntry;
import org.jspecify.annotations.Nullable;

/** Copies that were changed apart from each other are united; the one lives as long as the longest-lived of them. */
final class Uniting<V> implements EntryMergePolicy<String, V> {
    private final BinaryOperator<V> united;

    Uniting(BinaryOperator<V> united) {
        this.united = united;
    }

    @Override
    public @Nullable CacheEntry<String, V> merge(
            @Nullable CacheEntry<String, V> preferred, List<CacheEntry<String, V>> others) {
        CacheEntry<String, V> all = preferred;
        for (CacheEntry<String, V> other : others) {
            all = all == null ? other : both(all, other);
        }
        return all;
    }

    private CacheEntry<String, V> both(CacheEntry<String, V> one, CacheEntry<String, V> other) {
        CacheEntry<String, V> longer = end(one) >= end(other) ? one : other;
        CacheEntry<String, V> both = longer.clone();
        both.setValue(united.apply(one.getValue(), other.getValue()));
        return both;
    }

    /** When an entry vanishes, in milliseconds since 1970. */
    static long end(CacheEntry<?, ?> entry) {
        return entry.getLifespan() < 0 ? Long.MAX_VALUE : entry.getCreated() + entry.getLifespan();
    }
}
