package dev.headwater.http;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Work on another thread that can be told to stop. Whether it heeds that is its own affair; nobody waits for it any more. */
final class Stoppable {
    private @Nullable Thread worker;
    private boolean stopped;
    private boolean done;

    /**
     * Does the work on the calling thread.
     *
     * @throws IllegalStateException if it was stopped before it began
     */
    <T> T run(Callable<T> work) throws Exception {
        begin();
        try {
            return work.call();
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        if (stopped) {
            throw new IllegalStateException("stopped before it began");
        }
        worker = Thread.currentThread();
    }

    /** The thread goes back to where it came from, so the interrupt that was meant for the work must not go with it. */
    private synchronized void end() {
        worker = null;
        done = true;
        if (stopped) {
            Thread.interrupted();
        }
    }

    /** Stops the work. @return false where it is done already */
    synchronized boolean stop() {
        if (done) {
            return false;
        }
        stopped = true;
        if (worker != null) {
            worker.interrupt();
        }
        return true;
    }

    synchronized boolean isStopped() {
        return stopped;
    }
}
