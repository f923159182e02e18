package dev.headwater.access;

import java.time.Instant;

/** One kind of proof that a caller can show. Asked on event loops, so it never waits. */
public interface Credentials extends AutoCloseable {

    /** Whether this is a proof of this kind, right or wrong. */
    boolean isMeant(String shown);

    /** Who shows it. */
    Verdict judge(String shown, Instant now);

    @Override
    void close();

    /** What comes of a proof. */
    sealed interface Verdict {
        /** It is right. */
        record Known(Caller caller) implements Verdict {}

        /**
         * It is not.
         *
         * @param why a sentence for its holder; it tells nothing that one who guesses could use
         */
        record Wrong(String why) implements Verdict {}
    }
}
