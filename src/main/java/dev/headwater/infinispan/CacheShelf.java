package dev.headwater.infinispan;

import dev.headwater.lead.Person;
import dev.headwater.touch.Shelf;
import dev.headwater.touch.Touches.HistoryUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.infinispan.Cache;
import org.infinispan.commons.CacheException;
import org.infinispan.commons.util.CloseableIterator;
import org.jspecify.annotations.Nullable;

/** A cache as a shelf: one entry for each person, gone when nothing was put there for as long as it lives. */
final class CacheShelf<V> implements Shelf<V> {
    private final Cache<String, V> cache;
    private final Duration life;
    private final Writes writes;

    /**
     * @param life how long an entry stays after it was put there
     * @param writes asked before anything is written
     */
    CacheShelf(Cache<String, V> cache, Duration life, Writes writes) {
        this.cache = cache;
        this.life = life;
        this.writes = writes;
    }

    @Override
    public @Nullable V get(Person person) {
        return ask(() -> cache.get(PersonKey.of(person)));
    }

    @Override
    public boolean swap(Person person, @Nullable V before, V after) {
        return write(() -> before == null
                ? cache.putIfAbsent(PersonKey.of(person), after, life.toMillis(), TimeUnit.MILLISECONDS) == null
                : cache.replace(PersonKey.of(person), before, after, life.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** In a cluster the entries of all members are seen, each once: the iterator asks every owner for its own. */
    @Override
    public void each(BiPredicate<Person, V> wantsMore) {
        ask(() -> {
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
        write(() -> cache.remove(PersonKey.of(person)) != null);
    }

    private boolean write(Supplier<Boolean> change) {
        writes.mayBegin();
        try {
            return Boolean.TRUE.equals(ask(change));
        } catch (HistoryUnavailable e) {
            writes.failed(e);
            throw e;
        }
    }

    static <T extends @Nullable Object> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (CacheException | IllegalStateException e) {
            throw new HistoryUnavailable("the store of touch histories failed: " + told(e), e);
        }
    }

    /** The last cause says what happened; those before it say through how many hands it went. */
    static String told(Throwable trouble) {
        Throwable cause = trouble;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
