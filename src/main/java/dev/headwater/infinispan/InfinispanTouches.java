package dev.headwater.infinispan;

import dev.headwater.lead.LeadId;
import dev.headwater.lead.Person;
import dev.headwater.lead.VisitorId;
import dev.headwater.touch.Touch;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.Touches;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.infinispan.Cache;
import org.infinispan.commons.CacheException;
import org.infinispan.commons.dataconversion.MediaType;
import org.infinispan.configuration.cache.Configuration;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfiguration;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.configuration.global.ShutdownHookBehavior;
import org.infinispan.eviction.EvictionStrategy;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.manager.EmbeddedCacheManager;

/**
 * Touch histories in an embedded Infinispan cache, one entry for each person, on the heap of this process.
 *
 * <p>Bounded three ways: a history in length and age ({@link TouchHistory.Bounds}); a person's entry in time, since it
 * vanishes when nothing was recorded for as long as a touch is kept; and the persons in number. Past that number those
 * seen least and longest ago are forgotten, which costs their history, never a lead.
 *
 * <p>The key is text and the value a record of records; neither is ever serialised as a Java object.
 */
public final class InfinispanTouches implements Touches, AutoCloseable {
    /** How many persons are kept unless told otherwise: some 60 MB with one touch each, 180 MB with four. */
    public static final int DEFAULT_MAX_PERSONS = 100_000;

    private static final String CACHE = "touches";

    /** A thread that serves requests waits for another that writes the same history, but never for long. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final EmbeddedCacheManager caches;
    private final Cache<String, TouchHistory> histories;
    private final TouchHistory.Bounds bounds;

    /** A store in memory for {@value #DEFAULT_MAX_PERSONS} persons. */
    public InfinispanTouches(TouchHistory.Bounds bounds) {
        this(bounds, DEFAULT_MAX_PERSONS);
    }

    /**
     * A store in memory.
     *
     * @param bounds how much of each history is kept
     * @param maxPersons how many persons are kept, 1 or more
     */
    public InfinispanTouches(TouchHistory.Bounds bounds, int maxPersons) {
        this(bounds, inThisProcess(), inMemory(maxPersons));
    }

    private InfinispanTouches(TouchHistory.Bounds bounds, GlobalConfiguration process, Configuration cache) {
        this.bounds = bounds;
        this.caches = new DefaultCacheManager(process);
        this.histories = caches.createCache(CACHE, cache);
    }

    @Override
    public TouchHistory recent(Person person) {
        return ask(cache -> cache.getOrDefault(key(person), TouchHistory.EMPTY));
    }

    @Override
    public TouchHistory record(Person person, Touch touch, Instant now) {
        return ask(cache -> cache.compute(
                key(person),
                (key, before) -> (before == null ? TouchHistory.EMPTY : before).with(touch, bounds, now),
                bounds.maxAge().toMillis(),
                TimeUnit.MILLISECONDS));
    }

    /** Lets go of the cache; asked afterwards, the store does not answer. Closing twice does no harm. */
    @Override
    public void close() {
        caches.stop();
    }

    private TouchHistory ask(Function<Cache<String, TouchHistory>, TouchHistory> question) {
        try {
            return question.apply(histories);
        } catch (CacheException | IllegalStateException e) {
            throw new HistoryUnavailable("the store of touch histories failed: " + e.getMessage(), e);
        }
    }

    /** A lead and a visitor may have the same name. */
    private static String key(Person person) {
        if (person instanceof LeadId lead) {
            return "lead:" + lead.value();
        }
        return "visitor:" + ((VisitorId) person).value();
    }

    /** No network, no management beans, no hook of its own: whoever opened the store closes it. */
    private static GlobalConfiguration inThisProcess() {
        GlobalConfigurationBuilder process = new GlobalConfigurationBuilder().nonClusteredDefault();
        process.jmx().disable();
        process.metrics().gauges(false).histograms(false);
        process.shutdown().hookBehavior(ShutdownHookBehavior.DONT_REGISTER);
        return process.build();
    }

    private static Configuration inMemory(int maxPersons) {
        ConfigurationBuilder cache = new ConfigurationBuilder();
        cache.encoding().mediaType(MediaType.APPLICATION_OBJECT);
        cache.memory().maxCount(maxPersons).whenFull(EvictionStrategy.REMOVE);
        cache.locking().lockAcquisitionTimeout(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        return cache.build();
    }
}
