package dev.headwater.infinispan;

import dev.headwater.attribution.CostDay;
import dev.headwater.attribution.Costs;
import dev.headwater.lead.Conversion;
import dev.headwater.lead.ConversionId;
import dev.headwater.lead.EventId;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.Person;
import dev.headwater.lead.VisitorId;
import dev.headwater.touch.Conversions;
import dev.headwater.touch.Converted;
import dev.headwater.touch.Dossier;
import dev.headwater.touch.FirstAnswer;
import dev.headwater.touch.FirstAnswers;
import dev.headwater.touch.Journey;
import dev.headwater.touch.KeptTouches;
import dev.headwater.touch.Merge;
import dev.headwater.touch.StoreTimes;
import dev.headwater.touch.Touch;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.Touches;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.infinispan.commons.CacheException;
import org.infinispan.commons.dataconversion.MediaType;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfiguration;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.configuration.global.ShutdownHookBehavior;
import org.infinispan.eviction.EvictionStrategy;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.manager.EmbeddedCacheManager;
import org.infinispan.protostream.ProtobufUtil;
import org.infinispan.protostream.SerializationContext;
import org.jspecify.annotations.Nullable;

/**
 * Touch histories in two embedded Infinispan caches, one for dossiers and one for first answers, with one entry for each
 * person.
 *
 * <p>In memory alone they are bounded three ways: a history in length and age ({@link TouchHistory.Bounds}); an entry in
 * time, since it vanishes when nothing was recorded for as long as a touch is kept; and the persons in number. Past that
 * number those seen least and longest ago are forgotten, which costs their history, never a lead.
 *
 * <p>On disk the number only bounds what is held in memory besides: every change is written through to Infinispan's
 * soft-index file store before it is acknowledged, and who has left the memory is read from there. Entries are never
 * passivated: what is written only when it leaves the memory is lost when the process is killed before.
 */
public final class InfinispanTouches implements Touches, AutoCloseable {
    /** How many persons are held in memory unless told otherwise: some 60 MB with one touch each, 180 MB with four. */
    public static final int DEFAULT_MAX_PERSONS = 100_000;

    /** How many bytes of the disk are left alone unless told otherwise. */
    static final long DEFAULT_RESERVE = 64L << 20;

    private static final String DOSSIERS = "touches";
    private static final String ANSWERS = "answers";
    private static final String COSTS = "costs";

    /** Days of costs that are held in memory; with no disk, the others are forgotten. */
    private static final int DAYS_OF_COSTS = 1_500;

    /** Answers are large and only wanted by those who retry, soon after. */
    private static final int PERSONS_FOR_EACH_WITH_ANSWERS = 10;

    /** A thread that serves requests waits for another that writes the same history, but never for long. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /** Looking for expired entries reads whole files, and nobody waits for the room. */
    private static final Duration CLEANING_OF_FILES = Duration.ofHours(1);

    private final EmbeddedCacheManager caches;
    private final @Nullable DataFolder folder;
    private final Touches touches;
    private final Costs costs;

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
        this(bounds, maxPersons, null, Sync.NEVER, 0);
    }

    private InfinispanTouches(
            TouchHistory.Bounds bounds, int maxPersons, @Nullable DataFolder folder, Sync sync, long reserve) {
        this.folder = folder;
        this.caches = new DefaultCacheManager(inThisProcess());
        try {
            Writes writes = folder == null ? Writes.ALWAYS : new DiskWrites(folder.path(), reserve);
            int maxAnswered = Math.max(1, maxPersons / PERSONS_FOR_EACH_WITH_ANSWERS);
            this.touches = new KeptTouches(
                    new CacheShelf<Dossier>(
                            caches.createCache(
                                    DOSSIERS, cache(maxPersons, folder, sync).build()),
                            bounds.maxAge(),
                            writes),
                    new CacheShelf<FirstAnswers>(
                            caches.createCache(
                                    ANSWERS, cache(maxAnswered, folder, sync).build()),
                            FirstAnswers.MAX_AGE,
                            writes),
                    bounds);
            this.costs = new InfinispanCosts(
                    caches.<String, CostDay>createCache(
                            COSTS, cache(DAYS_OF_COSTS, folder, sync).build()),
                    bounds.maxAge(),
                    writes);
        } catch (RuntimeException e) {
            caches.stop();
            throw e;
        }
    }

    /** Whether the disk itself must have a touch before it is acknowledged. */
    public enum Sync {
        /** The operating system has it: it outlives the process, however that ends, and not a power cut. */
        NEVER,
        /** The disk has it: it outlives a power cut too, and takes several times as long. */
        ALWAYS
    }

    /**
     * A store on disk, which no other process uses at the same time.
     *
     * @param path the folder; made where there is none
     * @param bounds how much of each history is kept
     * @param maxPersons how many persons are held in memory, 1 or more
     * @throws DataRefused if the folder cannot be used, in words for the one who chose it
     */
    public static InfinispanTouches onDisk(Path path, TouchHistory.Bounds bounds, int maxPersons, Sync sync)
            throws DataRefused {
        return onDisk(path, bounds, maxPersons, sync, DEFAULT_RESERVE);
    }

    static InfinispanTouches onDisk(Path path, TouchHistory.Bounds bounds, int maxPersons, Sync sync, long reserve)
            throws DataRefused {
        DataFolder folder = DataFolder.take(path.toAbsolutePath().normalize());
        try {
            SerializationContext schema = ProtobufUtil.newSerializationContext();
            new TouchSchema().register(schema);
            DataFile.checkAll(folder.path(), DOSSIERS, schema);
            DataFile.checkAll(folder.path(), ANSWERS, schema);
            DataFile.checkAll(folder.path(), COSTS, schema);
            return new InfinispanTouches(bounds, maxPersons, folder, sync, reserve);
        } catch (CacheException e) {
            folder.close();
            throw new DataRefused(
                    "The histories in " + folder.path() + " cannot be opened: " + CacheShelf.told(e)
                            + ". Say another folder with --data DIR, or keep none with --data none.",
                    e);
        } catch (DataRefused | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** What marketing cost, kept beside the histories and for as long. */
    public Costs costs() {
        return costs;
    }

    @Override
    public StoreTimes times() {
        return touches.times();
    }

    @Override
    public TouchHistory recent(Person person) {
        return touches.recent(person);
    }

    @Override
    public TouchHistory together(LeadId lead, VisitorId visitor) {
        return touches.together(lead, visitor);
    }

    @Override
    public TouchHistory record(Person person, Touch touch, Instant now) {
        return touches.record(person, touch, now);
    }

    @Override
    public @Nullable TouchHistory recordAfter(Person person, TouchHistory seen, Touch touch, Instant now) {
        return touches.recordAfter(person, seen, touch, now);
    }

    @Override
    public TouchHistory recordEarlier(Person person, Touch touch, Instant now) {
        return touches.recordEarlier(person, touch, now);
    }

    @Override
    public Converted convert(Person person, Conversion conversion, Instant now) {
        return touches.convert(person, conversion, now);
    }

    @Override
    public boolean takeBack(Person person, ConversionId id) {
        return touches.takeBack(person, id);
    }

    @Override
    public @Nullable Conversions conversions(Person person) {
        return touches.conversions(person);
    }

    @Override
    public void journeys(Predicate<Journey> wantsMore) {
        touches.journeys(wantsMore);
    }

    @Override
    public TouchHistory.Bounds bounds() {
        return touches.bounds();
    }

    @Override
    public Merge merge(Person from, Person into, Instant now) {
        return touches.merge(from, into, now);
    }

    @Override
    public boolean forget(Person person) {
        return touches.forget(person);
    }

    @Override
    public @Nullable FirstAnswer answered(Person person, EventId eventId, Instant now) {
        return touches.answered(person, eventId, now);
    }

    @Override
    public FirstAnswer keep(Person person, FirstAnswer answer, Instant now) {
        return touches.keep(person, answer, now);
    }

    /** Lets go of the caches; asked afterwards, the store does not answer. Closing twice does no harm. */
    @Override
    public void close() {
        caches.stop();
        if (folder != null) {
            folder.close();
        }
    }

    /** No network, no management beans, no hook of its own: whoever opened the store closes it. */
    private static GlobalConfiguration inThisProcess() {
        GlobalConfigurationBuilder process = new GlobalConfigurationBuilder().nonClusteredDefault();
        process.jmx().disable();
        process.metrics().gauges(false).histograms(false);
        process.shutdown().hookBehavior(ShutdownHookBehavior.DONT_REGISTER);
        process.serialization().addContextInitializer(new TouchSchema());
        return process.build();
    }

    private static ConfigurationBuilder cache(int maxPersons, @Nullable DataFolder folder, Sync sync) {
        ConfigurationBuilder cache = new ConfigurationBuilder();
        cache.encoding().mediaType(MediaType.APPLICATION_OBJECT);
        cache.memory().maxCount(maxPersons).whenFull(EvictionStrategy.REMOVE);
        cache.locking().lockAcquisitionTimeout(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        if (folder != null) {
            cache.expiration().wakeUpInterval(CLEANING_OF_FILES.toMillis(), TimeUnit.MILLISECONDS);
            String files = folder.path().toString();
            cache.persistence()
                    .passivation(false)
                    .addSoftIndexFileStore()
                    .dataLocation(files)
                    .indexLocation(files)
                    .syncWrites(sync == Sync.ALWAYS)
                    .segmented(false)
                    .purgeOnStartup(false);
        }
        return cache;
    }
}
