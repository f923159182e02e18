package dev.headwater.lead;

/**
 * The page from which a lead came.
 *
 * @param url the referrer as the browser sent it: a URL, an {@code android-app://} address, or nonsense
 */
public record Referrer(String url) {

    /** @throws IllegalArgumentException if it is blank: what was not told is null, not empty */
    public Referrer {
        if (url.isBlank()) {
            throw new IllegalArgumentException("referrer is blank");
        }
    }
}
