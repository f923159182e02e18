package dev.headwater.infinispan;

import dev.headwater.touch.Touches.HistoryUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to a disk that may fill up: nothing is written while it is nearly full, so that what other programs on it need is
 * left to them and files can be put in order. A write that fails all the same is the ledger's affair.
 */
final class DiskWrites implements Writes {
    private static final Logger LOG = LoggerFactory.getLogger(DiskWrites.class);

    /** Asking the disk costs more than writing to it, and in so little time hardly as much is written as is left alone. */
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(200);

    private final Path folder;
    private final long reserve;
    private final LongSupplier clock;
    private final AtomicLong nextLook;
    private volatile boolean full;

    /**
     * @param folder where the files are
     * @param reserve bytes of the disk that are left alone
     */
    DiskWrites(Path folder, long reserve) {
        this(folder, reserve, System::nanoTime);
    }

    DiskWrites(Path folder, long reserve, LongSupplier clock) {
        this.folder = folder;
        this.reserve = reserve;
        this.clock = clock;
        this.nextLook = new AtomicLong(clock.getAsLong());
    }

    @Override
    public void mayBegin() {
        long now = clock.getAsLong();
        long due = nextLook.get();
        if (now - due >= 0 && nextLook.compareAndSet(due, now + LOOK_AGAIN)) {
            look();
        }
        if (full) {
            throw new HistoryUnavailable("the disk of " + folder + " is full", null);
        }
    }

    private void look() {
        long free = free();
        if (free < reserve && !full) {
            LOG.error(
                    "the disk of {} is full: {} bytes are free, and {} are left alone. Leads are answered, and"
                            + " their touches are not recorded",
                    folder,
                    free,
                    reserve);
        } else if (free >= reserve && full) {
            LOG.warn("the disk of {} has room again: touches are recorded", folder);
        }
        full = free < reserve;
    }

    private long free() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new HistoryUnavailable("the disk of " + folder + " does not answer: " + e.getMessage(), e);
        }
    }
}
