package dev.headwater.touch;

import dev.headwater.lead.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first answers that are kept for one person, so that a retry gets the same one.
 *
 * @param kept the latest last
 */
public record FirstAnswers(List<FirstAnswer> kept) {

    /** How many are kept of one person. */
    public static final int MAX_LENGTH = 16;

    /** How long one is kept. */
    public static final Duration MAX_AGE = Duration.ofHours(24);

    static final FirstAnswers NONE = new FirstAnswers(List.of());

    public FirstAnswers {
        kept = List.copyOf(kept);
    }

    /** The answer that a contact got; null where none is kept any more. */
    @Nullable
    FirstAnswer to(EventId eventId, Instant now) {
        Instant oldest = now.minus(MAX_AGE);
        for (FirstAnswer answer : kept) {
            if (answer.eventId().equals(eventId) && !answer.at().isBefore(oldest)) {
                return answer;
            }
        }
        return null;
    }

    FirstAnswers with(FirstAnswer answer, Instant now) {
        Instant oldest = now.minus(MAX_AGE);
        List<FirstAnswer> all = new ArrayList<>(kept);
        all.removeIf(old -> old.at().isBefore(oldest) || old.eventId().equals(answer.eventId()));
        all.add(answer);
        return new FirstAnswers(all.subList(Math.max(0, all.size() - MAX_LENGTH), all.size()));
    }
}
