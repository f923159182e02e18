package dev.headwater.resolver;

import dev.headwater.decision.Explain;
import dev.headwater.decision.Resolution;
import dev.headwater.lead.LeadContext;
import dev.headwater.lead.Person;
import dev.headwater.resolver.Answer.History;
import dev.headwater.rules.RuleSet;
import dev.headwater.signal.Signals;
import dev.headwater.touch.Touch;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.Touches;
import dev.headwater.touch.Touches.HistoryUnavailable;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line: history, signals, decision, record. Safe for use by many threads.
 *
 * <p>A store that does not answer costs the history, never the lead.
 */
public final class SourceResolver {
    private static final Logger LOG = LoggerFactory.getLogger(SourceResolver.class);

    private final Supplier<RuleSet> activeRuleSet;
    private final Touches touches;
    private final Supplier<String> decisionIds;

    /**
     * @param activeRuleSet the rules in force; asked once for each lead
     * @param touches where histories are kept
     * @param decisionIds a fresh name for each decision
     */
    public SourceResolver(Supplier<RuleSet> activeRuleSet, Touches touches, Supplier<String> decisionIds) {
        this.activeRuleSet = activeRuleSet;
        this.touches = touches;
        this.decisionIds = decisionIds;
    }

    /**
     * Answers where a lead came from.
     *
     * @param lead what is known of this contact
     * @param now the time of the question, and of the contact where the lead does not say
     * @param explain how much of the reasons to give
     * @param record whether the contact is added to the person's history
     */
    public Answer resolve(LeadContext lead, Instant now, Explain explain, boolean record) {
        Remembered before = recall(lead.person());
        RuleSet rules = activeRuleSet.get();
        Instant at = lead.occurredAt() != null ? lead.occurredAt() : now;
        for (LeadContext past : lead.earlier()) {
            before = withEarlier(past, lead.person(), at, before, rules, now, record);
        }
        Signals signals = Signals.of(lead, before.history(), rules.catalog(), now);
        Resolution resolution = rules.decide(signals, explain);
        Touch touch = Touch.of(lead.eventId(), resolution, at);
        Remembered after = record && before.available() ? keep(lead.person(), touch, before, now) : before;
        return new Answer(
                decisionIds.get(),
                lead.leadId(),
                resolution,
                at,
                after.history().first(),
                after.told());
    }

    /**
     * What is remembered once an earlier contact is, of which the app tells only now. One that its app dates after the
     * contact that tells of it happened at that time at the latest.
     */
    private Remembered withEarlier(
            LeadContext past,
            @Nullable Person person,
            Instant latest,
            Remembered before,
            RuleSet rules,
            Instant now,
            boolean record) {
        Instant told = past.occurredAt();
        Instant at = told == null || told.isAfter(latest) ? latest : told;
        Resolution resolution = rules.decide(Signals.of(past, TouchHistory.EMPTY, rules.catalog(), at), Explain.NONE);
        Touch touch = Touch.of(past.eventId(), resolution, at);
        if (person != null && record && before.available()) {
            return keep(person, touch, before, now);
        }
        TouchHistory history = before.history().with(touch, TouchHistory.Bounds.DEFAULT, now);
        return new Remembered(history, before.available(), before.recorded(), before.note());
    }

    private Remembered recall(@Nullable Person person) {
        if (person == null) {
            return new Remembered(TouchHistory.EMPTY, true, false, "no leadId or visitorId, so no history");
        }
        try {
            return new Remembered(touches.recent(person), true, false, null);
        } catch (HistoryUnavailable e) {
            LOG.warn("history unavailable: {}", e.getMessage());
            return new Remembered(TouchHistory.EMPTY, false, false, "the store of histories did not answer");
        }
    }

    private Remembered keep(@Nullable Person person, Touch touch, Remembered before, Instant now) {
        if (person == null) {
            return before;
        }
        try {
            return new Remembered(touches.record(person, touch, now), true, true, null);
        } catch (HistoryUnavailable e) {
            LOG.warn("touch not recorded: {}", e.getMessage());
            return new Remembered(before.history(), false, false, "the store of histories did not take this touch");
        }
    }

    private record Remembered(
            TouchHistory history,
            boolean available,
            boolean recorded,
            @Nullable String note) {
        History told() {
            return new History(history.total(), available, recorded, note);
        }
    }
}
