package dev.headwater.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a YAML document that remembers where it stands. */
sealed interface Yaml {

    Place place();

    /** The same as maps, lists and plain values, as a JSON parser would give it. */
    @Nullable
    Object tree();

    /** What it is, for messages: {@code the text "a"}, {@code the number 3}, {@code a list}. */
    String described();

    /**
     * Where the part stands that a JSON pointer names, or its nearest parent that is there.
     *
     * @param pointer such as {@code /form/name}; empty for the whole
     */
    default Place at(String pointer) {
        Yaml part = this;
        Place place = place();
        for (String step : pointer.split("/", -1)) {
            if (step.isEmpty()) {
                continue;
            }
            String key = step.replace("~1", "/").replace("~0", "~");
            if (part instanceof Mapping mapping && mapping.entries().get(key) != null) {
                place = mapping.entries().get(key).place();
                part = mapping.entries().get(key).value();
            } else if (part instanceof Sequence list && isIndexOf(key, list)) {
                part = list.items().get(Integer.parseInt(key));
                place = part.place();
            } else {
                break;
            }
        }
        return place;
    }

    private static boolean isIndexOf(String key, Sequence list) {
        return key.matches("\\d{1,6}") && Integer.parseInt(key) < list.items().size();
    }

    /**
     * A text, a number, a flag, or nothing.
     *
     * @param value a String, Long, Double or Boolean; null for {@code null}, {@code ~} and what was left out
     * @param written as the author wrote it, without quotes
     */
    record Scalar(Place place, @Nullable Object value, String written) implements Yaml {
        @Override
        public @Nullable Object tree() {
            return value;
        }

        @Override
        public String described() {
            if (value == null) {
                return "nothing";
            }
            if (value instanceof Number) {
                return "the number " + written;
            }
            return value instanceof Boolean ? "the flag " + written : "the text \"" + written + "\"";
        }
    }

    /** A list. */
    record Sequence(Place place, List<Yaml> items) implements Yaml {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public List<@Nullable Object> tree() {
            List<@Nullable Object> tree = new ArrayList<>();
            items.forEach(item -> tree.add(item.tree()));
            return tree;
        }

        @Override
        public String described() {
            return "a list";
        }
    }

    /**
     * Keys and what they stand for, in the author's order.
     *
     * @param entries by key
     */
    record Mapping(Place place, Map<String, Entry> entries) implements Yaml {
        public Mapping {
            entries = new LinkedHashMap<>(entries);
        }

        @Nullable
        Yaml value(String key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.value();
        }

        /** Whether something stands under the key; {@code null} is nothing. */
        boolean has(String key) {
            Yaml value = value(key);
            return value != null && !(value instanceof Scalar scalar && scalar.value() == null);
        }

        /** This mapping with one more entry, or with another value for it. */
        Mapping with(String key, Yaml value) {
            Mapping copy = new Mapping(place, entries);
            copy.entries.put(key, new Entry(value.place(), value));
            return copy;
        }

        /** This mapping without some keys. */
        Mapping without(String... keys) {
            Mapping copy = new Mapping(place, entries);
            List.of(keys).forEach(copy.entries::remove);
            return copy;
        }

        /**
         * This mapping laid over another: what both have is taken from this one, key by key where both have keys of
         * their own. A {@code null} here takes away what the other had.
         */
        Mapping over(Mapping other) {
            Mapping merged = new Mapping(place, other.entries);
            entries.forEach((key, entry) -> merged.entries.merge(
                    key,
                    entry,
                    (below, above) -> below.value() instanceof Mapping one && above.value() instanceof Mapping two
                            ? new Entry(above.place(), two.over(one))
                            : above));
            return merged;
        }

        @Override
        public Map<String, @Nullable Object> tree() {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            entries.forEach((key, entry) -> tree.put(key, entry.value().tree()));
            return tree;
        }

        @Override
        public String described() {
            return "keys and values";
        }
    }

    /**
     * What stands under a key.
     *
     * @param place where the key stands
     */
    record Entry(Place place, Yaml value) {}
}
