package dev.headwater.infinispan;

import dev.headwater.touch.Touches.HistoryUnavailable;

/** Whether anything may be written. */
interface Writes {
    /** In memory there is always room: what is too much is forgotten. */
    Writes ALWAYS = new Writes() {
        @Override
        public void mayBegin() {}
    };

    /** @throws HistoryUnavailable if nothing may */
    void mayBegin();

    /** Told of every write that might begin, when it is over. */
    default void ended() {}
}
