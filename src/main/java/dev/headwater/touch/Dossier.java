package dev.headwater.touch;

import dev.headwater.lead.Conversion;
import dev.headwater.lead.Person;
import dev.headwater.lead.VisitorId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
 * @param forgotten how often this person was forgotten where that leaves a mark: of two copies the one that was forgotten
 *     less often is an old one, and says nothing any more
 */
public record Dossier(
        TouchHistory history,
        List<Move> joined,
        @Nullable Move movedTo,
        Conversions conversions,
        @Nullable Instant leadSince,
        long forgotten) {

    /** Nothing is known of this person. */
    public static final Dossier EMPTY = new Dossier(TouchHistory.EMPTY, List.of(), null);

    /** How many persons can be merged into one. */
    public static final int MAX_JOINED = 200;

    static final Comparator<Person> BY_NAME =
            Comparator.comparing((Person person) -> person instanceof VisitorId).thenComparing(Person::value);

    private static final Comparator<Move> BY_TIME =
            Comparator.comparing(Move::at).thenComparing(Move::person, BY_NAME);

    public Dossier {
        joined = List.copyOf(joined);
    }

    /** Somebody who has not converted, and of whom it is not known since when they have been a lead. */
    public Dossier(TouchHistory history, List<Move> joined, @Nullable Move movedTo) {
        this(history, joined, movedTo, Conversions.NONE, null, 0);
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
        return new Dossier(newHistory, joined, movedTo, conversions, earlier(leadSince, toldAsLead), forgotten);
    }

    Dossier with(Conversions newConversions) {
        return new Dossier(history, joined, movedTo, newConversions, leadSince, forgotten);
    }

    Dossier movedTo(Person person, Instant at) {
        return new Dossier(history, joined, new Move(person, at), conversions, leadSince, forgotten);
    }

    /** The same, of somebody who is only themselves after all. */
    Dossier staying() {
        return new Dossier(history, joined, null, conversions, leadSince, forgotten);
    }

    /** What stays of a person whose touches are another's now. */
    Dossier emptied() {
        return new Dossier(TouchHistory.EMPTY, List.of(), movedTo, Conversions.NONE, null, forgotten);
    }

    /** What stays of a person who is forgotten, where an old copy may turn up: that they were, and how often. */
    Dossier forgottenOnceMore() {
        return new Dossier(TouchHistory.EMPTY, List.of(), null, Conversions.NONE, null, forgotten + 1);
    }

    /** Whether nothing is known of this person, unless that they were forgotten. */
    boolean isBlank() {
        return isEmptied() && movedTo == null;
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
            return completedBy(other, bounds);
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
                since == null && intoLead && history.total() == 0 ? from.at() : since,
                forgotten);
    }

    /** What was taken over has turned up again, and with it what was told where nobody knew of the move. */
    private Dossier completedBy(Dossier part, TouchHistory.Bounds bounds) {
        TouchHistory whole = history.withMissing(part.history, bounds);
        List<Conversion> more = part.conversions.kept().stream()
                .filter(each -> conversions.find(each.id()) == null)
                .toList();
        if (whole == history && more.isEmpty()) {
            return this;
        }
        return new Dossier(
                whole, joined, movedTo, conversions.and(part.conversions, bounds, Instant.EPOCH), leadSince, forgotten);
    }

    /**
     * Two copies of one person's dossier, changed apart from each other, as one. Nothing that either has is lost, but for
     * what was forgotten; the order of several makes no difference, and neither does it how often one is added.
     */
    public Dossier united(Dossier other, TouchHistory.Bounds bounds) {
        if (forgotten != other.forgotten) {
            return forgotten > other.forgotten ? this : other;
        }
        Set<Move> all = new LinkedHashSet<>(joined);
        List<Move> every =
                all.addAll(other.joined) ? all.stream().sorted(BY_TIME).toList() : joined;
        return new Dossier(
                history.united(other.history, bounds),
                every,
                earlier(movedTo, other.movedTo),
                conversions.united(other.conversions),
                earlier(leadSince, other.leadSince),
                forgotten);
    }

    private static @Nullable Move earlier(@Nullable Move one, @Nullable Move other) {
        return one == null || (other != null && BY_TIME.compare(other, one) < 0) ? other : one;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }
}
