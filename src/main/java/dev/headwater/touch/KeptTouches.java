package dev.headwater.touch;

import dev.headwater.lead.Conversion;
import dev.headwater.lead.ConversionId;
import dev.headwater.lead.EventId;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.Person;
import dev.headwater.lead.VisitorId;
import dev.headwater.touch.Dossier.Move;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Touches kept on shelves, one dossier for each person.
 *
 * <p>Nothing is locked to record a touch: a new dossier takes the place of the one that was read, and where somebody was
 * faster it is done again. A merge takes three such steps, each of which leaves things right if it is the last: the one
 * who moves is marked (from then on their touches go to the other), the other takes over what is there, and what has been
 * taken over is let go. Whoever finds a move half made finishes it. Merging and forgetting take turns.
 */
public final class KeptTouches implements Touches {
    private static final int TRIES = 10_000;
    private static final int HOPS = 100;

    private final Shelf<Dossier> dossiers;
    private final Shelf<FirstAnswers> answers;
    private final TouchHistory.Bounds bounds;
    private final StoreTimes times;
    private final Turn turn;
    private final Forgetting forgetting;

    /** Touches on shelves that are this process's alone. */
    public KeptTouches(Shelf<Dossier> dossiers, Shelf<FirstAnswers> answers, TouchHistory.Bounds bounds) {
        this(dossiers, answers, bounds, Turn.inThisProcess(), Forgetting.WHOLLY);
    }

    /**
     * @param dossiers where dossiers are kept
     * @param answers where first answers are kept
     * @param bounds how much of each history is kept
     * @param turn for merging and forgetting, among all who share the shelves
     * @param forgetting what is left of whom
     */
    public KeptTouches(
            Shelf<Dossier> dossiers,
            Shelf<FirstAnswers> answers,
            TouchHistory.Bounds bounds,
            Turn turn,
            Forgetting forgetting) {
        this(dossiers, answers, bounds, turn, forgetting, new StoreTimes());
    }

    /**
     * @param dossiers where dossiers are kept
     * @param answers where first answers are kept
     * @param bounds how much of each history is kept
     * @param turn for merging and forgetting, among all who share the shelves
     * @param forgetting what is left of whom
     * @param times where it is counted how long the shelves take
     */
    public KeptTouches(
            Shelf<Dossier> dossiers,
            Shelf<FirstAnswers> answers,
            TouchHistory.Bounds bounds,
            Turn turn,
            Forgetting forgetting,
            StoreTimes times) {
        this.times = times;
        this.dossiers = new TimedShelf<>(dossiers, times);
        this.answers = new TimedShelf<>(answers, times);
        this.bounds = bounds;
        this.turn = turn;
        this.forgetting = forgetting;
    }

    /** Touches in this process, forgotten with it. */
    public static KeptTouches onTheHeap(TouchHistory.Bounds bounds) {
        return new KeptTouches(new HeapShelf<>(), new HeapShelf<>(), bounds);
    }

    @Override
    public StoreTimes times() {
        return times;
    }

    @Override
    public TouchHistory recent(Person person) {
        return find(person).history();
    }

    @Override
    public TouchHistory together(LeadId lead, VisitorId visitor) {
        Found known = find(lead);
        Found guest = find(visitor);
        // The newest dates of all are trimmed by no age, so that reading needs no clock.
        return guest.person() instanceof VisitorId && !guest.person().equals(known.person())
                ? known.history().and(guest.history(), bounds, Instant.EPOCH)
                : known.history();
    }

    @Override
    public TouchHistory record(Person person, Touch touch, Instant now) {
        return record(person, touch, touch.at(), now);
    }

    @Override
    public TouchHistory recordEarlier(Person person, Touch touch, Instant now) {
        return record(person, touch, null, now);
    }

    private TouchHistory record(Person person, Touch touch, @Nullable Instant told, Instant now) {
        for (int i = 0; i < TRIES; i++) {
            Found found = find(person);
            TouchHistory after = add(found, touch, told, now);
            if (after != null) {
                return after;
            }
        }
        throw tooMany();
    }

    @Override
    public @Nullable TouchHistory recordAfter(Person person, TouchHistory seen, Touch touch, Instant now) {
        Found found = find(person);
        return found.history().equals(seen) ? add(found, touch, touch.at(), now) : null;
    }

    private @Nullable TouchHistory add(Found found, Touch touch, @Nullable Instant told, Instant now) {
        Dossier before = found.dossier();
        TouchHistory after = found.history().with(touch, bounds, now);
        if (before != null && after == before.history()) {
            return dossiers.confirm(found.person(), before) ? after : null;
        }
        Instant asLead = found.person() instanceof LeadId ? told : null;
        Dossier next = (before == null ? Dossier.EMPTY : before).with(after, asLead);
        return dossiers.swap(found.person(), before, next) ? after : null;
    }

    @Override
    public Converted convert(Person person, Conversion conversion, Instant now) {
        for (int i = 0; i < TRIES; i++) {
            Found found = find(person);
            Dossier before = found.dossier();
            if (before == null || before.isBlank()) {
                return Converted.UNKNOWN;
            }
            Conversion known = before.conversions().find(conversion.id());
            if (known != null) {
                if (!known.equals(conversion)) {
                    return Converted.ANOTHER;
                }
                if (dossiers.confirm(found.person(), before)) {
                    return Converted.ALREADY;
                }
                continue;
            }
            if (Conversions.isTooOld(conversion, bounds, now)) {
                return Converted.TOO_OLD;
            }
            Conversions after = before.conversions().with(conversion, bounds, now);
            if (after.kept().size() > Conversions.MAX_LENGTH) {
                return Converted.FULL;
            }
            if (dossiers.swap(found.person(), before, before.with(after))) {
                return Converted.DONE;
            }
        }
        throw tooMany();
    }

    @Override
    public boolean takeBack(Person person, ConversionId id) {
        for (int i = 0; i < TRIES; i++) {
            Found found = find(person);
            Dossier before = found.dossier();
            if (before == null || before.conversions().find(id) == null) {
                return false;
            }
            Conversions after = before.conversions().without(id);
            if (dossiers.swap(found.person(), before, before.with(after))) {
                return true;
            }
        }
        throw tooMany();
    }

    @Override
    public @Nullable Conversions conversions(Person person) {
        Dossier dossier = find(person).dossier();
        return dossier == null || dossier.isBlank() ? null : dossier.conversions();
    }

    @Override
    public void journeys(Predicate<Journey> wantsMore) {
        dossiers.each((person, dossier) -> {
            if (isElsewhere(person, dossier)) {
                return true;
            }
            return wantsMore.test(new Journey(person, dossier.history(), dossier.conversions(), dossier.leadSince()));
        });
    }

    /** Of somebody whose move was cut short the touches are here until the other one has them. */
    private boolean isElsewhere(Person person, Dossier dossier) {
        Move move = dossier.movedTo();
        if (move == null || dossier.isEmptied()) {
            return dossier.isEmptied();
        }
        Dossier other = find(move.person()).dossier();
        return other != null && other.joined().contains(new Move(person, move.at()));
    }

    @Override
    public TouchHistory.Bounds bounds() {
        return bounds;
    }

    @Override
    public Merge merge(Person from, Person into, Instant now) {
        Found moved = find(from);
        Found stayed = find(into);
        if (moved.person().equals(stayed.person())) {
            return already(from, moved, stayed);
        }
        return turn.take(() -> {
            for (int i = 0; i < TRIES; i++) {
                Found source = find(from);
                Found target = find(into);
                if (source.person().equals(target.person())) {
                    return already(from, source, target);
                }
                if (from instanceof VisitorId && source.person() instanceof LeadId) {
                    return Merge.TAKEN;
                }
                Dossier before = source.dossier();
                Dossier moving = (before == null ? Dossier.EMPTY : before).movedTo(target.person(), now);
                if (target.joined() + moving.joined().size() >= Dossier.MAX_JOINED
                        || target.converted() + moving.conversions().kept().size() > Conversions.MAX_LENGTH) {
                    return Merge.FULL;
                }
                if (dossiers.swap(source.person(), before, moving)) {
                    finish(source.person(), moving, target.person());
                    return Merge.DONE;
                }
            }
            throw tooMany();
        });
    }

    private Merge already(Person from, Found source, Found target) {
        confirm(from, source.asked());
        confirm(target.person(), target.dossier());
        return Merge.ALREADY;
    }

    /** Where somebody else has written it meanwhile, that has confirmed it. */
    private void confirm(Person person, @Nullable Dossier read) {
        if (read != null) {
            dossiers.confirm(person, read);
        }
    }

    /** Takes over what somebody marked as moving has, and lets go of it there. */
    private void finish(Person from, Dossier moving, Person into) {
        Move move = moving.movedTo();
        if (move == null) {
            return;
        }
        for (int i = 0; i < TRIES; i++) {
            Found target = find(into);
            Dossier before = target.dossier();
            Dossier after = (before == null ? Dossier.EMPTY : before)
                    .joinedBy(new Move(from, move.at()), moving, bounds, move.at(), target.person() instanceof LeadId);
            if (after == before || dossiers.swap(target.person(), before, after)) {
                dossiers.swap(from, moving, moving.emptied());
                return;
            }
        }
        throw tooMany();
    }

    @Override
    public boolean forget(Person person) {
        return turn.take(() -> {
            Found found = find(person);
            Dossier dossier = found.dossier();
            if (dossier != null) {
                // Those merged into the person go first: were it cut short here, a second try would find them again.
                for (Move joined : dossier.joined()) {
                    letGo(joined.person());
                }
            }
            boolean known = (dossier != null && !dossier.isBlank()) || answersTo(person);
            letGo(person);
            if (!found.person().equals(person)) {
                letGo(found.person());
            }
            return known;
        });
    }

    private boolean answersTo(Person person) {
        FirstAnswers kept = answers.get(person);
        return kept != null && !kept.kept().isEmpty();
    }

    private void letGo(Person person) {
        if (forgetting == Forgetting.WHOLLY) {
            answers.remove(person);
            dossiers.remove(person);
        } else {
            mark(answers, person, FirstAnswers.NONE, FirstAnswers::forgottenOnceMore);
            mark(dossiers, person, Dossier.EMPTY, Dossier::forgottenOnceMore);
        }
    }

    private static <V> void mark(Shelf<V> shelf, Person person, V nothing, UnaryOperator<V> forgotten) {
        for (int i = 0; i < TRIES; i++) {
            V before = shelf.get(person);
            if (shelf.swap(person, before, forgotten.apply(before == null ? nothing : before))) {
                return;
            }
        }
        throw tooMany();
    }

    @Override
    public @Nullable FirstAnswer answered(Person person, EventId eventId, Instant now) {
        FirstAnswers kept = answers.get(person);
        return kept == null ? null : kept.to(eventId, now);
    }

    @Override
    public FirstAnswer keep(Person person, FirstAnswer answer, Instant now) {
        for (int i = 0; i < TRIES; i++) {
            FirstAnswers before = answers.get(person);
            FirstAnswers known = before == null ? FirstAnswers.NONE : before;
            FirstAnswer first = known.to(answer.eventId(), now);
            if (first != null) {
                if (answers.confirm(person, known)) {
                    return first;
                }
                continue;
            }
            if (answers.swap(person, before, known.with(answer, now))) {
                return answer;
            }
        }
        throw tooMany();
    }

    /** Who somebody is by now, with what is kept of them. */
    private Found find(Person person) {
        Person who = person;
        Dossier asked = null;
        for (int i = 0; i < HOPS; i++) {
            Dossier dossier = dossiers.get(who);
            asked = i == 0 ? dossier : asked;
            Move move = dossier == null ? null : dossier.movedTo();
            if (dossier == null || move == null) {
                return new Found(asked, who, dossier);
            }
            if (!dossier.isEmptied() && !unknotted(who)) {
                finish(who, dossier, move.person());
            }
            who = move.person();
        }
        if (unknotted(person)) {
            return find(person);
        }
        throw new HistoryUnavailable("a person has been merged too many times", null);
    }

    /**
     * Two who cannot see each other may each make one person the other. Then the one whose name comes first stays.
     *
     * @return whether there was such a circle
     */
    private boolean unknotted(Person person) {
        List<Person> path = new ArrayList<>();
        Person who = person;
        while (!path.contains(who)) {
            path.add(who);
            Dossier dossier = dossiers.get(who);
            Move move = dossier == null ? null : dossier.movedTo();
            if (move == null || path.size() > Dossier.MAX_JOINED) {
                return false;
            }
            who = move.person();
        }
        Person stays = Collections.min(path.subList(path.indexOf(who), path.size()), Dossier.BY_NAME);
        Dossier moved = dossiers.get(stays);
        if (moved != null && moved.movedTo() != null) {
            dossiers.swap(stays, moved, moved.staying());
        }
        return true;
    }

    private static HistoryUnavailable tooMany() {
        return new HistoryUnavailable("too many change the same history at one time", null);
    }

    /**
     * Somebody who was asked for.
     *
     * @param asked what is kept under the name that was asked for; null where nothing is
     * @param person who that is by now
     * @param dossier what is kept of them; null where nothing is
     */
    private record Found(
            @Nullable Dossier asked,
            Person person,
            @Nullable Dossier dossier) {
        TouchHistory history() {
            return dossier == null ? TouchHistory.EMPTY : dossier.history();
        }

        int joined() {
            return dossier == null ? 0 : dossier.joined().size();
        }

        int converted() {
            return dossier == null ? 0 : dossier.conversions().kept().size();
        }
    }
}
