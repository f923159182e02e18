package dev.headwater.json;

import dev.headwater.lead.CampaignTags;
import dev.headwater.lead.LandingPage;
import dev.headwater.lead.Referrer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What sourcebuster.js found of one visit, as it stands in its cookies and in WooCommerce's order attribution.
 *
 * <p>Only a visit of type {@code utm} has tags. Of one of type {@code organic} or {@code referral} the source and medium
 * are what the script made of the referrer; we make our own of it, and take the script's word only where the referrer
 * itself is missing. A {@code typein} has no referrer: one that is told is the site itself. An order that was entered by
 * hand ({@code admin}), or comes from a till or an app, is no visit.
 *
 * @param landingPage the page that the visit began on
 * @see <a href="https://github.com/alexfedoseev/sourcebuster-js">sourcebuster.js</a>
 */
record SourcebusterVisit(
        @Nullable LandingPage landingPage, @Nullable Referrer referrer, CampaignTags tags) {

    private static final SourcebusterVisit NONE = new SourcebusterVisit(null, null, CampaignTags.NONE);

    /** How the script writes that there is none. */
    private static final String WITHOUT = "(none)";

    /**
     * @param type what kind of visit, in any case
     * @param tags source, medium, campaign, term, content and ID as the script has them
     * @param entry the page that the visit began on
     * @param referrer the page it came from
     */
    static SourcebusterVisit of(
            @Nullable String type, CampaignTags tags, @Nullable String entry, @Nullable String referrer) {
        LandingPage landing = LeadContextJson.told(told(entry), LandingPage::new);
        Referrer from = LeadContextJson.told(told(referrer), Referrer::new);
        CampaignTags clean = clean(tags);
        String source = clean.source();
        return switch (type == null ? "utm" : type.strip().toLowerCase(Locale.ROOT)) {
            case "typein" -> new SourcebusterVisit(landing, null, CampaignTags.NONE);
            case "organic", "referral" -> {
                boolean isSeen = from != null || source == null;
                yield new SourcebusterVisit(landing, from, isSeen ? CampaignTags.NONE : sourceAlone(clean));
            }
            case "admin", "mobile_app", "pos" -> NONE;
            // A type of the shop's own is tagged, or it would tell nothing.
            default -> new SourcebusterVisit(landing, from, clean);
        };
    }

    /** In a referral the content is the path of the page that it came from, and so no tag. */
    private static CampaignTags sourceAlone(CampaignTags tags) {
        return new CampaignTags(tags.source(), tags.medium(), null, null, null, null);
    }

    private static CampaignTags clean(CampaignTags tags) {
        return new CampaignTags(
                told(tags.source()),
                told(tags.medium()),
                told(tags.name()),
                told(tags.term()),
                told(tags.content()),
                told(tags.id()));
    }

    private static @Nullable String told(@Nullable String value) {
        return value == null || value.isBlank() || value.strip().equalsIgnoreCase(WITHOUT) ? null : value;
    }
}
