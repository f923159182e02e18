package dev.headwater.signal;

import dev.headwater.decision.Campaign;
import dev.headwater.lead.LeadContext;
import dev.headwater.touch.TouchHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The flat, normalised facts of one lead, and the evidence they were taken from.
 *
 * @param values by signal key: a String (folded), a Double or a Boolean; a signal without a value has no entry. The keys
 *     are those of {@link Signal} and {@code attributes.…}
 * @param evidence at most one of each kind, in the order of the kinds
 * @param campaign the cleaned campaign tags
 * @param oddities what was odd about the input, for people
 * @param mends what would have made more of this lead, for people: words of it that no list knows
 * @param now the time of the question
 */
public record Signals(
        Map<String, Object> values,
        List<Evidence> evidence,
        Campaign campaign,
        List<String> oddities,
        List<String> mends,
        Instant now) {

    public Signals {
        evidence = List.copyOf(evidence);
        oddities = List.copyOf(oddities);
        mends = List.copyOf(mends);
    }

    /** Signals of which nothing is to be mended. */
    public Signals(
            Map<String, Object> values,
            List<Evidence> evidence,
            Campaign campaign,
            List<String> oddities,
            Instant now) {
        this(values, evidence, campaign, oddities, List.of(), now);
    }

    /**
     * Recognises everything that a lead context tells. Never throws, whatever the context holds.
     *
     * @param lead the context
     * @param history what is known of the person's earlier touches
     * @param catalog the reference lists
     * @param now the time of the question
     */
    public static Signals of(LeadContext lead, TouchHistory history, Catalog catalog, Instant now) {
        return new SignalReader(lead, catalog).read(history, now);
    }

    /** A signal's value, or null where it has none. */
    public @Nullable Object value(String key) {
        return values.get(key);
    }
}
