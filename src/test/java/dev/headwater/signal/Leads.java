package dev.headwater.signal;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.lead.CampaignTags;
import dev.headwater.lead.ClickId;
import dev.headwater.lead.LandingPage;
import dev.headwater.lead.LeadContext;
import dev.headwater.lead.Referrer;
import dev.headwater.touch.TouchHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Leads for tests, and what the shipped lists make of them. */
public final class Leads {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private Leads() {}

    public static LeadContext visit(@Nullable String landingUrl, @Nullable String referrer) {
        return visit(landingUrl, referrer, CampaignTags.NONE);
    }

    public static LeadContext visit(
            @Nullable String landingUrl, @Nullable String referrer, CampaignTags tags, ClickId... clickIds) {
        return new LeadContext(
                null,
                null,
                null,
                null,
                landingUrl == null ? null : new LandingPage(landingUrl),
                referrer == null ? null : new Referrer(referrer),
                tags,
                List.of(clickIds),
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    static Signals signals(LeadContext lead) {
        return signals(lead, ShippedLists.CATALOG);
    }

    static Signals signals(LeadContext lead, Catalog catalog) {
        return Signals.of(lead, TouchHistory.EMPTY, catalog, NOW);
    }

    /** The signals of a visit to a page of ours with this query. */
    static Signals landing(String query) {
        return signals(visit("https://acme.example/pricing?" + query, null));
    }

    /** The signals of a visit that came from there. */
    static Signals from(String referrer) {
        return signals(visit("https://acme.example/", referrer));
    }

    /** What the evidence of a kind says, as {@code source id / category / medium}; each "-" where it says nothing. */
    static String told(Signals signals, EvidenceKind kind) {
        return signals.evidence().stream()
                .filter(evidence -> evidence.kind() == kind)
                .map(evidence ->
                        (evidence.source() == null ? "-" : evidence.source().id()) + " / " + orDash(evidence.category())
                                + " / " + orDash(evidence.medium()))
                .findFirst()
                .orElse("nothing");
    }

    static String tags(String query) {
        return told(landing(query), EvidenceKind.CAMPAIGN_TAGS);
    }

    static String click(String query) {
        return told(landing(query), EvidenceKind.CLICK_ID);
    }

    static String referrer(String url) {
        return told(from(url), EvidenceKind.REFERRER);
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "-" : text;
    }
}
