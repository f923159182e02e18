package dev.headwater.scenario;

import dev.headwater.decision.Explain;
import dev.headwater.resolver.Answer;
import dev.headwater.rules.RuleSet;
import java.util.List;
import java.util.Optional;

/** One thing that a scenario expects of an answer. */
public interface Expected {

    /** Which part of the answer: {@code channel}, {@code campaign.name}, {@code because channel}. */
    String what();

    /** Where the scenario says so. */
    Place place();

    /** As the author wrote it. */
    String written();

    /** The profile that has to be asked for it; none mostly. */
    default Optional<String> profile() {
        return Optional.empty();
    }

    /** How much of the reasons an answer has to give for it to be judged rightly; none mostly. */
    default Explain explain() {
        return Explain.NONE;
    }

    /**
     * How an answer differs from it; empty where it does not. Most expectations differ in one way at most.
     *
     * @param rules those that decided, for telling which row almost gave what is expected
     */
    List<Mismatch> differencesTo(Answer answer, RuleSet rules);
}
