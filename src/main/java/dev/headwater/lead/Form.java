package dev.headwater.lead;

/**
 * The form that a lead filled in.
 *
 * @param name the app's name for it, such as {@code demo-request}
 */
public record Form(String name) {

    /** @throws IllegalArgumentException if the name is blank */
    public Form {
        if (name.isBlank()) {
            throw new IllegalArgumentException("form name is blank");
        }
    }
}
