package dev.headwater.decision;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What to do next with a lead.
 *
 * @param step what somebody does: {@code Call}
 * @param within how soon, counted from the contact; null where nothing presses. Hours of work are the app's own affair
 * @param queue who does it; null where nobody does
 */
public record FollowUp(
        String step, @Nullable Duration within, @Nullable String queue) {}
