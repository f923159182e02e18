package dev.headwater.lead;

/**
 * Names one contact, so that telling us twice counts once.
 *
 * @param value opaque, 1 to 200 characters, none of them a control character
 */
public record EventId(String value) {

    /** @throws IllegalArgumentException if the value is blank, too long, or has a control character */
    public EventId {
        Identifiers.require("eventId", value, 200);
    }
}
