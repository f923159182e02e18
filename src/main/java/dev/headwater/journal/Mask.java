package dev.headwater.journal;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Resolution;
import dev.headwater.decision.Source;
import dev.headwater.decision.WeighedEvidence;
import dev.headwater.lead.CampaignTags;
import dev.headwater.lead.ClickId;
import dev.headwater.lead.CrmTag;
import dev.headwater.lead.LandingPage;
import dev.headwater.lead.LeadContext;
import dev.headwater.lead.OfflineEvent;
import dev.headwater.lead.Referrer;
import dev.headwater.lead.SelfReport;
import dev.headwater.rules.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes out of leads what tells who somebody is. Used by one thread. */
final class Mask {
    /** Names that are told of one line; an address may have five hundred parameters. */
    private static final int MOST_TOLD = 30;

    private static final int LONGEST_TOLD = 60;

    /** An answer that is as good as none, as lists of such answers know it. */
    private static final String SAYS_NOTHING = "n/a";

    /** E-mail addresses, and phone numbers as they are written for abroad. */
    private static final Pattern CONTACT = Pattern.compile(
            "[\\p{L}\\p{N}._%+'-]{1,64}(?:@|%(?:25)?40)[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+"
                    + "|(?<![\\p{L}\\p{N}])(?:\\+|00|%2B)[1-9](?:[ ()./-]{0,2}\\d){6,14}(?!\\d)",
            Pattern.CASE_INSENSITIVE);

    private final Set<Personal> personal;
    private @Nullable RuleSet rules;
    private AddressMask addresses;

    Mask(Set<Personal> personal) {
        this.personal = Set.copyOf(personal);
        this.addresses = new AddressMask(new LookedAt(Set.of(), Set.of(), Set.of()), this.personal);
    }

    /**
     * A lead without what is personal.
     *
     * @param lead what is left; it tells of no earlier contacts
     * @param fields what was masked, by name; empty where nothing was
     * @param matters whether any of it is something that rules could have looked at
     */
    record Masked(LeadContext lead, List<String> fields, boolean matters) {}

    /**
     * Masks a lead.
     *
     * @param rules by which it was decided
     * @param resolution what was decided
     */
    Masked of(LeadContext lead, RuleSet rules, Resolution resolution) {
        if (this.rules != rules) {
            this.rules = rules;
            this.addresses = new AddressMask(LookedAt.by(rules), personal);
        }
        List<String> masked = new ArrayList<>();
        LeadContext bare = new LeadContext(
                null,
                null,
                null,
                lead.occurredAt(),
                lead.landingPage() == null
                        ? null
                        : new LandingPage(address(lead.landingPage().url(), "landingUrl", masked)),
                lead.referrer() == null
                        ? null
                        : new Referrer(address(lead.referrer().url(), "referrer", masked)),
                tags(lead.tags(), masked),
                clickIds(lead.clickIds(), masked),
                lead.form(),
                lead.promoCode(),
                lead.dialledNumber(),
                lead.crmTag() == null
                        ? null
                        : new CrmTag(contact(lead.crmTag().leadSource(), "crm.leadSource", masked)),
                lead.selfReport() == null ? null : selfReport(lead.selfReport(), resolution, masked),
                offline(lead.offlineEvent(), masked),
                attributes(lead.attributes(), masked));
        boolean matters = !masked.isEmpty();
        if (!personal.contains(Personal.IDS)) {
            bare = named(bare, lead);
        } else {
            told(lead.leadId(), "leadId", masked);
            told(lead.visitorId(), "visitorId", masked);
            told(lead.eventId(), "eventId", masked);
        }
        return new Masked(bare, told(masked), matters);
    }

    /** Whether names that apps give to leads and contacts are left out. */
    boolean hidesIds() {
        return personal.contains(Personal.IDS);
    }

    /** A text of the answer, which may quote the lead. */
    @Nullable
    String quoted(@Nullable String text) {
        return text == null ? null : contact(text, "", new ArrayList<>());
    }

    private String address(String url, String place, List<String> masked) {
        return contact(addresses.of(url, place, masked), place, masked);
    }

    private String contact(String text, String place, List<String> masked) {
        if (!personal.contains(Personal.CONTACTS) || !mayHoldContact(text)) {
            return text;
        }
        String without = CONTACT.matcher(text).replaceAll(AddressMask.MASKED);
        if (!without.equals(text)) {
            masked.add(place);
        }
        return without;
    }

    /** Most texts hold none of what every contact does; looking for that is cheap. */
    private static boolean mayHoldContact(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@' || c == '+' || c == '%' || c == '0') {
                return true;
            }
        }
        return false;
    }

    private @Nullable String contactIfAny(@Nullable String text, String place, List<String> masked) {
        return text == null ? null : contact(text, place, masked);
    }

    private CampaignTags tags(CampaignTags tags, List<String> masked) {
        return tags.equals(CampaignTags.NONE)
                ? tags
                : new CampaignTags(
                        contactIfAny(tags.source(), "campaign.source", masked),
                        contactIfAny(tags.medium(), "campaign.medium", masked),
                        contactIfAny(tags.name(), "campaign.name", masked),
                        contactIfAny(tags.term(), "campaign.term", masked),
                        contactIfAny(tags.content(), "campaign.content", masked),
                        contactIfAny(tags.id(), "campaign.id", masked));
    }

    private List<ClickId> clickIds(List<ClickId> ids, List<String> masked) {
        return ids.stream()
                .map(id -> new ClickId(id.parameter(), addresses.clickId(id.parameter(), id.value(), masked)))
                .toList();
    }

    private SelfReport selfReport(SelfReport report, Resolution resolution, List<String> masked) {
        String place = "form.heardAboutUs";
        if (!personal.contains(Personal.FREE_TEXT)) {
            return new SelfReport(contact(report.answer(), place, masked));
        }
        String heard = resolution.evidence().stream()
                .filter(evidence -> evidence.kind() == EvidenceKind.SELF_REPORT)
                .findFirst()
                .map(Mask::heard)
                .orElse(SAYS_NOTHING);
        if (!heard.equals(report.answer())) {
            masked.add(place);
        }
        return new SelfReport(heard);
    }

    private static String heard(WeighedEvidence evidence) {
        Source source = evidence.source();
        return source == null ? AddressMask.MASKED : source.name();
    }

    private @Nullable OfflineEvent offline(@Nullable OfflineEvent event, List<String> masked) {
        return event == null
                ? null
                : new OfflineEvent(
                        contact(event.type(), "offline.type", masked),
                        contactIfAny(event.name(), "offline.name", masked));
    }

    private Map<String, Object> attributes(Map<String, Object> attributes, List<String> masked) {
        Map<String, Object> kept = new HashMap<>();
        attributes.forEach((name, value) -> {
            String place = "attributes." + name;
            if (personal.contains(Personal.ATTRIBUTES)
                    && !addresses.looked().attributes().contains(name)) {
                masked.add(place);
                kept.put(name, AddressMask.MASKED);
            } else {
                kept.put(name, value instanceof String text ? contact(text, place, masked) : value);
            }
        });
        return kept;
    }

    private static LeadContext named(LeadContext bare, LeadContext lead) {
        return new LeadContext(
                lead.leadId(),
                lead.visitorId(),
                lead.eventId(),
                bare.occurredAt(),
                bare.landingPage(),
                bare.referrer(),
                bare.tags(),
                bare.clickIds(),
                bare.form(),
                bare.promoCode(),
                bare.dialledNumber(),
                bare.crmTag(),
                bare.selfReport(),
                bare.offlineEvent(),
                bare.attributes());
    }

    private static void told(@Nullable Object id, String place, List<String> masked) {
        if (id != null) {
            masked.add(place);
        }
    }

    private static List<String> told(List<String> masked) {
        return masked.stream()
                .distinct()
                .limit(MOST_TOLD)
                .map(name -> name.length() > LONGEST_TOLD ? name.substring(0, LONGEST_TOLD) + "…" : name)
                .toList();
    }
}
