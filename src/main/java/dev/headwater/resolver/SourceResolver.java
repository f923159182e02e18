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
        Signals signals = Signals.of(lead, before.history(), rules.catalog(), now);
        Resolution resolution = rules.decide(signals, explain);
        Instant at = lead.occurredAt() != null ? lead.occurredAt() : now;
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
