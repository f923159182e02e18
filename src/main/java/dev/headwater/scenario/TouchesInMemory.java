package dev.headwater.scenario;

import dev.headwater.lead.Person;
import dev.headwater.touch.Touch;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.Touches;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The histories of one run, forgotten with it: of one scenario, or of one pass over a file of leads. */
public final class TouchesInMemory implements Touches {
    private final Map<Person, TouchHistory> histories = new ConcurrentHashMap<>();
    private final TouchHistory.Bounds bounds;

    public TouchesInMemory(TouchHistory.Bounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public TouchHistory recent(Person person) {
        return histories.getOrDefault(person, TouchHistory.EMPTY);
    }

    @Override
    public TouchHistory record(Person person, Touch touch, Instant now) {
        return Objects.requireNonNull(histories.compute(
                person, (key, known) -> (known == null ? TouchHistory.EMPTY : known).with(touch, bounds, now)));
    }
}
