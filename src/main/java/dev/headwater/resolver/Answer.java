package dev.headwater.resolver;

import dev.headwater.decision.Resolution;
import dev.headwater.lead.LeadId;
import dev.headwater.touch.Touch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a caller gets: the resolution, and what surrounds it.
 *
 * @param decisionId names this one decision
 * @param leadId the lead, as the app named it
 * @param resolution the answer proper
 * @param touchedAt when the contact happened
 * @param primary the lead's first touch ever, this one included; null where no history is kept
 * @param history what became of the history
 */
public record Answer(
        String decisionId,
        @Nullable LeadId leadId,
        Resolution resolution,
        Instant touchedAt,
        @Nullable Touch primary,
        History history) {

    /**
     * What became of the history.
     *
     * @param touches how many touches of this person were ever told, this one included if it was recorded
     * @param available whether the store answered
     * @param recorded whether this contact was kept
     * @param note why it was not read or not kept, for people; null where all went as asked
     */
    public record History(
            long touches,
            boolean available,
            boolean recorded,
            @Nullable String note) {}
}
