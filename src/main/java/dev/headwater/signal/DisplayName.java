package dev.headwater.signal;

import dev.headwater.table.Text;

/** A name that came from outside, made fit to be shown: one line, of sensible length, nothing invisible in it. */
final class DisplayName {
    private static final int LONGEST = 120;

    private DisplayName() {}

    /** The name without control and format characters (bidi marks among them), blanks made single; may be empty. */
    static String of(String raw) {
        return line(raw, LONGEST);
    }

    /** The same, of at most so many characters. */
    static String line(String raw, int longest) {
        return raw.length() <= longest && Text.isTidy(raw) ? raw : made(raw, longest);
    }

    private static String made(String raw, int longest) {
        StringBuilder name = new StringBuilder();
        boolean blank = false;
        for (int i = 0; i < raw.length() && name.length() < longest; ) {
            int c = raw.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                blank = name.length() > 0;
            } else if (isVisible(c)) {
                if (blank) {
                    name.append(' ');
                    blank = false;
                }
                name.appendCodePoint(c);
            }
        }
        return name.toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
