package dev.headwater.rules;

import dev.headwater.signal.Signals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.rule.Rule;
import org.kie.api.runtime.rule.AgendaFilter;
import org.kie.api.runtime.rule.Match;

/**
 * The weighing of one lead's evidence, for the rules that engineers write in {@code .drl} files. Every such rule begins with
 * {@code $judgement : Judgement()}, so that it is asked once for each lead, and tells on it what it finds.
 */
public final class Judgement {
    private final Signals signals;
    private final List<Told> told = new ArrayList<>();
    private @Nullable Rule speaking;

    /** What a rule told. */
    record Told(Rule rule, String id, String text) {}

    Judgement(Signals signals) {
        this.signals = signals;
    }

    /**
     * Tells that two signals contradict each other. The flag {@code conflict.<id>} becomes true for the tables, and the
     * answer carries the text and the place of the rule.
     *
     * @param id in lower case with hyphens ({@code source-conflict}); to be asked in a table, the dictionary needs a word
     *     for it
     * @param text what contradicts what, with the values quoted; one sentence
     */
    public void conflict(String id, String text) {
        if (speaking == null) {
            throw new IllegalStateException("a conflict is told by a rule, while it fires");
        }
        told.add(new Told(speaking, id, text));
    }

    /**
     * A signal's value by the key that the dictionary gives ({@code tagMediumClass}, {@code attributes.companySize}).
     *
     * @return a String in lower case, a Double or a Boolean; null where the lead has none
     */
    public @Nullable Object signal(String key) {
        return signals.value(key);
    }

    /** Notes which rule is about to speak; refuses none. */
    AgendaFilter listening() {
        return this::listen;
    }

    private boolean listen(Match match) {
        speaking = match.getRule();
        return true;
    }

    List<Told> told() {
        return told;
    }
}
