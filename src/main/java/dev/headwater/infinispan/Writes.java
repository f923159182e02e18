package dev.headwater.infinispan;

import dev.headwater.touch.Touches.HistoryUnavailable;

/** Whether anything may be written. */
interface Writes {
    /** In memory there is always room: what is too much is forgotten. */
    Writes ALWAYS = new Writes() {
        @Override
        public void mayBegin() {}

        @Override
        public void failed(HistoryUnavailable why) {}
    };

    /** @throws HistoryUnavailable if nothing may */
    void mayBegin();

    /** Told when a write failed. */
    void failed(HistoryUnavailable why);

    /** Told of every write that might begin, when it is over. */
    default void ended() {}
}
