package dev.headwater.signal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers what was odd about one lead's input, each thing once, and never more than a person would read. */
final class Oddities {
    /** Past this many, they are only counted. */
    static final int MOST = 20;

    private static final int LONGEST_QUOTE = 60;

    private final Set<String> texts = new LinkedHashSet<>();
    private int untold;

    /** Adds a sentence, without a full stop. */
    void add(String text) {
        if (texts.size() < MOST) {
            texts.add(text);
        } else if (!texts.contains(text)) {
            untold++;
        }
    }

    /** In the order in which they were met. */
    List<String> list() {
        List<String> list = new ArrayList<>(texts);
        if (untold > 0) {
            list.add("and " + untold + " more oddities");
        }
        return list;
    }

    /** A value in quotes, on one line and cut to a readable length. */
    static String quote(String value) {
        String line = DisplayName.line(value, LONGEST_QUOTE + 1);
        return '"' + (line.length() > LONGEST_QUOTE ? cut(line) + "…" : line) + '"';
    }

    private static String cut(String line) {
        int end = Character.isHighSurrogate(line.charAt(LONGEST_QUOTE - 1)) ? LONGEST_QUOTE - 1 : LONGEST_QUOTE;
        return line.substring(0, end);
    }
}
