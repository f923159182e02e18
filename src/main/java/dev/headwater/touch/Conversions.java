package dev.headwater.touch;

import dev.headwater.lead.Conversion;
import dev.headwater.lead.ConversionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one person's conversions.
 *
 * @param kept the earliest first; each ID once
 * @param takenBack how often one was taken back: of two copies the one that says more often is the later
 */
public record Conversions(List<Conversion> kept, long takenBack) {

    /** How many are kept of one person. */
    public static final int MAX_LENGTH = 200;

    /** There are none. */
    public static final Conversions NONE = new Conversions(List.of());

    private static final Comparator<Conversion> IN_ANY_CASE =
            Comparator.comparing(Conversion::at).thenComparing(Conversion::toString);

    public Conversions {
        kept = List.copyOf(kept);
    }

    /** Of which none was ever taken back. */
    public Conversions(List<Conversion> kept) {
        this(kept, 0);
    }

    /** The conversion of that name; null where none is kept. */
    public @Nullable Conversion find(ConversionId id) {
        return kept.stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
    }

    /** These and one more; those that have grown too old are let go. */
    Conversions with(Conversion conversion, TouchHistory.Bounds bounds, Instant now) {
        return and(new Conversions(List.of(conversion)), bounds, now);
    }

    /** These without one. */
    Conversions without(ConversionId id) {
        return new Conversions(
                kept.stream().filter(each -> !each.id().equals(id)).toList(), takenBack + 1);
    }

    /** Two copies of one person's conversions, changed apart from each other, as one. */
    Conversions united(Conversions other) {
        if (takenBack != other.takenBack) {
            return takenBack > other.takenBack ? this : other;
        }
        if (kept.containsAll(other.kept)) {
            return this;
        }
        Map<ConversionId, Conversion> all = new HashMap<>();
        Stream.concat(kept.stream(), other.kept.stream())
                .forEach(each -> all.merge(each.id(), each, BinaryOperator.minBy(IN_ANY_CASE)));
        return new Conversions(all.values().stream().sorted(IN_ANY_CASE).toList(), takenBack);
    }

    /** Both as one person's; of two of the same name this one stands. Those that have grown too old are let go. */
    Conversions and(Conversions other, TouchHistory.Bounds bounds, Instant now) {
        List<Conversion> all = new ArrayList<>(kept);
        other.kept.stream().filter(each -> find(each.id()) == null).forEach(all::add);
        all.removeIf(old -> isTooOld(old, bounds, now));
        all.sort(Comparator.comparing(Conversion::at));
        return new Conversions(all, takenBack);
    }

    static boolean isTooOld(Conversion conversion, TouchHistory.Bounds bounds, Instant now) {
        return conversion.at().isBefore(now.minus(bounds.maxAge()));
    }
}
