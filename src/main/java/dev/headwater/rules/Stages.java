package dev.headwater.rules;

import dev.headwater.decision.Channel;
import dev.headwater.decision.FollowUp;
import dev.headwater.decision.IntentTier;
import dev.headwater.rules.Then.Choice;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.Flaw;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a lead is asked, in the order in which it is. Immutable.
 *
 * @param slots where the values stand that tables ask for
 * @param engineers the rules that weigh the evidence
 * @param source which evidence wins
 * @param channel the broad category
 * @param intent the points that rows give
 * @param tier what the points add up to
 * @param followUp what to do next; null where no table says so
 * @param crm what CRMs expect; null where no table says so
 * @param profiles other channel tables, by name
 * @param unassigned the channel where no row fits
 */
record Stages(
        Slots slots,
        EngineerRules engineers,
        StageTable<Choice> source,
        StageTable<Channel> channel,
        StageTable<Double> intent,
        StageTable<IntentTier> tier,
        @Nullable StageTable<FollowUp> followUp,
        @Nullable StageTable<CrmRow> crm,
        Map<String, Profile> profiles,
        Channel unassigned) {

    Stages {
        profiles = Collections.unmodifiableMap(new LinkedHashMap<>(profiles));
    }

    /**
     * Another channel table.
     *
     * @param channels those that it can answer
     */
    record Profile(StageTable<Channel> table, Channels channels) {}

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
            stages = with(source.changed(plain, then.choices(), slots), channel, intent, tier);
        } else if (channel.standsWhere(changed)) {
            stages = with(source, channel.changed(plain, then.channels(known), slots), intent, tier);
        } else if (intent.standsWhere(changed)) {
            stages = with(source, channel, intent.changed(plain, then.points(), slots), tier);
        } else if (tier.standsWhere(changed)) {
            stages = with(source, channel, intent, tier.changed(plain, then.tiers(), slots));
        } else if (followUp != null && followUp.standsWhere(changed)) {
            stages = with(followUp.changed(plain, then.followUps(), slots), crm, profiles);
        } else if (crm != null && crm.standsWhere(changed)) {
            stages = with(followUp, crm.changed(plain, then.crmRows(), slots), profiles);
        } else {
            stages = with(followUp, crm, changedProfiles(changed, plain, then));
        }
        if (!flaws.isEmpty()) {
            throw new IllegalArgumentException(flaws.toString());
        }
        return stages;
    }

    private Map<String, Profile> changedProfiles(DecisionTable changed, RowMatcher plain, Then then) {
        Map<String, Profile> others = new LinkedHashMap<>(profiles);
        for (Map.Entry<String, Profile> entry : profiles.entrySet()) {
            Profile profile = entry.getValue();
            if (profile.table().standsWhere(changed)) {
                var table = profile.table().changed(plain, then.channels(profile.channels()), slots);
                others.put(entry.getKey(), new Profile(table, profile.channels()));
                return others;
            }
        }
        throw new IllegalArgumentException("no table stands at " + changed.file() + " " + changed.sheet());
    }

    private Stages with(
            StageTable<Choice> sourceTable,
            StageTable<Channel> channelTable,
            StageTable<Double> intentTable,
            StageTable<IntentTier> tierTable) {
        return new Stages(
                slots,
                engineers,
                sourceTable,
                channelTable,
                intentTable,
                tierTable,
                followUp,
                crm,
                profiles,
                unassigned);
    }

    private Stages with(
            @Nullable StageTable<FollowUp> followUpTable,
            @Nullable StageTable<CrmRow> crmTable,
            Map<String, Profile> others) {
        return new Stages(slots, engineers, source, channel, intent, tier, followUpTable, crmTable, others, unassigned);
    }
}
