package dev.headwater.signal;

import dev.headwater.decision.Campaign;
import dev.headwater.lead.CampaignTags;
import dev.headwater.signal.TagNames.Named;
import dev.headwater.signal.TagParameters.Tag;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the tags of one lead say by themselves.
 *
 * @param raw what was found
 * @param named what the tagged source means; null where none is tagged
 * @param medium the tagged medium, folded, or the one that the tagged source implies; null where neither is
 * @param mediumKind what is known of the medium; null where nothing is
 */
record TagReading(
        RawTags raw, @Nullable Named named, @Nullable String medium, Mediums.@Nullable Kind mediumKind) {

    private static final Set<String> BOUGHT = Set.of("paid", "display");

    static TagReading read(CampaignTags app, Parameters link, Catalog catalog, Oddities oddities) {
        RawTags raw = RawTags.read(
                app,
                link,
                catalog.tagParameters(),
                value -> catalog.tagNames().find(value).known(),
                oddities);
        String source = raw.value(Tag.SOURCE);
        Named named = source == null ? null : catalog.tagNames().find(source);
        String tagged = raw.campaign().medium();
        String medium = tagged != null ? tagged : named == null ? null : named.medium();
        return new TagReading(
                raw, named, medium, medium == null ? null : catalog.mediums().find(medium));
    }

    /** Whether a class of mediums is one that only ads have. */
    static boolean isBought(@Nullable String mediumClass) {
        return mediumClass != null && BOUGHT.contains(mediumClass);
    }

    Campaign campaign() {
        return raw.campaign();
    }

    /** Whether the tags name a source, a medium or a campaign. */
    boolean isTagged() {
        return raw.value(Tag.SOURCE) != null || raw.value(Tag.MEDIUM) != null || raw.value(Tag.CAMPAIGN) != null;
    }

    /** The class of the medium; null where unknown. */
    @Nullable
    String mediumClass() {
        return mediumKind == null ? null : mediumKind.mediumClass();
    }

    /** The network of the tagged source; null where none is tagged or it has none. */
    @Nullable
    String network() {
        return named == null ? null : named.listed().network();
    }

    /** Whether the tagged source is of a network, and of another one than this. */
    boolean namesOtherNetworkThan(@Nullable String other) {
        String mine = network();
        return mine != null && other != null && !mine.equals(other);
    }
}
