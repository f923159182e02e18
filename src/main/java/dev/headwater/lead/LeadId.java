package dev.headwater.lead;

/**
 * The app's own name for a lead.
 *
 * @param value opaque, 1 to 200 characters, none of them a control character
 */
public record LeadId(String value) implements Person {

    /** @throws IllegalArgumentException if the value is blank, too long, or has a control character */
    public LeadId {
        Identifiers.require("leadId", value, 200);
    }
}
