package dev.headwater.scenario;

import dev.headwater.decision.Explain;
import dev.headwater.decision.Profiles;
import dev.headwater.resolver.Answer;
import dev.headwater.resolver.SourceResolver;
import dev.headwater.rules.Question;
import dev.headwater.rules.RuleSet;
import dev.headwater.signal.Signals;
import dev.headwater.touch.KeptTouches;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.Touches;
import java.util.List;

/** The real line in this process, with a history of its own for each scenario and its clock standing still. */
record Line(RuleSet rules, String profile) implements Asking {
    Line(RuleSet rules) {
        this(rules, Profiles.DEFAULT);
    }

    @Override
    public Answer answerTo(Scenario scenario) {
        return answerTo(scenario, Explain.FULL, scenario.profiles());
    }

    /** The same, explained as far as that, with the channels under these profiles. */
    Answer answerTo(Scenario scenario, Explain explain, List<String> profiles) {
        Touches touches = KeptTouches.onTheHeap(TouchHistory.Bounds.DEFAULT);
        return remembering(scenario, touches)
                .alongside(profiles)
                .resolve(scenario.lead(), scenario.now(), explain, true);
    }

    /** What each table is asked on the way to that answer. */
    List<Question> questionsOf(Scenario scenario) {
        Touches touches = KeptTouches.onTheHeap(TouchHistory.Bounds.DEFAULT);
        remembering(scenario, touches);
        var person = scenario.lead().person();
        TouchHistory history = person == null ? TouchHistory.EMPTY : touches.recent(person);
        return rules.questions(Signals.of(scenario.lead(), history, rules.catalog(), scenario.now()));
    }

    private SourceResolver remembering(Scenario scenario, Touches touches) {
        SourceResolver resolver = new SourceResolver(() -> rules, touches, () -> "scenario", profile);
        for (Scenario.Earlier earlier : scenario.history()) {
            resolver.resolve(earlier.lead(), earlier.at(), Explain.NONE, true);
        }
        return resolver;
    }
}
