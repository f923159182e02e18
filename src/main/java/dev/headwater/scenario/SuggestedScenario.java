package dev.headwater.scenario;

import dev.headwater.decision.CrmField;
import dev.headwater.decision.ProfiledChannel;
import dev.headwater.decision.Reason;
import dev.headwater.resolver.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A scenario in YAML, ready to be pasted under {@code scenarios}. */
record SuggestedScenario(String name, Draft lead, List<String> expectations) {

    /** What to expect of an answer so that another one fails; nothing where the two cannot be told apart. */
    static List<String> expectations(Answer wanted, Answer other) {
        List<String> told = new ArrayList<>();
        for (AnswerField field : AnswerField.values()) {
            List<Object> values = field.spellings(wanted);
            // Of whom the lead is, the suggestion says nothing.
            boolean ofHistory =
                    field.path().startsWith("primary.") || field.path().startsWith("history.");
            if (!ofHistory && !values.equals(field.spellings(other))) {
                told.add(field.path() + ": "
                        + (values.isEmpty() ? "none" : scalar(written(field, wanted, values.get(0)))));
            }
        }
        told.addAll(channels(wanted, other));
        if (told.isEmpty()) {
            told.addAll(crm(wanted, other));
        }
        if (told.isEmpty()) {
            String mended = mend(wanted);
            if (!mended.equals(mend(other))) {
                told.add("mend: " + (mended.isEmpty() ? "none" : scalar(mended)));
            }
        }
        if (told.isEmpty()
                && wanted.resolution().oddities().isEmpty()
                && !other.resolution().oddities().isEmpty()) {
            told.add("oddities: none");
        }
        if (told.isEmpty()) {
            told.addAll(rows(wanted, other));
        }
        return told;
    }

    /** As people write it: {@code 7 days}. */
    private static Object written(AnswerField field, Answer wanted, Object spelling) {
        return spelling instanceof String ? field.accepted(wanted) : spelling;
    }

    /** The channels of profiles. */
    private static List<String> channels(Answer wanted, Answer other) {
        List<String> told = new ArrayList<>();
        for (ProfiledChannel profiled : wanted.resolution().channels()) {
            String profile = profiled.profile();
            boolean differs = ExpectedProfile.under(profile, other)
                    .filter(there -> there.channel().equals(profiled.channel()))
                    .isEmpty();
            if (differs) {
                told.add(ExpectedProfile.PREFIX + profile + ": "
                        + scalar(profiled.channel().id()));
            }
        }
        return told;
    }

    private static List<String> crm(Answer wanted, Answer other) {
        List<CrmField> there = other.resolution().crm();
        return wanted.resolution().crm().stream()
                .filter(field -> !there.contains(field))
                .map(field -> ExpectedCrm.PREFIX + field.product() + "." + field.field() + ": "
                        + (field.value() == null ? "none" : scalar(field.value())))
                .toList();
    }

    /** A row that had a part in the one answer only, where nothing but rows tells the two apart. */
    private static List<String> rows(Answer wanted, Answer other) {
        Map<String, List<Reason>> rows = rows(other);
        return rows(wanted).entrySet().stream()
                .flatMap(part -> part.getValue().stream()
                        .map(Reason::id)
                        .filter(id -> rows.getOrDefault(part.getKey(), List.of()).stream()
                                .noneMatch(there -> there.id().equals(id)))
                        .map(id -> "because: [ { " + part.getKey() + ": " + scalar(id) + " } ]"))
                .limit(1)
                .toList();
    }

    /** By what they decide, as scenarios call it. */
    private static Map<String, List<Reason>> rows(Answer answer) {
        Map<String, List<Reason>> rows = new LinkedHashMap<>();
        answer.resolution()
                .because()
                .forEach(reason -> rows.computeIfAbsent(reason.decides(), part -> new ArrayList<>())
                        .add(reason));
        answer.resolution()
                .channels()
                .forEach(profiled -> rows.put(ExpectedProfile.PREFIX + profiled.profile(), profiled.because()));
        return rows;
    }

    private static String mend(Answer answer) {
        return answer.resolution().because().stream()
                .map(Reason::mend)
                .filter(mend -> mend != null)
                .findFirst()
                .orElse("");
    }

    /** As one item of {@code scenarios}. */
    String yaml() {
        StringBuilder yaml =
                new StringBuilder("  - name: ").append(scalar(name)).append('\n');
        Map<String, Object> tree = lead.tree();
        yaml.append("    lead: ")
                .append(tree.isEmpty() ? "{ leadId: L-1 }" : flow(tree))
                .append('\n');
        if (!lead.history().isEmpty()) {
            yaml.append("    history:\n");
            lead.history()
                    .forEach(past -> yaml.append("      - { at: ")
                            .append(ago(past.ago()))
                            .append(inner(past.lead().tree()))
                            .append(" }\n"));
        }
        return yaml.append("    expect: { ")
                .append(String.join(", ", expectations))
                .append(" }\n")
                .toString();
    }

    private static String inner(Map<String, Object> tree) {
        return tree.entrySet().stream()
                .map(entry -> ", " + entry.getKey() + ": " + value(entry.getValue()))
                .collect(Collectors.joining());
    }

    private static String flow(Map<?, ?> tree) {
        return tree.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + value(entry.getValue()))
                .collect(Collectors.joining(", ", "{ ", " }"));
    }

    private static String value(Object value) {
        return value instanceof Map<?, ?> inner ? flow(inner) : scalar(value);
    }

    /** A value as YAML has it, in quotes where it could be taken for something else. */
    static String scalar(Object value) {
        if (value instanceof Double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Long.toString(number.longValue())
                    : number.toString();
        }
        String text = value.toString();
        boolean plain = value instanceof Boolean || text.matches("[A-Za-z][A-Za-z0-9-]*") && !isWordOfYaml(text);
        return plain ? text : quoted(text);
    }

    private static boolean isWordOfYaml(String text) {
        return text.matches("(?i)true|false|null|yes|no|on|off|y|n|none|known|missing|any|not");
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c < 0x20 || c == 0x7F) {
                quoted.append(String.format("\\x%02x", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }

    private static String ago(Duration ago) {
        long seconds = ago.toSeconds();
        String[] units = {"day", "hour", "minute", "second"};
        long[] lengths = {86_400, 3_600, 60, 1};
        for (int i = 0; i < units.length; i++) {
            if (seconds % lengths[i] == 0) {
                long count = seconds / lengths[i];
                return count + " " + units[i] + (count == 1 ? "" : "s") + " ago";
            }
        }
        throw new IllegalStateException("every number of seconds is one");
    }
}
