package dev.headwater.touch;

import dev.headwater.lead.Person;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Where one thing is kept of each person. Safe for use by many threads; every method throws
 * {@link Touches.HistoryUnavailable} where the store does not answer.
 *
 * @param <V> immutable, and equal to what was put there when it is read again
 */
public interface Shelf<V> {

    /** What is kept of a person; null where nothing is. */
    @Nullable
    V get(Person person);

    /**
     * Puts something in the place of what was read, unless somebody else did so in the meantime.
     *
     * @param before what was read; null where nothing was kept
     * @return whether it was done; when it returns, it is kept for good
     */
    boolean swap(Person person, @Nullable V before, V after);

    /**
     * Has what was read kept for good, before anybody is told that it is. Where several machines keep it, one may have it that
     * could not say so to the others, and nobody else.
     *
     * @param read what was read
     * @return false where somebody has put something else in its place in the meantime
     */
    boolean confirm(Person person, V read);

    /**
     * Looks at what is kept of everybody, one after the other and never at all at once. What is put there or taken away
     * meanwhile may be seen or not; everything else is seen exactly once.
     *
     * @param wantsMore says after each whether it wants another
     */
    void each(BiPredicate<Person, V> wantsMore);

    /** Takes away what is kept of a person, if anything is. */
    void remove(Person person);
}
