package dev.headwater.table;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code matches …}. Matching takes time in proportion to the text whatever the author wrote; how large a pattern
 * may be is bounded here.
 */
final class RegularExpression {
    private static final int LONGEST = 1_000;
    /** What a pattern may come to when its {@code {n}} are written out, roughly; checked before it is compiled. */
    private static final int LARGEST_WRITTEN_OUT = 200_000;

    private static final int LARGEST_PROGRAM = 5_000;
    private static final Pattern REPEAT = Pattern.compile("\\{(\\d+)(?:,(\\d*))?\\}");

    private RegularExpression() {}

    static Condition read(String written, String rest, Word word) throws Misread {
        String expression = rest.length() > 1 && rest.startsWith("\"") && rest.endsWith("\"")
                ? rest.substring(1, rest.length() - 1)
                : rest;
        if (expression.isEmpty()) {
            throw new Misread(
                    Found.quote(written) + " has no pattern after matches.", "Write, for example, matches ^paid");
        }
        Pattern pattern = compile(written, expression);
        if (!word.isClosed()) {
            return new Condition.Like(written, pattern);
        }
        List<String> fitting = word.values().stream()
                .map(Text::fold)
                .filter(value -> pattern.matcher(value).find())
                .toList();
        if (fitting.isEmpty()) {
            throw new Misread(
                    Found.quote(written) + " fits no " + Found.inSentence(word.name()) + ".",
                    Found.oneOf(word.name(), word.values()));
        }
        return new Condition.OneOf(fitting);
    }

    private static Pattern compile(String written, String expression) throws Misread {
        Misread tooLarge =
                new Misread(Found.quote(written) + " is too large a pattern.", "Share it out among several rows");
        if (expression.length() > LONGEST || writtenOut(expression) > LARGEST_WRITTEN_OUT) {
            throw tooLarge;
        }
        try {
            Pattern pattern = Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
            if (pattern.programSize() > LARGEST_PROGRAM) {
                throw tooLarge;
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            boolean perl =
                    e.getDescription().contains("Perl") || e.getDescription().contains("escape");
            throw new Misread(
                    Found.quote(written) + " is not a pattern that can be read: " + e.getDescription()
                            + (e.getPattern() == null
                                    ? "."
                                    : " in " + e.getPattern().replace("(?i)", "") + "."),
                    perl
                            ? "Patterns run in linear time, so look-ahead and back-references are not among them"
                            : "The syntax is that of RE2: https://github.com/google/re2/wiki/Syntax");
        }
    }

    /** An upper bound of the length that a pattern has when nested {@code {n}} are written out. */
    private static long writtenOut(String expression) {
        long length = expression.length();
        Matcher matcher = REPEAT.matcher(expression);
        while (matcher.find() && length <= LARGEST_WRITTEN_OUT) {
            length *= Math.max(times(matcher.group(1)), times(matcher.group(2)));
        }
        return length;
    }

    private static long times(@Nullable String digits) {
        if (digits == null || digits.isEmpty()) {
            return 1;
        }
        return digits.length() > 4 ? LARGEST_WRITTEN_OUT : Math.max(1, Long.parseLong(digits));
    }
}
