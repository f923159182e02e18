package dev.headwater.signal;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Outcome;
import dev.headwater.decision.Source;
import dev.headwater.lead.EventId;
import dev.headwater.touch.Touch;
import dev.headwater.touch.TouchHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the touches before this one tell. Those dated after it do not count, nor does this very contact where it was told
 * before.
 */
final class HistoryReader {
    private static final double SECONDS_IN_A_DAY = 86_400;
    private static final Set<Outcome> WITH_A_SOURCE = Set.of(Outcome.RESOLVED, Outcome.UNASSIGNED);

    private final TouchHistory history;
    private final List<Touch> before;
    private final Instant at;
    private final @Nullable EventId eventId;

    /**
     * @param history what is known of the person
     * @param at when this contact happened
     * @param eventId its name; null where it has none
     */
    HistoryReader(TouchHistory history, Instant at, @Nullable EventId eventId) {
        this.history = history;
        this.at = at;
        this.eventId = eventId;
        this.before = before(history.recent());
    }

    private List<Touch> before(List<Touch> recent) {
        List<Touch> before = new ArrayList<>(recent.size());
        for (Touch touch : recent) {
            if (isBefore(touch)) {
                before.add(touch);
            }
        }
        return before;
    }

    private boolean isBefore(Touch touch) {
        boolean same = eventId != null && eventId.equals(touch.eventId());
        return !same && !touch.at().isAfter(at);
    }

    /** Adds the numbers of touches and their ages. */
    void addTo(Map<String, Object> values) {
        long others = (long) history.recent().size() - before.size();
        values.put(Signal.TOUCHES, (double) Math.max(0, history.total() - others));
        values.put(Signal.TOUCHES_IN_7_DAYS, within(7));
        values.put(Signal.TOUCHES_IN_30_DAYS, within(30));
        if (history.first() != null && isBefore(history.first())) {
            values.put(Signal.FIRST_TOUCH, ageInDays(history.first()));
        }
        if (!before.isEmpty()) {
            values.put(Signal.LAST_TOUCH, ageInDays(before.get(before.size() - 1)));
        }
    }

    private double within(double days) {
        int count = 0;
        for (Touch touch : before) {
            if (ageInDays(touch) <= days) {
                count++;
            }
        }
        return count;
    }

    private double ageInDays(Touch touch) {
        return Duration.between(touch.at(), at).toSeconds() / SECONDS_IN_A_DAY;
    }

    /**
     * The last earlier touch that came from somewhere; null where there is none. One that only repeats what came before it
     * counts where that is no longer kept.
     */
    @Nullable
    Evidence earlierTouch(Sources sources) {
        Touch found = null;
        for (int i = before.size() - 1; i >= 0; i--) {
            Touch touch = before.get(i);
            if (touch.source() != null && WITH_A_SOURCE.contains(touch.outcome())) {
                found = found == null ? touch : found;
                if (touch.winner() != EvidenceKind.EARLIER_TOUCH) {
                    found = touch;
                    break;
                }
            }
        }
        return found == null || found.source() == null ? null : evidence(found, found.source(), sources);
    }

    private static Evidence evidence(Touch touch, Source source, Sources sources) {
        Listed listed = sources.byId(source.id());
        return new Evidence(
                EvidenceKind.EARLIER_TOUCH,
                source.name() + ", " + date(touch.at()),
                source,
                touch.category(),
                listed == null ? null : listed.network(),
                touch.campaign().medium(),
                touch.mediumClass(),
                null);
    }

    private static String date(Instant at) {
        // An instant at the ends of time has no date, but still a text that begins with one.
        String text = at.toString();
        return text.substring(0, Math.max(0, text.indexOf('T')));
    }
}
