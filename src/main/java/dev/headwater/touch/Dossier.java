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
 * @param movedTo who this person turned out to be; null for somebody who is only themselves. As long as {@code history}
 *     still has touches, the move is under way and whoever comes by finishes it
 */
public record Dossier(
        TouchHistory history, List<Move> joined, @Nullable Move movedTo) {

    /** Nothing is known of this person. */
    public static final Dossier EMPTY = new Dossier(TouchHistory.EMPTY, List.of(), null);

    /** How many persons can be merged into one. */
    public static final int MAX_JOINED = 200;

    public Dossier {
        joined = List.copyOf(joined);
    }

    /**
     * One person's move to another; the time tells it from an earlier one between the same two.
     *
     * @param person the other one
     * @param at when it was told
     */
    public record Move(Person person, Instant at) {}

    Dossier with(TouchHistory newHistory) {
        return new Dossier(newHistory, joined, movedTo);
    }

    Dossier movedTo(Person person, Instant at) {
        return new Dossier(history, joined, new Move(person, at));
    }

    /** What stays of a person whose touches are another's now. */
    Dossier emptied() {
        return new Dossier(TouchHistory.EMPTY, List.of(), movedTo);
    }

    boolean isEmptied() {
        return history.equals(TouchHistory.EMPTY) && joined.isEmpty();
    }

    /** This dossier with another person's; the same one where that move has been made already. */
    Dossier joinedBy(Move from, Dossier other, TouchHistory.Bounds bounds, Instant now) {
        if (joined.contains(from)) {
            return this;
        }
        List<Move> all = new ArrayList<>(joined);
        all.add(from);
        all.addAll(other.joined);
        return new Dossier(history.and(other.history, bounds, now), all, movedTo);
    }
}
