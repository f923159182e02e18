package dev.headwater.lead;

/** What every identifier that an app gives us has in common. */
final class Identifiers {
    private Identifiers() {}

    static void require(String name, String value, int maxLength) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is blank");
        }
        if (value.length() > maxLength) {
            throw new IllegalArgumentException(
                    name + " has " + value.length() + " characters; at most " + maxLength + " are taken");
        }
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                throw new IllegalArgumentException(name + " has a control character");
            }
        }
    }
}
