package dev.headwater.json;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.lead.EventId;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.Person;
import dev.headwater.touch.Touch;
import dev.headwater.touch.TouchHistory;
import java.io.IOException;

/** A history of touches as JSON. What may be unknown is written as null. */
public final class TouchesJson {
    private static final int USUAL_SIZE = 4_096;

    private TouchesJson() {}

    /** Writes what is kept of a person, in UTF-8, the earliest touch first. */
    public static byte[] write(Person person, TouchHistory history) {
        return JsonOut.object(USUAL_SIZE, json -> {
            json.text(person instanceof LeadId ? "leadId" : "visitorId", person.value());
            json.whole("total", history.total());
            Touch first = history.first();
            if (first == null) {
                json.nothing("first");
            } else {
                json.object("first", out -> touch(out, first));
            }
            json.objects("touches", history.recent(), TouchesJson::touch);
        });
    }

    private static void touch(JsonOut json, Touch touch) throws IOException {
        EventId eventId = touch.eventId();
        EvidenceKind winner = touch.winner();
        json.text("touchedAt", touch.at().toString());
        json.text("eventId", eventId == null ? null : eventId.value());
        json.text("outcome", touch.outcome().word());
        json.text("decidedBy", winner == null ? null : winner.word());
        ResolutionJson.source(json, touch.source());
        json.text("category", touch.category());
        ResolutionJson.channel(json, touch.channel());
        json.text("mediumClass", touch.mediumClass());
        ResolutionJson.campaign(json, touch.campaign());
        ResolutionJson.intent(json, touch.intent());
        json.text("revision", touch.revision());
    }
}
