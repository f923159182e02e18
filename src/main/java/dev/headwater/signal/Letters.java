package dev.headwater.signal;

import dev.headwater.table.Text;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Makes text that people typed comparable, letter by letter: lower case, full-width and ornamental letters made plain,
 * accents taken from Latin and Greek ones, invisible characters (bidi marks, zero-width blanks, soft hyphens) dropped.
 *
 * <p>Accents stay where they make another letter of it (Cyrillic й, Devanagari vowels); only ё, which Russians type as е,
 * loses its dots.
 */
final class Letters {
    /** More than a person types into a field; a longer text is no listed word, and is not looked at. */
    static final int MOST = 2_000;

    private Letters() {}

    /**
     * The plain form.
     *
     * @param text at most {@link #MOST} characters, since some characters become many and marks are sorted
     */
    static String plain(String text) {
        if (isPlain(text)) {
            return text;
        }
        return Text.isAscii(text) ? plainAscii(text) : plainUnicode(text);
    }

    /** As most of what machines send is: small letters, digits and signs of ASCII. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '`' || (c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    /** The same for most texts, at a tenth of the cost. */
    private static String plainAscii(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                plain.append((char) (c + 'a' - 'A'));
            } else if (c == '`') {
                plain.append('\'');
            } else if (c >= ' ' && c != 0x7F || Character.isWhitespace(c)) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static String plainUnicode(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(apart.length());
        boolean afterBareable = false;
        for (int i = 0; i < apart.length(); ) {
            int c = apart.codePointAt(i);
            i += Character.charCount(c);
            int type = Character.getType(c);
            if (type == Character.FORMAT || (type == Character.CONTROL && !Character.isWhitespace(c))) {
                continue;
            }
            if (type == Character.NON_SPACING_MARK && afterBareable) {
                continue;
            }
            if (type != Character.NON_SPACING_MARK) {
                UnicodeScript script = UnicodeScript.of(c);
                afterBareable = script == UnicodeScript.LATIN || script == UnicodeScript.GREEK;
            }
            spell(c, plain);
        }
        return Normalizer.normalize(plain, Normalizer.Form.NFC).replace('ё', 'е');
    }

    /** Only the letters and digits of the plain form; empty where there are none, or too many to be a listed word. */
    static String only(String text) {
        if (text.length() > MOST) {
            return "";
        }
        String plain = plain(text);
        StringBuilder only = new StringBuilder(plain.length());
        for (int i = 0, c; i < plain.length(); i += Character.charCount(c)) {
            c = plain.codePointAt(i);
            if (isOne(c)) {
                only.appendCodePoint(c);
            }
        }
        return only.toString();
    }

    /** Whether a character is a part of a word: a letter, a digit, or a mark on one. */
    static boolean isOne(int c) {
        return Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    }

    private static void spell(int c, StringBuilder into) {
        switch (c) {
            case 'ß' -> into.append("ss");
            case 'æ' -> into.append("ae");
            case 'œ' -> into.append("oe");
            case 'þ' -> into.append("th");
            case 'ø' -> into.append('o');
            case 'đ', 'ð' -> into.append('d');
            case 'ł' -> into.append('l');
            case 'ı' -> into.append('i');
            case '’', '‘', '`', '´' -> into.append('\'');
            default -> into.appendCodePoint(c);
        }
    }
}
