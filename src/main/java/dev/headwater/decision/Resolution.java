package dev.headwater.decision;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a lead came from, and why. The same facts under the same revision always give an equal resolution.
 *
 * @param outcome what came of asking
 * @param source the specific origin; null where none is known
 * @param channel the broad category, always given; under the profile that was chosen
 * @param channels the channels of other profiles, as far as they were asked for
 * @param intent buyer intent, always given
 * @param confidence from 0 (a guess) to 1 (certain)
 * @param winner the kind of evidence that decided; null where none did
 * @param medium the medium in force, cleaned; null where none is known
 * @param mediumClass the medium's class in force; null where none is known
 * @param campaign the cleaned campaign tags
 * @param followUp what to do next; null where no table or no row says so
 * @param crm what CRMs expect, in the order of the table's columns; empty where there is no such table
 * @param because the rows that decided, in the order in which they did
 * @param evidence all evidence, the winner first, then in the order of {@link EvidenceKind}
 * @param conflicts signals that contradict each other
 * @param nearMisses rows that missed by one condition; empty unless the full explanation was asked for
 * @param oddities what was odd about the input (cut, malformed, unreadable), for people; empty mostly
 * @param mend what would have made the answer better, for people: the words of the rows that decided, then what this
 *     lead told in words that no list knows; empty mostly
 * @param revision the rule set's revision, {@code sha256:} and 64 hexadecimal digits
 */
public record Resolution(
        Outcome outcome,
        @Nullable Source source,
        Channel channel,
        List<ProfiledChannel> channels,
        Intent intent,
        double confidence,
        @Nullable EvidenceKind winner,
        @Nullable String medium,
        @Nullable String mediumClass,
        Campaign campaign,
        @Nullable FollowUp followUp,
        List<CrmField> crm,
        List<Reason> because,
        List<WeighedEvidence> evidence,
        List<Conflict> conflicts,
        List<NearMiss> nearMisses,
        List<String> oddities,
        List<String> mend,
        String revision) {

    public Resolution {
        channels = List.copyOf(channels);
        crm = List.copyOf(crm);
        mend = List.copyOf(mend);
        because = List.copyOf(because);
        evidence = List.copyOf(evidence);
        conflicts = List.copyOf(conflicts);
        nearMisses = List.copyOf(nearMisses);
        oddities = List.copyOf(oddities);
    }

    /** A resolution under rules without profiles, follow-up and CRM words; its rows alone say what would mend it. */
    public Resolution(
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
        this(
                outcome,
                source,
                channel,
                List.of(),
                intent,
                confidence,
                winner,
                medium,
                mediumClass,
                campaign,
                null,
                List.of(),
                because,
                evidence,
                conflicts,
                nearMisses,
                oddities,
                because.stream()
                        .flatMap(reason -> Stream.ofNullable(reason.mend()))
                        .distinct()
                        .toList(),
                revision);
    }
}
