package dev.headwater.touch;

import dev.headwater.lead.Person;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The plainest store there can be: a map. */
public final class InMemoryTouches implements Touches {
    private final Map<Person, TouchHistory> histories = new ConcurrentHashMap<>();
    private final TouchHistory.Bounds bounds;

    public InMemoryTouches(TouchHistory.Bounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public TouchHistory recent(Person person) {
        return histories.getOrDefault(person, TouchHistory.EMPTY);
    }

    @Override
    public TouchHistory record(Person person, Touch touch, Instant now) {
        return histories.merge(
                person,
                TouchHistory.EMPTY.with(touch, bounds, now),
                (before, alone) -> before.with(touch, bounds, now));
    }
}
