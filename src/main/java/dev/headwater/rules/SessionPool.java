package dev.headwater.rules;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;

/**
 * The sessions of one rule set that wait for work. Without locks; never more than a handful are kept.
 *
 * <p>A closed pool still lends, since a request that began on a revision finishes on it, but keeps nothing any more.
 */
final class SessionPool implements AutoCloseable {
    private final KieBase base;
    private final AtomicReferenceArray<@Nullable RuleSession> idle;
    private volatile boolean closed;

    /**
     * @param base holds the rules of the rule set's engineers
     * @param most how many idle sessions are kept at most
     */
    SessionPool(KieBase base, int most) {
        this.base = base;
        this.idle = new AtomicReferenceArray<>(most);
    }

    /**
     * Does some work in a session that nobody else uses meanwhile. A session in which work threw is never used again.
     */
    <T> T with(Function<RuleSession, T> work) {
        RuleSession session = borrow();
        boolean sound = false;
        try {
            T result = work.apply(session);
            sound = true;
            return result;
        } finally {
            if (!sound || !keep(session)) {
                session.dispose();
            }
        }
    }

    private RuleSession borrow() {
        for (int i = 0; i < idle.length(); i++) {
            if (idle.get(i) != null) {
                RuleSession session = idle.getAndSet(i, null);
                if (session != null) {
                    return session;
                }
            }
        }
        return new RuleSession(base);
    }

    /** @return false if there is no room, or the pool was closed, and the session is still the caller's */
    private boolean keep(RuleSession session) {
        for (int i = 0; i < idle.length() && !closed; i++) {
            if (idle.compareAndSet(i, null, session)) {
                // Closing may have passed this place just before: then whoever takes the session out disposes it.
                return !closed || !idle.compareAndSet(i, session, null);
            }
        }
        return false;
    }

    /** How many sessions wait. */
    int waiting() {
        int count = 0;
        for (int i = 0; i < idle.length(); i++) {
            count += idle.get(i) == null ? 0 : 1;
        }
        return count;
    }

    @Override
    public void close() {
        closed = true;
        for (int i = 0; i < idle.length(); i++) {
            RuleSession session = idle.getAndSet(i, null);
            if (session != null) {
                session.dispose();
            }
        }
    }
}
