package dev.headwater.scenario;

import dev.headwater.decision.Profiles;
import dev.headwater.rules.NeverTogether;
import dev.headwater.rules.Question;
import dev.headwater.rules.RuleSet;
import dev.headwater.scenario.Strength.OfTable;
import dev.headwater.scenario.Strength.Survivor;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.Difference;
import dev.headwater.table.Mutant;
import dev.headwater.table.Mutants;
import dev.headwater.table.Never;
import dev.headwater.table.Stage;
import dev.headwater.table.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Mutation testing of the rules: changes the tables in small ways, one at a time, and looks whether a scenario fails.
 *
 * <p>A change is tried on those scenarios only that it can reach: in the course of which some table was asked what it now
 * decides otherwise, be it for an earlier contact of the history. All others go exactly as before. Nothing is compiled:
 * the plain evaluator stands in for the changed table.
 */
public final class StrengthRun {
    private final RuleSet rules;
    private final RuleSet plain;
    private final String profile;
    private final List<Scenario> scenarios;
    private final List<Never> nevers;
    private final LongSupplier nanoseconds;
    /** By table, then by what was asked: the scenarios that asked it. */
    private final Map<DecisionTable, Map<Question, BitSet>> askedBy = new LinkedHashMap<>();

    private final Map<DecisionTable, List<Mutant>> mutants = new LinkedHashMap<>();

    /** Under the common profile. */
    public StrengthRun(RuleSet rules, List<Scenario> scenarios, LongSupplier nanoseconds) {
        this(rules, Profiles.DEFAULT, scenarios, nanoseconds);
    }

    /**
     * @param rules the rules as they are; left open
     * @param profile whose channels are the answers'
     * @param scenarios those that pass with the rules as they are; others could not tell anything
     * @param nanoseconds a stop watch
     */
    public StrengthRun(RuleSet rules, String profile, List<Scenario> scenarios, LongSupplier nanoseconds) {
        this.rules = rules;
        this.profile = profile;
        this.plain = plain(rules);
        this.scenarios = List.copyOf(scenarios);
        this.nevers = NeverTogether.of(rules);
        this.nanoseconds = nanoseconds;
        rules.tables().forEach(table -> mutants.put(table, Mutants.of(table)));
    }

    /** How many mutants will be tried. */
    public int mutants() {
        return mutants.values().stream().mapToInt(List::size).sum();
    }

    /**
     * Tries all mutants, on all processors.
     *
     * @param done is told of each mutant that was tried, from several threads, with the number tried at once
     */
    public Strength run(IntConsumer done) {
        long start = nanoseconds.getAsLong();
        rehearse();
        LeadSearch search = new LeadSearch(plain, profile, scenarios);
        List<OfTable> tables = new ArrayList<>();
        mutants.forEach((table, all) -> tables.add(ofTable(table, all, search, done)));
        return new Strength(tables, Duration.ofNanos(nanoseconds.getAsLong() - start));
    }

    private static RuleSet plain(RuleSet rules) {
        RuleSet plain = rules;
        for (DecisionTable table : rules.tables()) {
            plain = plain.with(table);
        }
        return plain;
    }

    private void rehearse() {
        List<List<Question>> asked = AtOnce.each(scenarios, scenario -> {
            Rehearsal rehearsal = new Rehearsal(rules);
            new ScenarioRun(rehearsal, () -> 0).run(scenario);
            return List.copyOf(rehearsal.asked());
        });
        for (int i = 0; i < asked.size(); i++) {
            for (Question question : asked.get(i)) {
                askedBy.computeIfAbsent(question.table(), table -> new HashMap<>())
                        .computeIfAbsent(question, same -> new BitSet())
                        .set(i);
            }
        }
    }

    private OfTable ofTable(DecisionTable table, List<Mutant> all, LeadSearch search, IntConsumer done) {
        Reach reach = new Reach(table, askedBy.getOrDefault(table, Map.of()));
        List<Fate> fates = AtOnce.each(all, mutant -> {
            Fate fate = fate(mutant, reach, search);
            done.accept(1);
            return fate;
        });
        List<Mutant> equivalent = new ArrayList<>();
        List<Survivor> survivors = new ArrayList<>();
        for (int i = 0; i < fates.size(); i++) {
            if (fates.get(i) instanceof Equivalent) {
                equivalent.add(all.get(i));
            } else if (fates.get(i) instanceof Survived survived) {
                survivors.add(new Survivor(all.get(i), survived.suggestion()));
            }
        }
        return new OfTable(table, all.size() - equivalent.size() - survivors.size(), equivalent, survivors);
    }

    /** All words that tables ask for and whose values are settled before this table is asked. */
    private List<Word> settled(DecisionTable table) {
        Stage stage = Stage.named(table.name()).orElseThrow();
        return rules.tables().stream()
                .flatMap(each -> each.conditions().stream())
                .map(DecisionTable.Column::word)
                .filter(word -> word.isKnownAt(stage))
                .distinct()
                .toList();
    }

    /** What became of a mutant. */
    private sealed interface Fate {}

    private record Killed() implements Fate {}

    private record Equivalent() implements Fate {}

    private record Survived(@Nullable String suggestion) implements Fate {}

    private Fate fate(Mutant mutant, Reach reach, LeadSearch search) {
        TableChange change = TableChange.by(mutant);
        BitSet reached = reach.of(change);
        if (!reached.isEmpty()) {
            RuleSet changed = plain.with(mutant.table());
            if (reached.stream().anyMatch(i -> !ScenarioRun.passes(scenarios.get(i), changed, profile))) {
                return new Killed();
            }
        }
        Difference difference = Difference.of(mutant, nevers);
        boolean none = difference.isNone()
                || Difference.of(mutant, nevers, settled(mutant.original())).isNone();
        return none ? new Equivalent() : new Survived(search.suggestion(change, difference));
    }
}
