package dev.headwater.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
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

    private final Map<?, ?> values;
    private final String pointer;
    private final Notes notes;
    private final Set<String> asked = new HashSet<>();

    private Fields(Map<?, ?> values, String pointer, Notes notes) {
        this.values = values;
        this.pointer = pointer;
        this.notes = notes;
    }

    /** The fields of a whole document; none, and a fault, where it is not an object. */
    static Fields of(@Nullable Object tree, String expected, Notes notes) {
        if (tree instanceof Map<?, ?> map) {
            return new Fields(named(map), "", notes);
        }
        notes.fault("", found(tree), expected);
        return new Fields(Map.of(), "", notes);
    }

    /** The fields of an object in this one; no fields at all where it was not told or is no object. */
    Fields object(String name, String expected) {
        Object value = value(name);
        if (value == null) {
            return new Fields(Map.of(), at(name), notes);
        }
        if (value instanceof Map<?, ?> map) {
            return new Fields(named(map), at(name), notes);
        }
        notes.fault(at(name), found(value), expected);
        return new Fields(Map.of(), at(name), notes);
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
        if (!Unicode.isWellFormed(text) || text.chars().anyMatch(Character::isISOControl)) {
            notes.fault(at(name), found(text), "text without control characters or halves of characters");
            return null;
        }
        return type.apply(text);
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

    /** Each field of an object whose names are the app's own. */
    void each(Visitor visitor) {
        values.forEach((key, value) -> {
            String name = String.valueOf(key);
            asked.add(name);
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
        if (map.keySet().stream().allMatch(String.class::isInstance)) {
            return map;
        }
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        map.forEach((key, value) -> named.put(String.valueOf(key), value));
        return named;
    }

    private @Nullable Object value(String name) {
        asked.add(name);
        Object value = values.get(name);
        if (value == JsonTree.Twice.TOLD_TWICE) {
            notes.twice(at(name));
            return null;
        }
        return value;
    }

    private String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
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
