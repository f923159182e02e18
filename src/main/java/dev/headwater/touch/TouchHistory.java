package dev.headwater.touch;

import dev.headwater.lead.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one person's touches: the recent ones, the first one ever, and how many there were in all.
 *
 * @param first the earliest touch ever told, kept even when it has left {@code recent}; null where there is none
 * @param recent the touches still kept, the earliest first; touches of the same instant in the order of arrival
 * @param total how many touches were ever told, those no longer kept included
 */
public record TouchHistory(@Nullable Touch first, List<Touch> recent, long total) {

    /** Nobody has been seen yet. */
    public static final TouchHistory EMPTY = new TouchHistory(null, List.of(), 0);

    private static final Comparator<Touch> BY_TIME = Comparator.comparing(Touch::at);

    public TouchHistory {
        recent = List.copyOf(recent);
    }

    /** The latest touch that is kept; null where none is. */
    public @Nullable Touch last() {
        return recent.isEmpty() ? null : recent.get(recent.size() - 1);
    }

    /** The touches of the last {@code window} before {@code now}; those dated after {@code now} are left out. */
    public List<Touch> within(Duration window, Instant now) {
        Instant from = now.minus(window);
        return recent.stream()
                .filter(touch -> !touch.at().isBefore(from) && !touch.at().isAfter(now))
                .toList();
    }

    /**
     * This history and one more touch, put where its time belongs and trimmed to the bounds.
     *
     * <p>A touch whose event ID is already kept adds nothing. The first touch is never trimmed away.
     *
     * @param touch the new touch
     * @param bounds how many touches are kept, and for how long
     * @param now the time from which ages are measured
     */
    public TouchHistory with(Touch touch, Bounds bounds, Instant now) {
        if (has(touch)) {
            return this;
        }
        List<Touch> all = new ArrayList<>(recent);
        all.add(touch);
        return new TouchHistory(earlier(first, touch), trimmed(all, bounds, now), total + 1);
    }

    /**
     * Both histories as one person's. Events that both know count once; touches of the same instant stand in the order of
     * the histories.
     *
     * @param now the time from which ages are measured
     */
    public TouchHistory and(TouchHistory other, Bounds bounds, Instant now) {
        List<Touch> added = other.recent.stream().filter(touch -> !has(touch)).toList();
        boolean firstIsKnown = other.first != null && !other.recent.contains(other.first) && has(other.first);
        long repeated = other.recent.size() - added.size() + (firstIsKnown ? 1 : 0);
        List<Touch> all = new ArrayList<>(recent);
        all.addAll(added);
        return new TouchHistory(earlier(first, other.first), trimmed(all, bounds, now), total + other.total - repeated);
    }

    /** This history as it would be without one event; the same one where that is not among the touches kept. */
    public TouchHistory without(EventId eventId) {
        List<Touch> others = recent.stream()
                .filter(touch -> !eventId.equals(touch.eventId()))
                .toList();
        boolean isFirst = first != null && eventId.equals(first.eventId());
        if (others.size() == recent.size() && !isFirst) {
            return this;
        }
        return new TouchHistory(isFirst ? others.stream().findFirst().orElse(null) : first, others, total - 1);
    }

    private static List<Touch> trimmed(List<Touch> all, Bounds bounds, Instant now) {
        all.sort(BY_TIME);
        Instant oldest = now.minus(bounds.maxAge());
        all.removeIf(old -> old.at().isBefore(oldest));
        return all.subList(Math.max(0, all.size() - bounds.maxLength()), all.size());
    }

    private static @Nullable Touch earlier(@Nullable Touch one, @Nullable Touch other) {
        return one == null || (other != null && other.at().isBefore(one.at())) ? other : one;
    }

    private boolean has(Touch touch) {
        return touch.eventId() != null
                && Stream.concat(Stream.ofNullable(first), recent.stream())
                        .anyMatch(kept -> touch.eventId().equals(kept.eventId()));
    }

    /**
     * How much of a history is kept.
     *
     * @param maxLength touches, 1 or more
     * @param maxAge a touch older than this is let go
     */
    public record Bounds(int maxLength, Duration maxAge) {

        /** 50 touches, 400 days. */
        public static final Bounds DEFAULT = new Bounds(50, Duration.ofDays(400));

        /** @throws IllegalArgumentException if either bound is not positive */
        public Bounds {
            if (maxLength < 1) {
                throw new IllegalArgumentException("a history keeps 1 touch or more, not " + maxLength);
            }
            if (maxAge.isNegative() || maxAge.isZero()) {
                throw new IllegalArgumentException("a touch is kept for some time, not " + maxAge);
            }
        }
    }
}
