package dev.headwater.ledger;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A look at all entries of a table, one after the other. For one thread at a time. */
public final class Walk implements AutoCloseable {
    private final Ledger ledger;
    private final int table;
    private final long[] places;
    private final Runnable end;
    private final AtomicBoolean ended = new AtomicBoolean();
    private int next;

    Walk(Ledger ledger, int table, long[] places, Runnable end) {
        this.ledger = ledger;
        this.table = table;
        this.places = places;
        this.end = end;
    }

    /**
     * The next entry; null after the last.
     *
     * @throws IOException if the disk does not give it
     */
    public @Nullable Entry next() throws IOException {
        while (next < places.length) {
            Entry entry = ledger.latest(table, places[next++]);
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            end.run();
        }
    }
}
