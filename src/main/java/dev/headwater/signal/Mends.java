package dev.headwater.signal;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.signal.Heard.Abstained;
import dev.headwater.signal.Heard.Why;
import dev.headwater.signal.TagParameters.Tag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would have made more of this very lead: what it told in words that no list knows, each quoted, with the list that
 * lacks it and, where a slip of the finger is likely, the word that was meant.
 */
final class Mends {
    private final Catalog catalog;
    private final List<String> mends = new ArrayList<>();

    private Mends(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The advice, in sentences for people; empty mostly.
     *
     * @param evidence all that was found
     * @param heard what was made of the answer to "How did you hear about us?"; null where none was given
     */
    static List<String> of(TagReading tags, List<Evidence> evidence, @Nullable Heard heard, Catalog catalog) {
        Mends mends = new Mends(catalog);
        mends.tags(tags);
        for (Evidence piece : evidence) {
            if (piece.source() == null) {
                mends.unlisted(piece, heard);
            }
        }
        return mends.mends;
    }

    private void tags(TagReading tags) {
        String source = tags.raw().value(Tag.SOURCE);
        String medium = tags.raw().value(Tag.MEDIUM);
        if (source != null && tags.named() != null && !tags.named().known()) {
            mends.add(tags.raw().name(Tag.SOURCE) + " " + Oddities.quote(source) + " is in no list"
                    + meant(catalog.tagNames().nearest(source))
                    + "add it to rules/lists/aliases.csv, or tag the link with a source that is listed");
        }
        if (medium != null && tags.mediumKind() == null) {
            mends.add(tags.raw().name(Tag.MEDIUM) + " " + Oddities.quote(medium) + " is in no list"
                    + meant(catalog.mediums().nearest(medium))
                    + "write one that is listed, such as cpc, email or social, or add it to rules/lists/mediums.csv");
        }
        if (source == null && medium != null) {
            mends.add("the tags name a medium and no source: add utm_source to the link");
        } else if (medium == null && source != null && tags.medium() == null && isUnknown(tags)) {
            mends.add("the tags name a source and no medium: add utm_medium to the link");
        } else if (medium == null && source == null && tags.raw().value(Tag.CAMPAIGN) != null) {
            mends.add("the tags name a campaign alone: add utm_source and utm_medium to the link");
        }
    }

    /** Of a source with a category the medium follows. */
    private static boolean isUnknown(TagReading tags) {
        return tags.named() == null || tags.named().inForce().category() == null;
    }

    private static String meant(List<String> nearest) {
        return nearest.isEmpty() ? ": " : " (did you mean " + Oddities.quote(nearest.get(0)) + "?): ";
    }

    private void unlisted(Evidence piece, @Nullable Heard heard) {
        String told = Oddities.quote(piece.value());
        String mend = switch (piece.kind()) {
            case PROMO_CODE -> "the promotion code " + told + " is not in rules/lists/promo-codes.csv";
            case PHONE_LINE -> "the dialled number " + told + " is not in rules/lists/phone-lines.csv";
            case CRM_TAG -> "the CRM's lead source " + told + " is not in rules/lists/crm-tags.csv";
            case OFFLINE_EVENT -> "the offline event " + told + " is not in rules/lists/offline-types.csv";
            case SELF_REPORT ->
                heard instanceof Abstained abstained && abstained.why() == Why.NOT_LISTED
                        ? "no phrase of rules/lists/self-reports.csv stands in the answer " + told
                        : null;
            case VANITY_PATH, CLICK_ID, CAMPAIGN_TAGS, REFERRER, EARLIER_TOUCH -> null;
        };
        if (mend != null) {
            mends.add(mend + (piece.kind() == EvidenceKind.SELF_REPORT ? "; add one if others answer so too" : ""));
        }
    }
}
