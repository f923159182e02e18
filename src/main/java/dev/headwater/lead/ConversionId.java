package dev.headwater.lead;

/**
 * The app's own name for one conversion, so that telling us twice counts once.
 *
 * @param value opaque, 1 to 200 characters, none of them a control character
 */
public record ConversionId(String value) {

    /** The longest that is taken, in characters. */
    public static final int MAX_LENGTH = 200;

    /** @throws IllegalArgumentException if the value is blank, too long, or has a control character */
    public ConversionId {
        Identifiers.require("conversionId", value, MAX_LENGTH);
    }
}
