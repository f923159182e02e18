package dev.headwater.resolver;

import java.time.Instant;

/** What somebody who tells of a contact gets. */
public sealed interface Told {

    /**
     * The contact is new.
     *
     * @param body the answer
     */
    record First(String body) implements Told {}

    /**
     * The contact was told before.
     *
     * @param body the answer of that time
     */
    record Again(String body) implements Told {}

    /**
     * Another contact was told under the same event ID.
     *
     * @param at when that was
     */
    record Another(Instant at) implements Told {}
}
