package dev.headwater.table;

import java.util.Locale;

/** The one way in which text is made comparable, in cells and in signals alike. */
public final class Text {
    private Text() {}

    /** Lower case, blanks of every kind (no-break ones too) trimmed and runs of them made one space. */
    public static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        boolean blankPending = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF') {
                blankPending = folded.length() > 0;
            } else {
                if (blankPending) {
                    folded.append(' ');
                    blankPending = false;
                }
                folded.append(c);
            }
        }
        return folded.toString().toLowerCase(Locale.ROOT);
    }
}
