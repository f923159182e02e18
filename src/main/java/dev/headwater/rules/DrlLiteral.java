package dev.headwater.rules;

/**
 * The one place where a cell's value becomes text of the rule language. Whatever stands in a cell comes out as a literal,
 * never as anything that is read as code.
 */
final class DrlLiteral {
    private DrlLiteral() {}

    /** Whether a text has a literal: the engine reads that of a NUL wrongly, the only such character of all. */
    static boolean canSay(String value) {
        return value.indexOf('\0') < 0;
    }

    /**
     * A string literal. Only letters and digits of ASCII, blanks and {@code - _ .} stand for themselves; everything else,
     * quotes and line ends and backslashes among it, is written by its number. The numbers have capital letters, since
     * the engine's expression language refuses small ones.
     */
    static String text(String value) {
        StringBuilder literal = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isPlain(c)) {
                literal.append(c);
            } else {
                literal.append(String.format("\\u%04X", (int) c));
            }
        }
        return literal.append('"').toString();
    }

    /** A number literal; 0 for both zeros. @throws IllegalArgumentException if it is not finite, for which there is none */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("no literal for " + value);
        }
        return Double.toString(value + 0.0);
    }

    /** A rule's name: letters and digits of any script stand for themselves, and {@code _} for what could end a name. */
    static String ruleName(String address) {
        StringBuilder name = new StringBuilder(address.length());
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            boolean safe =
                    isPlain(c) || Character.isLetterOrDigit(c) && !Character.isSurrogate(c) || "!/&+,".indexOf(c) >= 0;
            name.append(safe ? c : '_');
        }
        return name.toString();
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || " -_.".indexOf(c) >= 0;
    }
}
