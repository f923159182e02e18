package dev.headwater.signal;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.lead.CampaignTags;
import dev.headwater.lead.CrmTag;
import dev.headwater.lead.LeadContext;
import dev.headwater.lead.SelfReport;
import dev.headwater.table.Text;
import dev.headwater.touch.TouchHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together all that one lead tells: each part is recognised by its own list, and becomes evidence and signals. */
final class SignalReader {
    private static final int LONGEST_TOLD = 500;

    private final LeadContext lead;
    private final Catalog catalog;
    private final Oddities oddities = new Oddities();
    /** As many places as a lead with everything needs, so that none is put twice. */
    private final Map<String, Object> values = new HashMap<>(96);

    private final List<Evidence> evidence = new ArrayList<>();
    private final @Nullable PagePath landing;
    private @Nullable Heard heard;

    SignalReader(LeadContext lead, Catalog catalog) {
        this.lead = lead;
        this.catalog = catalog;
        this.landing = lead.landingPage() == null
                ? null
                : PagePath.of(lead.landingPage().url());
    }

    Signals read(TouchHistory history, Instant now) {
        Visit visit = Visit.read(lead, catalog, oddities);
        clickId(visit.clickId());
        tags(visit);
        referrer(visit.referrer());
        values.put(Signal.VISIT, isVisit(visit));
        if (isVisit(visit)) {
            AnalyticsView.of(visit, catalog.publishedCategories()).addTo(values);
        }
        values.put(Signal.INTERNAL, isInternal(visit));
        toldByPerson();
        intent();
        attributes();
        HistoryReader earlier =
                new HistoryReader(history, lead.occurredAt() != null ? lead.occurredAt() : now, lead.eventId());
        earlier.addTo(values);
        add(Signal.EARLIER_SOURCE, null, earlier.earlierTouch(catalog.sources()));
        evidence.sort(Comparator.comparing(Evidence::kind));
        return new Signals(
                // Nobody else has it, and this reader is done: a copy would be for nothing.
                Collections.unmodifiableMap(values),
                evidence,
                catalog.shared(visit.tags().campaign()),
                oddities.list(),
                Mends.of(visit.tags(), evidence, heard, catalog),
                now);
    }

    private void clickId(@Nullable Evidence click) {
        add(Signal.CLICK_ID, null, click);
        if (click != null && click.source() != null && click.cost() != null) {
            values.put(Signal.CLICK_ID_COST, click.cost().word());
        }
    }

    private void tags(Visit visit) {
        TagReading tags = visit.tags();
        values.put(Signal.TAGGED, tags.isTagged());
        add(Signal.TAG_SOURCE, Signal.TAG_SOURCE_CATEGORY, visit.tagged());
        put(Signal.TAG_MEDIUM, tags.medium());
        put(Signal.TAG_MEDIUM_CLASS, tags.mediumClass());
        put(Signal.CAMPAIGN, tags.campaign().name());
        put(Signal.UTM_SOURCE, tags.campaign().source());
        put(Signal.UTM_MEDIUM, tags.campaign().medium());
        Evidence referrer = visit.referrer();
        String tagged = tags.campaign().term();
        searchTerm(tagged != null || referrer == null ? tagged : referrer.searchTerm());
    }

    private void searchTerm(@Nullable String term) {
        put(Signal.SEARCH_TERM, term);
        values.put(Signal.OWN_BRAND, term != null && catalog.ownBrands().isNamedIn(term));
    }

    private void referrer(@Nullable Evidence referrer) {
        add(Signal.REFERRER, Signal.REFERRER_CATEGORY, referrer);
    }

    /** Whether anything was told that only a visit to a page can tell. */
    private boolean isVisit(Visit visit) {
        return lead.landingPage() != null
                || lead.referrer() != null
                || visit.clickId() != null
                || !lead.tags().equals(CampaignTags.NONE);
    }

    /** A page that customers cannot reach, or one that the list of own hosts calls internal. */
    private boolean isInternal(Visit visit) {
        HostName host = visit.landing().host();
        boolean landed = host != null
                && (host.isPrivate() || "internal".equals(catalog.ownHosts().find(host)));
        return landed
                || (visit.referrer() != null
                        && "internal".equals(visit.referrer().category()));
    }

    // What people told and did away from the page's address

    private void toldByPerson() {
        if (lead.promoCode() != null) {
            String code = lead.promoCode().code();
            found(EvidenceKind.PROMO_CODE, code, catalog.promoCodes().find(lead.promoCode()), Signal.PROMO_CODE, null);
        }
        if (lead.dialledNumber() != null) {
            String number = lead.dialledNumber().number();
            found(
                    EvidenceKind.PHONE_LINE,
                    number,
                    catalog.phoneLines().find(lead.dialledNumber()),
                    Signal.PHONE_LINE,
                    null);
        }
        if (lead.landingPage() != null && landing != null) {
            Recognised vanity = catalog.vanityPaths().find(landing);
            if (vanity != null) {
                found(EvidenceKind.VANITY_PATH, lead.landingPage().url(), vanity, Signal.VANITY_PATH, null);
            }
        }
        if (lead.offlineEvent() != null) {
            String type = lead.offlineEvent().type();
            String name = lead.offlineEvent().name();
            String told = name == null ? type : type + ": " + name;
            Recognised event = catalog.offlineTypes().find(lead.offlineEvent());
            found(EvidenceKind.OFFLINE_EVENT, told, event, Signal.OFFLINE_EVENT, null);
        }
        if (lead.crmTag() != null) {
            crmTag(lead.crmTag());
        }
        if (lead.selfReport() != null) {
            selfReport(lead.selfReport());
        }
    }

    private void crmTag(CrmTag tag) {
        if (!catalog.crmTags().saysNothing(tag)) {
            Recognised recognised = catalog.crmTags().find(tag);
            found(EvidenceKind.CRM_TAG, tag.leadSource(), recognised, Signal.CRM_TAG, Signal.CRM_TAG_CATEGORY);
        }
    }

    private void selfReport(SelfReport report) {
        Heard told = catalog.selfReports().hear(report);
        heard = told;
        if (told instanceof Heard.Named named) {
            found(
                    EvidenceKind.SELF_REPORT,
                    report.answer(),
                    named.recognised(),
                    Signal.SELF_REPORT,
                    Signal.SELF_REPORT_CATEGORY);
        } else if (told instanceof Heard.Abstained abstained && abstained.why() != Heard.Why.NO_ANSWER) {
            found(EvidenceKind.SELF_REPORT, report.answer(), null, Signal.SELF_REPORT, Signal.SELF_REPORT_CATEGORY);
            oddities.add("How did you hear about us? " + abstained.text());
        }
    }

    /** Evidence of what a list made of one part of the lead; without a source where the list does not know it. */
    private void found(
            EvidenceKind kind,
            String told,
            @Nullable Recognised recognised,
            String signal,
            @Nullable String categorySignal) {
        String value = DisplayName.line(told, LONGEST_TOLD);
        if (recognised == null) {
            evidence.add(new Evidence(kind, value, null, null, null, null, null, null));
            return;
        }
        Listed listed = catalog.sources().byId(recognised.source().id());
        String medium = recognised.medium();
        String mediumClass = recognised.mediumClass() != null
                ? recognised.mediumClass()
                : catalog.mediums().classOf(medium);
        add(
                signal,
                categorySignal,
                new Evidence(
                        kind,
                        value,
                        // Under the name that all lists of the web know it by.
                        listed == null ? recognised.source() : listed.source(),
                        recognised.category(),
                        listed == null ? null : listed.network(),
                        medium,
                        mediumClass,
                        null));
    }

    private void intent() {
        if (lead.form() != null) {
            put(Signal.FORM_PURPOSE, catalog.forms().purpose(lead.form()));
        }
        if (landing != null) {
            put(Signal.PAGE_CLASS, catalog.pages().classOf(landing));
        }
    }

    private void attributes() {
        lead.attributes().forEach((name, value) -> {
            if (value instanceof String text) {
                put(Signal.ATTRIBUTE_PREFIX + name, text);
            } else {
                values.put(Signal.ATTRIBUTE_PREFIX + name, value);
            }
        });
    }

    private void add(String signal, @Nullable String categorySignal, @Nullable Evidence found) {
        if (found == null) {
            return;
        }
        evidence.add(found);
        put(signal, found.source() == null ? null : found.source().name());
        if (categorySignal != null) {
            put(categorySignal, found.category());
        }
    }

    private void put(String signal, @Nullable String text) {
        String folded = text == null ? "" : Text.fold(text);
        if (!folded.isEmpty()) {
            values.put(signal, folded);
        }
    }
}
