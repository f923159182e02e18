package dev.headwater.touch;

import dev.headwater.lead.Person;
import java.time.Instant;

/** Where touch histories are kept. Safe for use by many threads. */
public interface Touches {

    /**
     * What is known of a person; {@link TouchHistory#EMPTY} for somebody never seen.
     *
     * @throws HistoryUnavailable if the store does not answer
     */
    TouchHistory recent(Person person);

    /**
     * Adds a touch to a person's history, atomically: of touches recorded at the same time, none is lost.
     *
     * @param now the time from which ages are measured
     * @return the history with the touch
     * @throws HistoryUnavailable if the store did not take it
     */
    TouchHistory record(Person person, Touch touch, Instant now);

    /** The store of histories did not answer; a lead is still resolved, without history. */
    final class HistoryUnavailable extends RuntimeException {
        public HistoryUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
