package dev.headwater.http;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** How many of one kind are inside at one time, and whether one more may come in. Safe for use by many threads. */
final class Crowd {
    private final int most;
    private final AtomicInteger inside = new AtomicInteger();

    Crowd(int most) {
        this.most = most;
    }

    /** Comes in, if there is room; whoever came in has to leave once. */
    boolean enter() {
        if (inside.incrementAndGet() <= most) {
            return true;
        }
        inside.decrementAndGet();
        return false;
    }

    /** Comes in until an answer is sent, or cannot be; if there is room. */
    boolean enter(RoutingContext context) {
        if (!enter()) {
            return false;
        }
        AtomicBoolean left = new AtomicBoolean();
        context.addEndHandler(ended -> {
            if (left.compareAndSet(false, true)) {
                leave();
            }
        });
        return true;
    }

    /** Whether nobody could come in right now. */
    boolean isFull() {
        return inside.get() >= most;
    }

    void leave() {
        inside.decrementAndGet();
    }

    int inside() {
        return inside.get();
    }

    int most() {
        return most;
    }
}
