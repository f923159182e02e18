package dev.headwater.infinispan;

import dev.headwater.touch.Touches.HistoryUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.infinispan.persistence.spi.PersistenceException;
import org.infinispan.remoting.RemoteException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to a disk that may fill up.
 *
 * <p>The file store loses its place in a file of which the disk took only part of an entry, and what it writes after that
 * could not be found again. So nothing is written while the disk is nearly full, and nothing any more once a write has
 * failed: what has been acknowledged stays good, and a restart cuts off the rest.
 */
final class DiskWrites implements Writes {
    private static final Logger LOG = LoggerFactory.getLogger(DiskWrites.class);

    private final Path folder;
    private final long reserve;
    private final AtomicReference<@Nullable HistoryUnavailable> broken = new AtomicReference<>();
    private volatile boolean full;

    /**
     * @param folder where the files are
     * @param reserve bytes of the disk that are left alone, so that files can be put in order and leads of a moment
     *     written at the same time
     */
    DiskWrites(Path folder, long reserve) {
        this.folder = folder;
        this.reserve = reserve;
    }

    @Override
    public void mayBegin() {
        HistoryUnavailable trouble = broken.get();
        if (trouble != null) {
            throw new HistoryUnavailable(
                    "nothing is recorded since a write to " + folder + " failed; restart when it is mended", trouble);
        }
        long free = free();
        if (free < reserve) {
            if (!full) {
                full = true;
                LOG.error(
                        "the disk of {} is full: {} bytes are free, and {} are left alone. Leads are answered, and"
                                + " their touches are not recorded",
                        folder,
                        free,
                        reserve);
            }
            throw new HistoryUnavailable("the disk of " + folder + " is full", null);
        }
        if (full) {
            full = false;
            LOG.warn("the disk of {} has room again: touches are recorded", folder);
        }
    }

    private long free() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new HistoryUnavailable("the disk of " + folder + " does not answer: " + e.getMessage(), e);
        }
    }

    /** A lock that was not had in time, a store that is closed, or what happened to another member, is no matter of this disk. */
    @Override
    public void failed(HistoryUnavailable why) {
        if (isOfThisDisk(why) && broken.compareAndSet(null, why)) {
            LOG.error(
                    "a write to {} failed, so that nothing more is recorded until the restart: {}. Leads are"
                            + " answered, and their touches are not recorded",
                    folder,
                    why.getMessage());
        }
    }

    private static boolean isOfThisDisk(Throwable why) {
        boolean ofADisk = false;
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            if (cause instanceof RemoteException) {
                return false;
            }
            ofADisk |= cause instanceof IOException || cause instanceof PersistenceException;
        }
        return ofADisk;
    }
}
