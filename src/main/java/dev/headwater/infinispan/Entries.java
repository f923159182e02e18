package dev.headwater.infinispan;

import dev.headwater.touch.Touches.HistoryUnavailable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.infinispan.Cache;
import org.infinispan.commons.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a cache, each gone when nothing was put there for as long as it lives. Whatever goes wrong with them is told
 * as a store that does not answer.
 */
final class Entries<V> {
    private final Cache<String, V> cache;
    private final Duration life;
    private final Writes writes;

    /**
     * @param life how long an entry stays after it was put there
     * @param writes asked before anything is written
     */
    Entries(Cache<String, V> cache, Duration life, Writes writes) {
        this.cache = cache;
        this.life = life;
        this.writes = writes;
    }

    @Nullable
    V get(String key) {
        return ask(() -> cache.get(key));
    }

    /** Puts a value in the place of another; false where that is no longer there. */
    boolean swap(String key, @Nullable V before, V after) {
        return write(() -> before == null
                ? cache.putIfAbsent(key, after, life.toMillis(), TimeUnit.MILLISECONDS) == null
                : cache.replace(key, before, after, life.toMillis(), TimeUnit.MILLISECONDS));
    }

    void remove(String key) {
        write(() -> cache.remove(key) != null);
    }

    private boolean write(Supplier<Boolean> change) {
        writes.mayBegin();
        try {
            return Boolean.TRUE.equals(ask(change));
        } finally {
            writes.ended();
        }
    }

    static <T extends @Nullable Object> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (CacheException | IllegalStateException e) {
            throw new HistoryUnavailable("the store of touch histories failed: " + told(e), e);
        }
    }

    /** The last cause says what happened; those before it say through how many hands it went. It names nobody. */
    static String told(Throwable trouble) {
        Throwable cause = trouble;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return PersonKey.withoutPersons(String.valueOf(cause.getMessage()));
    }
}
