package dev.headwater.scenario;

import dev.headwater.decision.Conflict;
import dev.headwater.decision.NearMiss;
import dev.headwater.decision.Reason;
import dev.headwater.decision.RowAddress;
import java.util.List;

/**
 * One difference between what a scenario expects and what was answered.
 *
 * @param what which part of the answer: {@code channel}, {@code campaign.name}
 * @param place where the scenario says what it expects
 * @param expected as the author wrote it
 * @param actual what was answered
 * @param decidedBy the rows that made it so, the first to decide first; empty where no row decides it
 * @param near rows of the same table that the lead missed by one condition, for the author to look at
 */
public record Mismatch(
        String what, Place place, String expected, String actual, List<Decider> decidedBy, List<NearMiss> near) {

    public Mismatch {
        decidedBy = List.copyOf(decidedBy);
        near = List.copyOf(near);
    }

    /** {@code channel: expected email, but it was Paid Search (paid-search)}. */
    public String sentence() {
        return what + ": expected " + expected + ", but it was " + actual;
    }

    /** The place, the sentence, and on lines of their own the rows that made it so. */
    public String told(String file) {
        StringBuilder text = new StringBuilder(place.lineIn(file)).append(": ").append(sentence());
        decidedBy.forEach(decider -> text.append("\n  because ").append(decider));
        return text.toString();
    }

    /**
     * A row or rule that had a part in the answer.
     *
     * @param row where it stands
     * @param id its ID
     * @param text why, in its author's words; may be empty
     */
    public record Decider(RowAddress row, String id, String text) {

        static Decider of(Reason reason) {
            return new Decider(reason.row(), reason.id(), reason.text());
        }

        static Decider of(Conflict conflict) {
            return new Decider(conflict.rule(), conflict.id(), conflict.text());
        }

        /** {@code rules/channel.xlsx!Channel!A14 (ps-1): a paid click from a search engine}. */
        @Override
        public String toString() {
            return row + " (" + id + ")" + (text.isEmpty() ? "" : ": " + text);
        }
    }
}
