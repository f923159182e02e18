package dev.headwater.touch;

import dev.headwater.lead.Person;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The plainest shelf there can be: a map in this process, gone with it. */
public final class HeapShelf<V> implements Shelf<V> {
    private final Map<Person, V> kept = new ConcurrentHashMap<>();

    @Override
    public @Nullable V get(Person person) {
        return kept.get(person);
    }

    @Override
    public boolean swap(Person person, @Nullable V before, V after) {
        return before == null ? kept.putIfAbsent(person, after) == null : kept.replace(person, before, after);
    }

    /** There is no other copy. */
    @Override
    public boolean confirm(Person person, V read) {
        return true;
    }

    @Override
    public void each(BiPredicate<Person, V> wantsMore) {
        for (Map.Entry<Person, V> entry : kept.entrySet()) {
            if (!wantsMore.test(entry.getKey(), entry.getValue())) {
                return;
            }
        }
    }

    @Override
    public void remove(Person person) {
        kept.remove(person);
    }
}
