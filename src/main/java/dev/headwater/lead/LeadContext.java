package dev.headwater.lead;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything an app told us about one contact with one lead, exactly as it told it.
 *
 * <p>Every part may be missing; {@link #EMPTY} is a valid context, whose outcome is "unknown".
 *
 * @param leadId the app's own name for the lead; without it (and without {@code visitorId}) no history is kept
 * @param visitorId the app's name for somebody not yet a lead
 * @param eventId names this one contact, so that a retry adds no second touch
 * @param occurredAt when the contact happened; missing means "now"
 * @param landingPage the page the lead arrived on, with its query
 * @param referrer the page the lead came from
 * @param tags campaign tags that the app has read itself; those in the landing URL need not be repeated
 * @param clickIds click IDs that the app has kept itself (from a cookie, say), beside those in the landing URL
 * @param form the form that the lead filled in
 * @param promoCode a promotion code that the lead gave
 * @param dialledNumber the number of ours that the lead called
 * @param crmTag the lead source that a person typed into a CRM
 * @param selfReport the answer to "How did you hear about us?"
 * @param offlineEvent a contact away from the web
 * @param attributes the app's own facts: each value a String, a Double or a Boolean
 * @param earlier contacts of the same person before this one that the app still knows of, the earliest first, each with
 *     its time; they tell of no others in turn
 */
public record LeadContext(
        @Nullable LeadId leadId,
        @Nullable VisitorId visitorId,
        @Nullable EventId eventId,
        @Nullable Instant occurredAt,
        @Nullable LandingPage landingPage,
        @Nullable Referrer referrer,
        CampaignTags tags,
        List<ClickId> clickIds,
        @Nullable Form form,
        @Nullable PromoCode promoCode,
        @Nullable DialledNumber dialledNumber,
        @Nullable CrmTag crmTag,
        @Nullable SelfReport selfReport,
        @Nullable OfflineEvent offlineEvent,
        Map<String, Object> attributes,
        List<LeadContext> earlier) {

    /** A context that says nothing. */
    public static final LeadContext EMPTY = new LeadContext(
            null,
            null,
            null,
            null,
            null,
            null,
            CampaignTags.NONE,
            List.of(),
            null,
            null,
            null,
            null,
            null,
            null,
            Map.of());

    /**
     * @throws IllegalArgumentException if an attribute is neither text, number nor flag, or an earlier contact has no
     *     time or tells of others
     */
    public LeadContext {
        clickIds = List.copyOf(clickIds);
        attributes = Map.copyOf(attributes);
        attributes.forEach((name, value) -> {
            if (!(value instanceof String || value instanceof Double || value instanceof Boolean)) {
                throw new IllegalArgumentException("attribute " + name + " is neither text, number nor flag");
            }
        });
        earlier = List.copyOf(earlier);
        if (earlier.stream()
                .anyMatch(past -> past.occurredAt() == null || !past.earlier().isEmpty())) {
            throw new IllegalArgumentException("an earlier contact has a time and tells of no others");
        }
    }

    /** A context that tells of this one contact alone. */
    public LeadContext(
            @Nullable LeadId leadId,
            @Nullable VisitorId visitorId,
            @Nullable EventId eventId,
            @Nullable Instant occurredAt,
            @Nullable LandingPage landingPage,
            @Nullable Referrer referrer,
            CampaignTags tags,
            List<ClickId> clickIds,
            @Nullable Form form,
            @Nullable PromoCode promoCode,
            @Nullable DialledNumber dialledNumber,
            @Nullable CrmTag crmTag,
            @Nullable SelfReport selfReport,
            @Nullable OfflineEvent offlineEvent,
            Map<String, Object> attributes) {
        this(
                leadId,
                visitorId,
                eventId,
                occurredAt,
                landingPage,
                referrer,
                tags,
                clickIds,
                form,
                promoCode,
                dialledNumber,
                crmTag,
                selfReport,
                offlineEvent,
                attributes,
                List.of());
    }

    /** The same contact under a name that came beside it. */
    public LeadContext named(EventId name) {
        return new LeadContext(
                leadId,
                visitorId,
                name,
                occurredAt,
                landingPage,
                referrer,
                tags,
                clickIds,
                form,
                promoCode,
                dialledNumber,
                crmTag,
                selfReport,
                offlineEvent,
                attributes,
                earlier);
    }

    /** Whose history this contact belongs to: the lead's, else the visitor's, else nobody's. */
    public @Nullable Person person() {
        return leadId != null ? leadId : visitorId;
    }
}
