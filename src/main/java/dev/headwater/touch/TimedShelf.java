package dev.headwater.touch;

import dev.headwater.lead.Person;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** A shelf, and how long it takes. */
record TimedShelf<V>(Shelf<V> shelf, StoreTimes times) implements Shelf<V> {
    @Override
    public @Nullable V get(Person person) {
        long start = System.nanoTime();
        try {
            return shelf.get(person);
        } finally {
            times.reads().since(start);
        }
    }

    @Override
    public boolean swap(Person person, @Nullable V before, V after) {
        long start = System.nanoTime();
        try {
            return shelf.swap(person, before, after);
        } finally {
            times.writes().since(start);
        }
    }

    @Override
    public boolean confirm(Person person, V read) {
        long start = System.nanoTime();
        try {
            return shelf.confirm(person, read);
        } finally {
            times.writes().since(start);
        }
    }

    /** A walk over all is as long as they are many, and says nothing of the store. */
    @Override
    public void each(BiPredicate<Person, V> wantsMore) {
        shelf.each(wantsMore);
    }

    @Override
    public void remove(Person person) {
        long start = System.nanoTime();
        try {
            shelf.remove(person);
        } finally {
            times.writes().since(start);
        }
    }
}
