package dev.headwater.rules;

import dev.headwater.decision.Channel;
import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Outcome;
import dev.headwater.rules.Then.Choice;
import dev.headwater.signal.Signal;
import dev.headwater.signal.SignalLaws;
import dev.headwater.table.Condition;
import dev.headwater.table.Condition.Between;
import dev.headwater.table.Condition.Flag;
import dev.headwater.table.Condition.Known;
import dev.headwater.table.Condition.Missing;
import dev.headwater.table.Condition.NoneOf;
import dev.headwater.table.Condition.OneOf;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.DecisionTable.Row;
import dev.headwater.table.Never;
import dev.headwater.table.Stage;
import dev.headwater.table.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What no table is ever asked, whatever the lead: the laws of the signals, and what follows from the table of sources for
 * the tables that are asked after it.
 */
public final class NeverTogether {
    /** The signal that is known where there is evidence of a kind, and a source with it. */
    private static final Map<EvidenceKind, String> SIGNALS = Map.of(
            EvidenceKind.CRM_TAG, Signal.CRM_TAG,
            EvidenceKind.OFFLINE_EVENT, Signal.OFFLINE_EVENT,
            EvidenceKind.PROMO_CODE, Signal.PROMO_CODE,
            EvidenceKind.PHONE_LINE, Signal.PHONE_LINE,
            EvidenceKind.VANITY_PATH, Signal.VANITY_PATH,
            EvidenceKind.CLICK_ID, Signal.CLICK_ID,
            EvidenceKind.REFERRER, Signal.REFERRER,
            EvidenceKind.SELF_REPORT, Signal.SELF_REPORT,
            EvidenceKind.EARLIER_TOUCH, Signal.EARLIER_SOURCE);

    private static final int MOST_SUMS = 1_000;

    private NeverTogether() {}

    /** @param rules one rule set; what follows from its lists holds for histories that were recorded under them too */
    public static List<Never> of(RuleSet rules) {
        List<DecisionTable> tables = rules.tables();
        List<Never> nevers = new ArrayList<>(SignalLaws.of(rules.catalog(), asked(tables, Signal.SOURCE)));
        tables.stream()
                .flatMap(table -> table.conditions().stream())
                .map(column -> column.word().signal())
                .filter(signal -> signal.startsWith(Signal.CONFLICT_PREFIX))
                .distinct()
                .forEach(flag -> nevers.add(Never.one(flag, new Missing())));
        for (String decided : List.of(Signal.OUTCOME, Signal.CHANNEL, Signal.CHANNEL_KIND, Signal.POINTS)) {
            nevers.add(Never.one(decided, new Missing()));
        }
        for (String winners : List.of(Signal.SOURCE, Signal.SOURCE_CATEGORY)) {
            nevers.add(Never.both(Signal.EVIDENCE, new Missing(), winners, new Known()));
        }
        tables.stream()
                .filter(table -> table.name().equals(Stage.SOURCE.tableName()))
                .forEach(source -> {
                    nevers.addAll(ofWinners(source));
                    nevers.addAll(ofRows(source));
                    nevers.addAll(ofUnassigned(source, rules));
                });
        tables.stream()
                .filter(table -> table.name().equals(Stage.CHANNEL.tableName()))
                .limit(1)
                .forEach(channel -> nevers.addAll(new ChannelLaws(channel, unassigned(rules)).all()));
        tables.stream()
                .filter(table -> table.name().equals(Stage.INTENT.tableName()))
                .forEach(intent -> nevers.addAll(betweenSums(intent)));
        return nevers;
    }

    /** What the tables ask of a word. */
    private static Set<Condition> asked(List<DecisionTable> tables, String signal) {
        Set<Condition> asked = new LinkedHashSet<>();
        for (DecisionTable table : tables) {
            for (int i = 0; i < table.conditions().size(); i++) {
                if (table.conditions().get(i).word().signal().equals(signal)) {
                    int column = i;
                    table.rows().forEach(row -> asked.add(row.conditions().get(column)));
                }
            }
        }
        return asked;
    }

    private static String unassigned(RuleSet rules) {
        return rules.channels().stream()
                .filter(Channels::isUnassigned)
                .map(Channel::name)
                .findFirst()
                .orElse("");
    }

    /** Points that no rows add up to, however many of them fit; none where points are not whole numbers or too many. */
    private static List<Never> betweenSums(DecisionTable intent) {
        TreeSet<Double> sums = new TreeSet<>(Set.of(0.0));
        for (double points : new Then(intent, new ArrayList<>()).points()) {
            List<Double> more = sums.stream().map(sum -> sum + points).toList();
            sums.addAll(more);
            if (points != Math.rint(points) || sums.size() > MOST_SUMS) {
                return List.of();
            }
        }
        List<Never> nevers = new ArrayList<>();
        double from = Double.NEGATIVE_INFINITY;
        for (double sum : sums) {
            nevers.add(Never.one(Signal.POINTS, new Between(from, false, sum, false)));
            from = sum;
        }
        nevers.add(Never.one(Signal.POINTS, new Between(from, false, Double.POSITIVE_INFINITY, false)));
        return nevers;
    }

    /** With which kind of evidence each outcome can come. */
    private static List<Never> ofWinners(DecisionTable source) {
        Map<@Nullable EvidenceKind, Set<Outcome>> came = new HashMap<>();
        List<Choice> choices = new Then(source, new ArrayList<>()).choices();
        for (int i = 0; i < choices.size(); i++) {
            note(
                    choices.get(i),
                    holds(source, source.rows().get(i), choices.get(i).take()),
                    came);
        }
        List<Never> nevers = new ArrayList<>();
        came.forEach((kind, outcomes) -> nevers.add(Never.both(
                Signal.EVIDENCE,
                kind == null ? new Missing() : new OneOf(List.of(kind.word())),
                Signal.OUTCOME,
                new NoneOf(outcomes.stream().map(Outcome::word).toList()))));
        List<String> untaken = Arrays.stream(EvidenceKind.values())
                .filter(kind -> !came.containsKey(kind))
                .map(EvidenceKind::word)
                .toList();
        if (!untaken.isEmpty()) {
            nevers.add(Never.one(Signal.EVIDENCE, new OneOf(untaken)));
        }
        return nevers;
    }

    /** Where a row asks for one thing alone, no row below it is ever reached with that. */
    private static List<Never> ofRows(DecisionTable source) {
        List<Never> nevers = new ArrayList<>();
        List<Choice> choices = new Then(source, new ArrayList<>()).choices();
        Map<@Nullable EvidenceKind, Set<Outcome>> came = new HashMap<>();
        for (int i = 0; i < choices.size(); i++) {
            Row row = source.rows().get(i);
            note(choices.get(i), holds(source, row, choices.get(i).take()), came);
            int column = row.onlyCondition();
            if (column >= 0) {
                List<String> outcomes = came.values().stream()
                        .flatMap(Set::stream)
                        .map(Outcome::word)
                        .distinct()
                        .toList();
                nevers.add(Never.both(
                        source.conditions().get(column).word().signal(),
                        row.conditions().get(column),
                        Signal.OUTCOME,
                        new NoneOf(outcomes)));
            }
        }
        return nevers;
    }

    /**
     * An outcome with evidence is called unassigned only where no row of the table of channels knew it; unless the table of
     * sources says so by itself.
     */
    private static List<Never> ofUnassigned(DecisionTable source, RuleSet rules) {
        boolean isSaid = new Then(source, new ArrayList<>())
                .choices().stream().anyMatch(choice -> choice.take() != null && choice.outcome() == Outcome.UNASSIGNED);
        if (isSaid) {
            return List.of();
        }
        Map<String, Condition> facts = new LinkedHashMap<>();
        facts.put(Signal.OUTCOME, new OneOf(List.of(Outcome.UNASSIGNED.word())));
        facts.put(Signal.EVIDENCE, new Known());
        facts.put(Signal.CHANNEL, new NoneOf(List.of(Text.fold(unassigned(rules)))));
        return List.of(new Never(facts));
    }

    private static void note(Choice choice, boolean holds, Map<@Nullable EvidenceKind, Set<Outcome>> came) {
        Outcome said = choice.outcome();
        if (choice.take() != null) {
            Set<Outcome> with = came.computeIfAbsent(choice.take(), kind -> EnumSet.noneOf(Outcome.class));
            with.add(said == null ? Outcome.RESOLVED : said);
            if (said == null || said == Outcome.RESOLVED) {
                // So it is called once the table of channels knows no channel for it.
                with.add(Outcome.UNASSIGNED);
            }
        }
        if (choice.take() == null || !holds) {
            Set<Outcome> without = came.computeIfAbsent(null, kind -> EnumSet.noneOf(Outcome.class));
            if (said != null && said != Outcome.RESOLVED) {
                without.add(said);
            } else {
                without.add(Outcome.UNKNOWN);
                without.add(Outcome.UNASSIGNED);
            }
        }
    }

    /** Whether a row asks for what it takes, so that there is such evidence wherever the row fits. */
    private static boolean holds(DecisionTable source, Row row, @Nullable EvidenceKind take) {
        for (int i = 0; i < source.conditions().size(); i++) {
            String signal = source.conditions().get(i).word().signal();
            Condition condition = row.conditions().get(i);
            if (take != null && signal.equals(SIGNALS.get(take)) && condition instanceof Known) {
                return true;
            }
            if (take == EvidenceKind.CAMPAIGN_TAGS
                    && signal.equals(Signal.TAGGED)
                    && condition instanceof Flag flag
                    && flag.wanted()) {
                return true;
            }
        }
        return false;
    }
}
