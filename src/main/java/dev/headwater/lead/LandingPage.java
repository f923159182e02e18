package dev.headwater.lead;

/**
 * The page on which a lead arrived.
 *
 * @param url the address as the browser had it, however odd; it is parsed leniently and only later
 */
public record LandingPage(String url) {

    /** @throws IllegalArgumentException if it is blank: what was not told is null, not empty */
    public LandingPage {
        if (url.isBlank()) {
            throw new IllegalArgumentException("landing page is blank");
        }
    }
}
