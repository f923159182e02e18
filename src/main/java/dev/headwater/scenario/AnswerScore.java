package dev.headwater.scenario;

import dev.headwater.lead.SelfReport;
import dev.headwater.signal.Heard;
import dev.headwater.signal.SelfReports;
import java.util.ArrayList;
import java.util.List;

/**
 * How well a list understands labelled answers.
 *
 * @param answers how many there were
 * @param named how many a source was taken from
 * @param expected how many a source should be taken from
 * @param right of how many the right one was
 * @param misses those that were not heard as labelled
 */
public record AnswerScore(int answers, int named, int expected, int right, List<Miss> misses) {

    public AnswerScore {
        misses = List.copyOf(misses);
    }

    /**
     * An answer that was not heard as labelled.
     *
     * @param heard the ID of the source taken, or {@link LabelledAnswers#ABSTAIN}
     * @param why why none was taken; empty where one was
     */
    public record Miss(LabelledAnswers.Row row, String heard, String why) {}

    /** Hears all answers. */
    public static AnswerScore of(LabelledAnswers labelled, SelfReports list) {
        int named = 0;
        int expected = 0;
        int right = 0;
        List<Miss> misses = new ArrayList<>();
        for (LabelledAnswers.Row row : labelled.rows()) {
            Heard heard = list.hear(new SelfReport(row.answer()));
            String source =
                    heard instanceof Heard.Named one ? one.recognised().source().id() : LabelledAnswers.ABSTAIN;
            named += source.equals(LabelledAnswers.ABSTAIN) ? 0 : 1;
            expected += row.expected().equals(LabelledAnswers.ABSTAIN) ? 0 : 1;
            if (!source.equals(row.expected())) {
                misses.add(new Miss(row, source, heard instanceof Heard.Abstained none ? none.text() : ""));
            } else if (!source.equals(LabelledAnswers.ABSTAIN)) {
                right++;
            }
        }
        return new AnswerScore(labelled.rows().size(), named, expected, right, misses);
    }

    /** Of the sources taken, the share that is right; 1 where none was taken. */
    public double precision() {
        return named == 0 ? 1 : (double) right / named;
    }

    /** Of the sources to be taken, the share that was; 1 where none was to be. */
    public double recall() {
        return expected == 0 ? 1 : (double) right / expected;
    }
}
