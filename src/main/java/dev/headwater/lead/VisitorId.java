package dev.headwater.lead;

/**
 * The app's own name for a visitor who is not a lead yet.
 *
 * @param value opaque, 1 to 200 characters, none of them a control character
 */
public record VisitorId(String value) implements Person {

    /** @throws IllegalArgumentException if the value is blank, too long, or has a control character */
    public VisitorId {
        Identifiers.require("visitorId", value, 200);
    }
}
