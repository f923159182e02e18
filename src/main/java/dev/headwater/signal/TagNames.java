package dev.headwater.signal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a tagged source means: asked in turn of the aliases, the sources and the hosts. Immutable.
 *
 * @param sources all sources that have a name
 * @param aliases their other spellings
 * @param hosts their hosts, since people tag those too
 * @param published the categories that Google Analytics gives to tagged sources
 * @param spellings all names, for those who mistype one
 */
record TagNames(Sources sources, Aliases aliases, Hosts hosts, PublishedCategories published, Misspelled spellings) {

    static TagNames of(Sources sources, Aliases aliases, Hosts hosts, PublishedCategories published) {
        Misspelled spellings = new Misspelled();
        Set<String> words = new LinkedHashSet<>(sources.ids());
        words.addAll(aliases.keys());
        words.forEach(spellings::add);
        return new TagNames(sources, aliases, hosts, published, spellings);
    }

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

    /** The sources that somebody may have meant who mistyped one; empty where none is near. */
    List<String> nearest(String tag) {
        return spellings.nearest(Slug.of(tag));
    }

    /** What a tag means; a source of that name where no list knows it. */
    Named find(String tag) {
        String category = published.find(tag);
        Aliases.Alias alias = aliases.find(tag);
        Listed listed = alias != null ? alias.source() : sources.named(tag);
        if (listed == null) {
            listed = ofHost(tag);
        }
        if (alias == null && listed == null) {
            alias = aliases.like(tag);
            listed = alias == null ? null : alias.source();
        }
        boolean known = listed != null || alias != null || category != null;
        Listed source = listed != null ? listed : Listed.named(tag);
        return new Named(source, category, alias == null ? null : alias.medium(), known);
    }

    /** People tag hosts too; one that is not listed, but could be a site's, is a site. */
    private @Nullable Listed ofHost(String tag) {
        HostName host = tag.indexOf('.') > 0
                ? WebAddress.read(tag, "tag", new Oddities()).host()
                : null;
        if (host == null) {
            return null;
        }
        Listed listed = hosts.find(host, "");
        return listed != null || host.registrySuffix() == null
                ? listed
                : new Listed(Recognised.sourceNamed(host.name()), "site", null, null);
    }

    /** The source with its paid twin's name and category where it has one. */
    Listed paid(Named named) {
        return sources.paid(named.listed()).in(named.published());
    }
}
