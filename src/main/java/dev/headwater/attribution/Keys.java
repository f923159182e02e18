package dev.headwater.attribution;

import dev.headwater.attribution.Dimension.Key;
import dev.headwater.touch.Touch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one report, numbered in the order in which they are met. Rows are bounded in number, lest campaigns that
 * somebody makes up at will fill the memory: whatever comes later is {@link #OTHERS}. What was renamed is called as the
 * latest touch calls it.
 */
final class Keys {
    /** What all rows past the bound are together. */
    static final Key OTHERS = new Key("(others)", "(others)");

    private final Dimension dimension;
    private final int most;
    private final Map<@Nullable String, Integer> numbers = new HashMap<>();
    private final List<Key> keys = new ArrayList<>();
    private final List<Instant> named = new ArrayList<>();

    /** @param most how many rows there may be, {@link #OTHERS} apart */
    Keys(Dimension dimension, int most) {
        this.dimension = dimension;
        this.most = most;
    }

    /** The row of a touch. */
    int of(Touch touch) {
        return of(dimension.key(touch), touch.at());
    }

    /** The rows of touches, one each. */
    int[] of(List<Touch> touches) {
        return touches.stream().mapToInt(this::of).toArray();
    }

    int of(Key key, Instant at) {
        Integer known = numbers.get(key.id());
        if (known == null && keys.size() >= most && !OTHERS.equals(key)) {
            return of(OTHERS, at);
        }
        int number = known == null ? add(key, at) : known;
        if (at.isAfter(named.get(number))) {
            keys.set(number, key);
            named.set(number, at);
        }
        return number;
    }

    private int add(Key key, Instant at) {
        numbers.put(key.id(), keys.size());
        keys.add(key);
        named.add(at);
        return keys.size() - 1;
    }

    Key key(int number) {
        return keys.get(number);
    }

    int count() {
        return keys.size();
    }

    boolean isCut() {
        return numbers.containsKey(OTHERS.id());
    }
}
