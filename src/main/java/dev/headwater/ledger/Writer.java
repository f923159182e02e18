package dev.headwater.ledger;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that writes: always all that waits, in one go, and when somebody asks for it. */
final class Writer {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    /** How long what nobody asks for lies about. */
    private static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(500);

    private final Ledger ledger;
    private final boolean sync;
    private final Thread thread;
    private volatile boolean asleep;

    Writer(Ledger ledger, boolean sync) {
        this.ledger = ledger;
        this.sync = sync;
        this.thread = new Thread(this::run, "ledger-writer");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void wake() {
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        boolean stopped = false;
        boolean unasked = false;
        while (!stopped) {
            Group group = ledger.nextGroup(unasked);
            unasked = false;
            if (group != null) {
                stopped = !write(group);
            } else if (ledger.isDone()) {
                stopped = true;
            } else {
                unasked = !sleep();
            }
        }
    }

    /**
     * Whoever asks looks whether this sleeps after saying what is wanted; this looks whether anything is after saying that it
     * sleeps.
     *
     * @return whether it was woken
     */
    private boolean sleep() {
        asleep = true;
        if (ledger.isIdle()) {
            LockSupport.parkNanos(this, LONGEST_REST);
        }
        boolean woken = !asleep;
        asleep = false;
        return woken;
    }

    /** Writes until the disk has it; false where the ledger is closed before. */
    private boolean write(Group group) {
        long pause = FIRST_PAUSE;
        boolean failed = false;
        while (true) {
            try {
                group.file().write(group.bytes(), group.start());
                if (sync) {
                    group.file().force();
                    if (group.start() == 0) {
                        LedgerFiles.force(ledger.folder());
                    }
                }
                ledger.took(group);
                if (failed) {
                    LOG.warn(
                            "{} can be written to again; nothing was lost",
                            group.file().path());
                }
                return true;
            } catch (IOException e) {
                group.file().letGo();
                ledger.refused(e);
                if (!failed) {
                    LOG.error(
                            "a write to {} failed: {}. It is made again until it succeeds; meanwhile leads are answered, and"
                                    + " their touches are not recorded",
                            group.file().path(),
                            e.getMessage());
                }
                failed = true;
                if (ledger.isClosing()) {
                    LOG.error(
                            "{} bytes were not written to {}",
                            group.length(),
                            group.file().path());
                    return false;
                }
                LockSupport.parkNanos(this, pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE);
            }
        }
    }

    void close() {
        LockSupport.unpark(thread);
        Threads.end(thread);
    }
}
