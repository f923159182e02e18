package dev.headwater.ledger;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cleans from the oldest file on: what is needed of it is put to the end, and the file is deleted. Since the oldest goes first,
 * nothing that was replaced or removed can come to light again.
 *
 * <p>It cleans where little of all files is needed, where there are more bytes than may be, and where something that was replaced
 * or removed has lain for long: who is forgotten is gone from the disk too after twice {@value #MOST_DAYS} days.
 */
final class Cleaner {
    private static final Logger LOG = LoggerFactory.getLogger(Cleaner.class);

    /** Files are cleaned while less than this part of them is needed. */
    private static final double NEEDED = 0.5;

    /** Where room must be made, so much of what is allowed is free afterwards. */
    private static final double FREE = 0.125;

    /** No file is written to for longer; and so long after the last write, what is not needed of it goes. */
    static final int MOST_DAYS = 14;

    /** After a file that was cleaned only because it is old; nobody waits for that. */
    private static final long PAUSE_MILLIS = 500;

    private static final long LOOK_AGAIN_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final long AT_ONCE = 1L << 20;

    private final Ledger ledger;
    private final Thread thread;
    private boolean woken;
    private boolean closed;

    Cleaner(Ledger ledger) {
        this.ledger = ledger;
        this.thread = new Thread(this::run, "ledger-cleaner");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    private synchronized boolean await() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MILLIS);
        while (!woken && !closed && System.nanoTime() < end) {
            wait(LOOK_AGAIN_MILLIS);
        }
        woken = false;
        return !closed;
    }

    private synchronized void pause() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
        while (!closed && System.nanoTime() < end) {
            wait(PAUSE_MILLIS);
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void run() {
        try {
            do {
                cleanAll();
            } while (await());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cleanAll() throws InterruptedException {
        try {
            ledger.leaveOldFile();
            for (LedgerFile oldest = ledger.oldest(); oldest != null && !isClosed(); oldest = ledger.oldest()) {
                long bytes = ledger.bytes();
                long most = ledger.settings().maxBytes();
                boolean tooMany = bytes > most;
                if (!tooMany && ledger.needed(oldest) > 0 && ledger.needed() > NEEDED * bytes) {
                    if (!ledger.hasOldRemains()) {
                        return;
                    }
                    pause();
                }
                double free = tooMany ? ledger.needed() - (1 - FREE) * most : 0;
                clean(oldest, free > 0 ? ledger.expiryOfTheFirst(free) : ledger.now());
            }
        } catch (IOException e) {
            LOG.warn("{} is cleaned later: {}", ledger.folder(), e.getMessage());
        } catch (IllegalStateException e) {
            // Closed in the middle of it: what is not moved yet lies where it was.
            if (!ledger.isClosing()) {
                throw e;
            }
        }
    }

    /** @param upTo what expires until then is not needed */
    private void clean(LedgerFile file, long upTo) throws IOException {
        long stamp = ledger.moving().writeLock();
        try {
            long droppedBefore = ledger.dropped();
            int first = ledger.lastNumber();
            long[] moved = {0};
            Scan.read(file.path(), (entry, offset, length) -> {
                long place = Places.place(file.number(), offset);
                if (entry.removed() || !ledger.isLatest(entry, place)) {
                    return;
                }
                if (entry.expires() <= upTo) {
                    ledger.drop(entry, place, entry.expires() > ledger.now());
                    return;
                }
                ledger.move(entry, place);
                moved[0] += length;
                if (moved[0] > AT_ONCE) {
                    moved[0] = 0;
                    writtenUpToNow();
                }
            });
            writtenUpToNow();
            if (!ledger.settings().sync()) {
                // What lay on the disk for long must not hang on a power cut now.
                for (LedgerFile each : ledger.from(first)) {
                    each.force();
                }
            }
            ledger.delete(file);
            long dropped = ledger.dropped() - droppedBefore;
            if (dropped > 0) {
                LOG.warn(
                        "{} has reached its bound of {} bytes: {} entries that would have expired soonest were given up",
                        ledger.folder(),
                        ledger.settings().maxBytes(),
                        dropped);
            }
        } finally {
            ledger.moving().unlockWrite(stamp);
        }
    }

    private void writtenUpToNow() throws IOException {
        try {
            ledger.written().get();
        } catch (ExecutionException e) {
            throw new IOException("the disk did not take what was moved", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        Threads.end(thread);
    }
}
