package dev.headwater.rules;

import dev.headwater.decision.Channel;
import dev.headwater.decision.IntentTier;
import dev.headwater.rules.Then.Choice;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.Flaw;
import java.util.ArrayList;
import java.util.List;

/**
 * What a lead is asked, in the order in which it is. Immutable.
 *
 * @param slots where the values stand that tables ask for
 * @param engineers the rules that weigh the evidence
 * @param source which evidence wins
 * @param channel the broad category
 * @param intent the points that rows give
 * @param tier what the points add up to
 * @param unassigned the channel where no row fits
 */
record Stages(
        Slots slots,
        EngineerRules engineers,
        StageTable<Choice> source,
        StageTable<Channel> channel,
        StageTable<Double> intent,
        StageTable<IntentTier> tier,
        Channel unassigned) {

    /**
     * The same stages, save for one table, which the plain evaluator is asked.
     *
     * @param changed stands where one of the tables does, and has its columns
     * @throws IllegalArgumentException if it is no such table, or if nobody can follow what its rows say
     */
    Stages with(DecisionTable changed, Channels known) {
        List<Flaw> flaws = new ArrayList<>();
        Then then = new Then(changed, flaws);
        PlainMatcher plain = new PlainMatcher(changed, slots);
        Stages stages;
        if (source.standsWhere(changed)) {
            var table = new StageTable<>(source.decides(), plain, then.choices(), slots);
            stages = new Stages(slots, engineers, table, channel, intent, tier, unassigned);
        } else if (channel.standsWhere(changed)) {
            var table = new StageTable<>(channel.decides(), plain, then.channels(known), slots);
            stages = new Stages(slots, engineers, source, table, intent, tier, unassigned);
        } else if (intent.standsWhere(changed)) {
            var table = new StageTable<>(intent.decides(), plain, then.points(), slots);
            stages = new Stages(slots, engineers, source, channel, table, tier, unassigned);
        } else if (tier.standsWhere(changed)) {
            var table = new StageTable<>(tier.decides(), plain, then.tiers(), slots);
            stages = new Stages(slots, engineers, source, channel, intent, table, unassigned);
        } else {
            throw new IllegalArgumentException("no table stands at " + changed.file() + " " + changed.sheet());
        }
        if (!flaws.isEmpty()) {
            throw new IllegalArgumentException(flaws.toString());
        }
        return stages;
    }
}
