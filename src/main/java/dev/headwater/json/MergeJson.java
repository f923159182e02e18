package dev.headwater.json;

import dev.headwater.lead.LeadId;
import dev.headwater.lead.Person;
import dev.headwater.lead.VisitorId;
import dev.headwater.touch.Merge;
import dev.headwater.touch.TouchHistory;

/** What came of a merge, as JSON. */
public final class MergeJson {
    private static final int USUAL_SIZE = 128;

    private MergeJson() {}

    /**
     * What came of a merge.
     *
     * @param how whether it was made, or had been before
     * @param history the lead's history as it is now
     */
    public record Merged(Merge how, TouchHistory history) {}

    /** Writes it, in UTF-8. */
    public static byte[] write(LeadId into, Person from, Merged merged) {
        return JsonOut.object(USUAL_SIZE, json -> {
            json.text("leadId", into.value());
            json.object("merged", who -> who.text(from instanceof VisitorId ? "visitorId" : "leadId", from.value()));
            json.flag("already", merged.how() == Merge.ALREADY);
            json.whole("touches", merged.history().total());
        });
    }
}
