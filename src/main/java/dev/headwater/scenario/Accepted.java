package dev.headwater.scenario;

import dev.headwater.decision.Reason;
import dev.headwater.json.PlainJson;
import dev.headwater.resolver.Answer;
import dev.headwater.table.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A scenario file in which what was answered stands as what is expected. Only single values and lists of conflicts are
 * replaced, each where it stands; everything else, comments and layout with it, is as its author wrote it.
 *
 * @param text the file's new text; the old one where nothing was accepted
 * @param accepted how many values were replaced
 * @param refused what was left alone, and why, in the order of the file
 */
public record Accepted(String text, int accepted, List<String> refused) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*( [A-Za-z0-9_.-]+)*");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    public Accepted {
        refused = List.copyOf(refused);
    }

    /** What to put where, or why not to. */
    private sealed interface Verdict {}

    private record Replace(YamlSpans.Span span, String by) implements Verdict {}

    private record Leave(String why) implements Verdict {}

    /**
     * Accepts the answers to the scenarios of one file that were answered otherwise.
     *
     * @param text the file's text, as it was when they ran
     * @param suite what came of them
     * @param again runs a scenario once more, to see that the new text is met
     */
    public static Accepted into(String text, SuiteResult suite, Function<Scenario, ScenarioResult> again) {
        String file = suite.file().file();
        boolean mark = text.startsWith("\uFEFF");
        String body = mark ? text.substring(1) : text;
        boolean json = file.toLowerCase(Locale.ROOT).endsWith(".json");
        List<String> refused = new ArrayList<>();
        List<Replace> replacements = new ArrayList<>();
        Map<Place, YamlSpans.Span> spans =
                ScenarioTable.isNamedLikeOne(file) ? Map.of() : YamlSpans.of(json ? body.replace('\t', ' ') : body);
        for (ScenarioResult result : suite.results()) {
            if (result.verdict() instanceof ScenarioResult.Failed failed) {
                for (Mismatch mismatch : failed.mismatches()) {
                    Verdict verdict = verdict(mismatch, result.scenario(), failed.answer(), spans, json);
                    if (verdict instanceof Replace replace) {
                        replacements.add(replace);
                    } else if (verdict instanceof Leave leave) {
                        refused.add(mismatch.place().lineIn(file) + ": " + mismatch.what() + " is left as it is: "
                                + leave.why());
                    }
                }
            }
        }
        String edited = edited(body, replacements);
        if (!replacements.isEmpty() && !isMet(edited, suite, again, refused.isEmpty())) {
            refused.add(file + ": the file is left as it is: with the answers in it, it would not say the same");
            return new Accepted(text, 0, refused);
        }
        return new Accepted((mark ? "\uFEFF" : "") + edited, replacements.size(), refused);
    }

    private static Verdict verdict(
            Mismatch mismatch, Scenario scenario, Answer answer, Map<Place, YamlSpans.Span> spans, boolean json) {
        if (mismatch.place().cell() != null) {
            return new Leave("tables are changed by hand; write " + mismatch.actual() + " there if that is right");
        }
        YamlSpans.Span span = spans.get(mismatch.place());
        if (span == null || span.block() || !span.oneLine() || span.start() == span.end()) {
            return new Leave("it does not stand on one line as one value");
        }
        for (Expected expected : scenario.expected()) {
            if (expected.place().equals(mismatch.place()) && expected.what().equals(mismatch.what())) {
                String value = value(expected, answer, json);
                return value == null
                        ? new Leave("\"" + expected.written() + "\" says more than one value could")
                        : new Replace(span, value);
            }
        }
        return new Leave("answers are pasted as a whole");
    }

    /** What to write for what was answered; null where the author wrote more than a value. */
    private static @Nullable String value(Expected expected, Answer answer, boolean json) {
        if (expected instanceof ExpectedField field && isOneValue(field.wanted())) {
            return written(field.field().accepted(answer), json);
        }
        if (expected instanceof ExpectedConflicts) {
            List<String> ids = answer.resolution().conflicts().stream()
                    .map(conflict -> written(conflict.id(), json))
                    .toList();
            return ids.isEmpty() ? "[]" : "[" + String.join(", ", ids) + "]";
        }
        if (expected instanceof ExpectedRow row && isOneValue(row.row())) {
            List<String> ids = answer.resolution().because().stream()
                    .filter((Reason reason) -> reason.decides().equals(row.decides()))
                    .map(Reason::id)
                    .toList();
            return ids.size() == 1 ? written(ids.get(0), json) : null;
        }
        return null;
    }

    /** Whether the author wrote one value, not a comparison, a choice or a pattern. */
    private static boolean isOneValue(Wanted wanted) {
        String folded = Text.fold(wanted.written());
        return wanted.names().equals(List.of(folded))
                || (wanted.names().isEmpty()
                        && (NUMBER.matcher(folded).matches()
                                || List.of("none", "yes", "no").contains(folded)
                                || ScenarioClock.absolute(wanted.written()) != null));
    }

    private static String written(String value, boolean json) {
        boolean bare = NUMBER.matcher(value).matches()
                || (!json && PLAIN.matcher(value).matches());
        return bare ? value : new String(PlainJson.write(value), StandardCharsets.UTF_8);
    }

    /** From the last to the first, so that what stands before stays where it was. */
    private static String edited(String text, List<Replace> replacements) {
        StringBuilder edited = new StringBuilder(text);
        replacements.stream()
                .sorted(Comparator.comparingInt((Replace each) -> each.span().start())
                        .reversed())
                .forEach(each -> edited.replace(
                        text.offsetByCodePoints(0, each.span().start()),
                        text.offsetByCodePoints(0, each.span().end()),
                        each.by()));
        return edited.toString();
    }

    private static boolean isMet(
            String text, SuiteResult suite, Function<Scenario, ScenarioResult> again, boolean wholly) {
        if (!(ScenarioFile.read(suite.file().file(), text.getBytes(StandardCharsets.UTF_8))
                instanceof ScenarioFile.Read read)) {
            return false;
        }
        List<String> before =
                suite.file().scenarios().stream().map(Scenario::name).toList();
        if (!read.file().scenarios().stream().map(Scenario::name).toList().equals(before)) {
            return false;
        }
        for (ScenarioResult result : suite.results()) {
            if (result.verdict() instanceof ScenarioResult.Failed failed) {
                Scenario now = read.file()
                        .scenarios()
                        .get(before.indexOf(result.scenario().name()));
                ScenarioResult after = again.apply(now);
                boolean better = after.passed()
                        || (!wholly
                                && after.verdict() instanceof ScenarioResult.Failed still
                                && still.mismatches().size()
                                        <= failed.mismatches().size());
                if (!better) {
                    return false;
                }
            }
        }
        return true;
    }
}
