package dev.headwater.infinispan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.attribution.CostDay;
import dev.headwater.attribution.Costs;
import dev.headwater.lead.Person;
import dev.headwater.ledger.Ledger;
import dev.headwater.touch.Dossier;
import dev.headwater.touch.FirstAnswers;
import dev.headwater.touch.Forgetting;
import dev.headwater.touch.KeptTouches;
import dev.headwater.touch.StoreTimes;
import dev.headwater.touch.Touches;
import dev.headwater.touch.Touches.HistoryUnavailable;
import dev.headwater.touch.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.infinispan.AdvancedCache;
import org.infinispan.commons.CacheException;
import org.infinispan.distribution.LocalizedCacheTopology;
import org.infinispan.distribution.ch.ConsistentHash;
import org.infinispan.protostream.ProtobufUtil;
import org.infinispan.protostream.SerializationContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store that is open: its caches, and the touches in them. */
final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private static final long LONGEST_HANDING_OVER = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final Caches caches;
    private final @Nullable Ledger ledger;
    private final Touches touches;
    private final Costs costs;
    private final List<AdvancedCache<?, ?>> shared;
    private final StoreSettings settings;
    private final List<Path> earlier;
    private final Writes begun;
    private final Gate gate;
    private final AdvancedCache<String, Dossier> dossiers;
    private final AdvancedCache<String, FirstAnswers> answers;
    private final AdvancedCache<String, CostDay> days;

    private Store(
            Caches caches,
            @Nullable Ledger ledger,
            StoreSettings settings,
            Writes all,
            StoreTimes times,
            List<Path> earlier) {
        this.caches = caches;
        this.ledger = ledger;
        this.settings = settings;
        this.earlier = earlier;
        this.begun = ledger == null ? all : new LedgerWrites(all, ledger);
        this.gate = new Gate(begun);
        boolean alone = settings.cluster() == null;
        Writes writes = alone ? begun : gate;
        this.dossiers = caches.dossiers();
        this.answers = caches.answers();
        this.days = caches.costs();
        this.shared = alone ? List.of() : List.of(dossiers, answers, days);
        this.costs = new InfinispanCosts(days, settings.bounds().maxAge(), writes);
        this.touches = new KeptTouches(
                new CacheShelf<>(dossiers, settings.bounds().maxAge(), writes),
                new CacheShelf<>(answers, FirstAnswers.MAX_AGE, writes),
                settings.bounds(),
                alone ? Turn.inThisProcess() : new ClusterTurn(caches.turns()),
                alone ? Forgetting.WHOLLY : Forgetting.LEAVING_A_MARK,
                times);
    }

    /**
     * Opens a store; what its folder had of a cluster is put aside, and not taken over yet.
     *
     * @param writes asked before anything is written
     * @param times where it is counted how long the store takes
     * @param comeOver told when other members keep histories apart from this one and can be reached again
     * @throws DataRefused if its folder cannot be used
     * @throws CacheException if it cannot be opened, or the cluster cannot be joined
     */
    static Store open(StoreSettings settings, Writes writes, StoreTimes times, Runnable comeOver) throws DataRefused {
        DataFolder folder = settings.folder();
        List<Path> earlier = folder == null ? List.of() : folder.putAside(settings.cluster() != null);
        Ledger ledger = folder == null ? null : folder.openLedger(settings.ledger());
        Caches caches = null;
        try {
            caches = new Caches(settings, ledger, comeOver);
            return new Store(caches, ledger, settings, writes, times, earlier);
        } catch (RuntimeException e) {
            close(caches, ledger);
            throw e;
        }
    }

    /** The caches first: what they still write, the ledger takes. */
    private static void close(@Nullable Caches caches, @Nullable Ledger ledger) {
        if (caches != null) {
            caches.close();
        }
        if (ledger != null) {
            ledger.close();
        }
    }

    /** @throws DataRefused if the folder of a store that is not open is damaged */
    static void check(StoreSettings settings) throws DataRefused {
        if (settings.folder() != null) {
            check(settings.folder().path());
            if (settings.cluster() != null) {
                // What is here is put aside: better to be told where it is now.
                DataFolder.check(settings.folder().path());
            }
        }
    }

    private static void check(Path folder) throws DataRefused {
        List<String> earlier = Caches.ON_DISK.stream()
                .filter(cache -> DataFile.areIn(folder, cache))
                .toList();
        if (earlier.isEmpty()) {
            return; // Only earlier releases wrote any, and reading the schema takes a while.
        }
        SerializationContext schema = ProtobufUtil.newSerializationContext();
        new TouchSchema().register(schema);
        for (String cache : earlier) {
            DataFile.checkAll(folder, cache, schema);
        }
    }

    /**
     * Unites what was put aside with what is kept by now. It can be done again where it failed.
     *
     * @param held what was put aside in memory
     * @throws DataRefused if what was put aside on disk is damaged
     */
    void takeOver(Held held) throws DataRefused {
        TakeOver takeOver = new TakeOver(dossiers, answers, days, settings.bounds());
        takeOver.from(held);
        for (Path folder : earlier) {
            if (Files.exists(folder)) {
                takeOver(folder, takeOver);
            }
        }
    }

    private void takeOver(Path folder, TakeOver takeOver) throws DataRefused {
        check(folder);
        try {
            DataFolder.withoutIndex(folder);
            try (DataFolder aside = DataFolder.take(folder)) {
                StoreSettings toRead = settings.toRead(aside);
                Ledger there = aside.isOfFormOne() ? null : aside.openLedger(toRead.ledger());
                try (Caches old = new Caches(toRead, there, () -> {})) {
                    takeOver.from(old, folder);
                } finally {
                    close(null, there);
                }
            }
            kept();
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

    /**
     * Lets go of the caches at once; what was acknowledged is on disk or in what is given back, and others may have had no
     * time to take it over.
     */
    Held leave() {
        gate.shut();
        Held held = settings.folder() == null
                ? new Held(caches.held(dossiers), caches.held(answers), caches.held(days))
                : Held.NOTHING;
        close(caches, ledger);
        return held;
    }

    /** Where others take over what this one has, they get the time to; then nobody else is needed for it. */
    @Override
    public void close() {
        handOver();
        close(caches, ledger);
    }

    /** Waits until others have taken over what this one has; not for ever. */
    void handOver() {
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
    }

    /** Why nothing can be written here; null where it can. */
    @Nullable
    HistoryUnavailable trouble() {
        try {
            begun.mayBegin();
            begun.ended();
            return null;
        } catch (HistoryUnavailable e) {
            return e;
        }
    }

    /**
     * Waits until all that was written before is kept for good.
     *
     * @throws HistoryUnavailable if the disk does not take it
     */
    void kept() {
        Ledger here = ledger;
        if (here != null && alone()) {
            try {
                here.written().join();
            } catch (CompletionException e) {
                throw new HistoryUnavailable("the disk of the histories did not take it: " + Entries.told(e), e);
            }
        }
    }

    /** Complete when all that was written before is kept for good. */
    CompletionStage<@Nullable Void> keeping() {
        Ledger here = ledger;
        return here != null && alone() ? here.written() : Touches.DONE;
    }

    long bytesOnDisk() {
        return ledger == null ? 0 : ledger.bytes();
    }

    long givenUp() {
        return ledger == null ? 0 : ledger.dropped();
    }

    boolean isWriting() {
        return ledger == null || ledger.trouble() == null;
    }

    boolean alone() {
        return settings.cluster() == null;
    }

    /** Whether nobody is waited for to read or change what is kept of a person. */
    boolean isAtHand(Person person) {
        Ledger here = ledger;
        if (here == null) {
            return true;
        }
        String key = PersonKey.of(person);
        return isAtHand(dossiers, Caches.TABLE_OF_DOSSIERS, key, here)
                && isAtHand(answers, Caches.TABLE_OF_ANSWERS, key, here);
    }

    private boolean isAtHand(AdvancedCache<String, ?> cache, int table, String key, Ledger here) {
        return caches.isInMemory(cache, key) || !here.has(table, key.getBytes(UTF_8));
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
