package dev.headwater.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.BindingDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * Whether rules of engineers always tell the same of the same evidence, read from their text when they are loaded: then a
 * campaign's leads need not all be judged. Rules are code, so only what is plain counts: they look at evidence, read its
 * properties, compare and join texts, and tell conflicts. A rule that calls or names anything else (another signal, the clock, a
 * class of its own) is asked about every lead.
 *
 * <p>Values of evidence, as they came, are hardly ever the same for two campaigns. Where conditions do not look at them, whether any
 * rule has something to tell is the same for all values.
 */
final class Repeatable {
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern VALUE = Pattern.compile("\\b(value|getValue)\\b");
    private static final Pattern NAME = Pattern.compile("(?<![\\w$])[A-Za-z_]\\w*(\\s*\\()?");

    /** What stands before a bracket and is no call, or one that tells and reads evidence alone. */
    private static final Set<String> CALLS = Stream.concat(
                    Stream.of("conflict", "in", "if"),
                    Arrays.stream(EvidenceFact.class.getMethods())
                            .map(method -> method.getName())
                            .filter(name -> name.startsWith("get") && !name.equals("getClass")))
            .collect(Collectors.toUnmodifiableSet());

    /** These make something, or change what others see. */
    private static final Set<String> REFUSED = Set.of("new", "class", "this", "kcontext", "drools");

    private Repeatable() {}

    /** @param rules that share a working memory */
    static boolean all(List<RuleDescr> rules) {
        return rules.stream()
                .allMatch(rule -> rule.getNamedConsequences().isEmpty()
                        && isPlain(String.valueOf(rule.getConsequence()))
                        && isPlain(rule.getLhs()));
    }

    /**
     * Whether the same of these rules fire whatever the raw values of the evidence are: no condition names them, or evidence as
     * a whole.
     *
     * @param rules for which {@link #all} holds
     */
    static boolean whateverTheValues(List<RuleDescr> rules) {
        return rules.stream()
                .map(rule -> patterns(rule.getLhs()).toList())
                .noneMatch(patterns -> patterns.stream()
                        .flatMap(Repeatable::constraints)
                        .anyMatch(code -> VALUE.matcher(code).find() || namesAsAWhole(code, patterns)));
    }

    private static boolean namesAsAWhole(String code, List<PatternDescr> patterns) {
        return patterns.stream()
                .map(PatternDescr::getIdentifier)
                .filter(Objects::nonNull)
                .anyMatch(name -> Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$]|\\s*\\.)")
                        .matcher(code)
                        .find());
    }

    private static Stream<PatternDescr> patterns(BaseDescr condition) {
        return condition instanceof PatternDescr pattern
                ? Stream.of(pattern)
                : ((ConditionalElementDescr) condition)
                        .getDescrs().stream().flatMap(part -> patterns((BaseDescr) part));
    }

    private static Stream<String> constraints(PatternDescr pattern) {
        return pattern.getConstraint().getDescrs().stream()
                .map(constraint -> constraint instanceof BindingDescr binding
                        ? binding.getExpression()
                        : ((ExprConstraintDescr) constraint).getExpression())
                .map(Repeatable::withoutTexts);
    }

    private static String withoutTexts(String code) {
        return TEXT.matcher(code).replaceAll("\"\"");
    }

    private static boolean isPlain(BaseDescr condition) {
        if (condition instanceof PatternDescr pattern) {
            List<? extends BaseDescr> constraints = pattern.getConstraint().getDescrs();
            return pattern.getSource() == null
                    && (KindsAsked.isOf(pattern, EvidenceFact.class)
                            || (KindsAsked.isOf(pattern, Judgement.class) && constraints.isEmpty()))
                    && constraints.stream().allMatch(Repeatable::isPlainConstraint);
        }
        return (condition instanceof AndDescr
                        || condition instanceof OrDescr
                        || condition instanceof NotDescr
                        || condition instanceof ExistsDescr)
                && ((ConditionalElementDescr) condition)
                        .getDescrs().stream().allMatch(part -> isPlain((BaseDescr) part));
    }

    private static boolean isPlainConstraint(BaseDescr constraint) {
        if (constraint instanceof BindingDescr binding) {
            return isPlain(binding.getExpression());
        }
        return constraint instanceof ExprConstraintDescr expression && isPlain(expression.getExpression());
    }

    private static boolean isPlain(String code) {
        return NAME.matcher(withoutTexts(code)).results().allMatch(Repeatable::isPlainName);
    }

    private static boolean isPlainName(MatchResult name) {
        String found = name.group();
        return found.endsWith("(")
                ? CALLS.contains(found.substring(0, found.length() - 1).strip())
                : !Character.isUpperCase(found.charAt(0)) && !REFUSED.contains(found);
    }
}
