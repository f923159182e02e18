package dev.headwater.scenario;

import dev.headwater.decision.Reason;
import dev.headwater.resolver.Answer;
import dev.headwater.rules.RuleSet;
import java.util.List;

/** A single value of the answer. */
record ExpectedField(AnswerField field, Place place, Wanted wanted) implements Expected {
    @Override
    public String what() {
        return field.path();
    }

    @Override
    public String written() {
        return wanted.written();
    }

    @Override
    public List<Mismatch> differencesTo(Answer answer, RuleSet rules) {
        if (wanted.isMetBy(field.spellings(answer))) {
            return List.of();
        }
        return List.of(new Mismatch(
                what(),
                place,
                written(),
                field.shown(answer),
                deciders(answer, field.decides()),
                AlmostDecided.giving(field, wanted, answer, rules)));
    }

    /** The rows that decided one part of the answer. */
    static List<Mismatch.Decider> deciders(Answer answer, String decides) {
        return answer.resolution().because().stream()
                .filter(reason -> reason.decides().equals(decides))
                .map((Reason reason) -> Mismatch.Decider.of(reason))
                .toList();
    }
}
