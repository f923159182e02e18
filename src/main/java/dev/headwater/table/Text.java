package dev.headwater.table;

import java.text.Normalizer;
import java.util.Locale;

/** The one way in which text is made comparable, in cells and in signals alike. */
public final class Text {
    private Text() {}

    /**
     * Lower case, blanks of every kind (no-break ones too) trimmed and runs of them made one space, curly quotes made
     * straight, accents composed.
     */
    public static String fold(String text) {
        String tidy = tidy(text);
        if (isAscii(tidy)) {
            return tidy.toLowerCase(Locale.ROOT);
        }
        return Normalizer.normalize(straightQuotes(tidy), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** Blanks of every kind (no-break ones too) trimmed and runs of them made one space; letters as they are. */
    public static String tidy(String text) {
        return isTidy(text) ? text : made(text);
    }

    /**
     * Whether a text is as nearly all are: letters, digits and signs of ASCII, single spaces between them. Nothing in it is
     * invisible then, and tidying would change nothing.
     */
    public static boolean isTidy(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
                return false;
            }
            before = c;
        }
        return before != ' ' || text.isEmpty();
    }

    private static String made(String text) {
        StringBuilder tidy = new StringBuilder(text.length());
        boolean blankPending = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isBlank(c)) {
                blankPending = !tidy.isEmpty();
            } else {
                if (blankPending) {
                    tidy.append(' ');
                    blankPending = false;
                }
                tidy.append(c);
            }
        }
        return tidy.toString();
    }

    /** The text as it can be printed anywhere: what nobody can see, and what steers terminals, stands there by name. */
    public static String visible(String text) {
        return Found.visible(text);
    }

    /** Folded, with hyphens and underscores as blanks: the form in which names are found. */
    public static String nameKey(String name) {
        return fold(name.replace('-', ' ').replace('_', ' '));
    }

    static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isBlank(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The curly quotes that word processors make of typed ones, back to what was typed. */
    static String straightQuotes(String text) {
        StringBuilder straight = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            straight.append(
                    switch (c) {
                        case '\u2018', '\u2019', '\u201A', '\u201B', '\u02BC' -> '\'';
                        case '\u201C', '\u201D', '\u201E', '\u201F', '\u00AB', '\u00BB' -> '"';
                        default -> c;
                    });
        }
        return straight.toString();
    }

    /** Whether every character is one of the 128 of ASCII. */
    public static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }
}
