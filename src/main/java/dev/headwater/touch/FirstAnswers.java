package dev.headwater.touch;

import dev.headwater.lead.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The first answers that are kept for one person, so that a retry gets the same one.
 *
 * @param kept the latest last
 * @param forgotten how often the person was forgotten where that leaves a mark, as in {@link Dossier}
 */
public record FirstAnswers(List<FirstAnswer> kept, long forgotten) {

    /** How many are kept of one person. */
    public static final int MAX_LENGTH = 16;

    /** How long one is kept. */
    public static final Duration MAX_AGE = Duration.ofHours(24);

    static final FirstAnswers NONE = new FirstAnswers(List.of());

    private static final Comparator<FirstAnswer> BY_TIME =
            Comparator.comparing(FirstAnswer::at).thenComparing(FirstAnswer::body);

    public FirstAnswers {
        kept = List.copyOf(kept);
    }

    /** Of somebody who was never forgotten. */
    public FirstAnswers(List<FirstAnswer> kept) {
        this(kept, 0);
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
        return new FirstAnswers(latest(all), forgotten);
    }

    /** What stays of a person who is forgotten, where an old copy may turn up. */
    FirstAnswers forgottenOnceMore() {
        return new FirstAnswers(List.of(), forgotten + 1);
    }

    /** Two copies of one person's answers, changed apart from each other, as one; of two to one contact the earlier stays. */
    public FirstAnswers united(FirstAnswers other) {
        if (forgotten != other.forgotten) {
            return forgotten > other.forgotten ? this : other;
        }
        if (kept.containsAll(other.kept)) {
            return this;
        }
        Map<EventId, FirstAnswer> first = new HashMap<>();
        Stream.concat(kept.stream(), other.kept.stream())
                .forEach(answer -> first.merge(answer.eventId(), answer, BinaryOperator.minBy(BY_TIME)));
        return new FirstAnswers(latest(first.values().stream().sorted(BY_TIME).toList()), forgotten);
    }

    private static List<FirstAnswer> latest(List<FirstAnswer> all) {
        return all.subList(Math.max(0, all.size() - MAX_LENGTH), all.size());
    }
}
