package dev.headwater.table;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How flaws speak of what was found and what was expected. */
final class Found {
    private static final int LONGEST_QUOTE = 80;
    private static final int MOST_LISTED = 60;

    private Found() {}

    /** The found text on one line between quotes, shortened where it is long, with nothing invisible in it. */
    static String quote(String found) {
        StringBuilder shown = new StringBuilder("\"");
        String tidy = Text.tidy(found);
        String cut = tidy.length() <= LONGEST_QUOTE ? tidy : tidy.substring(0, LONGEST_QUOTE) + "…";
        return shown.append(visible(cut)).append('"').toString();
    }

    /** The text with the name ({@code U+202E}) of each character that nobody can see in its place. */
    static String visible(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isInvisible(c)) {
                shown.append(name(c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** The name ({@code U+202E}) of the first character that nobody can see; null where all can be seen. */
    static @Nullable String invisible(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (isInvisible(text.codePointAt(i))) {
                return name(text.codePointAt(i));
            }
        }
        return null;
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\t' && c != '\n' && c != '\r' && c != '\u0085';
            // Joiners belong to emoji and to several scripts; a byte order mark counts as a blank.
            case Character.FORMAT -> c != 0x200C && c != 0x200D && c != 0xFEFF;
            case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static String name(int c) {
        return String.format(Locale.ROOT, "U+%04X", c);
    }

    /** {@code a medium class}, {@code an outcome}, {@code a CRM tag category}. */
    static String withArticle(String name) {
        boolean vowel = !name.isEmpty() && "aeiou".indexOf(Character.toLowerCase(name.charAt(0))) >= 0;
        return (vowel ? "an " : "a ") + inSentence(name);
    }

    /** A word as it stands within a sentence: {@code medium class}, but {@code CRM tag}. */
    static String inSentence(String name) {
        boolean acronym = name.length() > 1 && Character.isUpperCase(name.charAt(1));
        return name.isEmpty() || acronym ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** {@code Medium class is one of: paid, organic}. */
    static String oneOf(String name, Collection<String> values) {
        return name + " is one of: " + list(values);
    }

    /** The values with commas; those with a comma of their own in quotes. */
    static String list(Collection<String> values) {
        String shown = values.stream()
                .limit(MOST_LISTED)
                .map(value -> value.contains(",") ? "\"" + value + "\"" : value)
                .collect(Collectors.joining(", "));
        return values.size() <= MOST_LISTED ? shown : shown + " and " + (values.size() - MOST_LISTED) + " more";
    }

    /** {@code a number from 0 to 1}, {@code a number of 0 or more}. */
    static String range(Condition.Between range) {
        String low = number(range.low());
        String high = number(range.high());
        if (Double.isInfinite(range.high())) {
            return range.lowIncluded() ? "a number of " + low + " or more" : "a number above " + low;
        }
        if (Double.isInfinite(range.low())) {
            return range.highIncluded() ? "a number of " + high + " or less" : "a number below " + high;
        }
        return "a number from " + low + " to " + high;
    }

    /** In plain digits, without a needless fraction. */
    static String number(double number) {
        return Double.isInfinite(number)
                ? Double.toString(number)
                : Digits.of(number).toPlainString();
    }

    /** {@code "a"}, {@code "a" or "b"}, {@code "a", "b" or "c"}. */
    static String either(List<String> values) {
        List<String> quoted = values.stream().map(value -> "\"" + value + "\"").toList();
        return quoted.size() < 2
                ? String.join("", quoted)
                : String.join(", ", quoted.subList(0, quoted.size() - 1)) + " or " + quoted.get(quoted.size() - 1);
    }
}
