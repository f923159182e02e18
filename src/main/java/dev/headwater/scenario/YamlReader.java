package dev.headwater.scenario;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/**
 * Reads one YAML document within bounds. Only plain values come out of it: no tags, no anchors, no aliases, so that
 * nothing in a file can grow or run.
 *
 * <p>Scalars mean what they mean in JSON: {@code 007} and {@code +44 20} stay text, and so do {@code yes} and dates.
 */
final class YamlReader {
    static final int MAX_BYTES = 1 << 20;
    static final int MAX_DEPTH = 20;
    static final int MAX_NODES = 100_000;

    private static final String QUOTES =
            "Put quotes round a text with \": \" or \" #\" in it, and blanks, never tabs, before a line";
    private static final ScalarResolver SCALARS = new JsonSchema().getScalarResolver();

    private final String file;
    private final List<ScenarioFlaw> flaws;
    private final Iterator<Event> events;
    private int nodes;

    private YamlReader(String file, String text, List<ScenarioFlaw> flaws) {
        this.file = file;
        this.flaws = flaws;
        LoadSettings settings = LoadSettings.builder().setLabel(file).build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /**
     * Reads a document.
     *
     * @param flaws takes what is wrong with it
     * @return the document; null where it is empty or cannot be read to its end
     */
    static @Nullable Yaml read(String file, byte[] content, List<ScenarioFlaw> flaws) {
        if (content.length > MAX_BYTES) {
            String problem = "the file has " + content.length + " bytes; at most " + MAX_BYTES + " are read";
            flaws.add(new ScenarioFlaw(file, Place.START, problem, "Divide it into several files"));
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return new YamlReader(file, text.startsWith("\uFEFF") ? text.substring(1) : text, flaws).document();
        } catch (CharacterCodingException e) {
            flaws.add(new ScenarioFlaw(file, Place.START, "the file is not UTF-8 text", "Save it as UTF-8"));
        } catch (Refused e) {
            flaws.add(new ScenarioFlaw(file, e.place, e.problem, null));
        } catch (MarkedYamlEngineException e) {
            Place place = place(e.getProblemMark().or(e::getContextMark));
            flaws.add(new ScenarioFlaw(file, place, "this is not YAML: " + e.getProblem(), QUOTES));
        } catch (YamlEngineException e) {
            flaws.add(new ScenarioFlaw(file, Place.START, "this is not YAML: " + firstLine(e), QUOTES));
        }
        return null;
    }

    private @Nullable Yaml document() throws Refused {
        Yaml document = null;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent && document != null) {
                throw new Refused(event, "a second document begins here; one file holds one suite");
            }
            if (event instanceof NodeEvent node) {
                document = node(node, 0);
            }
        }
        return document;
    }

    private Yaml node(NodeEvent event, int depth) throws Refused {
        nodes++;
        if (nodes > MAX_NODES) {
            throw new Refused(event, "the file holds more than " + MAX_NODES + " values");
        }
        if (depth > MAX_DEPTH) {
            throw new Refused(event, "values are nested more than " + MAX_DEPTH + " deep");
        }
        if (event instanceof AliasEvent alias) {
            throw new Refused(event, "\"*" + alias.getAlias() + "\" is an alias; share leads with \"like:\" instead");
        }
        if (event.getAnchor().isPresent()) {
            throw new Refused(
                    event, "\"&" + event.getAnchor().get() + "\" is an anchor; share leads with \"like:\" instead");
        }
        if (event instanceof ScalarEvent scalar) {
            refuseTag(event, scalar.getTag());
            return scalar(scalar);
        }
        refuseTag(event, ((CollectionStartEvent) event).getTag());
        return event instanceof MappingStartEvent ? mapping(event, depth) : sequence(event, depth);
    }

    private static void refuseTag(Event event, Optional<String> tag) throws Refused {
        if (tag.isPresent()) {
            throw new Refused(event, "\"" + tag.get() + "\" is a tag; values are written without one");
        }
    }

    private static Yaml.Scalar scalar(ScalarEvent event) {
        String written = event.getValue();
        return new Yaml.Scalar(place(event.getStartMark()), event.isPlain() ? plain(written) : written, written);
    }

    /** What a value without quotes means. */
    static @Nullable Object plain(String written) {
        Tag tag = SCALARS.resolve(written, true);
        if (tag.equals(Tag.NULL) || written.equals("~")) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(written);
        }
        if (tag.equals(Tag.INT) && written.length() < 19) {
            return Long.valueOf(written);
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return number(written);
        }
        return written;
    }

    /** YAML's {@code .inf} and {@code .nan} are no numbers to a lead, and stay text. */
    private static Object number(String written) {
        try {
            return Double.valueOf(written);
        } catch (NumberFormatException e) {
            return written;
        }
    }

    private Yaml.Sequence sequence(NodeEvent start, int depth) throws Refused {
        List<Yaml> items = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof CollectionEndEvent); event = events.next()) {
            items.add(node((NodeEvent) event, depth + 1));
        }
        return new Yaml.Sequence(place(start.getStartMark()), items);
    }

    private Yaml.Mapping mapping(NodeEvent start, int depth) throws Refused {
        Map<String, Yaml.Entry> entries = new LinkedHashMap<>();
        for (Event event = events.next(); !(event instanceof CollectionEndEvent); event = events.next()) {
            Yaml key = node((NodeEvent) event, depth + 1);
            Yaml value = node((NodeEvent) events.next(), depth + 1);
            if (!(key instanceof Yaml.Scalar name)) {
                flaws.add(new ScenarioFlaw(file, key.place(), "a key is a word, not " + key.described(), null));
                continue;
            }
            Yaml.Entry before = entries.putIfAbsent(name.written(), new Yaml.Entry(name.place(), value));
            if (before != null) {
                String problem = "\"" + name.written() + "\" stands here for the second time; the first is in line "
                        + before.place().line();
                flaws.add(new ScenarioFlaw(file, name.place(), problem, null));
            }
        }
        return new Yaml.Mapping(place(start.getStartMark()), entries);
    }

    private static Place place(Optional<Mark> mark) {
        return mark.map(at -> new Place(at.getLine() + 1, at.getColumn() + 1)).orElse(Place.START);
    }

    private static String firstLine(YamlEngineException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no more is known");
    }

    /** Reading stops here: what follows could not be trusted. */
    private static final class Refused extends Exception {
        private final transient Place place;
        private final String problem;

        Refused(Event event, String problem) {
            super(problem);
            this.place = place(event.getStartMark());
            this.problem = problem;
        }
    }
}
