package dev.headwater.rules;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.signal.Evidence;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/**
 * Which kinds of evidence the rules of engineers look at, read from their text when they are loaded: a lead that no rule can
 * fire for is not shown to the engine, nor is evidence that no rule looks at. Most leads have no click ID, and the shipped
 * rules are about click IDs.
 *
 * <p>Only what is plain counts: {@code EvidenceFact( kind == "click-id", … )}. Where a rule is written in any other way it
 * sees all evidence of every lead.
 */
final class KindsAsked {
    private static final Pattern KIND = Pattern.compile("\\s*kind\\s*==\\s*\"([^\"\\\\]*)\"\\s*");

    /** By these a consequence may reach facts that its conditions do not name. */
    private static final Pattern REACHES_FURTHER = Pattern.compile("\\b(kcontext|drools)\\b");

    private final List<Set<EvidenceKind>> needed = new ArrayList<>();
    private final Set<EvidenceKind> shown = EnumSet.noneOf(EvidenceKind.class);
    private boolean allShown;

    /** @param rules that share a working memory */
    KindsAsked(List<RuleDescr> rules) {
        for (RuleDescr rule : rules) {
            addNeeded(rule);
            allShown |= REACHES_FURTHER
                            .matcher(String.valueOf(rule.getConsequence()))
                            .find()
                    || !rule.getNamedConsequences().isEmpty();
            look(rule.getLhs());
        }
    }

    /** The evidence that some rule looks at. */
    List<Evidence> of(List<Evidence> evidence) {
        if (allShown) {
            return evidence;
        }
        List<Evidence> looked = new ArrayList<>(evidence.size());
        for (Evidence each : evidence) {
            if (shown.contains(each.kind())) {
                looked.add(each);
            }
        }
        return looked;
    }

    /** Whether some rule has all the evidence that it cannot do without. */
    boolean mayFire(List<Evidence> evidence) {
        for (Set<EvidenceKind> kinds : needed) {
            if (hasAll(evidence, kinds)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasAll(List<Evidence> evidence, Set<EvidenceKind> kinds) {
        int found = 0;
        for (Evidence each : evidence) {
            found += kinds.contains(each.kind()) ? 1 : 0;
        }
        return found == kinds.size();
    }

    /** A kind that does not exist is no reason to leave a rule out: the check of its words is not made here. */
    private void addNeeded(RuleDescr rule) {
        Set<EvidenceKind> kinds = EnumSet.noneOf(EvidenceKind.class);
        for (BaseDescr condition : rule.getLhs().getDescrs()) {
            EvidenceKind kind = condition instanceof PatternDescr pattern ? kindOf(pattern) : null;
            if (kind != null) {
                kinds.add(kind);
            }
        }
        needed.add(kinds);
    }

    private void look(BaseDescr condition) {
        if (condition instanceof PatternDescr pattern) {
            EvidenceKind kind = kindOf(pattern);
            if (kind != null) {
                shown.add(kind);
            } else {
                allShown |= !isOf(pattern, Judgement.class) || pattern.getSource() != null;
            }
        } else if (condition instanceof AndDescr
                || condition instanceof OrDescr
                || condition instanceof NotDescr
                || condition instanceof ExistsDescr) {
            ((ConditionalElementDescr) condition).getDescrs().forEach(part -> look((BaseDescr) part));
        } else {
            allShown = true;
        }
    }

    /** The one kind that a pattern looks at; null where it may look at several, or at no evidence. */
    private static @Nullable EvidenceKind kindOf(PatternDescr pattern) {
        if (!isOf(pattern, EvidenceFact.class) || pattern.getSource() != null) {
            return null;
        }
        for (BaseDescr constraint : pattern.getConstraint().getDescrs()) {
            Matcher kind = KIND.matcher(
                    constraint instanceof ExprConstraintDescr expression ? expression.getExpression() : "");
            if (kind.matches()) {
                for (EvidenceKind each : EvidenceKind.values()) {
                    if (each.word().equals(kind.group(1))) {
                        return each;
                    }
                }
            }
        }
        return null;
    }

    /** Whether a pattern is about facts of this class. */
    static boolean isOf(PatternDescr pattern, Class<?> type) {
        return pattern.getObjectType().equals(type.getSimpleName())
                || pattern.getObjectType().equals(type.getName());
    }
}
