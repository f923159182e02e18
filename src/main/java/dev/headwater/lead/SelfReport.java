package dev.headwater.lead;

/**
 * A lead's own answer to "How did you hear about us?".
 *
 * @param answer free text, in the lead's own words
 */
public record SelfReport(String answer) {

    /** @throws IllegalArgumentException if it is blank: what was not told is null, not empty */
    public SelfReport {
        if (answer.isBlank()) {
            throw new IllegalArgumentException("self-report is blank");
        }
    }
}
