package dev.headwater.infinispan;

import dev.headwater.lead.Person;
import dev.headwater.touch.Shelf;
import dev.headwater.touch.Touches.HistoryUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiPredicate;
import org.infinispan.Cache;
import org.infinispan.commons.util.CloseableIterator;
import org.jspecify.annotations.Nullable;

/** A cache as a shelf: one entry for each person, gone when nothing was put there for as long as it lives. */
final class CacheShelf<V> implements Shelf<V> {
    private final Cache<String, V> cache;
    private final Entries<V> entries;

    /**
     * @param life how long an entry stays after it was put there
     * @param writes asked before anything is written
     */
    CacheShelf(Cache<String, V> cache, Duration life, Writes writes) {
        this.cache = cache;
        this.entries = new Entries<>(cache, life, writes);
    }

    @Override
    public @Nullable V get(Person person) {
        return entries.get(PersonKey.of(person));
    }

    @Override
    public boolean swap(Person person, @Nullable V before, V after) {
        return entries.swap(PersonKey.of(person), before, after);
    }

    /** In a cluster it is written as it is, to all who have the person. */
    @Override
    public boolean confirm(Person person, V read) {
        return !cache.getCacheConfiguration().clustering().cacheMode().isClustered() || swap(person, read, read);
    }

    /** In a cluster the entries of all members are seen, each once: the iterator asks every owner for its own. */
    @Override
    public void each(BiPredicate<Person, V> wantsMore) {
        Entries.ask(() -> {
            try (CloseableIterator<Map.Entry<String, V>> all = cache.entrySet().iterator()) {
                boolean more = true;
                while (more && all.hasNext()) {
                    Map.Entry<String, V> entry = all.next();
                    more = wantsMore.test(PersonKey.person(entry.getKey()), entry.getValue());
                }
                return more;
            } catch (IOException e) {
                throw new HistoryUnavailable(String.valueOf(e.getMessage()), e);
            }
        });
    }

    @Override
    public void remove(Person person) {
        entries.remove(PersonKey.of(person));
    }
}
