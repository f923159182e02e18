package dev.headwater.json;

import java.util.BitSet;

/** Follows the brackets of a document from line to line, knowing text from structure. */
final class Brackets {
    private final BitSet listAtDepth = new BitSet();
    private int depth;
    private char last;
    private int lines;

    /** Takes one more line. A text never runs over a line's end. */
    void take(byte[] line) {
        lines++;
        boolean inText = false;
        for (int i = 0; i < line.length; i++) {
            char c = (char) line[i];
            if (inText) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    inText = false;
                }
            } else if (c != ' ' && c != '\t' && c != '\r') {
                inText = c == '"';
                last = c;
                bracket(c);
            }
        }
    }

    /** Takes one more line, a blank one. */
    void line() {
        lines++;
    }

    /** How many lines there have been. */
    int lines() {
        return lines;
    }

    /** Whether a bracket waits for its end. */
    boolean open() {
        return depth > 0;
    }

    /** Whether an object can stand here: after a colon, or as an element of a list. */
    boolean objectMayFollow() {
        return last == ':' || last == '[' || (last == ',' && listAtDepth.get(depth));
    }

    private void bracket(char c) {
        if (c == '{' || c == '[') {
            depth++;
            listAtDepth.set(depth, c == '[');
        } else if ((c == '}' || c == ']') && depth > 0) {
            depth--;
        }
    }
}
