package dev.headwater.json;

import java.util.List;
import java.util.Map;

/** What the fields of a lead are called in the shape of our own, in the order in which they are told of. */
public final class LeadFieldNames {
    /** By the JSON pointer of the object that they stand in; objects not named here take any key. */
    public static final Map<String, List<String>> BY_OBJECT = Map.of(
            "",
            List.of(
                    "leadId",
                    "visitorId",
                    "eventId",
                    "occurredAt",
                    "landingUrl",
                    "referrer",
                    "campaign",
                    "clickIds",
                    "form",
                    "promoCode",
                    "dialledNumber",
                    "crm",
                    "offline",
                    "attributes"),
            "/campaign",
            List.of("source", "medium", "name", "term", "content", "id"),
            "/form",
            List.of("name", "heardAboutUs"),
            "/crm",
            List.of("leadSource"),
            "/offline",
            List.of("type", "name"));

    private LeadFieldNames() {}

    /** Those of the lead itself. */
    static List<String> ofLead() {
        return BY_OBJECT.getOrDefault("", List.of());
    }
}
