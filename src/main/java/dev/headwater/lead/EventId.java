package dev.headwater.lead;

/**
 * Names one contact, so that telling us twice counts once.
 *
 * @param value opaque, 1 to 200 characters, none of them a control character
 */
public record EventId(String value) {

    /** The longest that is taken, in characters. */
    public static final int MAX_LENGTH = 200;

    /** @throws IllegalArgumentException if the value is blank, too long, or has a control character */
    public EventId {
        Identifiers.require("eventId", value, MAX_LENGTH);
    }
}
