package dev.headwater.resolver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.headwater.decision.Explain;
import dev.headwater.decision.Profiles;
import dev.headwater.decision.Resolution;
import dev.headwater.lead.EventId;
import dev.headwater.lead.LeadContext;
import dev.headwater.lead.Person;
import dev.headwater.resolver.Answer.History;
import dev.headwater.rules.RuleSet;
import dev.headwater.signal.Signals;
import dev.headwater.touch.FirstAnswer;
import dev.headwater.touch.Merge;
import dev.headwater.touch.Touch;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.Touches;
import dev.headwater.touch.Touches.HistoryUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line: history, signals, decision, record. Safe for use by many threads.
 *
 * <p>A store that does not answer costs the history, never the lead. A contact is recorded only if the history is still the
 * one that the decision was taken on; else the decision is taken again. So of two contacts at the same time one sees the
 * other.
 */
public final class SourceResolver {
    private static final Logger LOG = LoggerFactory.getLogger(SourceResolver.class);

    /**
     * How often a decision is taken when others add to the same history at the same time; the last one is recorded even
     * though it did not see all of them.
     */
    private static final int MAX_TRIES = 8;

    private final Supplier<RuleSet> activeRuleSet;
    private final Touches touches;
    private final Supplier<String> decisionIds;
    private final SparingLog trouble;
    private final Profiles profiles;
    private final Witness witness;
    private final @Nullable String trace;

    /**
     * A resolver that answers under the default profile.
     *
     * @param activeRuleSet the rules in force; asked once for each lead
     * @param touches where histories are kept
     * @param decisionIds a fresh name for each decision
     */
    public SourceResolver(Supplier<RuleSet> activeRuleSet, Touches touches, Supplier<String> decisionIds) {
        this(activeRuleSet, touches, decisionIds, Profiles.DEFAULT);
    }

    /** @param profile whose channel is that of answers and touches */
    public SourceResolver(
            Supplier<RuleSet> activeRuleSet, Touches touches, Supplier<String> decisionIds, String profile) {
        this(
                activeRuleSet,
                touches,
                decisionIds,
                new Profiles(profile, List.of()),
                new SparingLog(LOG, System::nanoTime),
                Witness.NOBODY,
                null);
    }

    private SourceResolver(
            Supplier<RuleSet> activeRuleSet,
            Touches touches,
            Supplier<String> decisionIds,
            Profiles profiles,
            SparingLog trouble,
            Witness witness,
            @Nullable String trace) {
        this.witness = witness;
        this.trace = trace;
        this.profiles = profiles;
        this.trouble = trouble;
        this.activeRuleSet = activeRuleSet;
        this.touches = touches;
        this.decisionIds = decisionIds;
    }

    /** The same line under one revision of the rules, whatever goes live meanwhile. */
    public SourceResolver under(RuleSet rules) {
        return new SourceResolver(() -> rules, touches, decisionIds, profiles, trouble, witness, trace);
    }

    /** The same line, which tells the channels under these profiles too. */
    public SourceResolver alongside(List<String> others) {
        return others.isEmpty()
                ? this
                : new SourceResolver(
                        activeRuleSet,
                        touches,
                        decisionIds,
                        new Profiles(profiles.chosen(), others),
                        trouble,
                        witness,
                        trace);
    }

    /** The same line, seen by somebody. */
    public SourceResolver seenBy(Witness somebody) {
        return new SourceResolver(activeRuleSet, touches, decisionIds, profiles, trouble, somebody, trace);
    }

    /** The same line, for questions that belong to a trace. */
    public SourceResolver traced(String traceId) {
        return new SourceResolver(activeRuleSet, touches, decisionIds, profiles, trouble, witness, traceId);
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
        Instant at = lead.occurredAt() != null ? lead.occurredAt() : now;
        Remembered before = recall(lead, now, record);
        for (LeadContext past : lead.earlier()) {
            before = withEarlier(past, lead.person(), at, before, activeRuleSet.get(), now, record);
        }
        for (int tries = 1; ; tries++) {
            RuleSet rules = activeRuleSet.get();
            TouchHistory past = before.without(lead.eventId());
            Signals signals = Signals.of(lead, past, rules.catalog(), now);
            Resolution resolution = rules.decide(signals, explain, profiles);
            Touch touch = Touch.of(lead.eventId(), resolution, at);
            Remembered after =
                    record && before.available() ? keep(lead.person(), touch, before, now, tries == MAX_TRIES) : before;
            if (after != null) {
                Touch first = after.history().first();
                Answer answer = new Answer(decisionIds.get(), lead.leadId(), resolution, at, first, after.told());
                witness.decided(new Decided(trace, lead, past, rules, now, profiles, explain, answer));
                return answer;
            }
            before = recall(lead, now, record);
        }
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
        Signals signals = Signals.of(past, TouchHistory.EMPTY, rules.catalog(), at);
        Resolution resolution = rules.decide(signals, Explain.NONE, new Profiles(profiles.chosen(), List.of()));
        Touch touch = Touch.of(past.eventId(), resolution, at);
        if (person != null && record && before.available()) {
            return requireNonNull(keep(before, () -> touches.recordEarlier(person, touch, now)));
        }
        TouchHistory history = before.history().with(touch, TouchHistory.Bounds.DEFAULT, now);
        return new Remembered(history, before.available(), before.recorded(), before.note());
    }

    /**
     * Answers where a lead came from, once for each event: told again, it gets the answer of the first time, byte for byte.
     *
     * <p>That needs an event ID and a person, and a history that was recorded. Of several who tell one event at the same
     * time all get the answer that was kept first.
     *
     * @param form how an answer is written, in UTF-8
     */
    public Told tell(
            LeadContext lead, Instant now, Explain explain, boolean record, Function<? super Answer, byte[]> form) {
        Person person = lead.person();
        EventId event = lead.eventId();
        if (!record || person == null || event == null) {
            return new Told.First(form.apply(resolve(lead, now, explain, record)));
        }
        String question = Fingerprint.of(lead);
        try {
            FirstAnswer known = touches.answered(person, event, now);
            if (known != null) {
                return again(known, question);
            }
        } catch (HistoryUnavailable e) {
            // Asked for the history, the store will say so again, and the answer with it.
            trouble.warn("first answer unavailable", String.valueOf(e.getMessage()));
        }
        Answer answer = resolve(lead, now, explain, true);
        byte[] body = form.apply(answer);
        return answer.history().recorded()
                ? keep(person, new FirstAnswer(event, question, new String(body, UTF_8), now), body, now)
                : new Told.First(body);
    }

    /**
     * Answers where a lead came from by what it says alone, the earlier contacts that it tells of among it, where the store
     * of histories takes too long.
     */
    public Told tellWithoutHistory(
            LeadContext lead, Instant now, Explain explain, Function<? super Answer, byte[]> form) {
        RuleSet rules = activeRuleSet.get();
        Instant at = lead.occurredAt() != null ? lead.occurredAt() : now;
        Remembered told = new Remembered(
                TouchHistory.EMPTY,
                false,
                false,
                "the store of histories took too long; whether it keeps this touch is not known");
        for (LeadContext past : lead.earlier()) {
            told = withEarlier(past, null, at, told, rules, now, false);
        }
        TouchHistory past = told.without(lead.eventId());
        Resolution resolution = rules.decide(Signals.of(lead, past, rules.catalog(), now), explain, profiles);
        Answer answer = new Answer(
                decisionIds.get(), lead.leadId(), resolution, at, told.history().first(), told.told());
        witness.decided(new Decided(trace, lead, past, rules, now, profiles, explain, answer));
        return new Told.First(form.apply(answer));
    }

    private Told keep(Person person, FirstAnswer mine, byte[] body, Instant now) {
        try {
            FirstAnswer first = touches.keep(person, mine, now);
            return first.equals(mine) ? new Told.First(body) : again(first, mine.question());
        } catch (HistoryUnavailable e) {
            trouble.warn("answer not kept for retries", String.valueOf(e.getMessage()));
            return new Told.First(body);
        }
    }

    private static Told again(FirstAnswer first, String question) {
        return first.question().equals(question)
                ? new Told.Again(first.body().getBytes(UTF_8))
                : new Told.Another(first.at());
    }

    private Remembered recall(LeadContext lead, Instant now, boolean record) {
        Person person = lead.person();
        if (person == null) {
            return new Remembered(TouchHistory.EMPTY, true, false, "no leadId or visitorId, so no history");
        }
        try {
            if (lead.leadId() == null || lead.visitorId() == null) {
                return new Remembered(touches.recent(person), true, false, null);
            }
            if (!record) {
                return new Remembered(touches.together(lead.leadId(), lead.visitorId()), true, false, null);
            }
            String note = noted(touches.merge(lead.visitorId(), lead.leadId(), now));
            return new Remembered(touches.recent(person), true, false, note);
        } catch (HistoryUnavailable e) {
            trouble.warn("history unavailable", String.valueOf(e.getMessage()));
            return new Remembered(TouchHistory.EMPTY, false, false, "the store of histories did not answer");
        }
    }

    private static @Nullable String noted(Merge merge) {
        return switch (merge) {
            case DONE, ALREADY -> null;
            case TAKEN -> "this visitorId is another lead, so its touches are not counted here";
            case FULL -> "this lead has been so many visitors already that this one was not added";
        };
    }

    /** What is known after this touch; null where somebody else was faster, and the decision has to be taken again. */
    private @Nullable Remembered keep(
            @Nullable Person person, Touch touch, Remembered before, Instant now, boolean inAnyCase) {
        return person == null
                ? before
                : keep(
                        before,
                        () -> inAnyCase
                                ? touches.record(person, touch, now)
                                : touches.recordAfter(person, before.history(), touch, now));
    }

    private @Nullable Remembered keep(Remembered before, Supplier<@Nullable TouchHistory> recorded) {
        try {
            TouchHistory after = recorded.get();
            return after == null ? null : new Remembered(after, true, true, before.note());
        } catch (HistoryUnavailable e) {
            trouble.warn("touch not recorded", String.valueOf(e.getMessage()));
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

        /** An event told again must not find itself in its own past. */
        TouchHistory without(@Nullable EventId event) {
            return event == null ? history : history.without(event);
        }
    }
}
