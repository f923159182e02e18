package dev.headwater.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row that had a part in the answer.
 *
 * @param decides what it decided: {@code source}, {@code channel}, {@code points}, {@code tier}, {@code follow-up} or
 *     {@code crm}
 * @param row where it stands
 * @param id the row's ID, as written or its row number
 * @param text why, in the author's words; empty where the author gave none
 * @param points the points it gave; null where it gives none
 * @param mend what would have made the answer better, in the author's words; null where nothing is amiss
 * @param otherwise whether this is the table's last row, reached because no other fitted
 * @param conditions what the row asked and what it found; empty unless the full explanation was asked for
 */
public record Reason(
        String decides,
        RowAddress row,
        String id,
        String text,
        @Nullable Double points,
        @Nullable String mend,
        boolean otherwise,
        List<Condition> conditions) {

    public Reason {
        conditions = List.copyOf(conditions);
    }

    /**
     * One condition of a row against one lead.
     *
     * @param word the column's header
     * @param cell the cell's address, such as {@code C9}
     * @param asked the cell's text
     * @param found the lead's value as text; null where it has none
     * @param fits whether the one meets the other
     */
    public record Condition(
            String word,
            String cell,
            String asked,
            @Nullable String found,
            boolean fits) {}
}
