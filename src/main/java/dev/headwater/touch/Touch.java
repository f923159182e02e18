package dev.headwater.touch;

import dev.headwater.decision.Campaign;
import dev.headwater.decision.Channel;
import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Intent;
import dev.headwater.decision.Outcome;
import dev.headwater.decision.Resolution;
import dev.headwater.decision.Source;
import dev.headwater.decision.WeighedEvidence;
import dev.headwater.lead.EventId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One dated contact, resolved.
 *
 * @param at when it happened
 * @param eventId the app's name for the contact; null where it gave none
 * @param outcome what came of resolving it
 * @param winner the kind of evidence that decided; {@code EARLIER_TOUCH} where it only repeats an earlier source; null
 *     where none did
 * @param source its source; null where none was known
 * @param category the source's category, in lower case; null where unknown
 * @param channel its channel
 * @param mediumClass the class of its medium; null where unknown
 * @param campaign its cleaned campaign tags
 * @param intent its buyer intent
 * @param revision the rule set that resolved it
 */
public record Touch(
        Instant at,
        @Nullable EventId eventId,
        Outcome outcome,
        @Nullable EvidenceKind winner,
        @Nullable Source source,
        @Nullable String category,
        Channel channel,
        @Nullable String mediumClass,
        Campaign campaign,
        Intent intent,
        String revision) {

    /** The touch that a resolution leaves behind. */
    public static Touch of(@Nullable EventId eventId, Resolution resolution, Instant at) {
        return new Touch(
                at,
                eventId,
                resolution.outcome(),
                resolution.winner(),
                resolution.source(),
                categoryOfTheWinner(resolution.evidence()),
                resolution.channel(),
                resolution.mediumClass(),
                resolution.campaign(),
                resolution.intent(),
                resolution.revision());
    }

    private static @Nullable String categoryOfTheWinner(List<WeighedEvidence> all) {
        for (WeighedEvidence evidence : all) {
            if (evidence.won()) {
                return evidence.category();
            }
        }
        return null;
    }
}
