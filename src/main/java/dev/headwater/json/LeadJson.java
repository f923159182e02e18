package dev.headwater.json;

import dev.headwater.lead.CampaignTags;
import dev.headwater.lead.LeadContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lead context back in our own form; {@link LeadContextJson} reads it as the same context.
 */
public final class LeadJson {
    private LeadJson() {}

    /** The context as plain values; what was not told is not there. */
    public static Map<String, Object> tree(LeadContext lead) {
        Told told = new Told();
        told.put("leadId", lead.leadId() == null ? null : lead.leadId().value());
        told.put("visitorId", lead.visitorId() == null ? null : lead.visitorId().value());
        told.put("eventId", lead.eventId() == null ? null : lead.eventId().value());
        told.put(
                "occurredAt",
                lead.occurredAt() == null ? null : lead.occurredAt().toString());
        told.put(
                "landingUrl",
                lead.landingPage() == null ? null : lead.landingPage().url());
        told.put("referrer", lead.referrer() == null ? null : lead.referrer().url());
        told.put("campaign", campaign(lead.tags()));
        Told clickIds = new Told();
        lead.clickIds().forEach(id -> clickIds.put(id.parameter(), id.value()));
        told.put("clickIds", clickIds.fields);
        Told form = new Told();
        form.put("name", lead.form() == null ? null : lead.form().name());
        form.put(
                "heardAboutUs",
                lead.selfReport() == null ? null : lead.selfReport().answer());
        told.put("form", form.fields);
        told.put("promoCode", lead.promoCode() == null ? null : lead.promoCode().code());
        told.put(
                "dialledNumber",
                lead.dialledNumber() == null ? null : lead.dialledNumber().number());
        Told crm = new Told();
        crm.put("leadSource", lead.crmTag() == null ? null : lead.crmTag().leadSource());
        told.put("crm", crm.fields);
        Told offline = new Told();
        offline.put(
                "type", lead.offlineEvent() == null ? null : lead.offlineEvent().type());
        offline.put(
                "name", lead.offlineEvent() == null ? null : lead.offlineEvent().name());
        told.put("offline", offline.fields);
        told.put("attributes", lead.attributes());
        if (!lead.earlier().isEmpty()) {
            told.put("earlier", lead.earlier().stream().map(LeadJson::tree).toList());
        }
        return told.fields;
    }

    private static Map<String, Object> campaign(CampaignTags tags) {
        Told told = new Told();
        told.put("source", tags.source());
        told.put("medium", tags.medium());
        told.put("name", tags.name());
        told.put("term", tags.term());
        told.put("content", tags.content());
        told.put("id", tags.id());
        return told.fields;
    }

    /** Fields that say something, in the order in which they were told. */
    private static final class Told {
        private final Map<String, Object> fields = new LinkedHashMap<>();

        void put(String name, @Nullable Object value) {
            if (value != null && !(value instanceof Map<?, ?> map && map.isEmpty())) {
                fields.put(name, value);
            }
        }
    }
}
