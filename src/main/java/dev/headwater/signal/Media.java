package dev.headwater.signal;

import org.jspecify.annotations.Nullable;

/**
 * The medium that follows from a source's category where no tag names one. For free visits these are the words that Google
 * Analytics uses: {@code organic} for search engines, {@code referral} for other sites.
 */
final class Media {
    private Media() {}

    /** The medium of a visit that nobody paid for; null where there is no source to speak of. */
    static @Nullable String free(@Nullable String category) {
        if (category == null) {
            return null;
        }
        return switch (category) {
            case "search" -> "organic";
            case "email", "affiliate", "sms", "push", "display" -> category;
            case "own", "internal", "payment", "sign-on", "spam" -> null;
            default -> "referral";
        };
    }

    /** The medium of a visit that was paid for. */
    static String paid(@Nullable String category) {
        if (category == null) {
            return "cpc";
        }
        return switch (category) {
            case "social" -> "paid-social";
            case "display", "affiliate" -> category;
            default -> "cpc";
        };
    }
}
