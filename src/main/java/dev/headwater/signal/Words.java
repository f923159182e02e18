package dev.headwater.signal;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Cuts text into words: runs of letters and digits, or single characters where a script has no blanks between words. An
 * apostrophe cuts only after an elided article ({@code l'ami}); else it is dropped ({@code don't}). E-mail addresses are
 * left out, and of a web address all but the host.
 */
final class Words {
    private static final Set<UnicodeScript> WITHOUT_BLANKS = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private static final String ENDS_CLAUSE = ",;:!?()[]{}\"“”„«»|…\n\r。、，；：！？（）「」—–•·";

    private final List<Word> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private int clause;

    private Words() {}

    /**
     * A word in its place.
     *
     * @param text its plain form
     * @param clause which clause it stands in, counted by the punctuation before it
     */
    record Word(String text, int clause) {}

    /** The words of a text in its plain form ({@link Letters#plain}). */
    static List<Word> of(String plain) {
        Words words = new Words();
        for (int start = 0; start < plain.length(); ) {
            int end = start;
            while (end < plain.length() && !Character.isWhitespace(plain.charAt(end))) {
                end++;
            }
            words.chunk(plain.substring(start, end));
            if (end < plain.length() && ENDS_CLAUSE.indexOf(plain.charAt(end)) >= 0) {
                words.clause++;
            }
            start = end + 1;
        }
        return words.words;
    }

    private void chunk(String chunk) {
        if (isMailAddress(chunk)) {
            clause++;
            return;
        }
        String text = withoutPath(chunk);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\'') {
                if (isElided(word)) {
                    endWord();
                }
            } else if (!Letters.isOne(c)) {
                endWord();
                boolean last = i >= text.length();
                if (ENDS_CLAUSE.indexOf(c) >= 0 || ((c == '.' || c == '-') && last)) {
                    clause++;
                }
            } else if (standsAlone(c)) {
                endWord();
                word.appendCodePoint(c);
                endWord();
            } else {
                word.appendCodePoint(c);
            }
        }
        endWord();
    }

    private void endWord() {
        if (word.length() > 0) {
            words.add(new Word(word.toString(), clause));
            word.setLength(0);
        }
    }

    private static boolean isElided(CharSequence before) {
        return before.length() == 1 || "qu".contentEquals(before);
    }

    private static boolean standsAlone(int c) {
        return c == 'ー' || (c > 0x0E00 && WITHOUT_BLANKS.contains(UnicodeScript.of(c)));
    }

    private static boolean isMailAddress(String chunk) {
        int at = chunk.indexOf('@');
        return at > 0 && Letters.isOne(chunk.charAt(at - 1)) && chunk.indexOf('.', at) > at + 1;
    }

    private static String withoutPath(String chunk) {
        int scheme = chunk.indexOf("://");
        int host = scheme >= 0 ? scheme + 3 : chunk.startsWith("www.") ? 0 : -1;
        int path = host < 0 ? -1 : chunk.indexOf('/', host);
        return path < 0 ? chunk.substring(Math.max(host, 0)) : chunk.substring(host, path);
    }
}
