package dev.headwater.infinispan;

import dev.headwater.lead.EventId;
import dev.headwater.touch.FirstAnswer;
import dev.headwater.touch.FirstAnswers;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** First answers as they lie on disk. */
final class AnswersWire implements Sealed.Body<FirstAnswers> {
    static Sealed<FirstAnswers> sealed() {
        return new Sealed<>(FirstAnswers.class, "headwater.touch.SealedAnswers", new AnswersWire());
    }

    @Override
    public void write(WireOut out, FirstAnswers answers) throws IOException {
        for (FirstAnswer answer : answers.kept()) {
            out.message(1, each -> {
                each.text(1, answer.eventId().value());
                each.text(2, answer.question());
                each.text(3, answer.body());
                each.time(4, answer.at());
            });
        }
        if (answers.forgotten() > 0) {
            out.whole(2, answers.forgotten());
        }
    }

    @Override
    public FirstAnswers read(WireIn in) throws IOException {
        List<FirstAnswer> kept = new ArrayList<>();
        long forgotten = 0;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> kept.add(answer(in.message()));
                case 2 -> forgotten = in.whole();
                default -> {}
            }
        }
        return new FirstAnswers(kept, forgotten);
    }

    private static FirstAnswer answer(WireIn in) throws IOException {
        String eventId = "";
        String question = "";
        String body = "";
        Instant at = Instant.EPOCH;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> eventId = in.text();
                case 2 -> question = in.text();
                case 3 -> body = in.text();
                case 4 -> at = in.time();
                default -> {}
            }
        }
        return new FirstAnswer(new EventId(eventId), question, body, at);
    }
}
