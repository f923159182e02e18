package dev.headwater.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.decision.Explain;
import dev.headwater.resolver.Answer;
import dev.headwater.rules.Question;
import dev.headwater.rules.RuleSet;
import dev.headwater.signal.Signals;
import dev.headwater.table.Condition;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.Difference;
import dev.headwater.table.Mutant;
import dev.headwater.table.WordType;
import dev.headwater.touch.TouchHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a lead that a table and its mutant answer differently. Begins with the leads that the scenarios have, and puts
 * in and takes out pieces as long as that brings the lead nearer to a case in which the tables differ. Pieces come from
 * the lists and the tables; of those that the tables cannot tell apart a few are tried.
 *
 * <p>Always finds the same for the same rules and scenarios. What it finds was run against both. Safe for use by many
 * threads.
 */
final class LeadSearch {
    private static final Instant USUAL_CLOCK = Instant.parse("2026-11-23T10:00:00Z");

    /** Pieces kept of those that no table tells apart. */
    private static final int ALIKE = 2;

    /** From so many leads neighbours are looked at, for one mutant. */
    private static final int MOST_EXPANDED = 10;

    /** From so many in a row without coming nearer. */
    private static final int MOST_IN_VAIN = 3;

    /** Leads remembered; past these they are asked anew. */
    private static final int MOST_REMEMBERED = 200_000;

    private final RuleSet rules;
    private final String profile;
    private final Instant now;
    private final List<Draft> beginnings = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();
    private final List<List<Draft.Past>> histories = new ArrayList<>();
    private final Map<Draft, List<Question>> seen = new ConcurrentHashMap<>();
    private boolean ready;

    /** A piece, and where it goes. */
    private record Piece(String key, String value) {}

    private record Candidate(Draft draft, int distance) {}

    /** Makes ready when it is first asked: where everything is killed it is never needed. */
    LeadSearch(RuleSet rules, String profile, List<Scenario> scenarios) {
        this.rules = rules;
        this.profile = profile;
        this.now = scenarios.isEmpty() ? USUAL_CLOCK : scenarios.get(0).now();
        scenarios.forEach(scenario -> beginnings.add(Draft.of(scenario)));
    }

    /** A scenario in YAML that passes with the rules as they are and fails with the mutant; null where none was found. */
    @Nullable
    String suggestion(TableChange change, Difference difference) {
        makeReady();
        Mutant mutant = change.mutant();
        RuleSet mutated = rules.with(mutant.table());
        Comparator<Candidate> nearest = Comparator.comparingInt(Candidate::distance)
                .thenComparingInt(each -> each.draft().size());
        PriorityQueue<Candidate> open = new PriorityQueue<>(nearest);
        Set<Draft> met = new HashSet<>();
        for (Draft draft : beginnings) {
            offer(draft, change, difference, Integer.MAX_VALUE, open, met);
        }
        for (Piece piece : pieces) {
            offer(Draft.EMPTY.with(piece.key(), piece.value()), change, difference, Integer.MAX_VALUE, open, met);
        }
        int nearestYet = Integer.MAX_VALUE;
        int inVain = 0;
        for (int i = 0; i < MOST_EXPANDED && inVain < MOST_IN_VAIN && !open.isEmpty(); i++) {
            List<Draft> telling = new ArrayList<>();
            while (!open.isEmpty() && open.peek().distance() < 0) {
                telling.add(open.remove().draft());
            }
            for (Draft draft : telling) {
                String found = told(draft, mutant, mutated);
                if (found != null) {
                    return found;
                }
            }
            Candidate next = open.poll();
            if (next != null) {
                inVain = next.distance() < nearestYet ? 0 : inVain + 1;
                nearestYet = Math.min(nearestYet, next.distance());
                expand(next, change, difference, open, met);
            }
        }
        return null;
    }

    private void expand(
            Candidate from, TableChange change, Difference difference, PriorityQueue<Candidate> open, Set<Draft> met) {
        Draft draft = from.draft();
        draft.pieces()
                .keySet()
                .forEach(key -> offer(draft.without(key), change, difference, from.distance(), open, met));
        for (Piece piece : pieces) {
            offer(draft.with(piece.key(), piece.value()), change, difference, from.distance(), open, met);
        }
        histories.forEach(history -> offer(draft.after(history), change, difference, from.distance(), open, met));
    }

    /** Takes a lead among those to go on from, unless it is farther away than the one it comes from. */
    private void offer(
            Draft draft,
            TableChange change,
            Difference difference,
            int most,
            PriorityQueue<Candidate> open,
            Set<Draft> met) {
        if (!met.add(draft)) {
            return;
        }
        for (Question question : asked(draft)) {
            if (question.table() == change.mutant().original()) {
                int distance = change.tells(question) ? -1 : difference.distance(question.values());
                if (distance <= most) {
                    open.add(new Candidate(draft, distance));
                }
            }
        }
    }

    private List<Question> asked(Draft draft) {
        List<Question> known = seen.get(draft);
        if (known != null) {
            return known;
        }
        Scenario scenario = draft.scenario(now);
        List<Question> asked = List.of();
        if (scenario != null && scenario.history().isEmpty()) {
            asked = rules.questions(Signals.of(scenario.lead(), TouchHistory.EMPTY, rules.catalog(), now));
        } else if (scenario != null) {
            Rehearsal rehearsal = new Rehearsal(rules);
            new ScenarioRun(rehearsal, () -> 0).run(scenario);
            asked = List.copyOf(rehearsal.askedLast());
        }
        if (seen.size() < MOST_REMEMBERED) {
            seen.put(draft, asked);
        }
        return asked;
    }

    // What was found

    private @Nullable String told(Draft draft, Mutant mutant, RuleSet mutated) {
        Draft least = draft;
        if (expectations(least, mutated).isEmpty()) {
            return null;
        }
        for (String key : draft.pieces().keySet()) {
            least = expectations(least.without(key), mutated).isEmpty() ? least : least.without(key);
        }
        if (!expectations(least.after(List.of()), mutated).isEmpty()) {
            least = least.after(List.of());
        }
        String name = "Guards " + mutant.place() + " (" + mutant.row() + "), " + mutant.told();
        String yaml = new SuggestedScenario(name, least, expectations(least, mutated)).yaml();
        return isTrue(yaml, mutated) ? yaml : null;
    }

    private List<String> expectations(Draft draft, RuleSet mutated) {
        Answer wanted = answer(draft, rules);
        Answer other = answer(draft, mutated);
        return wanted == null || other == null ? List.of() : SuggestedScenario.expectations(wanted, other);
    }

    private @Nullable Answer answer(Draft draft, RuleSet asked) {
        Scenario scenario = draft.scenario(now);
        return scenario == null ? null : new Line(asked, profile).answerTo(scenario, Explain.NONE, rules.profiles());
    }

    /** Whether the text, read as any file is, passes with the rules and fails with the mutant. */
    private boolean isTrue(String yaml, RuleSet mutated) {
        String file = "suite: Suggested\nnow: " + now + "\nscenarios:\n" + yaml;
        return ScenarioFile.read("suggested.yaml", file.getBytes(UTF_8)) instanceof ScenarioFile.Read read
                && read.file().scenarios().stream()
                        .allMatch(scenario -> ScenarioRun.passes(scenario, rules, profile)
                                && !ScenarioRun.passes(scenario, mutated, profile));
    }

    // What there is to search with

    private synchronized void makeReady() {
        if (ready) {
            return;
        }
        LeadPieces all = new LeadPieces(rules, beginnings);
        all.values().forEach((key, values) -> {
            Map<List<Object>, Integer> alike = new HashMap<>();
            for (String value : values) {
                Draft alone = Draft.EMPTY.with(key, value);
                Scenario scenario = alone.scenario(now);
                if (scenario != null && alike.merge(seenAs(alone), 1, Integer::sum) <= ALIKE) {
                    pieces.add(new Piece(key, value));
                }
            }
        });
        histories.addAll(all.histories());
        ready = true;
    }

    /** A lead as far as the tables can tell. */
    private List<Object> seenAs(Draft draft) {
        List<Object> told = new ArrayList<>();
        for (Question question : asked(draft)) {
            DecisionTable table = question.table();
            for (int column = 0; column < table.conditions().size(); column++) {
                Object value = question.values().get(column);
                var word = table.conditions().get(column).word();
                told.add(
                        word.type() == WordType.TEXT && !word.isClosed()
                                ? conditionsMet(table, column, value)
                                : String.valueOf(value));
            }
        }
        return told;
    }

    private static List<Object> conditionsMet(DecisionTable table, int column, @Nullable Object value) {
        List<Object> met = new ArrayList<>();
        met.add(value == null);
        Set<Condition> asked = new HashSet<>();
        for (DecisionTable.Row row : table.rows()) {
            Condition condition = row.conditions().get(column);
            if (asked.add(condition) && condition.test(value)) {
                met.add(condition instanceof Condition.OneOf ? String.valueOf(value) : condition);
            }
        }
        return met;
    }
}
