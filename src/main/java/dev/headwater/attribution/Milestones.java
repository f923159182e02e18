package dev.headwater.attribution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a lead reached what only its CRM knows of.
 *
 * @param leadCreated when the person became a lead; null where unknown or not yet
 * @param opportunityCreated when sales took the lead on as an opportunity; null where unknown or not yet
 * @param customerWon when the deal was won; null where unknown or not yet
 */
public record Milestones(
        @Nullable Instant leadCreated,
        @Nullable Instant opportunityCreated,
        @Nullable Instant customerWon) {

    /** Nothing is known. */
    public static final Milestones NONE = new Milestones(null, null, null);
}
