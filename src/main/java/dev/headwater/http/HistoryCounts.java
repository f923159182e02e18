package dev.headwater.http;

import java.util.concurrent.atomic.LongAdder;

/** How often histories were not what they should be, since the start. Safe for use by many threads. */
public final class HistoryCounts {
    private final LongAdder unavailable = new LongAdder();
    private final LongAdder unrecorded = new LongAdder();
    private final LongAdder replayed = new LongAdder();

    /** Leads that were answered without their history, since the store did not answer, or not in time. */
    public long unavailable() {
        return unavailable.sum();
    }

    /** Contacts that were to be recorded, and may not have been. */
    public long unrecorded() {
        return unrecorded.sum();
    }

    /** Contacts that were told again and got their first answer. */
    public long replayed() {
        return replayed.sum();
    }

    void answered(boolean available, boolean recorded, boolean toBeRecorded) {
        if (!available) {
            unavailable.increment();
        }
        if (toBeRecorded && !recorded) {
            unrecorded.increment();
        }
    }

    void answeredAgain() {
        replayed.increment();
    }
}
