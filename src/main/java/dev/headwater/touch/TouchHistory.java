package dev.headwater.touch;

import dev.headwater.lead.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    /** For those who were told apart from each other: an order that does not depend on who is asked first. */
    private static final Comparator<Touch> IN_ANY_CASE = BY_TIME.thenComparing(Touch::toString);

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

    /**
     * Two copies of one person's history, changed apart from each other, as one. A touch that both have counts once: the
     * same event, or, where it has no name, the same in everything. Of two that tell one event differently the earlier
     * stays. The order of several copies makes no difference, and neither does it how often one is added.
     */
    public TouchHistory united(TouchHistory other, Bounds bounds) {
        if (equals(other) || other.equals(EMPTY)) {
            return this;
        }
        if (equals(EMPTY)) {
            return other;
        }
        Instant horizon = later(horizon(bounds), other.horizon(bounds));
        List<Touch> mine = since(horizon);
        List<Touch> all = united(mine, other.since(horizon));
        long gone = Math.max(total - recent.size(), other.total - other.recent.size());
        List<Touch> kept = all.subList(Math.max(0, all.size() - bounds.maxLength()), all.size());
        return new TouchHistory(firstInAnyCase(first, other.first), kept, all.size() + gone);
    }

    /** This history and those touches of a copy of a part of it that it has not, but would still keep. */
    TouchHistory withMissing(TouchHistory part, Bounds bounds) {
        List<Touch> mine = since(horizon(bounds));
        List<Touch> all = united(mine, part.since(horizon(bounds).plusNanos(isFull(bounds) ? 1 : 0)));
        if (all.size() == mine.size()) {
            return this;
        }
        List<Touch> kept = all.subList(Math.max(0, all.size() - bounds.maxLength()), all.size());
        return new TouchHistory(firstInAnyCase(first, part.first), kept, total + all.size() - mine.size());
    }

    private static @Nullable Touch firstInAnyCase(@Nullable Touch one, @Nullable Touch other) {
        return one == null || (other != null && IN_ANY_CASE.compare(other, one) < 0) ? other : one;
    }

    /** Before this time touches may have been let go, so that nothing can be told from their absence. */
    private Instant horizon(Bounds bounds) {
        return isFull(bounds) ? recent.get(0).at() : Instant.MIN;
    }

    private boolean isFull(Bounds bounds) {
        return recent.size() >= bounds.maxLength();
    }

    private List<Touch> since(Instant horizon) {
        return recent.stream().filter(touch -> !touch.at().isBefore(horizon)).toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The one list where it has all of the other; else both, each touch as often as it stands in one of them. */
    private static List<Touch> united(List<Touch> one, List<Touch> other) {
        Map<Object, List<Touch>> ones = byIdentity(one);
        Map<Object, List<Touch>> others = byIdentity(other);
        Map<Object, List<Touch>> both = new HashMap<>(ones);
        others.forEach((identity, touches) -> both.merge(identity, touches, TouchHistory::either));
        return both.equals(ones) && !both.equals(others)
                ? one
                : both.equals(others) && !both.equals(ones)
                        ? other
                        : both.values().stream()
                                .flatMap(List::stream)
                                .sorted(IN_ANY_CASE)
                                .toList();
    }

    private static Map<Object, List<Touch>> byIdentity(List<Touch> touches) {
        return touches.stream()
                .collect(Collectors.groupingBy(touch -> touch.eventId() == null ? touch : touch.eventId()));
    }

    private static List<Touch> either(List<Touch> some, List<Touch> others) {
        if (some.get(0).eventId() == null) {
            return some.size() >= others.size() ? some : others;
        }
        return IN_ANY_CASE.compare(some.get(0), others.get(0)) <= 0 ? some : others;
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
