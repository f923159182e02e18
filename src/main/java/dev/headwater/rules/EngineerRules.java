package dev.headwater.rules;

import dev.headwater.decision.Conflict;
import dev.headwater.decision.RowAddress;
import dev.headwater.rules.Judgement.Told;
import dev.headwater.signal.Evidence;
import dev.headwater.signal.Signals;
import dev.headwater.table.Memo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.rule.Rule;

/** The first stage: the rules of {@code .drl} files, and of tables in Drools' own format, weigh the evidence. Immutable. */
final class EngineerRules {
    /** The engine is free in the order in which it fires; an answer is not. */
    private static final Comparator<Conflict> BY_PLACE = Comparator.comparing(
                    (Conflict conflict) -> conflict.rule().file())
            .thenComparingInt(conflict -> lineOf(conflict.rule()))
            .thenComparing(Conflict::id)
            .thenComparing(Conflict::text);

    private static final Pattern NO_DIGIT = Pattern.compile("\\D");

    /** About as many campaigns as bring most of the leads. */
    private static final int MOST_KNOWN = 4_096;

    private final Map<String, RowAddress> places = new HashMap<>();
    private final KindsAsked asked;
    private final @Nullable Memo<List<Evidence>, List<Conflict>> known;
    private final @Nullable Memo<List<Evidence>, Boolean> silent;

    EngineerRules(List<DrlFile> files) {
        List<RuleDescr> rules =
                files.stream().flatMap(file -> file.rules().stream()).toList();
        this.asked = new KindsAsked(rules);
        boolean repeatable = Repeatable.all(rules);
        this.known = repeatable ? new Memo<>(MOST_KNOWN) : null;
        this.silent = repeatable && Repeatable.whateverTheValues(rules) ? new Memo<>(MOST_KNOWN) : null;
        for (DrlFile file : files) {
            for (RuleDescr rule : file.rules()) {
                places.put(key(file.content().getName(), rule.getName()), file.placeOf(rule));
            }
        }
    }

    /** The conflicts that the rules see, by the place of the rule; each once. */
    List<Conflict> judge(RuleSession session, Signals signals) {
        if (!asked.mayFire(signals.evidence())) {
            return List.of();
        }
        List<Evidence> evidence = asked.of(signals.evidence());
        if (silent != null
                && silent.answer(withoutValues(evidence), any -> session.judge(new Judgement(signals), any) == 0)) {
            return List.of();
        }
        return known == null
                ? judge(session, signals, evidence)
                : known.answer(evidence, unknown -> judge(session, signals, unknown));
    }

    /** What evidence has in common with all that the same rules fire for, where none of them asks for values. */
    private static List<Evidence> withoutValues(List<Evidence> evidence) {
        List<Evidence> without = new ArrayList<>(evidence.size());
        for (Evidence each : evidence) {
            without.add(new Evidence(
                    each.kind(),
                    "",
                    each.source(),
                    each.category(),
                    each.network(),
                    each.medium(),
                    each.mediumClass(),
                    each.cost()));
        }
        return without;
    }

    private List<Conflict> judge(RuleSession session, Signals signals, List<Evidence> evidence) {
        Judgement judgement = new Judgement(signals);
        session.judge(judgement, evidence);
        return judgement.told().isEmpty()
                ? List.of()
                : judgement.told().stream()
                        .map(this::conflict)
                        .distinct()
                        .sorted(BY_PLACE)
                        .toList();
    }

    private Conflict conflict(Told told) {
        return new Conflict(told.id(), told.text(), placeOf(told.rule()));
    }

    private RowAddress placeOf(Rule rule) {
        @Nullable RowAddress place = places.get(key(rule.getPackageName(), rule.getName()));
        if (place == null) {
            throw new IllegalStateException("no file holds the rule " + rule.getName());
        }
        return place;
    }

    private static int lineOf(RowAddress place) {
        return Integer.parseInt(NO_DIGIT.matcher(place.cell()).replaceAll(""));
    }

    private static String key(String packageName, String rule) {
        return packageName + '!' + rule;
    }
}
