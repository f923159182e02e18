package dev.headwater.signal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a list says of texts, for lists of any length. Immutable.
 *
 * <p>Made for a million rows, of which next to nothing is near the processor when a lead comes. Most of what is looked up
 * is in no list (a host is asked for level by level); where a map fetches the texts that it compares from all over the
 * memory, hashes that stand side by side say at one place that the text is not there. Equal values are kept once.
 *
 * @param <V> what is said of a text
 */
final class Index<V> {
    private static final long FREE = 0;

    /** The golden ratio as a part of 2^32: texts that differ in a digit come to lie far apart. */
    private static final int SPREAD = 0x9E3779B9;

    /** The hash of a text, and its number counted from 1. */
    private final long[] places;

    private final String[] texts;
    private final List<V> values;
    private final int shift;

    private Index(Map<String, V> map) {
        int bits = 33 - Integer.numberOfLeadingZeros(Math.max(1, map.size()));
        this.shift = 32 - bits;
        this.places = new long[1 << bits];
        this.texts = map.keySet().toArray(String[]::new);
        Map<V, V> distinct = new HashMap<>();
        List<V> all = new ArrayList<>(texts.length);
        map.forEach((text, value) -> {
            all.add(distinct.computeIfAbsent(value, one -> one));
            put(text, all.size());
        });
        this.values = List.copyOf(all);
    }

    static <V> Index<V> of(Map<String, V> map) {
        return new Index<>(map);
    }

    private static int hash(String text) {
        return text.hashCode() * SPREAD;
    }

    private void put(String text, int number) {
        int hash = hash(text);
        int place = hash >>> shift;
        while (places[place] != FREE) {
            place = (place + 1) & (places.length - 1);
        }
        places[place] = (long) hash << Integer.SIZE | number;
    }

    /** What is said of a text; null where nothing is. */
    @Nullable
    V get(String text) {
        int hash = hash(text);
        for (int place = hash >>> shift; places[place] != FREE; place = (place + 1) & (places.length - 1)) {
            int number = (int) places[place] - 1;
            if ((int) (places[place] >>> Integer.SIZE) == hash && texts[number].equals(text)) {
                return values.get(number);
            }
        }
        return null;
    }

    /** All texts. */
    List<String> texts() {
        return List.of(texts);
    }
}
