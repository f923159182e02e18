package dev.headwater.touch;

import dev.headwater.lead.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one person, as reports look at it.
 *
 * @param person the person, under the name that all others were merged into
 * @param history the touches
 * @param conversions what they led to
 * @param leadSince when the person became a lead; null for a visitor, and for a lead where an earlier release did not note it
 */
public record Journey(
        Person person,
        TouchHistory history,
        Conversions conversions,
        @Nullable Instant leadSince) {}
