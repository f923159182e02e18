package dev.headwater.touch;

import dev.headwater.lead.Conversion;
import dev.headwater.lead.ConversionId;
import dev.headwater.lead.EventId;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.Person;
import dev.headwater.lead.VisitorId;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where touch histories are kept. Safe for use by many threads. Whoever was merged into another person has that
 * person's history, under either name. Every method throws {@link HistoryUnavailable} where the store does not answer.
 */
public interface Touches {
    /** Nothing has to be waited for. */
    CompletionStage<@Nullable Void> DONE = CompletableFuture.completedFuture(null);

    /** What is known of a person; {@link TouchHistory#EMPTY} for somebody never seen. */
    TouchHistory recent(Person person);

    /**
     * What would be known of a lead if this visitor were merged into it; only the lead's own history where the visitor is
     * another lead already. Changes nothing.
     */
    TouchHistory together(LeadId lead, VisitorId visitor);

    /**
     * Adds a touch to a person's history, atomically: of touches recorded at the same time, none is lost.
     *
     * @param now the time from which ages are measured
     * @return the history with the touch; it is kept for good
     */
    TouchHistory record(Person person, Touch touch, Instant now);

    /**
     * Adds a touch to a person's history, provided that nothing has been added since it was read.
     *
     * @param seen the history as it was read
     * @return the history with the touch, kept for good; null where the history is another one by now
     */
    @Nullable
    TouchHistory recordAfter(Person person, TouchHistory seen, Touch touch, Instant now);

    /**
     * Adds a touch of which only a later one tells, as {@link #record} does. It says nothing of when the person became a
     * lead.
     */
    TouchHistory recordEarlier(Person person, Touch touch, Instant now);

    /**
     * Adds a conversion to what is kept of a person, once.
     *
     * @param now the time from which ages are measured
     * @return what came of it; where that is {@code DONE} or {@code ALREADY}, it is kept for good
     */
    Converted convert(Person person, Conversion conversion, Instant now);

    /** Takes a conversion away; whether there was one of that name. */
    boolean takeBack(Person person, ConversionId id);

    /** What is kept of a person's conversions; null where nothing at all is known of them. */
    @Nullable
    Conversions conversions(Person person);

    /**
     * Looks at everybody, one after the other and never at all at once: each person once, under the last of their names.
     * What changes meanwhile may be seen or not.
     *
     * @param wantsMore says after each whether it wants another
     */
    void journeys(Predicate<Journey> wantsMore);

    /** How much of each history is kept. */
    TouchHistory.Bounds bounds();

    /**
     * Makes one person's touches another's, those to come included. Doing so twice does no harm, and the order of several
     * merges makes no difference: if a becomes b and b becomes c, all touches are c's.
     *
     * @param from who turned out to be {@code into}
     */
    Merge merge(Person from, Person into, Instant now);

    /**
     * Forgets a person, everybody who was merged into them, and the answers kept for them.
     *
     * @return whether anything was known of them
     */
    boolean forget(Person person);

    /** What a contact was answered when it was told for the first time; null where that is not known (any more). */
    @Nullable
    FirstAnswer answered(Person person, EventId eventId, Instant now);

    /**
     * Keeps the answer to a contact, unless there is one already.
     *
     * @return the answer that is kept: this one, or the one that came first
     */
    FirstAnswer keep(Person person, FirstAnswer answer, Instant now);

    /**
     * Whether what is kept of a person is read and added to without waiting for a disk or for another machine. It may be
     * otherwise a moment later.
     */
    default boolean isAtHand(Person person) {
        return true;
    }

    /**
     * Complete when all is kept for good that was told before by somebody who is {@linkplain #ahead() ahead} of the store; an
     * error while it cannot be.
     */
    default CompletionStage<@Nullable Void> kept() {
        return DONE;
    }

    /**
     * The same store for those who ask whether all is {@linkplain #kept() kept} before they tell anybody so: nothing here waits
     * for that.
     */
    default Touches ahead() {
        return this;
    }

    /** How long the store takes. */
    StoreTimes times();

    /** The store of histories did not answer; a lead is still resolved, without history. */
    final class HistoryUnavailable extends RuntimeException {
        public HistoryUnavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
