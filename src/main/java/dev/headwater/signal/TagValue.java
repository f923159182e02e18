package dev.headwater.signal;

import dev.headwater.table.Text;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cleans one value of a tag: decodes it, and finds out whether it says anything. */
final class TagValue {
    /** Characters of a value that are kept. */
    static final int LONGEST = 250;

    /** What programs write where they have nothing to write. */
    private static final Set<String> SAYS_NOTHING = Set.of(
            "",
            "-",
            "(none)",
            "none",
            "(not set)",
            "not set",
            "not_set",
            "notset",
            "(not provided)",
            "not provided",
            "(null)",
            "null",
            "nil",
            "nan",
            "n/a",
            "na",
            "undefined",
            "(undefined)",
            "unknown",
            "(unknown)",
            "(other)",
            "(direct)",
            "[object object]");

    /** A place that a program should have filled: {@code {{campaign}}}, {@code %%CAMPAIGN%%}, {@code [campaign]} … */
    private static final Pattern TEMPLATE =
            Pattern.compile("\\{+[^{}]*\\}+|\\$\\{[^{}]*\\}|%%[^%]*%%|%[a-zA-Z_]+%|\\[[^\\[\\]]*\\]"
                    + "|<[^<>]*>|__[A-Za-z0-9_]+__|\\*\\|[^|]*\\|\\*");

    private static final String OPENS_TEMPLATE = "{$%[<_*";
    private static final Pattern ENCODED_TWICE = Pattern.compile("%25[0-9a-fA-F]{2}");

    private TagValue() {}

    /**
     * A value from an address.
     *
     * @param raw as it stands there
     * @param name the parameter's name, for people
     * @return the decoded value, on one line; null where it says nothing
     */
    static @Nullable String ofParameter(String raw, String name, Oddities oddities) {
        if (isTemplate(raw, name, oddities)) {
            return null;
        }
        String value = PercentCoding.decodeForm(raw);
        if (PercentCoding.isEncoded(value) && ENCODED_TWICE.matcher(raw).find()) {
            oddities.add(name + " is encoded twice: " + Oddities.quote(raw));
            value = PercentCoding.decode(value);
        }
        return of(value, name, oddities);
    }

    /** A value that an app told by itself; decoded where it came encoded. */
    static @Nullable String ofApp(@Nullable String told, String name, Oddities oddities) {
        if (told == null || isTemplate(told, name, oddities)) {
            return null;
        }
        String value = told;
        for (int times = 0; times < 2 && PercentCoding.isEncoded(value); times++) {
            value = PercentCoding.decodeForm(value);
        }
        return of(value, name, oddities);
    }

    private static @Nullable String of(String value, String name, Oddities oddities) {
        if (isTemplate(value, name, oddities)) {
            return null;
        }
        String line = DisplayName.line(unwrapped(value), LONGEST);
        if (line.length() >= LONGEST && value.strip().length() > line.length()) {
            oddities.add(name + " is longer than " + LONGEST + " characters; the rest was not read");
        }
        String folded = Text.fold(line);
        if (folded.equals(name)) {
            oddities.add(name + " only repeats its own name");
            return null;
        }
        if (!SAYS_NOTHING.contains(folded)) {
            return line;
        }
        if (!folded.isEmpty() && folded.charAt(0) != '(' && folded.length() > 1) {
            oddities.add(name + " is " + Oddities.quote(line) + ", which says nothing");
        }
        return null;
    }

    /** Without quotes around it, and without the slash that web servers put at the end of addresses. */
    private static String unwrapped(String value) {
        String text = value.strip();
        if (text.length() > 2
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(text.length() - 1) == text.charAt(0)) {
            text = text.substring(1, text.length() - 1);
        }
        return text.length() > 1 && text.indexOf('/') == text.length() - 1
                ? text.substring(0, text.length() - 1)
                : text;
    }

    private static boolean isTemplate(String value, String name, Oddities oddities) {
        String text = value.strip();
        if (text.isEmpty()
                || text.length() > LONGEST
                || OPENS_TEMPLATE.indexOf(text.charAt(0)) < 0
                || !TEMPLATE.matcher(text).matches()) {
            return false;
        }
        oddities.add(name + " still holds its template " + Oddities.quote(value));
        return true;
    }
}
