package dev.headwater.rules;

import dev.headwater.decision.Channel;
import dev.headwater.decision.IntentTier;
import dev.headwater.rules.Then.Choice;

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
        Channel unassigned) {}
