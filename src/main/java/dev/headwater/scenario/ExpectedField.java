package dev.headwater.scenario;

import dev.headwater.decision.NearMiss;
import dev.headwater.decision.Reason;
import dev.headwater.resolver.Answer;
import java.util.List;
import java.util.Optional;

/** A single value of the answer. */
record ExpectedField(AnswerField field, Place place, Wanted wanted) implements Expected {
    private static final int NEAR_MISSES_SHOWN = 3;

    @Override
    public String what() {
        return field.path();
    }

    @Override
    public String written() {
        return wanted.written();
    }

    @Override
    public Optional<Mismatch> differenceTo(Answer answer) {
        if (wanted.isMetBy(field.spellings(answer))) {
            return Optional.empty();
        }
        return Optional.of(new Mismatch(
                what(), place, written(), field.shown(answer), deciders(answer, field.decides()), near(answer)));
    }

    /** The rows that decided one part of the answer. */
    static List<Mismatch.Decider> deciders(Answer answer, String decides) {
        return answer.resolution().because().stream()
                .filter(reason -> reason.decides().equals(decides))
                .map((Reason reason) -> Mismatch.Decider.of(reason))
                .toList();
    }

    private List<NearMiss> near(Answer answer) {
        return answer.resolution().nearMisses().stream()
                .filter(miss -> miss.decides().equals(field.decides()))
                .limit(NEAR_MISSES_SHOWN)
                .toList();
    }
}
