package dev.headwater.scenario;

import dev.headwater.decision.Explain;
import dev.headwater.lead.LeadContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * One sentence of policy: a lead, and what should be answered.
 *
 * @param name the sentence
 * @param place where its name stands
 * @param now the frozen clock
 * @param lead the lead that is resolved
 * @param history earlier contacts, the earliest first
 * @param expected what matters of the answer, at least one
 * @param tags words to choose scenarios by
 */
public record Scenario(
        String name,
        Place place,
        Instant now,
        LeadContext lead,
        List<Earlier> history,
        List<Expected> expected,
        List<String> tags) {

    public Scenario {
        history = List.copyOf(history);
        expected = List.copyOf(expected);
        tags = List.copyOf(tags);
    }

    /** The profiles that have to be asked for what it expects. */
    public List<String> profiles() {
        return expected.stream()
                .flatMap(each -> each.profile().stream())
                .distinct()
                .toList();
    }

    /** How much of the reasons an answer has to give for all that it expects to be judged rightly. */
    Explain explain() {
        return expected.stream()
                .map(Expected::explain)
                .max(Comparator.naturalOrder())
                .orElse(Explain.NONE);
    }

    /**
     * A contact before the one in question.
     *
     * @param at when it happened, not after the scenario's clock
     * @param lead what was told of it
     */
    public record Earlier(Instant at, LeadContext lead) {}
}
