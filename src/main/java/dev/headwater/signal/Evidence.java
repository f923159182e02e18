package dev.headwater.signal;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Source;
import org.jspecify.annotations.Nullable;

/**
 * A signal after recognition: what one part of a lead context points to.
 *
 * @param kind which part of the context told it
 * @param value the raw value for people (a click ID's parameter, never its value)
 * @param source the source it points to; null where no list knows the value
 * @param category the source's category, folded: {@code search}, {@code social}, {@code event} …; null where unknown
 * @param network who runs the source ({@code google}, {@code meta}), to tell whether two signals agree; null where
 *     unknown
 * @param medium the medium, cleaned; null where the signal carries none
 * @param mediumClass the medium's class, folded: {@code paid}, {@code email} …; null where unknown
 * @param cost whether such a signal is paid for; null where the question makes no sense
 * @param searchTerm what the person had searched for, as typed, at most 200 characters; null where it is not told
 */
public record Evidence(
        EvidenceKind kind,
        String value,
        @Nullable Source source,
        @Nullable String category,
        @Nullable String network,
        @Nullable String medium,
        @Nullable String mediumClass,
        @Nullable Cost cost,
        @Nullable String searchTerm) {

    /** Evidence that tells no search term. */
    public Evidence(
            EvidenceKind kind,
            String value,
            @Nullable Source source,
            @Nullable String category,
            @Nullable String network,
            @Nullable String medium,
            @Nullable String mediumClass,
            @Nullable Cost cost) {
        this(kind, value, source, category, network, medium, mediumClass, cost, null);
    }

    /** Whether a click ID is put on paid links, on free ones, or on both. */
    public enum Cost {
        PAID("paid"),
        FREE("free"),
        EITHER("either");

        private final String word;

        Cost(String word) {
            this.word = word;
        }

        /** The word used in lists and tables. */
        public String word() {
            return word;
        }
    }
}
