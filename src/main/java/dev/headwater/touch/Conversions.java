package dev.headwater.touch;

import dev.headwater.lead.Conversion;
import dev.headwater.lead.ConversionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one person's conversions.
 *
 * @param kept the earliest first; each ID once
 */
public record Conversions(List<Conversion> kept) {

    /** How many are kept of one person. */
    public static final int MAX_LENGTH = 200;

    /** There are none. */
    public static final Conversions NONE = new Conversions(List.of());

    public Conversions {
        kept = List.copyOf(kept);
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
                kept.stream().filter(each -> !each.id().equals(id)).toList());
    }

    /** Both as one person's; of two of the same name this one stands. Those that have grown too old are let go. */
    Conversions and(Conversions other, TouchHistory.Bounds bounds, Instant now) {
        List<Conversion> all = new ArrayList<>(kept);
        other.kept.stream().filter(each -> find(each.id()) == null).forEach(all::add);
        all.removeIf(old -> isTooOld(old, bounds, now));
        all.sort(Comparator.comparing(Conversion::at));
        return new Conversions(all);
    }

    static boolean isTooOld(Conversion conversion, TouchHistory.Bounds bounds, Instant now) {
        return conversion.at().isBefore(now.minus(bounds.maxAge()));
    }
}
