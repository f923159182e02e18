package dev.headwater.infinispan;

import dev.headwater.touch.StoreTimes;
import dev.headwater.touch.Touches.HistoryUnavailable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.infinispan.commons.CacheException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store of this process. It is the same one for good, unless a cut network has left this member of a cluster on the side
 * that comes over, or its disk fails: then the member lets go of the store, puts aside what is in it, joins the others with
 * an empty one, and unites with theirs what it had put aside. In between it does not answer, for a second or two after a cut
 * and for as long as the disk fails.
 */
final class StoreInUse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreInUse.class);

    private static final long PAUSE_MILLIS = 1_000;
    private static final long LOOK_AT_DISK_MILLIS = 500;
    private static final long LONGEST_END_SECONDS = 20;

    private final StoreSettings settings;
    private final Writes writes;
    private final StoreTimes times = new StoreTimes();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "coming-over");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean isAtRest = new AtomicBoolean();
    private volatile boolean closed;
    private volatile boolean away;
    private volatile Store store;

    /**
     * Opens it, and takes over what was put aside before.
     *
     * @throws DataRefused if its folder is damaged
     * @throws CacheException if it cannot be opened, or the cluster cannot be joined
     */
    StoreInUse(StoreSettings settings, Writes writes) throws DataRefused {
        this.settings = settings;
        this.writes = writes;
        Store.check(settings);
        Store opened = Store.open(settings, writes, times, this::comeOver);
        try {
            opened.takeOver(Held.NOTHING);
        } catch (DataRefused | RuntimeException e) {
            opened.leave();
            throw e;
        }
        this.store = opened;
        isAtRest.set(true);
        if (settings.cluster() != null && settings.folder() != null) {
            worker.scheduleWithFixedDelay(
                    this::lookAtDisk, LOOK_AT_DISK_MILLIS, LOOK_AT_DISK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    Store store() {
        return store;
    }

    /** How many keep histories together; none where this member has left the others. */
    int members() {
        return away ? 0 : store.members();
    }

    /** Whether any one member may be lost. */
    boolean isSettled() {
        return isAtRest.get() && store.isSettled();
    }

    private void comeOver() {
        if (isAtRest.compareAndSet(true, false)) {
            worker.execute(this::leaveAndJoin);
        }
    }

    private void leaveAndJoin() {
        LOG.warn("others of the cluster have kept histories apart from this member, and can be reached again: it joins"
                + " them, and unites what it has with theirs");
        away = true;
        comeBack(store.leave());
    }

    /** What a member keeps for others is written when they say so: were it to stay, they could not write it anywhere. */
    private void lookAtDisk() {
        HistoryUnavailable trouble = isAtRest.get() && store.members() > 1 ? store.trouble() : null;
        if (trouble == null || !isAtRest.compareAndSet(true, false)) {
            return;
        }
        LOG.error(
                "this member leaves its cluster, so that the others keep histories without it: {}. It comes back when its"
                        + " disk takes what is written; until then it answers leads without their histories",
                trouble.getMessage());
        store.handOver();
        away = true;
        Held held = store.leave();
        persistently(this::tryDisk);
        LOG.warn("the disk takes what is written again: this member comes back to its cluster");
        comeBack(held);
    }

    private void tryDisk() throws DataRefused {
        DataFolder folder = settings.folder();
        if (folder != null) {
            folder.tryToWrite();
            writes.mayBegin();
        }
    }

    private void comeBack(Held held) {
        persistently(() -> store = Store.open(settings, writes, times, this::comeOver));
        away = false;
        persistently(() -> store.takeOver(held));
        isAtRest.set(true);
    }

    /** There is nobody to tell that it cannot be done. */
    private void persistently(Step step) {
        String told = "";
        while (!closed) {
            try {
                step.take();
                return;
            } catch (DataRefused | RuntimeException e) {
                if (!String.valueOf(e.getMessage()).equals(told)) {
                    told = String.valueOf(e.getMessage());
                    LOG.error("this member is not back in its cluster yet: {}", Entries.told(e));
                }
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private interface Step {
        void take() throws DataRefused;
    }

    @Override
    public void close() {
        closed = true;
        worker.shutdownNow();
        try {
            if (!worker.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn(
                        "stopping on the way to the others of the cluster; what is on disk is united with theirs later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }
}
