package dev.headwater.lead;

import org.jspecify.annotations.Nullable;

/**
 * Campaign tags, raw: what UTM calls source, medium, campaign, term, content and id.
 *
 * @param source who sent the lead ({@code google})
 * @param medium how it was carried ({@code cpc})
 * @param name the campaign's name
 * @param term the keyword
 * @param content which of several creatives or links
 * @param id the campaign's ID
 */
public record CampaignTags(
        @Nullable String source,
        @Nullable String medium,
        @Nullable String name,
        @Nullable String term,
        @Nullable String content,
        @Nullable String id) {

    /** No tags at all. */
    public static final CampaignTags NONE = new CampaignTags(null, null, null, null, null, null);
}
