package dev.headwater.infinispan;

import dev.headwater.attribution.CostDay;
import dev.headwater.touch.Dossier;
import dev.headwater.touch.FirstAnswers;
import dev.headwater.touch.TouchHistory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import org.infinispan.AdvancedCache;
import org.infinispan.commons.CacheException;
import org.infinispan.container.entries.CacheEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unites what was put aside, in a folder or in memory, with what is kept by now. What was put aside and others have not is
 * kept again; what they have newer stays; who was forgotten meanwhile stays forgotten.
 */
final class TakeOver {
    private static final Logger LOG = LoggerFactory.getLogger(TakeOver.class);

    /** Most of the time passes waiting for other machines. */
    private static final int AT_ONCE = 16;

    private static final int WAITING = 256;
    private static final int TRIES = 20;
    private static final long PAUSE_MILLIS = 500;

    private final AdvancedCache<String, Dossier> dossiers;
    private final AdvancedCache<String, FirstAnswers> answers;
    private final AdvancedCache<String, CostDay> costs;
    private final TouchHistory.Bounds bounds;

    TakeOver(
            AdvancedCache<String, Dossier> dossiers,
            AdvancedCache<String, FirstAnswers> answers,
            AdvancedCache<String, CostDay> costs,
            TouchHistory.Bounds bounds) {
        this.dossiers = dossiers;
        this.answers = answers;
        this.costs = costs;
        this.bounds = bounds;
    }

    /** Takes over from an opened folder; what was taken over already makes no difference. */
    void from(Caches earlier, Path folder) {
        long persons;
        try (var all = earlier.dossiers().cacheEntrySet().stream()) {
            persons = dossiers(all.iterator());
        }
        try (var all = earlier.answers().cacheEntrySet().stream()) {
            all(all.iterator(), answers, FirstAnswers::united);
        }
        try (var all = earlier.costs().cacheEntrySet().stream()) {
            all(all.iterator(), costs, CostDay::united);
        }
        LOG.info("{}: what was kept of {} persons has been united with what others keep", folder, persons);
    }

    /** Takes over what was held in memory alone. */
    void from(Held held) {
        long persons = dossiers(held.dossiers().iterator());
        all(held.answers().iterator(), answers, FirstAnswers::united);
        all(held.costs().iterator(), costs, CostDay::united);
        if (persons > 0) {
            LOG.info("what was held of {} persons has been united with what others keep", persons);
        }
    }

    private long dossiers(Iterator<CacheEntry<String, Dossier>> held) {
        return all(held, dossiers, (one, other) -> one.united(other, bounds));
    }

    private static <V> long all(
            Iterator<CacheEntry<String, V>> from, AdvancedCache<String, V> into, BinaryOperator<V> united) {
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        Deque<Future<?>> begun = new ArrayDeque<>();
        long count = 0;
        try {
            for (; from.hasNext(); count++) {
                CacheEntry<String, V> entry = from.next();
                begun.add(workers.submit(() -> {
                    persistently(entry, into, united);
                    return null;
                }));
                if (begun.size() >= WAITING) {
                    done(begun.remove());
                }
            }
            while (!begun.isEmpty()) {
                done(begun.remove());
            }
            return count;
        } finally {
            workers.shutdownNow();
        }
    }

    private static void done(Future<?> one) {
        try {
            one.get();
        } catch (ExecutionException e) {
            throw new CacheException(Entries.told(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheException("interrupted", e);
        }
    }

    /** Others may come and go meanwhile. */
    private static <V> void persistently(
            CacheEntry<String, V> old, AdvancedCache<String, V> into, BinaryOperator<V> united)
            throws InterruptedException {
        for (int i = 1; ; i++) {
            try {
                one(old, into, united);
                return;
            } catch (CacheException e) {
                if (i == TRIES) {
                    throw e;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    /** When an entry vanishes, in milliseconds since 1970. */
    private static long end(CacheEntry<?, ?> entry) {
        return entry.getLifespan() < 0 ? Long.MAX_VALUE : entry.getCreated() + entry.getLifespan();
    }

    private static <V> void one(CacheEntry<String, V> old, AdvancedCache<String, V> into, BinaryOperator<V> united) {
        String person = old.getKey();
        while (true) {
            CacheEntry<String, V> now = into.getCacheEntry(person);
            long end = now == null ? end(old) : Math.max(end(old), end(now));
            long life = end - System.currentTimeMillis();
            if (life <= 0) {
                return;
            }
            if (now == null) {
                if (into.putIfAbsent(person, old.getValue(), life, TimeUnit.MILLISECONDS) == null) {
                    return;
                }
                continue;
            }
            V both = united.apply(now.getValue(), old.getValue());
            if (both.equals(now.getValue())
                    || into.replace(person, now.getValue(), both, life, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }
}
