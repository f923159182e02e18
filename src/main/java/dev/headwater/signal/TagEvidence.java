package dev.headwater.signal;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.signal.TagNames.Named;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the tags of a lead are evidence of, in the light of its click ID and its referrer, which may tell what they lack. */
final class TagEvidence {
    private static final Set<String> NO_SOURCE = Set.of("own", "internal", "payment", "sign-on", "spam");

    /** From such sources comes nothing but links. */
    private static final Set<String> LINKS_ONLY = Set.of("site", "app");

    private final Catalog catalog;
    private final TagReading tags;
    private final @Nullable Evidence clickId;
    private final @Nullable Evidence referrer;
    private final Oddities oddities;

    TagEvidence(
            Catalog catalog,
            TagReading tags,
            @Nullable Evidence clickId,
            @Nullable Evidence referrer,
            Oddities oddities) {
        this.catalog = catalog;
        this.tags = tags;
        this.clickId = clickId;
        this.referrer = referrer;
        this.oddities = oddities;
    }

    /** The evidence; null where no tag says anything. */
    @Nullable
    Evidence read() {
        if (tags.raw().isEmpty()) {
            return null;
        }
        if (tags.named() == null && tags.medium() == null) {
            return ofCampaignAlone();
        }
        Evidence paidClick = paidClick();
        String medium = tags.medium();
        String mediumClass = tags.mediumClass();
        if (medium == null && paidClick != null) {
            medium = paidClick.medium();
            mediumClass = paidClick.mediumClass();
        }
        Listed source = source(mediumClass != null ? TagReading.isBought(mediumClass) : paidClick != null);
        String category = source == null ? null : source.category();
        if (category == null && tags.mediumKind() != null) {
            category = tags.mediumKind().category();
        }
        if (medium == null && category != null && LINKS_ONLY.contains(category)) {
            medium = Media.free(category);
            mediumClass = catalog.mediums().classOf(medium);
        }
        return new Evidence(
                EvidenceKind.CAMPAIGN_TAGS,
                tags.raw().told(),
                source == null ? null : source.source(),
                category,
                source == null ? null : source.network(),
                medium,
                mediumClass,
                null);
    }

    /** A campaign without a source: the click ID, or else the referring page, tells where its link stood. */
    private Evidence ofCampaignAlone() {
        Evidence other = clickId != null && clickId.source() != null ? clickId : usableReferrer();
        return new Evidence(
                EvidenceKind.CAMPAIGN_TAGS,
                tags.raw().told(),
                other == null ? null : other.source(),
                other == null ? null : other.category(),
                other == null ? null : other.network(),
                other == null ? null : other.medium(),
                other == null ? null : other.mediumClass(),
                null);
    }

    /** The click ID, where it is paid for and does not contradict the tagged source. */
    private @Nullable Evidence paidClick() {
        return clickId == null || clickId.cost() != Evidence.Cost.PAID || tags.namesOtherNetworkThan(clickId.network())
                ? null
                : clickId;
    }

    private @Nullable Listed source(boolean bought) {
        Named named = tags.named();
        if (named != null) {
            return bought ? catalog.tagNames().paid(named) : named.inForce();
        }
        if (clickId != null && clickId.source() != null && goesWith(clickId, bought)) {
            return new Listed(clickId.source(), clickId.category(), clickId.network(), null);
        }
        return ofReferrer(bought);
    }

    private boolean goesWith(Evidence click, boolean bought) {
        String tagged = tags.mediumClass();
        return tagged == null || tagged.equals(click.mediumClass()) || (click.cost() == Evidence.Cost.PAID && bought);
    }

    private @Nullable Listed ofReferrer(boolean bought) {
        Evidence page = usableReferrer();
        if (page == null || page.source() == null) {
            return null;
        }
        Listed listed = catalog.sources().byId(page.source().id());
        return bought && listed != null
                ? catalog.sources().paid(listed)
                : new Listed(page.source(), page.category(), page.network(), null);
    }

    /** The referrer, where it is a source at all; that it is used for the tags is told. */
    private @Nullable Evidence usableReferrer() {
        if (referrer == null || referrer.category() == null || NO_SOURCE.contains(referrer.category())) {
            return null;
        }
        oddities.add("the tags name no source; the referrer's is taken");
        return referrer;
    }
}
