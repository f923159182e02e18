package dev.headwater.infinispan;

import dev.headwater.attribution.CostDay;
import dev.headwater.cluster.Cluster;
import dev.headwater.cluster.ClusterChannel;
import dev.headwater.ledger.KeyParts;
import dev.headwater.ledger.Ledger;
import dev.headwater.touch.Dossier;
import dev.headwater.touch.FirstAnswers;
import dev.headwater.touch.TouchHistory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.infinispan.AdvancedCache;
import org.infinispan.commons.dataconversion.MediaType;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.configuration.global.ShutdownHookBehavior;
import org.infinispan.container.entries.CacheEntry;
import org.infinispan.context.Flag;
import org.infinispan.eviction.EvictionStrategy;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.manager.EmbeddedCacheManager;
import org.infinispan.partitionhandling.PartitionHandling;
import org.infinispan.remoting.transport.jgroups.JGroupsTransport;
import org.jspecify.annotations.Nullable;

/**
 * The caches of a store, from opening to closing: one for dossiers and one for first answers, with one entry for each
 * person; one for costs, with one for each day; in a cluster one more, for turns.
 */
final class Caches implements AutoCloseable {
    static final String DOSSIERS = "touches";
    static final String ANSWERS = "answers";
    static final String COSTS = "costs";
    private static final String TURNS = "turns";

    /** The caches that lie on disk, by the names that their folders had in earlier releases. */
    static final List<String> ON_DISK = List.of(DOSSIERS, ANSWERS, COSTS);

    // The tables of the ledger. They are on disk: no number may ever mean something else.
    static final int TABLE_OF_DOSSIERS = 1;
    static final int TABLE_OF_ANSWERS = 2;
    private static final int TABLE_OF_COSTS = 3;

    /** Days of costs that are held in memory; with no disk, the others are forgotten. */
    private static final int DAYS_OF_COSTS = 1_500;

    /** Answers are large and only wanted by those who retry, soon after. */
    private static final int PERSONS_FOR_EACH_WITH_ANSWERS = 10;

    /** Of those held in memory besides a disk, the part that is kept for whoever told something last. */
    private static final int PART_OF_LATEST = 4;

    /** A thread that serves requests waits for another that writes the same history, but never for long. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /** Nor for another machine. */
    private static final Duration LONGEST_WAIT_FOR_OTHERS = Duration.ofSeconds(2);

    /**
     * How long members may take to agree on who they are. Infinispan asks each of them in a tenth of it, once only: if one is silent
     * for longer, nobody's part is given to another before somebody else comes or goes. So the tenth is longer than it takes
     * until a silent member is shut out, which makes the others agree anew.
     */
    private static final Duration LONGEST_AGREEING = Duration.ofMillis(10 * (ClusterChannel.SILENCE_MILLIS + 4_000));

    /** A new member takes its part over before it serves. */
    private static final Duration LONGEST_TAKING_OVER = Duration.ofMinutes(10);

    /** Looking for expired entries reads whole files, and nobody waits for the room. */
    private static final Duration CLEANING_OF_FILES = Duration.ofHours(1);

    /** How many members have each person. */
    static final int OWNERS = 2;

    private final StoreSettings settings;
    private final @Nullable Ledger ledger;
    private final EmbeddedCacheManager manager;
    private final Latest<Dossier> latestDossiers;
    private final Latest<FirstAnswers> latestAnswers;

    /**
     * @param ledger what lies under the caches; null where nothing does, or Infinispan's own file store, in which earlier
     *     releases kept what is in the folder
     * @param comeOver told when other members keep histories apart from this one and can be reached again
     * @throws org.infinispan.commons.CacheException if the caches cannot be opened, or the cluster cannot be joined
     */
    Caches(StoreSettings settings, @Nullable Ledger ledger, Runnable comeOver) {
        this.settings = settings;
        this.ledger = ledger;
        this.latestDossiers = new Latest<>(latest(settings.maxPersons()));
        this.latestAnswers = new Latest<>(latest(withAnswers()));
        this.manager = new DefaultCacheManager(process(settings, comeOver).build());
    }

    AdvancedCache<String, Dossier> dossiers() {
        return open(DOSSIERS, cache(TABLE_OF_DOSSIERS, settings.maxPersons(), latestDossiers));
    }

    AdvancedCache<String, FirstAnswers> answers() {
        return open(ANSWERS, cache(TABLE_OF_ANSWERS, withAnswers(), latestAnswers));
    }

    AdvancedCache<String, CostDay> costs() {
        return open(COSTS, cache(TABLE_OF_COSTS, DAYS_OF_COSTS, new Latest<>(0)));
    }

    AdvancedCache<String, String> turns() {
        ConfigurationBuilder cache = new ConfigurationBuilder();
        clustered(cache);
        return open(TURNS, cache);
    }

    private int withAnswers() {
        return Math.max(1, settings.maxPersons() / PERSONS_FOR_EACH_WITH_ANSWERS);
    }

    /** Where several keep what is in the ledger there are none: what is written for others need not be at hand. */
    private int latest(int persons) {
        return ledger == null || settings.cluster() != null ? 0 : persons / PART_OF_LATEST;
    }

    /** Whether what is kept of a person is in memory. */
    boolean isInMemory(AdvancedCache<String, ?> cache, String key) {
        return cache.getDataContainer().peek(key) != null
                || (cache.getName().equals(DOSSIERS) ? latestDossiers : latestAnswers).get(key) != null;
    }

    private <V> AdvancedCache<String, V> open(String name, ConfigurationBuilder configuration) {
        return manager.<String, V>createCache(name, configuration.build()).getAdvancedCache();
    }

    EmbeddedCacheManager manager() {
        return manager;
    }

    /** What this member has. */
    <V> List<CacheEntry<String, V>> held(AdvancedCache<String, V> cache) {
        try (var all = cache.withFlags(Flag.CACHE_MODE_LOCAL).cacheEntrySet().stream()) {
            return all.toList();
        }
    }

    /** How many members keep histories together, this one included. */
    int members() {
        List<?> members = manager.getMembers();
        return members == null ? 1 : members.size();
    }

    /** No management beans, no hook of its own: whoever opened the store closes it. */
    private static GlobalConfigurationBuilder process(StoreSettings settings, Runnable comeOver) {
        Cluster cluster = settings.cluster();
        GlobalConfigurationBuilder process = new GlobalConfigurationBuilder();
        if (cluster == null) {
            process.nonClusteredDefault();
        } else {
            process.transport()
                    .defaultTransport()
                    .clusterName(cluster.name())
                    .distributedSyncTimeout(LONGEST_AGREEING.toMillis(), TimeUnit.MILLISECONDS)
                    .addProperty(JGroupsTransport.CHANNEL_CONFIGURATOR, new ClusterChannel(cluster, comeOver))
                    .addProperty(CachesModule.UNITED, united(settings.bounds()));
        }
        process.jmx().disable();
        process.metrics().gauges(false).histograms(false);
        process.shutdown().hookBehavior(ShutdownHookBehavior.DONT_REGISTER);
        process.serialization().addContextInitializer(new TouchSchema());
        return process;
    }

    /** By the name of a cache, how two copies of one of its entries are united. */
    private static Function<String, BinaryOperator<Object>> united(TouchHistory.Bounds bounds) {
        return name -> switch (name) {
            case DOSSIERS -> (one, other) -> ((Dossier) one).united((Dossier) other, bounds);
            case ANSWERS -> (one, other) -> ((FirstAnswers) one).united((FirstAnswers) other);
            case COSTS -> (one, other) -> ((CostDay) one).united((CostDay) other);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private ConfigurationBuilder cache(int table, int maxPersons, Latest<?> latest) {
        ConfigurationBuilder cache = new ConfigurationBuilder();
        cache.encoding().mediaType(MediaType.APPLICATION_OBJECT);
        cache.memory().maxCount(maxPersons - latest.most()).whenFull(EvictionStrategy.REMOVE);
        cache.locking().lockAcquisitionTimeout(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        boolean alone = settings.cluster() == null;
        if (!alone) {
            clustered(cache);
        }
        DataFolder folder = settings.folder();
        if (folder != null) {
            cache.expiration().wakeUpInterval(CLEANING_OF_FILES.toMillis(), TimeUnit.MILLISECONDS);
            cache.persistence().passivation(false);
        }
        if (ledger != null) {
            // Whoever is alone asks the ledger itself what is kept for good; others are told when it is.
            cache.persistence()
                    .addStore(LedgerStoreConfiguration.Builder.class)
                    .table(ledger, table, !alone, latest)
                    .segmented(false);
        } else if (folder != null) {
            String files = folder.path().toString();
            cache.persistence()
                    .addSoftIndexFileStore()
                    .dataLocation(files)
                    .indexLocation(files)
                    .segmented(!alone)
                    .purgeOnStartup(false);
        }
        return cache;
    }

    /** Each side of a cut network goes on; Infinispan never sees them meet again ({@link ClusterChannel}). */
    private static void clustered(ConfigurationBuilder cache) {
        cache.encoding().mediaType(MediaType.APPLICATION_OBJECT);
        cache.clustering()
                .cacheMode(CacheMode.DIST_SYNC)
                .remoteTimeout(LONGEST_WAIT_FOR_OTHERS.toMillis(), TimeUnit.MILLISECONDS)
                .hash()
                .numOwners(OWNERS)
                .numSegments(KeyParts.COUNT)
                .keyPartitioner(Segments.ALL);
        cache.clustering().stateTransfer().timeout(LONGEST_TAKING_OVER.toMillis(), TimeUnit.MILLISECONDS);
        cache.clustering().partitionHandling().whenSplit(PartitionHandling.ALLOW_READ_WRITES);
    }

    @Override
    public void close() {
        manager.stop();
    }
}
