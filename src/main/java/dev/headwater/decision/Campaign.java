package dev.headwater.decision;

import org.jspecify.annotations.Nullable;

/**
 * Campaign tags after cleaning: trimmed, decoded, in lower case, and null where the raw tag said nothing.
 *
 * @param source who sent the lead
 * @param medium how it was carried
 * @param name the campaign's name
 * @param term the keyword
 * @param content which creative or link
 * @param id the campaign's ID
 */
public record Campaign(
        @Nullable String source,
        @Nullable String medium,
        @Nullable String name,
        @Nullable String term,
        @Nullable String content,
        @Nullable String id) {

    /** No tags at all. */
    public static final Campaign NONE = new Campaign(null, null, null, null, null, null);
}
