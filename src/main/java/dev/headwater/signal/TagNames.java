package dev.headwater.signal;

import org.jspecify.annotations.Nullable;

/**
 * What a tagged source means: asked in turn of the aliases, the sources and the hosts. Immutable.
 *
 * @param sources all sources that have a name
 * @param aliases their other spellings
 * @param hosts their hosts, since people tag those too
 * @param published the categories that Google Analytics gives to tagged sources
 */
record TagNames(Sources sources, Aliases aliases, Hosts hosts, PublishedCategories published) {

    /**
     * A tagged source.
     *
     * @param listed the source
     * @param published the category that Google Analytics gives to the tag; null where it gives none
     * @param medium the medium that the tag implies; null where it implies none
     * @param known whether any list knows it
     */
    record Named(
            Listed listed,
            @Nullable String published,
            @Nullable String medium,
            boolean known) {

        /** The source in the category in force. */
        Listed inForce() {
            return listed.in(published);
        }
    }

    /** What a tag means; a source of that name where no list knows it. */
    Named find(String tag) {
        String category = published.find(tag);
        Aliases.Alias alias = aliases.find(tag);
        if (alias != null) {
            return new Named(alias.source(), category, alias.medium(), true);
        }
        Listed listed = sources.named(tag);
        if (listed == null && tag.indexOf('.') > 0) {
            WebAddress address = WebAddress.read(tag, "tag", new Oddities());
            listed = address.host() == null ? null : hosts.find(address.host(), address.path());
        }
        return listed != null
                ? new Named(listed, category, null, true)
                : new Named(Listed.named(tag), category, null, category != null);
    }

    /** The source with its paid twin's name and category where it has one. */
    Listed paid(Named named) {
        return sources.paid(named.listed()).in(named.published());
    }
}
