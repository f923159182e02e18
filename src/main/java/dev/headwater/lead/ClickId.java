package dev.headwater.lead;

/**
 * A click ID that an ad network put on a link, such as {@code gclid}.
 *
 * @param parameter the parameter's name, in any case
 * @param value the ID itself; never logged
 */
public record ClickId(String parameter, String value) {

    /** @throws IllegalArgumentException if either part is blank */
    public ClickId {
        if (parameter.isBlank() || value.isBlank()) {
            throw new IllegalArgumentException("a click ID needs a parameter and a value");
        }
    }
}
