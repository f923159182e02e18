package dev.headwater.infinispan;

import dev.headwater.cluster.Cluster;
import dev.headwater.ledger.LedgerSettings;
import dev.headwater.touch.TouchHistory;
import org.jspecify.annotations.Nullable;

/**
 * How a store is to be opened.
 *
 * @param bounds how much of each history is kept
 * @param maxPersons how many persons are held in memory, 1 or more
 * @param folder where the rest is; null where nothing outlives the process
 * @param sync whether the disk itself must have a touch before it is acknowledged
 * @param reserve bytes of the disk that are left alone
 * @param maxDisk about how many bytes the folder may have; {@link Long#MAX_VALUE} for as many as there are
 * @param cluster who keeps histories together with this process; null where nobody does
 */
record StoreSettings(
        TouchHistory.Bounds bounds,
        int maxPersons,
        @Nullable DataFolder folder,
        InfinispanTouches.Sync sync,
        long reserve,
        long maxDisk,
        @Nullable Cluster cluster) {

    /** Settings under which a folder may have as many bytes as there are. */
    StoreSettings(
            TouchHistory.Bounds bounds,
            int maxPersons,
            @Nullable DataFolder folder,
            InfinispanTouches.Sync sync,
            long reserve,
            @Nullable Cluster cluster) {
        this(bounds, maxPersons, folder, sync, reserve, Long.MAX_VALUE, cluster);
    }

    LedgerSettings ledger() {
        LedgerSettings all = new LedgerSettings(sync == InfinispanTouches.Sync.ALWAYS, maxDisk);
        return cluster == null ? all : all.by(Segments::of);
    }

    /** The same on a folder that is only read, by this process alone, with few persons in memory. */
    StoreSettings toRead(DataFolder earlier) {
        return new StoreSettings(bounds, 1_000, earlier, InfinispanTouches.Sync.NEVER, reserve, null);
    }
}
