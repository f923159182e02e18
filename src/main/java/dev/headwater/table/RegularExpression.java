package dev.headwater.table;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;

/**
 * Reads {@code matches …}. Matching takes time in proportion to the text whatever the author wrote; how large a pattern
 * may be is bounded here.
 */
final class RegularExpression {
    private static final int LONGEST = 1_000;
    private static final int MOST_REPEATS = 100_000;
    private static final int LARGEST_PROGRAM = 5_000;
    private static final Pattern REPEAT = Pattern.compile("\\{\\d*,?(\\d+)\\}|\\{(\\d+),\\}");

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
        if (expression.length() > LONGEST || repeats(expression) > MOST_REPEATS) {
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

    /** An upper bound of how often nested {@code {n}} copy what they repeat. */
    private static long repeats(String expression) {
        long product = 1;
        Matcher matcher = REPEAT.matcher(expression);
        while (matcher.find() && product <= MOST_REPEATS) {
            String most = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            product *= Math.max(1, most.length() > 4 ? 10_000 : Long.parseLong(most));
        }
        return product;
    }
}
