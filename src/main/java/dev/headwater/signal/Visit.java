package dev.headwater.signal;

import dev.headwater.lead.LeadContext;
import org.jspecify.annotations.Nullable;

/**
 * What one visit to a page tells: its tags, its click ID and its referrer, each read in the light of the others.
 *
 * @param landing the landing page's address; of nothing where there is none
 * @param tags what the tags say by themselves
 * @param clickId null where there is none
 * @param tagged what the tags are evidence of; null where there are none
 * @param referrer null where there is none
 */
record Visit(
        WebAddress landing,
        TagReading tags,
        @Nullable Evidence clickId,
        @Nullable Evidence tagged,
        @Nullable Evidence referrer) {

    static Visit read(LeadContext lead, Catalog catalog, Oddities oddities) {
        String url = lead.landingPage() == null ? "" : lead.landingPage().url();
        WebAddress landing = WebAddress.read(url, "landing URL", oddities);
        TagReading tags = TagReading.read(lead.tags(), landing.parameters(), catalog, oddities);
        Evidence referrer = lead.referrer() == null
                ? null
                : new ReferrerReader(catalog, landing.host(), oddities).read(lead.referrer());
        Evidence clickId = new ClickIdReader(catalog, landing, tags, referrer, oddities).read(lead.clickIds());
        Evidence tagged = new TagEvidence(catalog, tags, clickId, referrer, oddities).read();
        return new Visit(landing, tags, clickId, tagged, referrer);
    }
}
