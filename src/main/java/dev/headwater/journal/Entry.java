package dev.headwater.journal;

import dev.headwater.decision.Explain;
import dev.headwater.decision.Profiles;
import dev.headwater.decision.Resolution;
import dev.headwater.json.LeadContextJson;
import dev.headwater.json.LeadJson;
import dev.headwater.json.PlainJson;
import dev.headwater.json.Reading;
import dev.headwater.lead.LeadContext;
import dev.headwater.resolver.Decided;
import dev.headwater.rules.RuleSet;
import dev.headwater.signal.Signals;
import dev.headwater.touch.TouchHistory;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One decision in a log, with all that it takes to decide again.
 *
 * @param decisionId as in the answer
 * @param revision the rules that decided
 * @param now the time of the question
 * @param profiles under which the channel was wanted
 * @param explain how much of the reasons was wanted
 * @param lead as told, masked
 * @param history what was known of the person
 * @param replayable whether the masked lead still has the same answer
 * @param verdict what was decided
 */
record Entry(
        String decisionId,
        String revision,
        Instant now,
        Profiles profiles,
        Explain explain,
        LeadContext lead,
        TouchHistory history,
        boolean replayable,
        Verdict verdict) {

    /** The form of lines; a reader of another one cannot make sense of them. */
    private static final long FORM = 1;

    /** Writes a decision as one line of JSON, in UTF-8, without the line's end. */
    static byte[] write(Decided decided, Mask mask) {
        Resolution resolution = decided.answer().resolution();
        Mask.Masked masked = mask.of(decided.lead(), decided.rules(), resolution);
        Verdict verdict = Verdict.of(resolution, mask::quoted);
        boolean replayable = !masked.matters()
                || decide(
                                masked.lead(),
                                decided.history(),
                                decided.rules(),
                                decided.now(),
                                decided.explain(),
                                decided.profiles(),
                                mask::quoted)
                        .equals(verdict);
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("form", FORM);
        line.put("decisionId", decided.answer().decisionId());
        if (decided.trace() != null) {
            line.put("traceId", decided.trace());
        }
        line.put("now", decided.now().toString());
        line.put("revision", resolution.revision());
        line.put("profile", decided.profiles().chosen());
        if (!decided.profiles().alongside().isEmpty()) {
            line.put("profiles", decided.profiles().alongside());
        }
        line.put("explain", decided.explain().name().toLowerCase(Locale.ROOT));
        line.put("recorded", decided.answer().history().recorded());
        line.put("historyAvailable", decided.answer().history().available());
        line.put("lead", LeadJson.tree(masked.lead()));
        line.put("masked", masked.fields());
        line.put("replayable", replayable);
        if (!decided.history().equals(TouchHistory.EMPTY)) {
            line.put("history", TouchTree.of(decided.history(), mask));
        }
        line.put("answer", verdict.fields());
        return PlainJson.write(line);
    }

    /**
     * Reads a line.
     *
     * @param tree as {@link PlainJson} gives it
     * @throws IllegalArgumentException if it tells of no decision; the message says why
     */
    static Entry read(Map<?, ?> tree) {
        if (!(tree.get("form") instanceof Number form) || form.longValue() != FORM) {
            throw new IllegalArgumentException("no line of a decision log, or one of another release");
        }
        if (!(LeadContextJson.read(tree.get("lead")) instanceof Reading.Lead lead)) {
            throw new IllegalArgumentException("\"lead\" is none");
        }
        if (!(tree.get("answer") instanceof Map<?, ?> answer)) {
            throw new IllegalArgumentException("\"answer\" is none");
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        answer.forEach((name, value) -> fields.put(String.valueOf(name), value));
        List<String> alongside = tree.get("profiles") instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
        return new Entry(
                text(tree, "decisionId"),
                text(tree, "revision"),
                time(text(tree, "now")),
                new Profiles(text(tree, "profile"), alongside),
                TouchTree.one(
                        Explain.values(), explain -> explain.name().toLowerCase(Locale.ROOT), text(tree, "explain")),
                lead.lead(),
                TouchTree.read(tree.get("history")),
                Boolean.TRUE.equals(tree.get("replayable")),
                new Verdict(fields));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"now\" is no time", e);
        }
    }

    private static String text(Map<?, ?> tree, String name) {
        if (tree.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("\"" + name + "\" is missing");
    }

    /** Takes the decision again, by these rules. */
    Verdict decideBy(RuleSet rules) {
        return decide(lead, history, rules, now, explain, profiles, UnaryOperator.identity());
    }

    private static Verdict decide(
            LeadContext lead,
            TouchHistory history,
            RuleSet rules,
            Instant now,
            Explain explain,
            Profiles profiles,
            UnaryOperator<@Nullable String> quoted) {
        return Verdict.of(rules.decide(Signals.of(lead, history, rules.catalog(), now), explain, profiles), quoted);
    }
}
