package dev.headwater.infinispan;

import dev.headwater.touch.Touches.HistoryUnavailable;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Writes to a store that may be let go of: once it is shut, all that began have ended, and none begins. */
final class Gate implements Writes {
    private final Writes writes;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean shut;

    Gate(Writes writes) {
        this.writes = writes;
    }

    @Override
    public void mayBegin() {
        lock.readLock().lock();
        try {
            if (shut) {
                throw new HistoryUnavailable("this member is on its way to the others of its cluster", null);
            }
            writes.mayBegin();
        } catch (RuntimeException e) {
            lock.readLock().unlock();
            throw e;
        }
    }

    @Override
    public void ended() {
        lock.readLock().unlock();
        writes.ended();
    }

    /** Waits for what has begun; no longer than a write to others takes. */
    void shut() {
        lock.writeLock().lock();
        try {
            shut = true;
        } finally {
            lock.writeLock().unlock();
        }
    }
}
