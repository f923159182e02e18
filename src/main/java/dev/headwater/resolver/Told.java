package dev.headwater.resolver;

import java.time.Instant;

/** What somebody who tells of a contact gets. */
public sealed interface Told {

    /**
     * The contact is new.
     *
     * @param body the answer, for its reader alone
     */
    record First(byte[] body) implements Told {}

    /**
     * The contact was told before.
     *
     * @param body the answer of that time, for its reader alone
     */
    record Again(byte[] body) implements Told {}

    /**
     * Another contact was told under the same event ID.
     *
     * @param at when that was
     */
    record Another(Instant at) implements Told {}
}
