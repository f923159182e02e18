package dev.headwater.touch;

import dev.headwater.decision.Campaign;
import dev.headwater.decision.Channel;
import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Intent;
import dev.headwater.decision.IntentTier;
import dev.headwater.decision.Outcome;
import dev.headwater.decision.Source;
import dev.headwater.lead.EventId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Touches to test with, told apart by their campaign's name. */
public final class TouchFixtures {
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private TouchFixtures() {}

    public static Touch touch(String name, Instant at) {
        return touch(name, at, null);
    }

    public static Touch touch(String name, Instant at, @Nullable EventId eventId) {
        return new Touch(
                at,
                eventId,
                Outcome.RESOLVED,
                EvidenceKind.CLICK_ID,
                new Source("google-ads", "Google Ads"),
                "search",
                new Channel("paid-search", "Paid Search", Channel.Kind.ONLINE),
                "paid",
                new Campaign(null, null, name, null, null, null),
                new Intent(IntentTier.LOW, 5),
                "sha256:00");
    }

    public static Instant daysAgo(long days) {
        return NOW.minus(Duration.ofDays(days));
    }

    public static @Nullable String name(@Nullable Touch touch) {
        return touch == null ? null : touch.campaign().name();
    }
}
