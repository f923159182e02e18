package dev.headwater.signal;

import dev.headwater.decision.Campaign;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Google Analytics 4 would call the source and the medium of a visit, so that a table can follow its published channel
 * group word by word. It knows Google's own paid click IDs, then tags, then the referring page, and nothing else.
 *
 * @param source such as {@code google}, {@code facebook.com}, {@code (direct)}
 * @param medium such as {@code cpc}, {@code referral}, {@code (none)}
 * @param category the category that Google publishes for the source; null where it publishes none
 */
record AnalyticsView(String source, String medium, @Nullable String category) {
    private static final String NOT_SET = "(not set)";
    private static final String GOOGLE = "google";
    private static final String SEARCH = "search";

    /** A visit that nothing led to. None of its two words ever comes without the other. */
    static final AnalyticsView DIRECT = new AnalyticsView("(direct)", "(none)", null);

    /** Referring pages that Google Analytics leaves out, as far as its owner lists them as unwanted. */
    private static final Set<String> LEFT_OUT = Set.of("own", "internal", "payment", "sign-on");

    /** @param visit of a lead that came to a page */
    static AnalyticsView of(Visit visit, PublishedCategories published) {
        Evidence clickId = visit.clickId();
        if (clickId != null && clickId.cost() == Evidence.Cost.PAID && GOOGLE.equals(clickId.network())) {
            String told = clickId.medium();
            String medium = told == null || told.equals(DIRECT.medium()) ? "cpc" : told;
            return new AnalyticsView(GOOGLE, medium, SEARCH);
        }
        if (visit.tags().isTagged()) {
            Campaign tags = visit.tags().campaign();
            String source = tags.source() == null ? NOT_SET : tags.source();
            return new AnalyticsView(source, tags.medium() == null ? NOT_SET : tags.medium(), published.find(source));
        }
        Evidence referrer = visit.referrer();
        return referrer == null || referrer.source() == null || LEFT_OUT.contains(String.valueOf(referrer.category()))
                ? DIRECT
                : of(referrer, referrer.source().id(), published);
    }

    private static AnalyticsView of(Evidence referrer, String id, PublishedCategories published) {
        if (SEARCH.equals(referrer.category())) {
            return new AnalyticsView(id, "organic", SEARCH);
        }
        HostName host =
                WebAddress.read(referrer.value(), "referrer", new Oddities()).host();
        String source = host == null ? id : host.name();
        return new AnalyticsView(
                source, "ai".equals(referrer.category()) ? "ai-assistant" : "referral", published.find(source));
    }

    void addTo(Map<String, Object> values) {
        values.put(Signal.GA_SOURCE, source);
        values.put(Signal.GA_MEDIUM, medium);
        if (category != null) {
            values.put(Signal.GA_SOURCE_CATEGORY, category);
        }
    }
}
