package dev.headwater.rules;

import static java.util.Objects.requireNonNull;

import dev.headwater.table.Condition;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Wildcards and regular expressions, which OpenL has none of like ours: the same Java as we ask, called from its tables.
 * Public because OpenL calls it.
 */
public final class OpenLPatterns {
    private static final Map<String, Predicate<@Nullable Object>> KNOWN = new ConcurrentHashMap<>();

    private OpenLPatterns() {}

    /** What stands in a cell for a condition. */
    static String key(Condition.Like like) {
        KNOWN.putIfAbsent(like.written(), EngineMatcher.quick(like));
        return like.written();
    }

    /** Called by conditions of OpenL's tables. */
    public static boolean fits(String key, @Nullable String value) {
        return requireNonNull(KNOWN.get(key)).test(value);
    }
}
