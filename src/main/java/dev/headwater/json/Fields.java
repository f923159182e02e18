package dev.headwater.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One object of an untrusted tree, asked field by field. What is missing, null or blank was not told and is null; what
 * is wrong is null too and noted as a {@link Fault}; what nobody asks for is noted as unknown.
 */
final class Fields {
    private static final int READABLE = 60;
    private static final int MAX_DIGITS_AS_TEXT = 60;
    private static final int MAX_DECIMAL = 40;

    private final Map<?, ?> values;
    private final @Nullable Fields within;
    private final String name;
    private final Notes notes;
    private final Set<String> asked;

    /** Where fields that were gathered stand; empty where all stand in one object. */
    private final Map<String, String> places;

    /** @param pointer where this object stands */
    private Fields(Map<?, ?> values, String pointer, Map<String, String> places, Notes notes) {
        this(values, null, pointer, places, notes);
    }

    /**
     * @param within the object that this one stands in, under a name; where there is none, the name is the whole pointer.
     *     Pointers are put together only where a fault needs one
     */
    private Fields(Map<?, ?> values, @Nullable Fields within, String name, Map<String, String> places, Notes notes) {
        this.values = values;
        this.asked = values.isEmpty() ? Set.of() : new HashSet<>(2 * values.size());
        this.within = within;
        this.name = name;
        this.places = places;
        this.notes = notes;
    }

    /** The fields of a whole document; none, and a fault, where it is not an object. */
    static Fields of(@Nullable Object tree, String expected, Notes notes) {
        if (tree instanceof Map<?, ?> map) {
            return new Fields(named(map), "", Map.of(), notes);
        }
        notes.fault("", found(tree), expected);
        return new Fields(Map.of(), "", Map.of(), notes);
    }

    /**
     * Fields that were no object, such as the cells of a row.
     *
     * @param places where each stands, and where one is missed that has no place
     */
    static Fields placed(Map<String, ?> values, Map<String, String> places, Notes notes) {
        return new Fields(values, "", places, notes);
    }

    /** Where this object stands. */
    String pointer() {
        return within == null ? name : within.at(name);
    }

    /** The fields of an object in this one; no fields at all where it was not told or is no object. */
    Fields object(String name, String expected) {
        Object value = value(name);
        if (value == null) {
            return new Fields(Map.of(), this, name, Map.of(), notes);
        }
        if (value instanceof Map<?, ?> map) {
            return new Fields(named(map), this, name, Map.of(), notes);
        }
        notes.fault(at(name), found(value), expected);
        return new Fields(Map.of(), this, name, Map.of(), notes);
    }

    /**
     * The objects of a list; none where it was not told or is no list. Whatever in it is no object is a fault.
     *
     * @param expected what each element is
     */
    List<Fields> objects(String name, String expected) {
        Object value = value(name);
        if (value != null && !(value instanceof List)) {
            notes.fault(at(name), found(value), "a list, each element " + expected);
        }
        if (!(value instanceof List<?> list)) {
            return List.of();
        }
        List<Fields> objects = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String place = at(name) + "/" + i;
            if (list.get(i) instanceof Map<?, ?> map) {
                objects.add(new Fields(named(map), place, Map.of(), notes));
            } else {
                notes.fault(place, found(list.get(i)), expected);
            }
        }
        return objects;
    }

    /**
     * Fields that stand in several places, under short names.
     *
     * @param gathered by short name; each is the name of a field in the object beside it
     */
    Fields gathered(Map<String, Place> gathered) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        Map<String, String> where = new HashMap<>();
        gathered.forEach((name, place) -> {
            told.put(name, place.object().values.get(place.name()));
            where.put(name, place.object().at(place.name()));
            place.object().ask(place.name());
        });
        return new Fields(told, pointer(), where, notes);
    }

    /** One field of one object. */
    record Place(Fields object, String name) {}

    /** The names of all fields. */
    Iterable<String> names() {
        return values.keySet().stream().map(String::valueOf)::iterator;
    }

    /** Whether a field is there and is neither null nor blank text. */
    boolean tells(String name) {
        Object value = values.get(name);
        return value != null && !(value instanceof String text && text.isBlank());
    }

    /** Whether a field is there and is an object. */
    boolean hasObject(String name) {
        return values.get(name) instanceof Map;
    }

    /** Whether a field is text, a number or a flag, or was told twice, which is a fault whatever it is. */
    boolean isScalar(String name) {
        return isTextual(name) || values.get(name) instanceof Boolean;
    }

    /** Whether a field is text or a number, or was told twice, which is a fault whatever it is. */
    boolean isTextual(String name) {
        Object value = values.get(name);
        return value instanceof String || value instanceof Number || value == JsonTree.Twice.TOLD_TWICE;
    }

    /** Whether there is no field at all. */
    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Whether all fields are among some. */
    boolean hasNoneBeside(Set<String> some) {
        for (Object name : values.keySet()) {
            if (!some.contains(String.valueOf(name))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a list has an object whose field {@code key} begins so. */
    boolean hasObjectIn(String list, String keyBegins) {
        return values.get(list) instanceof List<?> elements
                && elements.stream()
                        .anyMatch(element -> element instanceof Map<?, ?> map
                                && map.get("key") instanceof String key
                                && key.startsWith(keyBegins));
    }

    /** Whether a field is there and is a list. */
    boolean hasList(String name) {
        return values.get(name) instanceof List;
    }

    /** A field's text, without asking for it; null where it is not there or no text. */
    @Nullable
    String peek(String name) {
        return values.get(name) instanceof String text ? text : null;
    }

    /** Notes one field as unknown. */
    void unknown(String name) {
        notes.unknown(at(name));
    }

    /** Known here, and not needed: these are not noted as unknown. */
    void pass(Collection<String> names) {
        names.forEach(this::ask);
    }

    /** Notes a fault of a field whose text says something that cannot be. */
    void wrong(String name, String text, String expected) {
        notes.fault(at(name), found(text), expected);
    }

    /** Text, or a number that stands for itself as text: apps send codes and phone numbers so. */
    @Nullable
    String text(String name) {
        return value(name) instanceof Number number ? plain(number) : onlyText(name, "text");
    }

    /** Text, and nothing else. */
    @Nullable
    String onlyText(String name, String expected) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            notes.fault(at(name), found(value), expected);
            return null;
        }
        return text.isBlank() ? null : Unicode.wellFormed(text);
    }

    /** An identifier: text or a number, bounded in length, of characters that can be read and written back. */
    <T> @Nullable T id(String name, int maxLength, Function<String, T> type) {
        String text = value(name) instanceof String raw && !raw.isBlank() ? raw : text(name);
        if (text == null) {
            return null;
        }
        if (text.length() > maxLength) {
            notes.fault(
                    at(name),
                    found(text) + " (" + text.length() + " characters)",
                    "at most " + maxLength + " characters");
            return null;
        }
        if (!Unicode.isWellFormed(text) || hasControl(text)) {
            notes.fault(at(name), found(text), "text without control characters or halves of characters");
            return null;
        }
        return type.apply(text);
    }

    /** A decimal number, exactly as it was told, be it as a number or as text with a point; at most 40 characters of it. */
    @Nullable
    BigDecimal decimal(String name, String expected) {
        Object value = value(name);
        if (value == null || (value instanceof String blank && blank.isBlank())) {
            return null;
        }
        if (value instanceof String || value instanceof Number) {
            String text = value.toString().strip();
            if (text.length() <= MAX_DECIMAL && text.matches("-?\\d+(\\.\\d+)?")) {
                return new BigDecimal(text);
            }
            if (value instanceof BigDecimal exact && Math.abs(exact.scale()) <= MAX_DECIMAL) {
                return exact;
            }
        }
        notes.fault(at(name), found(value), expected);
        return null;
    }

    /** A time as RFC 3339 writes it, from 1970 on. */
    @Nullable
    Instant time(String name) {
        String text = onlyText(name, Rfc3339.EXPECTED);
        if (text == null) {
            return null;
        }
        Instant time = Rfc3339.parse(text);
        if (time == null) {
            notes.fault(at(name), found(text), Rfc3339.EXPECTED);
        }
        return time;
    }

    /** A time that a program wrote without an offset, and that is UTC. */
    @Nullable
    Instant timeInUtc(String name, String expected) {
        String text = onlyText(name, expected);
        if (text == null) {
            return null;
        }
        Instant time = Rfc3339.parseInUtc(text);
        if (time == null) {
            notes.fault(at(name), found(text), expected);
        }
        return time;
    }

    /** Each field of an object whose names are the app's own. */
    void each(Visitor visitor) {
        values.forEach((key, value) -> {
            String name = String.valueOf(key);
            ask(name);
            if (name.isBlank()) {
                notes.unknown(at(name));
            } else if (value != null) {
                visitor.visit(name, value);
            }
        });
    }

    /** A fact of the app's own: text, a finite number, or a flag; null, and a fault, for anything else. */
    @Nullable
    Object fact(String name) {
        Object value = value(name);
        if (value instanceof String) {
            return onlyText(name, "text");
        }
        if (value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        if (value != null) {
            notes.fault(at(name), found(value), "text, a number or a flag (true or false)");
        }
        return null;
    }

    /** Something is missing that another field needs. */
    void missing(String name, String expected) {
        notes.fault(at(name), "nothing", expected);
    }

    /** Notes every field that was never asked for. */
    void done() {
        for (Object key : values.keySet()) {
            String name = String.valueOf(key);
            if (!asked.contains(name)) {
                notes.unknown(at(name));
            }
        }
    }

    /** YAML has names that are numbers or flags; here they are text. */
    private static Map<?, ?> named(Map<?, ?> map) {
        boolean named = true;
        for (Object key : map.keySet()) {
            named &= key instanceof String;
        }
        if (named) {
            return map;
        }
        Map<String, @Nullable Object> renamed = new LinkedHashMap<>();
        map.forEach((key, value) -> renamed.put(String.valueOf(key), value));
        return renamed;
    }

    private void ask(String name) {
        if (!values.isEmpty()) {
            asked.add(name);
        }
    }

    private @Nullable Object value(String name) {
        Object value = values.get(name);
        if (value != null || values.containsKey(name)) {
            ask(name);
        }
        if (value == JsonTree.Twice.TOLD_TWICE) {
            notes.twice(at(name));
            return null;
        }
        return value;
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private String at(String name) {
        String place = places.get(name);
        return place != null ? place : pointer() + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** A number as a person would write it as text: 4479110000 even where a program made 4.47911E+9 of it. */
    private static String plain(Number number) {
        if (number instanceof Double d && !Double.isFinite(d)) {
            return d.toString();
        }
        if (!(number instanceof Double || number instanceof Float || number instanceof BigDecimal)) {
            return number.toString();
        }
        BigDecimal exact = new BigDecimal(number.toString()).stripTrailingZeros();
        return Math.abs(exact.scale()) > MAX_DIGITS_AS_TEXT ? exact.toString() : exact.toPlainString();
    }

    /** What was found, in words short enough for one line. */
    static String found(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String text) {
            return '"' + Unicode.cut(text, READABLE) + '"';
        }
        if (value instanceof BigInteger || value instanceof BigDecimal) {
            return Unicode.cut(value.toString(), READABLE);
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        return value instanceof List ? "a list" : value instanceof Map ? "an object" : "something else";
    }

    /** Sees one field of an object whose names are the app's own. */
    interface Visitor {
        void visit(String name, Object value);
    }
}
