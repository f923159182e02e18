package dev.headwater.touch;

import java.util.concurrent.atomic.LongAdder;

/** How often a store was asked and written to, and how long that took in all. Safe for use by many threads. */
public final class StoreTimes {
    private final Times reads = new Times();
    private final Times writes = new Times();

    /** One kind of access. */
    public static final class Times {
        private final LongAdder count = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        void since(long start) {
            count.increment();
            nanos.add(System.nanoTime() - start);
        }

        /** How often. */
        public long count() {
            return count.sum();
        }

        /** How long in all, in nanoseconds. */
        public double nanos() {
            return nanos.sum();
        }
    }

    /** Looking up one person. */
    public Times reads() {
        return reads;
    }

    /** Replacing or removing what is kept of one person; one that came too late included. */
    public Times writes() {
        return writes;
    }
}
