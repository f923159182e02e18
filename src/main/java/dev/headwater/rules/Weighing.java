package dev.headwater.rules;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Explain;
import dev.headwater.decision.Reason;
import dev.headwater.decision.WeighedEvidence;
import dev.headwater.rules.Then.Choice;
import dev.headwater.signal.Evidence;
import dev.headwater.signal.Signals;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells of each piece of evidence why it won or lost.
 *
 * @param table the table that chose the source
 * @param fitting its rows that fit, from top to bottom; the first one decided
 * @param values the lead's values when it was asked
 */
record Weighing(
        StageTable<Choice> table, int[] fitting, @Nullable Object[] values, LocalDate today) {

    /** All evidence, the winner first. */
    List<WeighedEvidence> weigh(Signals signals, @Nullable Evidence winner, Explain explain) {
        List<WeighedEvidence> weighed = new ArrayList<>(signals.evidence().size());
        for (Evidence evidence : signals.evidence()) {
            boolean won = evidence == winner;
            String why = "";
            if (explain != Explain.NONE) {
                why = won ? whyWon() : whyLost(evidence.kind());
            }
            weighed.add(
                    won ? 0 : weighed.size(),
                    new WeighedEvidence(
                            evidence.kind(),
                            evidence.value(),
                            evidence.source(),
                            evidence.category(),
                            evidence.medium(),
                            won,
                            why,
                            evidence.searchTerm()));
        }
        return weighed;
    }

    private String whyWon() {
        String because = table.reason(fitting[0]).text();
        return because.isEmpty() ? "taken by " + table.address(fitting[0]) : because;
    }

    private String whyLost(EvidenceKind kind) {
        for (int row : fitting) {
            if (table.decision(row).take() == kind) {
                return decided() + ": " + table.addressText(fitting[0]) + " stands above "
                        + table.address(row).cell();
            }
        }
        int nearest = nearest(kind);
        if (nearest < 0) {
            return "no row of the table " + table.table().name() + " takes a " + name(kind);
        }
        Reason.Condition missed = Explanation.firstUnmet(new Explanation(table, values).conditions(nearest));
        String found = missed.found() == null ? "it is missing" : "it is \"" + missed.found() + "\"";
        return table.addressText(nearest) + " takes the " + name(kind) + " only where " + missed.word() + " is \""
                + missed.asked() + "\"; here " + found;
    }

    private String decided() {
        EvidenceKind taken =
                fitting.length == 0 ? null : table.decision(fitting[0]).take();
        return taken == null ? "nothing was taken" : name(taken) + " decided";
    }

    /** The row that takes such evidence and misses the fewest conditions; -1 where none does. */
    private int nearest(EvidenceKind kind) {
        Explanation explanation = new Explanation(table, values);
        int nearest = -1;
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < table.rows().size(); i++) {
            if (table.decision(i).take() == kind && table.rows().get(i).countsOn(today)) {
                int unmet = explanation.unmet(i);
                if (unmet < fewest) {
                    fewest = unmet;
                    nearest = i;
                }
            }
        }
        return nearest;
    }

    /** A kind of evidence as people say it. */
    static String name(EvidenceKind kind) {
        return switch (kind) {
            case CRM_TAG -> "CRM tag";
            case OFFLINE_EVENT -> "offline event";
            case PROMO_CODE -> "promo code";
            case PHONE_LINE -> "phone line";
            case VANITY_PATH -> "vanity path";
            case CLICK_ID -> "click ID";
            case CAMPAIGN_TAGS -> "campaign tags";
            case REFERRER -> "referrer";
            case SELF_REPORT -> "self-report";
            case EARLIER_TOUCH -> "earlier touch";
        };
    }
}
