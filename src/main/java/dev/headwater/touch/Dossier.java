package dev.headwater.touch;

import dev.headwater.lead.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one person. It changes as a whole or not at all: whoever changes it puts a new one in the place of
 * the one that was read.
 *
 * @param history the person's own touches and those that were merged into it
 * @param joined who was merged into this person, and when
 * @param movedTo who this person turned out to be; null for somebody who is only themselves. As long as there is anything
 *     else, the move is under way and whoever comes by finishes it
 * @param conversions the person's own and those of whoever was merged into it
 * @param leadSince when the first contact happened that was told under a lead's name; null for a visitor, and where an
 *     earlier release did not note it
 */
public record Dossier(
        TouchHistory history,
        List<Move> joined,
        @Nullable Move movedTo,
        Conversions conversions,
        @Nullable Instant leadSince) {

    /** Nothing is known of this person. */
    public static final Dossier EMPTY = new Dossier(TouchHistory.EMPTY, List.of(), null);

    /** How many persons can be merged into one. */
    public static final int MAX_JOINED = 200;

    public Dossier {
        joined = List.copyOf(joined);
    }

    /** Somebody who has not converted, and of whom it is not known since when they have been a lead. */
    public Dossier(TouchHistory history, List<Move> joined, @Nullable Move movedTo) {
        this(history, joined, movedTo, Conversions.NONE, null);
    }

    /**
     * One person's move to another; the time tells it from an earlier one between the same two.
     *
     * @param person the other one
     * @param at when it was told
     */
    public record Move(Person person, Instant at) {}

    /** This dossier with another history, and told under a lead's name at that time if not before. */
    Dossier with(TouchHistory newHistory, @Nullable Instant toldAsLead) {
        return new Dossier(newHistory, joined, movedTo, conversions, earlier(leadSince, toldAsLead));
    }

    Dossier with(Conversions newConversions) {
        return new Dossier(history, joined, movedTo, newConversions, leadSince);
    }

    Dossier movedTo(Person person, Instant at) {
        return new Dossier(history, joined, new Move(person, at), conversions, leadSince);
    }

    /** What stays of a person whose touches are another's now. */
    Dossier emptied() {
        return new Dossier(TouchHistory.EMPTY, List.of(), movedTo);
    }

    boolean isEmptied() {
        return history.equals(TouchHistory.EMPTY)
                && joined.isEmpty()
                && conversions.kept().isEmpty();
    }

    /**
     * This dossier with another person's; the same one where that move has been made already. A lead of whom nothing was
     * known has been one since the visitor was told to be it.
     */
    Dossier joinedBy(Move from, Dossier other, TouchHistory.Bounds bounds, Instant now, boolean intoLead) {
        if (joined.contains(from)) {
            return this;
        }
        List<Move> all = new ArrayList<>(joined);
        all.add(from);
        all.addAll(other.joined);
        Instant since = earlier(leadSince, other.leadSince);
        return new Dossier(
                history.and(other.history, bounds, now),
                all,
                movedTo,
                conversions.and(other.conversions, bounds, now),
                since == null && intoLead && history.total() == 0 ? from.at() : since);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }
}
