package dev.headwater.rules;

import dev.headwater.decision.Source;
import dev.headwater.signal.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * One piece of evidence, for the rules that engineers write in {@code .drl} files. There is at most one of each kind.
 *
 * <p>Texts are in lower case, as they stand in the reference lists; a property that nothing is known of is null, and
 * {@code null} is equal only to {@code null}: ask {@code network != null} where two unknowns are not to agree.
 */
public final class EvidenceFact {
    private final Evidence evidence;

    EvidenceFact(Evidence evidence) {
        this.evidence = evidence;
    }

    /**
     * Which part of the lead told it: {@code crm-tag}, {@code offline-event}, {@code promo-code}, {@code phone-line},
     * {@code vanity-path}, {@code click-id}, {@code campaign-tags}, {@code referrer}, {@code self-report} or
     * {@code earlier-touch}.
     */
    public String getKind() {
        return evidence.kind().word();
    }

    /** The raw value, for people; for a click ID its parameter ({@code gclid}). */
    public String getValue() {
        return evidence.value();
    }

    /** The source's ID ({@code google-ads}); null where no list knows the value. */
    public @Nullable String getSourceId() {
        Source source = evidence.source();
        return source == null ? null : source.id();
    }

    /** The source's name as people know it ({@code Google Ads}); null where no list knows the value. */
    public @Nullable String getSourceName() {
        Source source = evidence.source();
        return source == null ? null : source.name();
    }

    /** The source's category ({@code search}, {@code social}, {@code payment} …); null where unknown. */
    public @Nullable String getCategory() {
        return evidence.category();
    }

    /** Who runs the source ({@code google}, {@code meta}); null where unknown. */
    public @Nullable String getNetwork() {
        return evidence.network();
    }

    /** The medium as tagged ({@code cpc}); null where there is none. */
    public @Nullable String getMedium() {
        return evidence.medium();
    }

    /** The medium's class ({@code paid}, {@code email} …); null where unknown. */
    public @Nullable String getMediumClass() {
        return evidence.mediumClass();
    }

    /**
     * Whether such a click ID stands on paid links ({@code paid}), on free ones ({@code free}) or on both
     * ({@code either}); null for other kinds.
     */
    public @Nullable String getCost() {
        Evidence.Cost cost = evidence.cost();
        return cost == null ? null : cost.word();
    }

    @Override
    public String toString() {
        return getKind() + " " + getValue();
    }
}
