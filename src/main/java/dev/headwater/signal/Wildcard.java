package dev.headwater.signal;

import dev.headwater.table.Text;
import java.util.Optional;
import java.util.function.Predicate;

/** A plain wildcard such as {@code *demo*}, which needs no regular expression to be held against a text. */
final class Wildcard implements Predicate<String> {
    private final String[] parts;

    private Wildcard(String[] parts) {
        this.parts = parts;
    }

    /**
     * The wildcard that a cell holds.
     *
     * @param cell a pattern in the grammar of table cells
     * @return nothing where the cell is more than one plain wildcard: a list, a quoted text, a regular expression
     */
    static Optional<Wildcard> of(String cell) {
        String folded = Text.fold(cell);
        boolean plain = folded.indexOf('*') >= 0
                && folded.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n')
                && !folded.startsWith("matches ");
        return plain ? Optional.of(new Wildcard(folded.split("\\*", -1))) : Optional.empty();
    }

    /** Whether a text, folded, fits from end to end. */
    @Override
    public boolean test(String text) {
        String first = parts[0];
        String last = parts[parts.length - 1];
        if (text.length() < first.length() + last.length() || !text.startsWith(first) || !text.endsWith(last)) {
            return false;
        }
        int at = first.length();
        int end = text.length() - last.length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = text.indexOf(parts[i], at);
            if (found < 0 || found + parts[i].length() > end) {
                return false;
            }
            at = found + parts[i].length();
        }
        return true;
    }
}
