package dev.headwater.json;

/** Text that UTF-8 can carry. JSON can smuggle in halves of characters ({@code \}{@code ud800}), which it cannot. */
final class Unicode {
    private static final char REPLACEMENT = '\uFFFD';

    private Unicode() {}

    /** Whether every half of a surrogate pair has its other half. */
    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!startsPair(text, i)) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** The text, with a replacement character for each half of a pair that stands alone. */
    static String wellFormed(String text) {
        if (isWellFormed(text)) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                whole.append(c);
            } else if (startsPair(text, i)) {
                whole.append(c).append(text.charAt(++i));
            } else {
                whole.append(REPLACEMENT);
            }
        }
        return whole.toString();
    }

    /** The text's first characters, never half of one, and an ellipsis where there are more. */
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return wellFormed(text);
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return wellFormed(text.substring(0, end)) + "…";
    }

    private static boolean startsPair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
    }
}
