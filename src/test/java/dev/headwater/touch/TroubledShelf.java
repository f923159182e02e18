package dev.headwater.touch;

import dev.headwater.lead.Person;
import dev.headwater.touch.Touches.HistoryUnavailable;
import java.time.Duration;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** A shelf that can be told to refuse, or to take its time. */
public final class TroubledShelf<V> implements Shelf<V> {
    private final Shelf<V> inner = new HeapShelf<>();
    private volatile boolean refusesReads;
    private volatile boolean refusesWrites;
    private volatile Duration delay = Duration.ZERO;

    public TroubledShelf<V> refusingReads(boolean refuses) {
        refusesReads = refuses;
        return this;
    }

    public TroubledShelf<V> refusingWrites(boolean refuses) {
        refusesWrites = refuses;
        return this;
    }

    public TroubledShelf<V> taking(Duration time) {
        delay = time;
        return this;
    }

    @Override
    public @Nullable V get(Person person) {
        trouble(refusesReads);
        return inner.get(person);
    }

    @Override
    public boolean swap(Person person, @Nullable V before, V after) {
        trouble(refusesWrites);
        return inner.swap(person, before, after);
    }

    @Override
    public boolean confirm(Person person, V read) {
        return inner.confirm(person, read);
    }

    @Override
    public void each(BiPredicate<Person, V> wantsMore) {
        trouble(refusesReads);
        inner.each((person, value) -> {
            trouble(refusesReads);
            return wantsMore.test(person, value);
        });
    }

    @Override
    public void remove(Person person) {
        trouble(refusesWrites);
        inner.remove(person);
    }

    private void trouble(boolean refuses) {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryUnavailable("interrupted", e);
        }
        if (refuses) {
            throw new HistoryUnavailable("down", new IllegalStateException());
        }
    }
}
