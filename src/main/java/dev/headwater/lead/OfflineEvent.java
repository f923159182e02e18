package dev.headwater.lead;

import org.jspecify.annotations.Nullable;

/**
 * A contact away from the web: a trade show, a seminar, a walk-in, a mailing, a cold call.
 *
 * @param type what kind of contact, as the app words it ({@code trade-show})
 * @param name which one ({@code SaaStr 2026}); null where the kind says all
 */
public record OfflineEvent(String type, @Nullable String name) {

    /** @throws IllegalArgumentException if the type is blank */
    public OfflineEvent {
        if (type.isBlank()) {
            throw new IllegalArgumentException("offline event has no type");
        }
    }
}
