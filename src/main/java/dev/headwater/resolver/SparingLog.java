package dev.headwater.resolver;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Says the same trouble now and then, with how often it has been since, instead of with every lead. */
final class SparingLog {
    private static final long QUIET = Duration.ofSeconds(10).toNanos();

    private final Logger log;
    private final LongSupplier nanoseconds;
    private final AtomicLong silentUntil;
    private final AtomicLong unsaid = new AtomicLong();

    /** @param nanoseconds a clock that only ever goes on */
    SparingLog(Logger log, LongSupplier nanoseconds) {
        this.log = log;
        this.nanoseconds = nanoseconds;
        this.silentUntil = new AtomicLong(nanoseconds.getAsLong());
    }

    /**
     * Says it, unless something was said a moment ago.
     *
     * @param what the trouble
     * @param why its reason
     */
    void warn(String what, String why) {
        long now = nanoseconds.getAsLong();
        long until = silentUntil.get();
        if (now - until < 0 || !silentUntil.compareAndSet(until, now + QUIET)) {
            unsaid.incrementAndGet();
            return;
        }
        long before = unsaid.getAndSet(0);
        if (before == 0) {
            log.warn("{}: {}", what, why);
        } else {
            log.warn("{}: {} (and {} more of such troubles since the last one told)", what, why, before);
        }
    }
}
