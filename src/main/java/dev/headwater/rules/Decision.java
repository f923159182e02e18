package dev.headwater.rules;

import dev.headwater.decision.Channel;
import dev.headwater.decision.Conflict;
import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Explain;
import dev.headwater.decision.FollowUp;
import dev.headwater.decision.Intent;
import dev.headwater.decision.IntentTier;
import dev.headwater.decision.NearMiss;
import dev.headwater.decision.Outcome;
import dev.headwater.decision.ProfiledChannel;
import dev.headwater.decision.Profiles;
import dev.headwater.decision.Reason;
import dev.headwater.decision.Resolution;
import dev.headwater.rules.Then.Choice;
import dev.headwater.signal.Evidence;
import dev.headwater.signal.Signal;
import dev.headwater.signal.Signals;
import dev.headwater.table.HitPolicy;
import dev.headwater.table.Word;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stages, for one lead: conflicts, source, channel, points, tier, follow-up, CRM. The engine says which rows fit; what
 * that means is said here.
 */
final class Decision {
    private static final Choice UNDECIDED = new Choice(null, null, 0);

    private final Stages stages;
    private final Slots slots;
    private final RuleSession session;
    private final Signals signals;
    private final Explain explain;
    private final Profiles profiles;
    private final LocalDate today;
    private final List<String> oddities;
    private final @Nullable Object[] values;
    private final List<Reason> because = new ArrayList<>();
    private final List<NearMiss> nearMisses = new ArrayList<>();
    private @Nullable List<Question> questions;

    Decision(Stages stages, RuleSession session, Signals signals, Explain explain, Profiles profiles) {
        this.profiles = profiles;
        this.stages = stages;
        this.slots = stages.slots();
        this.session = session;
        this.signals = signals;
        this.explain = explain;
        this.today = LocalDate.ofInstant(signals.now(), ZoneOffset.UTC);
        this.oddities = new ArrayList<>(signals.oddities());
        this.values = slots.read(signals, oddities);
    }

    /** @param revision the rule set's */
    Resolution take(String revision) {
        List<Conflict> conflicts = judge();

        int[] fitting = ask(stages.source());
        Choice choice = fitting.length == 0 ? UNDECIDED : stages.source().decision(fitting[0]);
        Evidence winner = evidence(choice.take());
        Outcome outcome = outcome(choice, winner, fitting);
        // The values change with every stage, and reasons tell of those that this table saw.
        var evidence = new Weighing(stages.source(), fitting, values, today).weigh(signals, winner, explain);
        Carried carried = winner == null ? Carried.by(signals) : Carried.by(winner, signals);
        slots.putSource(values, outcome, winner, carried, signals.campaign(), choice.confidence());

        Channel channel = channel();
        Channel shown = profiles.chosen().equals(Profiles.DEFAULT) ? channel : under(profiles.chosen(), because);
        List<ProfiledChannel> others = alongside(channel);
        if (outcome == Outcome.RESOLVED && Channels.isUnassigned(channel)) {
            outcome = Outcome.UNASSIGNED;
        }
        slots.putChannel(values, outcome, channel);

        double points = points();
        slots.putPoints(values, points);

        IntentTier tier = tier();
        slots.putTier(values, tier);

        FollowUp followUp = first(stages.followUp());
        CrmRow crm = first(stages.crm());
        return new Resolution(
                outcome,
                winner == null ? null : winner.source(),
                shown,
                others,
                new Intent(tier, points),
                choice.confidence(),
                winner == null ? null : winner.kind(),
                carried.medium(),
                carried.mediumClass(),
                signals.campaign(),
                followUp,
                crm == null ? List.of() : crm.with(word -> told(word, winner, channel)),
                because,
                evidence,
                conflicts,
                nearMisses,
                oddities,
                mends(),
                revision);
    }

    /** Decides, and tells what the tables were asked. */
    List<Question> questions(String revision) {
        List<Question> asked = new ArrayList<>();
        questions = asked;
        take(revision);
        return asked;
    }

    /** What the authors of the rows advise, then what can be said of this lead alone. */
    private List<String> mends() {
        Set<String> mends = null;
        for (Reason reason : because) {
            if (reason.mend() != null) {
                mends = mends == null ? new LinkedHashSet<>() : mends;
                mends.add(reason.mend());
            }
        }
        if (mends == null) {
            return signals.mends();
        }
        mends.addAll(signals.mends());
        return List.copyOf(mends);
    }

    private List<Conflict> judge() {
        List<Conflict> conflicts = stages.engineers().judge(session, signals);
        conflicts.forEach(conflict -> slots.putConflict(values, conflict.id()));
        return conflicts;
    }

    private Channel channel() {
        int[] fitting = ask(stages.channel());
        return fitting.length == 0 ? stages.unassigned() : stages.channel().decision(fitting[0]);
    }

    /** The channel that a profile gives; the common one for leads that no row knows where none of its rows fits. */
    private Channel under(String profile, List<Reason> reasons) {
        Stages.Profile other = stages.profiles().get(profile);
        if (other == null) {
            oddities.add("there is no profile " + profile + "; its channel is unassigned");
            return stages.unassigned();
        }
        int[] fitting = ask(other.table(), reasons);
        return fitting.length == 0 ? stages.unassigned() : other.table().decision(fitting[0]);
    }

    private List<ProfiledChannel> alongside(Channel channel) {
        List<ProfiledChannel> told = new ArrayList<>();
        for (String profile : profiles.alongside()) {
            if (profile.equals(Profiles.DEFAULT)) {
                told.add(new ProfiledChannel(profile, channel, reasonsOf(stages.channel())));
            } else {
                List<Reason> reasons = new ArrayList<>();
                Channel other = under(profile, reasons);
                told.add(new ProfiledChannel(profile, other, reasons));
            }
        }
        return told;
    }

    private List<Reason> reasonsOf(StageTable<?> table) {
        return because.stream()
                .filter(reason -> reason.row().file().equals(table.table().file()))
                .filter(reason -> reason.decides().equals(table.decides()))
                .toList();
    }

    /** What the first row that fits decides; null where there is no such table, or no such row. */
    private <T> @Nullable T first(@Nullable StageTable<T> table) {
        if (table == null) {
            return null;
        }
        int[] fitting = ask(table);
        return fitting.length == 0 ? null : table.decision(fitting[0]);
    }

    /** A word's value as people write it: names with their capitals, the rest as it was cleaned. */
    private @Nullable String told(Word word, @Nullable Evidence winner, Channel channel) {
        return switch (word.signal()) {
            case Signal.SOURCE ->
                winner == null || winner.source() == null
                        ? null
                        : winner.source().name();
            case Signal.CHANNEL -> channel.name();
            default -> Values.told(values[slots.of(word)], word.type());
        };
    }

    private double points() {
        double sum = 0;
        for (int row : ask(stages.intent())) {
            sum += stages.intent().decision(row);
        }
        return sum;
    }

    private IntentTier tier() {
        int[] fitting = ask(stages.tier());
        return fitting.length == 0 ? IntentTier.LOW : stages.tier().decision(fitting[0]);
    }

    /** The rows of a table that count under its hit policy, each put down as a reason. */
    private int[] ask(StageTable<?> table) {
        return ask(table, because);
    }

    private int[] ask(StageTable<?> table, List<Reason> reasons) {
        if (questions != null) {
            questions.add(table.question(values, today));
        }
        int[] fitting = table.fitting(values, today);
        HitPolicy policy = table.table().hitPolicy();
        boolean firstDecides = policy == HitPolicy.FIRST_MATCH || policy == HitPolicy.ONLY_MATCH;
        if (policy == HitPolicy.ONLY_MATCH && fitting.length > 1) {
            oddities.add(table.address(fitting[0]) + " and " + table.address(fitting[1])
                    + " both fit, where only one may; the upper one decided");
        }
        int counting = firstDecides ? Math.min(1, fitting.length) : fitting.length;
        for (int i = 0; i < counting; i++) {
            reasons.add(
                    explain == Explain.FULL
                            ? new Explanation(table, values).reason(fitting[i])
                            : table.reason(fitting[i]));
        }
        if (explain == Explain.FULL) {
            int before = firstDecides && fitting.length > 0
                    ? fitting[0]
                    : table.rows().size();
            nearMisses.addAll(new Explanation(table, values).nearMisses(before, today));
        }
        return fitting;
    }

    private @Nullable Evidence evidence(@Nullable EvidenceKind kind) {
        for (Evidence evidence : signals.evidence()) {
            if (evidence.kind() == kind) {
                return evidence;
            }
        }
        return null;
    }

    /** A row may take what the lead has not got; no check of the table can know that, and no lead must fail for it. */
    private Outcome outcome(Choice choice, @Nullable Evidence winner, int[] fitting) {
        if (choice.take() != null && winner == null) {
            oddities.add(stages.source().address(fitting[0]) + " takes the " + Weighing.name(choice.take())
                    + ", and this lead has none");
        }
        Outcome said = choice.outcome();
        if (said != null && (said != Outcome.RESOLVED || winner != null)) {
            return said;
        }
        if (winner != null) {
            return Outcome.RESOLVED;
        }
        return signals.evidence().isEmpty() ? Outcome.UNKNOWN : Outcome.UNASSIGNED;
    }

    /**
     * The medium in force: the winner's own. Only a click ID that says nothing of it, or no winner at all, leaves that to
     * the tags: they are of the same click. What the tags of a link say has no bearing on a promotion code.
     */
    record Carried(@Nullable String medium, @Nullable String mediumClass) {
        static Carried by(Evidence winner, Signals signals) {
            boolean tagsSpeak =
                    winner.kind() == EvidenceKind.CLICK_ID && winner.medium() == null && winner.mediumClass() == null;
            return tagsSpeak ? by(signals) : new Carried(winner.medium(), winner.mediumClass());
        }

        static Carried by(Signals signals) {
            return new Carried(text(signals, Signal.TAG_MEDIUM), text(signals, Signal.TAG_MEDIUM_CLASS));
        }

        private static @Nullable String text(Signals signals, String key) {
            return signals.value(key) instanceof String text ? text : null;
        }
    }
}
