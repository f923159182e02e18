package dev.headwater.journal;

import java.io.IOException;

/** Where lines are kept. */
interface Lines extends AutoCloseable {
    /**
     * Adds lines, each with its end: all of them or, throwing, none.
     *
     * @throws IOException if they cannot be kept now; they may be tried again
     */
    void append(byte[] lines) throws IOException;

    @Override
    void close();
}
