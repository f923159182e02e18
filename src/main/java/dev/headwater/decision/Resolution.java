package dev.headwater.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a lead came from, and why. The same facts under the same revision always give an equal resolution.
 *
 * @param outcome what came of asking
 * @param source the specific origin; null where none is known
 * @param channel the broad category, always given
 * @param intent buyer intent, always given
 * @param confidence from 0 (a guess) to 1 (certain)
 * @param winner the kind of evidence that decided; null where none did
 * @param medium the medium in force, cleaned; null where none is known
 * @param mediumClass the medium's class in force; null where none is known
 * @param campaign the cleaned campaign tags
 * @param because the rows that decided, in the order in which they did
 * @param evidence all evidence, the winner first, then in the order of {@link EvidenceKind}
 * @param conflicts signals that contradict each other
 * @param nearMisses rows that missed by one condition; empty unless the full explanation was asked for
 * @param oddities what was odd about the input (cut, malformed, unreadable), for people; empty mostly
 * @param revision the rule set's revision, {@code sha256:} and 64 hexadecimal digits
 */
public record Resolution(
        Outcome outcome,
        @Nullable Source source,
        Channel channel,
        Intent intent,
        double confidence,
        @Nullable EvidenceKind winner,
        @Nullable String medium,
        @Nullable String mediumClass,
        Campaign campaign,
        List<Reason> because,
        List<WeighedEvidence> evidence,
        List<Conflict> conflicts,
        List<NearMiss> nearMisses,
        List<String> oddities,
        String revision) {

    public Resolution {
        because = List.copyOf(because);
        evidence = List.copyOf(evidence);
        conflicts = List.copyOf(conflicts);
        nearMisses = List.copyOf(nearMisses);
        oddities = List.copyOf(oddities);
    }
}
