package dev.headwater.decision;

/**
 * The broad category of a source.
 *
 * @param id stable, in lower case with hyphens ({@code paid-search})
 * @param name for people ({@code Paid Search}); tables use this one
 * @param kind whether leads of this channel come from the web
 */
public record Channel(String id, String name, Kind kind) {

    /** Where a channel's leads come from; {@code UNKNOWN} only for channels that say that nothing is known. */
    public enum Kind {
        ONLINE,
        OFFLINE,
        UNKNOWN
    }
}
