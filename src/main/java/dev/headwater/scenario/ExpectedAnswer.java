package dev.headwater.scenario;

import dev.headwater.decision.Explain;
import dev.headwater.json.PlainJson;
import dev.headwater.json.ResolutionJson;
import dev.headwater.resolver.Answer;
import dev.headwater.rules.RuleSet;
import dev.headwater.table.Nearest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer, or parts of one, in the JSON of {@code /v1/leads:resolve}. What is written must be so, to the letter; what is
 * left out does not matter. Lists are compared item by item.
 *
 * @param answer what was written under {@code answer}
 */
record ExpectedAnswer(Place place, Yaml.Mapping answer) implements Expected {
    /** Different in each run, so that a whole answer can be pasted as it came. */
    private static final Set<String> VARYING = Set.of("decisionId", "revision");

    private static final Map<String, String> DECIDES = Map.of(
            "outcome", "source",
            "source", "source",
            "confidence", "source",
            "evidence", "source",
            "channel", "channel",
            "intent", "points");

    @Override
    public String what() {
        return "answer";
    }

    @Override
    public String written() {
        return new String(PlainJson.write(answer.tree()), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Somebody may have written down all of an answer. */
    @Override
    public Explain explain() {
        return Explain.FULL;
    }

    @Override
    public List<Mismatch> differencesTo(Answer given, RuleSet rules) {
        if (!(PlainJson.read(ResolutionJson.write(given, Explain.FULL)) instanceof PlainJson.Tree tree)
                || !(tree.value() instanceof Map<?, ?> fields)) {
            throw new IllegalStateException("an answer that is no JSON object");
        }
        List<Mismatch> differences = new ArrayList<>();
        answer.entries().forEach((key, entry) -> {
            if (!VARYING.contains(key)) {
                List<Mismatch.Decider> deciders = ExpectedField.deciders(given, DECIDES.getOrDefault(key, ""));
                new Comparison(deciders, differences).field(fields, key, key, entry);
            }
        });
        return differences;
    }

    /** Walks through both at once. */
    private record Comparison(List<Mismatch.Decider> deciders, List<Mismatch> differences) {

        void field(Map<?, ?> fields, String key, String path, Yaml.Entry entry) {
            if (fields.containsKey(key)) {
                value(entry.value(), fields.get(key), path, entry.place());
            } else if (!(entry.value() instanceof Yaml.Scalar scalar && scalar.value() == null)) {
                List<String> known =
                        fields.keySet().stream().map(String::valueOf).toList();
                String meant = Nearest.to(key, known)
                        .map(nearest -> "; did you mean \"" + nearest + "\"?")
                        .orElse("");
                differ(path, entry.place(), shown(entry.value().tree()), "no such field" + meant);
            }
        }

        private void value(Yaml wanted, @Nullable Object found, String path, Place place) {
            if (wanted instanceof Yaml.Mapping mapping && found instanceof Map<?, ?> fields) {
                mapping.entries().forEach((key, entry) -> field(fields, key, path + "." + key, entry));
            } else if (wanted instanceof Yaml.Sequence list && found instanceof List<?> items) {
                items(list, items, path, place);
            } else if (wanted instanceof Yaml.Scalar scalar ? !same(scalar.value(), found) : true) {
                differ(path, place, shown(wanted.tree()), shown(found));
            }
        }

        private void items(Yaml.Sequence wanted, List<?> found, String path, Place place) {
            if (wanted.items().size() != found.size()) {
                differ(path, place, shown(wanted.tree()), shown(found));
                return;
            }
            for (int i = 0; i < found.size(); i++) {
                Yaml item = wanted.items().get(i);
                value(item, found.get(i), path + "[" + i + "]", item.place());
            }
        }

        private void differ(String path, Place place, String expected, String actual) {
            differences.add(new Mismatch("answer." + path, place, expected, actual, deciders, List.of()));
        }

        private static boolean same(@Nullable Object wanted, @Nullable Object found) {
            if (wanted instanceof Number one && found instanceof Number other) {
                return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
            }
            return wanted == null ? found == null : wanted.equals(found);
        }

        private static String shown(@Nullable Object value) {
            return value instanceof String text
                    ? text
                    : new String(PlainJson.write(value), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
