package dev.headwater.scenario;

import dev.headwater.decision.Conflict;
import dev.headwater.decision.Reason;
import dev.headwater.decision.Resolution;
import dev.headwater.json.LeadJson;
import dev.headwater.lead.LeadContext;
import dev.headwater.resolver.Answer;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A lead and its answer as a scenario in YAML, for an author to paste and to prune. */
public final class ScenarioText {
    private ScenarioText() {}

    /**
     * One item of {@code scenarios}: outcome, source, channel, tier, conflicts and the channel's row are expected.
     *
     * @param name the sentence
     * @param now the scenario's own clock; null to leave that to the suite
     */
    public static String item(String name, LeadContext lead, Answer answer, @Nullable Instant now) {
        Resolution resolution = answer.resolution();
        String source = resolution.source() == null
                ? "none"
                : SuggestedScenario.scalar(resolution.source().id());
        String conflicts = resolution.conflicts().stream()
                .map((Conflict conflict) -> SuggestedScenario.scalar(conflict.id()))
                .collect(Collectors.joining(", ", "[", "]"));
        String row = resolution.because().stream()
                .filter((Reason reason) -> reason.decides().equals("channel"))
                .map(reason -> "      because: [ { channel: " + SuggestedScenario.scalar(reason.id()) + " } ]\n")
                .collect(Collectors.joining());
        return "  - name: " + SuggestedScenario.scalar(name) + "\n"
                + (now == null ? "" : "    now: " + now + "\n")
                + "    lead: " + flow(LeadJson.tree(lead)) + "\n"
                + "    expect:\n"
                + "      outcome: " + resolution.outcome().word() + "\n"
                + "      source: " + source + "\n"
                + "      channel: "
                + SuggestedScenario.scalar(resolution.channel().id()) + "\n"
                + "      tier: " + resolution.intent().tier().word() + "\n"
                + "      conflicts: " + conflicts + "\n"
                + row;
    }

    /** A whole file around items. */
    public static String file(String suite, Instant now, String items) {
        return "suite: " + SuggestedScenario.scalar(suite) + "\nnow: " + now + "\nscenarios:\n" + items;
    }

    private static String flow(Map<?, ?> tree) {
        return tree.isEmpty()
                ? "{}"
                : tree.entrySet().stream()
                        .map(entry -> SuggestedScenario.scalar(String.valueOf(entry.getKey())) + ": "
                                + value(entry.getValue()))
                        .collect(Collectors.joining(", ", "{ ", " }"));
    }

    private static String value(Object value) {
        return value instanceof Map<?, ?> inner ? flow(inner) : SuggestedScenario.scalar(value);
    }
}
