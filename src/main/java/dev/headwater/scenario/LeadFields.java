package dev.headwater.scenario;

import java.util.List;
import java.util.Map;

/** The keys that a lead and its objects take in a scenario, for telling which one was meant. */
final class LeadFields {
    /** By the object's JSON pointer; objects not named here take any key. */
    static final Map<String, List<String>> KEYS = Map.of(
            "",
            List.of(
                    "like",
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

    private LeadFields() {}
}
