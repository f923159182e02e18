package dev.headwater.touch;

import dev.headwater.touch.Touches.HistoryUnavailable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one change at a time be made among all who share the same shelves. */
public interface Turn {
    /** Nobody waits longer for their turn, in milliseconds. */
    long LONGEST_WAIT = 1_000;

    /** @throws HistoryUnavailable if the turn does not come, or the change fails so */
    <T> T take(Supplier<T> change);

    /** Among the threads of this process. */
    static Turn inThisProcess() {
        ReentrantLock lock = new ReentrantLock();
        return new Turn() {
            @Override
            public <T> T take(Supplier<T> change) {
                try {
                    if (!lock.tryLock(LONGEST_WAIT, TimeUnit.MILLISECONDS)) {
                        throw new HistoryUnavailable("too many change histories at one time", null);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new HistoryUnavailable("interrupted while waiting for a turn", e);
                }
                try {
                    return change.get();
                } finally {
                    lock.unlock();
                }
            }
        };
    }
}
