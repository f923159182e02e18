package dev.headwater.attribution;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Outcome;
import dev.headwater.touch.Touch;
import dev.headwater.touch.TouchHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The touches of a lead that count, the earliest first; of those of the same instant, the one that arrived first. In this
 * order they are taken out:
 *
 * <ol>
 *   <li>internal and spam touches, which never get credit: they brought nobody;
 *   <li>those outside the window, which has both its ends in it: 90 days by default, as Google Analytics 4 looks back for
 *       all but acquisition;
 *   <li>where asked, Direct ones ({@link #isDirect}), unless all are: then somebody came, and nothing else is known;
 *   <li>where asked, each touch of the same source and channel as the touch before it, as path analysis collapses them.
 *       The first of such a row stays, with its time: the others repeat it.
 * </ol>
 *
 * @param touches those that count; empty where none do, and then there is no credit to share
 * @param until the moment for which credit is shared: the end of the window, and what ages are measured from
 * @param milestones those reached by then
 * @param leftOut how many touches were left out for each cause
 * @see <a href="https://support.google.com/analytics/answer/10597962">Google Analytics, Attribution settings</a>
 */
public record Path(List<Touch> touches, Instant until, Milestones milestones, Map<Cause, Integer> leftOut) {

    public Path {
        touches = List.copyOf(touches);
        leftOut = Map.copyOf(leftOut);
    }

    /** Why a touch does not count. */
    public enum Cause {
        INTERNAL("internal"),
        SPAM("spam"),
        OUTSIDE_WINDOW("outsideWindow"),
        DIRECT("direct"),
        REPEAT("repeat");

        private final String word;

        Cause(String word) {
            this.word = word;
        }

        /** The word used in answers. */
        public String word() {
            return word;
        }
    }

    /**
     * Which touches count.
     *
     * @param window how far back, more than nothing
     * @param dropDirect whether Direct touches are left out where others are there
     * @param collapse whether repeats are left out
     */
    public record Rules(Duration window, boolean dropDirect, boolean collapse) {

        /** 90 days, nothing left out. */
        public static final Rules DEFAULT = new Rules(Duration.ofDays(90), false, false);

        /** @throws IllegalArgumentException if the window is nothing or less */
        public Rules {
            if (window.isZero() || window.isNegative()) {
                throw new IllegalArgumentException("a window is longer than nothing, not " + window);
            }
        }
    }

    /**
     * The path of a history. The first touch ever counts even where it is no longer among those that are kept.
     *
     * @param until the end of the window; later touches and milestones have not happened yet
     */
    public static Path of(TouchHistory history, Rules rules, Instant until, Milestones milestones) {
        Touch first = history.first();
        boolean isTrimmed = first != null && !history.recent().contains(first);
        return of(
                Stream.concat(isTrimmed ? Stream.of(first) : Stream.empty(), history.recent().stream())
                        .toList(),
                rules,
                until,
                milestones);
    }

    /**
     * The path of some touches.
     *
     * @param touches in any order; of those of the same instant, in the order of arrival
     * @param until the end of the window; later touches and milestones have not happened yet
     */
    public static Path of(List<Touch> touches, Rules rules, Instant until, Milestones milestones) {
        Map<Cause, Integer> leftOut = new EnumMap<>(Cause.class);
        Instant from = until.minus(rules.window());
        List<Touch> counting = new ArrayList<>();
        for (Touch touch : touches) {
            Cause cause = touch.outcome() == Outcome.INTERNAL
                    ? Cause.INTERNAL
                    : touch.outcome() == Outcome.SPAM
                            ? Cause.SPAM
                            : touch.at().isBefore(from) || touch.at().isAfter(until) ? Cause.OUTSIDE_WINDOW : null;
            if (cause == null) {
                counting.add(touch);
            } else {
                leftOut.merge(cause, 1, Integer::sum);
            }
        }
        counting.sort(Comparator.comparing(Touch::at));
        if (rules.dropDirect() && !counting.stream().allMatch(Path::isDirect)) {
            int before = counting.size();
            counting.removeIf(Path::isDirect);
            note(leftOut, Cause.DIRECT, before - counting.size());
        }
        if (rules.collapse()) {
            int before = counting.size();
            counting = collapsed(counting);
            note(leftOut, Cause.REPEAT, before - counting.size());
        }
        return new Path(counting, until, reached(milestones, until), leftOut);
    }

    /**
     * Whether nothing of its own led to a touch: a visit that nothing led to, one of which nothing was told, or one that
     * only kept the source of an earlier touch, as a return from a payment page does.
     */
    public static boolean isDirect(Touch touch) {
        return touch.outcome() == Outcome.DIRECT
                || touch.outcome() == Outcome.UNKNOWN
                || touch.winner() == EvidenceKind.EARLIER_TOUCH;
    }

    /** The place of a milestone's touch on the path; -1 where the milestone is unknown or no touch came before it. */
    public int indexOf(Milestone milestone) {
        return switch (milestone) {
            case FIRST -> touches.isEmpty() ? -1 : 0;
            case LAST -> touches.size() - 1;
            case LEAD_CREATED -> indexBefore(milestones.leadCreated());
            case OPPORTUNITY_CREATED -> indexBefore(milestones.opportunityCreated());
            case CUSTOMER_WON -> indexBefore(milestones.customerWon());
        };
    }

    private int indexBefore(@Nullable Instant reached) {
        int index = -1;
        for (int i = 0; reached != null && i < touches.size(); i++) {
            if (!touches.get(i).at().isAfter(reached)) {
                index = i;
            }
        }
        return index;
    }

    private static List<Touch> collapsed(List<Touch> touches) {
        List<Touch> kept = new ArrayList<>();
        for (Touch touch : touches) {
            Touch before = kept.isEmpty() ? null : kept.get(kept.size() - 1);
            if (before == null
                    || !before.channel().id().equals(touch.channel().id())
                    || !Objects.equals(before.source(), touch.source())) {
                kept.add(touch);
            }
        }
        return kept;
    }

    private static Milestones reached(Milestones told, Instant until) {
        return new Milestones(
                reached(told.leadCreated(), until),
                reached(told.opportunityCreated(), until),
                reached(told.customerWon(), until));
    }

    private static @Nullable Instant reached(@Nullable Instant told, Instant until) {
        return told == null || told.isAfter(until) ? null : told;
    }

    private static void note(Map<Cause, Integer> leftOut, Cause cause, int touches) {
        if (touches > 0) {
            leftOut.put(cause, touches);
        }
    }
}
