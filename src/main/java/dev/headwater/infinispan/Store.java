package dev.headwater.infinispan;

import dev.headwater.attribution.CostDay;
import dev.headwater.attribution.Costs;
import dev.headwater.touch.Dossier;
import dev.headwater.touch.FirstAnswers;
import dev.headwater.touch.Forgetting;
import dev.headwater.touch.KeptTouches;
import dev.headwater.touch.Touches;
import dev.headwater.touch.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.infinispan.AdvancedCache;
import org.infinispan.commons.CacheException;
import org.infinispan.distribution.LocalizedCacheTopology;
import org.infinispan.distribution.ch.ConsistentHash;
import org.infinispan.protostream.ProtobufUtil;
import org.infinispan.protostream.SerializationContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store that is open: its caches, and the touches in them. */
final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private static final long LONGEST_HANDING_OVER = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final Caches caches;
    private final Touches touches;
    private final Costs costs;
    private final List<AdvancedCache<?, ?>> shared;

    private Store(Caches caches, StoreSettings settings, Writes writes, List<Path> earlier) throws DataRefused {
        this.caches = caches;
        boolean alone = settings.cluster() == null;
        AdvancedCache<String, Dossier> dossiers = caches.dossiers();
        AdvancedCache<String, FirstAnswers> answers = caches.answers();
        AdvancedCache<String, CostDay> days = caches.costs();
        this.shared = alone ? List.of() : List.of(dossiers, answers, days);
        TakeOver takeOver = new TakeOver(dossiers, answers, days, settings.bounds());
        for (Path folder : earlier) {
            takeOver(folder, settings, takeOver);
        }
        this.costs = new InfinispanCosts(days, settings.bounds().maxAge(), writes);
        this.touches = new KeptTouches(
                new CacheShelf<>(dossiers, settings.bounds().maxAge(), writes),
                new CacheShelf<>(answers, FirstAnswers.MAX_AGE, writes),
                settings.bounds(),
                alone ? Turn.inThisProcess() : new ClusterTurn(caches.turns()),
                alone ? Forgetting.WHOLLY : Forgetting.LEAVING_A_MARK);
    }

    /**
     * Opens a store.
     *
     * @param writes asked before anything is written
     * @throws DataRefused if its folder is damaged
     * @throws CacheException if it cannot be opened, or the cluster cannot be joined
     */
    static Store open(StoreSettings settings, Writes writes) throws DataRefused {
        DataFolder folder = settings.folder();
        List<Path> earlier = List.of();
        if (folder != null) {
            check(folder.path());
            earlier = folder.putAside(settings.cluster() != null);
            for (Path each : earlier) {
                check(each);
            }
        }
        Caches caches = new Caches(settings);
        try {
            return new Store(caches, settings, writes, earlier);
        } catch (DataRefused | RuntimeException e) {
            caches.close();
            throw e;
        }
    }

    private static void check(Path folder) throws DataRefused {
        SerializationContext schema = ProtobufUtil.newSerializationContext();
        new TouchSchema().register(schema);
        for (String cache : Caches.ON_DISK) {
            DataFile.checkAll(folder, cache, schema);
        }
    }

    private static void takeOver(Path folder, StoreSettings settings, TakeOver takeOver) throws DataRefused {
        try {
            DataFolder.withoutIndex(folder);
            try (DataFolder aside = DataFolder.take(folder);
                    Caches earlier = new Caches(settings.toRead(aside))) {
                takeOver.from(earlier, folder);
            }
            DataFolder.takenOver(folder);
        } catch (DataRefused e) {
            throw e;
        } catch (IOException e) {
            throw new DataRefused("What lies in " + folder + " cannot be taken over: " + e.getMessage(), e);
        }
    }

    Touches touches() {
        return touches;
    }

    Costs costs() {
        return costs;
    }

    int members() {
        return caches.members();
    }

    /** Where others take over what this one has, they get the time to; then nobody else is needed for it. */
    @Override
    public void close() {
        long began = System.nanoTime();
        while (isHandingOver() && System.nanoTime() - began < LONGEST_HANDING_OVER) {
            try {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        if (isHandingOver()) {
            LOG.warn(
                    "leaving although others have not taken everything over; what is on disk is united with theirs later");
        }
        caches.close();
    }

    /** Whether each person is kept by as many members as can be, and nothing is on its way from one to another. */
    boolean isSettled() {
        return shared.stream()
                .allMatch(cache -> isSettled(cache.getDistributionManager().getCacheTopology()));
    }

    private boolean isHandingOver() {
        try {
            return !isSettled();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private boolean isSettled(LocalizedCacheTopology topology) {
        int owners = Math.min(Caches.OWNERS, topology.getMembers().size());
        ConsistentHash parts = topology.getReadConsistentHash();
        return topology.getMembers().size() == caches.members()
                && topology.getPendingCH() == null
                && IntStream.range(0, parts.getNumSegments())
                        .allMatch(part -> parts.locateOwnersForSegment(part).size() >= owners);
    }
}
