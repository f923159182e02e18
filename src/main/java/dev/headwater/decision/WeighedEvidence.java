package dev.headwater.decision;

import org.jspecify.annotations.Nullable;

/**
 * One piece of evidence after the decision: what was told, what it was recognised as, and whether it won.
 *
 * @param kind which part of the context told it
 * @param value the raw value; a click ID's own value is left out, its parameter stands instead
 * @param source the source it points to; null where no list knows the value
 * @param category the source's category; null where unknown
 * @param medium the medium as tagged, cleaned; null where none
 * @param won whether this one decided the source
 * @param why the reason it won or lost, for people
 * @param searchTerm what the person had searched for before; null where it is not told
 */
public record WeighedEvidence(
        EvidenceKind kind,
        String value,
        @Nullable Source source,
        @Nullable String category,
        @Nullable String medium,
        boolean won,
        String why,
        @Nullable String searchTerm) {

    /** Evidence that tells no search term. */
    public WeighedEvidence(
            EvidenceKind kind,
            String value,
            @Nullable Source source,
            @Nullable String category,
            @Nullable String medium,
            boolean won,
            String why) {
        this(kind, value, source, category, medium, won, why, null);
    }
}
