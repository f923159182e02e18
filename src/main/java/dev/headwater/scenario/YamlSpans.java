package dev.headwater.scenario;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Where the values of a YAML text begin and end, so that one of them can be replaced and nothing else. */
final class YamlSpans {
    private final Iterator<Event> events;
    private final Map<Place, Span> values = new HashMap<>();

    /**
     * A value's characters, counted in code points from the text's beginning.
     *
     * @param line 1 for the text's first line
     * @param oneLine whether it ends on the line on which it begins
     * @param block whether its end is told by indentation, so that a value cannot just be put in its place
     */
    record Span(int start, int end, int line, boolean oneLine, boolean block) {}

    private YamlSpans(String text) {
        this.events =
                new Parse(LoadSettings.builder().build()).parseString(text).iterator();
    }

    /** The values of all keys, by the place where the key stands. The text is known to be good. */
    static Map<Place, Span> of(String text) {
        YamlSpans spans = new YamlSpans(text);
        while (spans.events.hasNext()) {
            Event event = spans.events.next();
            if (event instanceof ScalarEvent || event instanceof CollectionStartEvent) {
                spans.value(event);
            }
        }
        return spans.values;
    }

    private Span value(Event start) {
        Event end = start;
        if (start instanceof MappingStartEvent) {
            end = events.next();
            while (!(end instanceof CollectionEndEvent)) {
                Place key = place(end.getStartMark());
                value(end);
                values.put(key, value(events.next()));
                end = events.next();
            }
        } else if (start instanceof CollectionStartEvent) {
            end = events.next();
            while (!(end instanceof CollectionEndEvent)) {
                value(end);
                end = events.next();
            }
        }
        return span(start, end);
    }

    private static Span span(Event start, Event end) {
        Mark from = start.getStartMark().orElseThrow();
        Mark to = end.getEndMark().orElseThrow();
        boolean block = start instanceof CollectionStartEvent collection
                ? !collection.isFlow()
                : start instanceof ScalarEvent scalar && (scalar.isLiteral() || scalar.isFolded());
        return new Span(from.getIndex(), to.getIndex(), from.getLine() + 1, from.getLine() == to.getLine(), block);
    }

    private static Place place(Optional<Mark> mark) {
        return mark.map(at -> new Place(at.getLine() + 1, at.getColumn() + 1)).orElse(Place.START);
    }
}
