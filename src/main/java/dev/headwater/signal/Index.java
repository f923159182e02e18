package dev.headwater.signal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a list says of texts, for lists of any length. Immutable.
 *
 * <p>Made for a million rows, of which next to nothing is near the processor when a lead comes: a look-up costs as much as
 * there are places in memory that it has to fetch. A map fetches a node, a text, its letters and the value, one after the
 * other. Here a text, and the number of its value, stand in the very place that its hash points to, so that whatever is
 * asked, what to answer is fetched at once. Equal values are kept once.
 *
 * @param <V> what is said of a text
 */
final class Index<V> {
    /** The golden ratio as a part of 2^32: texts that differ in a digit come to lie far apart. */
    private static final int SPREAD = 0x9E3779B9;

    /** A place in bytes, half of what a processor fetches. */
    private static final int PLACE = 32;

    /** Behind what Java itself puts before an array, so that no place lies in two fetches. */
    private static final int FIRST = 16;

    private static final VarHandle NUMBER = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

    /** What stands before a text: the number of its value counted from 1, a part of its hash, its length. */
    private static final int HASH = Integer.BYTES;

    private static final int LENGTH = HASH + 1;
    private static final int TEXT = LENGTH + 1;
    private static final int LONGEST = PLACE - TEXT;

    private final byte[] places;
    private final int shift;
    private final List<V> values;

    /** Those that no place has room for: long ones, and those with letters that want more than a byte. */
    private final Map<String, V> others = new HashMap<>();

    private Index(Map<String, V> map) {
        int bits = 33 - Integer.numberOfLeadingZeros(Math.max(1, map.size()));
        this.shift = Integer.SIZE - bits;
        this.places = new byte[FIRST + (PLACE << bits)];
        Map<V, Integer> numbers = new HashMap<>();
        List<V> distinct = new ArrayList<>();
        map.forEach((text, value) -> {
            if (fits(text)) {
                Integer known = numbers.putIfAbsent(value, distinct.size() + 1);
                if (known == null) {
                    distinct.add(value);
                }
                put(text, known == null ? distinct.size() : known);
            } else {
                others.put(text, value);
            }
        });
        this.values = List.copyOf(distinct);
    }

    static <V> Index<V> of(Map<String, V> map) {
        return new Index<>(map);
    }

    private static boolean fits(String text) {
        return text.length() <= LONGEST && text.chars().allMatch(letter -> letter <= 0xFF);
    }

    private static int hash(String text) {
        return text.hashCode() * SPREAD;
    }

    /** Where the place begins that a hash points to. */
    private int first(int hash) {
        return FIRST + (hash >>> shift) * PLACE;
    }

    private int next(int place) {
        return place + PLACE < places.length ? place + PLACE : FIRST;
    }

    private void put(String text, int number) {
        int hash = hash(text);
        int place = first(hash);
        while (number(place) != 0) {
            place = next(place);
        }
        NUMBER.set(places, place, number);
        places[place + HASH] = (byte) hash;
        places[place + LENGTH] = (byte) text.length();
        System.arraycopy(text.getBytes(ISO_8859_1), 0, places, place + TEXT, text.length());
    }

    /** 0 where nothing stands. */
    private int number(int place) {
        return (int) NUMBER.get(places, place);
    }

    /** What is said of a text; null where nothing is. */
    @Nullable
    V get(String text) {
        int number = text.length() <= LONGEST ? find(text) : 0;
        if (number != 0) {
            return values.get(number - 1);
        }
        return others.isEmpty() ? null : others.get(text);
    }

    private int find(String text) {
        int hash = hash(text);
        for (int place = first(hash); ; place = next(place)) {
            int number = number(place);
            if (number == 0 || (places[place + HASH] == (byte) hash && holds(place, text))) {
                return number;
            }
        }
    }

    private boolean holds(int place, String text) {
        if (places[place + LENGTH] != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if ((places[place + TEXT + i] & 0xFF) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** All texts. */
    List<String> texts() {
        List<String> texts = new ArrayList<>(others.keySet());
        for (int place = FIRST; place < places.length; place += PLACE) {
            if (number(place) != 0) {
                texts.add(new String(places, place + TEXT, places[place + LENGTH], ISO_8859_1));
            }
        }
        return texts;
    }
}
