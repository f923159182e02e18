package dev.headwater.attribution;

import dev.headwater.decision.Campaign;
import dev.headwater.decision.Channel;
import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Intent;
import dev.headwater.decision.IntentTier;
import dev.headwater.decision.Outcome;
import dev.headwater.decision.Source;
import dev.headwater.touch.Touch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Touches and paths to share credit over. */
final class Journeys {
    static final Instant START = Instant.parse("2026-09-01T00:00:00Z");
    static final Path.Rules LONG = new Path.Rules(Duration.ofDays(365), false, false);

    private Journeys() {}

    static Instant day(double day) {
        return START.plusSeconds((long) (day * 86_400));
    }

    /** A touch by which somebody came, named by its channel. */
    static Touch touch(String channel, double day) {
        return touch(
                channel,
                day,
                Outcome.RESOLVED,
                EvidenceKind.CAMPAIGN_TAGS,
                channel.startsWith("paid") ? "paid" : "organic");
    }

    static Touch direct(double day) {
        return touch("direct", day, Outcome.DIRECT, null, null);
    }

    static Touch touch(
            String channel, double day, Outcome outcome, @Nullable EvidenceKind winner, @Nullable String mediumClass) {
        Source source = outcome == Outcome.RESOLVED ? new Source(channel + "-source", channel) : null;
        return new Touch(
                day(day),
                null,
                outcome,
                winner,
                source,
                null,
                new Channel(channel, channel, Channel.Kind.ONLINE),
                mediumClass,
                Campaign.NONE,
                new Intent(IntentTier.LOW, 0),
                "sha256:00");
    }

    /** A path over everything, up to the last touch. */
    static Path path(Touch... touches) {
        return path(Milestones.NONE, touches);
    }

    static Path path(Milestones milestones, Touch... touches) {
        return Path.of(List.of(touches), LONG, day(300), milestones);
    }

    static List<Integer> shares(Model model, Path path) {
        return model.credits(path).stream().map(Credit::millionths).toList();
    }
}
