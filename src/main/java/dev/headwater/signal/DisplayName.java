package dev.headwater.signal;

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
        return raw.length() <= longest && isFit(raw) ? raw : made(raw, longest);
    }

    /** As nearly all names are: what can be seen of ASCII, single spaces between. */
    private static boolean isFit(String raw) {
        char before = ' ';
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
                return false;
            }
            before = c;
        }
        return before != ' ' || raw.isEmpty();
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
