package dev.headwater.lead;

/**
 * The number of ours that a lead called; call tracking gives each campaign its own.
 *
 * @param number in any formatting; with or without a country code
 */
public record DialledNumber(String number) {

    /** @throws IllegalArgumentException if it is blank: what was not told is null, not empty */
    public DialledNumber {
        if (number.isBlank()) {
            throw new IllegalArgumentException("dialled number is blank");
        }
    }
}
