package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.decision.Campaign;
import dev.headwater.decision.Channel;
import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Intent;
import dev.headwater.decision.IntentTier;
import dev.headwater.decision.Outcome;
import dev.headwater.decision.Source;
import dev.headwater.lead.CampaignTags;
import dev.headwater.lead.EventId;
import dev.headwater.lead.LeadContext;
import dev.headwater.touch.Touch;
import dev.headwater.touch.TouchHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What earlier touches tell about this one. */
class HistorySignalsTest {
    private static final Instant NOW = Leads.NOW;
    private static final Source GOOGLE_ADS = new Source("google-ads", "Google Ads");
    private static final Source NEWSLETTER = new Source("newsletter", "Newsletter");

    @Test
    void nobodySeenBeforeHasNoTouchesAndNoAges() {
        Signals signals = signals(TouchHistory.EMPTY, null, null);
        assertThat(signals.value(Signal.TOUCHES)).isEqualTo(0.0);
        assertThat(signals.value(Signal.TOUCHES_IN_7_DAYS)).isEqualTo(0.0);
        assertThat(signals.values()).doesNotContainKeys(Signal.FIRST_TOUCH, Signal.LAST_TOUCH, Signal.EARLIER_SOURCE);
    }

    @Test
    void touchesAreCountedAndTheirAgesToldInDays() {
        Signals signals =
                signals(history(touch(40, GOOGLE_ADS), touch(7, NEWSLETTER), touch(1.5, NEWSLETTER)), null, null);
        assertThat(signals.value(Signal.TOUCHES)).isEqualTo(3.0);
        assertThat(signals.value(Signal.TOUCHES_IN_7_DAYS)).isEqualTo(2.0);
        assertThat(signals.value(Signal.TOUCHES_IN_30_DAYS)).isEqualTo(2.0);
        assertThat(signals.value(Signal.FIRST_TOUCH)).isEqualTo(40.0);
        assertThat(signals.value(Signal.LAST_TOUCH)).isEqualTo(1.5);
    }

    @Test
    void onlyWhatCameBeforeThisContactCountsWheneverItIsTold() {
        TouchHistory history = history(touch(40, GOOGLE_ADS), touch(7, NEWSLETTER), touch(1, NEWSLETTER));
        Signals signals = signals(history, NOW.minus(Duration.ofDays(10)), null);
        assertThat(signals.value(Signal.TOUCHES)).isEqualTo(1.0);
        assertThat(signals.value(Signal.LAST_TOUCH)).isEqualTo(30.0);
        assertThat(signals.value(Signal.EARLIER_SOURCE)).isEqualTo("google ads");
    }

    @Test
    void touchesNoLongerKeptStillCount() {
        Touch old = touch(300, GOOGLE_ADS);
        Signals signals = signals(new TouchHistory(old, List.of(touch(1, NEWSLETTER)), 80), null, null);
        assertThat(signals.value(Signal.TOUCHES)).isEqualTo(80.0);
        assertThat(signals.value(Signal.FIRST_TOUCH)).isEqualTo(300.0);
    }

    @Test
    void aContactToldAgainIsNotBeforeItself() {
        EventId event = new EventId("e-1");
        Touch same = touch(0, GOOGLE_ADS, Outcome.RESOLVED, event);
        Signals again = signals(new TouchHistory(same, List.of(same), 1), null, event);
        assertThat(again.value(Signal.TOUCHES)).isEqualTo(0.0);
        assertThat(again.values()).doesNotContainKeys(Signal.FIRST_TOUCH, Signal.LAST_TOUCH, Signal.EARLIER_SOURCE);
        Signals other = signals(new TouchHistory(same, List.of(same), 1), null, new EventId("e-2"));
        assertThat(other.value(Signal.TOUCHES)).isEqualTo(1.0);
    }

    @Test
    void theEarlierSourceIsThatOfTheLastTouchThatHadOne() {
        TouchHistory history = history(
                touch(9, GOOGLE_ADS),
                touch(5, null, Outcome.DIRECT, null),
                touch(4, null, Outcome.UNKNOWN, null),
                touch(3, NEWSLETTER, Outcome.SPAM, null),
                touch(2, null, Outcome.INTERNAL, null));
        Signals signals = signals(history, null, null);
        assertThat(signals.value(Signal.EARLIER_SOURCE)).isEqualTo("google ads");
        Evidence earlier = signals.evidence().get(0);
        assertThat(earlier)
                .isEqualTo(new Evidence(
                        EvidenceKind.EARLIER_TOUCH,
                        "Google Ads, 2026-11-14",
                        GOOGLE_ADS,
                        "search",
                        "google",
                        "cpc",
                        "paid",
                        null));
    }

    @Test
    void aTouchThatOnlyRepeatedAnEarlierSourceYieldsToTheOneThatItRepeated() {
        Touch repeated = repeating(touch(2, GOOGLE_ADS));
        assertThat(signals(history(touch(9, GOOGLE_ADS), repeated), null, null).evidence())
                .extracting(Evidence::value)
                .containsExactly("Google Ads, 2026-11-14");
        assertThat(signals(history(touch(9, NEWSLETTER), repeated), null, null).value(Signal.EARLIER_SOURCE))
                .isEqualTo("newsletter");
        assertThat(signals(history(repeated), null, null).value(Signal.EARLIER_SOURCE))
                .isEqualTo("google ads");
    }

    private static Touch repeating(Touch touch) {
        return new Touch(
                touch.at(),
                null,
                touch.outcome(),
                EvidenceKind.EARLIER_TOUCH,
                touch.source(),
                touch.category(),
                touch.channel(),
                touch.mediumClass(),
                Campaign.NONE,
                touch.intent(),
                touch.revision());
    }

    @Test
    void onlyDirectTouchesAreNoEarlierSource() {
        assertThat(signals(history(touch(5, null, Outcome.DIRECT, null)), null, null)
                        .evidence())
                .isEmpty();
    }

    @Test
    void theEndsOfTimeAreNoTrouble() {
        Touch first = new Touch(
                Instant.MIN,
                null,
                Outcome.RESOLVED,
                EvidenceKind.CLICK_ID,
                GOOGLE_ADS,
                "search",
                new Channel("paid-search", "Paid Search", Channel.Kind.ONLINE),
                "paid",
                Campaign.NONE,
                new Intent(IntentTier.LOW, 0),
                "sha256:0");
        TouchHistory history = new TouchHistory(first, List.of(first), 1);
        assertThat(signals(history, Instant.MAX, null).value(Signal.TOUCHES)).isEqualTo(1.0);
        assertThat(signals(history, Instant.MIN, null).value(Signal.LAST_TOUCH)).isEqualTo(0.0);
    }

    private static TouchHistory history(Touch... touches) {
        return new TouchHistory(touches[0], List.of(touches), touches.length);
    }

    private static Touch touch(double daysAgo, Source source) {
        return touch(daysAgo, source, Outcome.RESOLVED, null);
    }

    private static Touch touch(double daysAgo, @Nullable Source source, Outcome outcome, @Nullable EventId event) {
        return new Touch(
                NOW.minusSeconds((long) (daysAgo * 86_400)),
                event,
                outcome,
                source == null ? null : EvidenceKind.CLICK_ID,
                source,
                "search",
                new Channel("paid-search", "Paid Search", Channel.Kind.ONLINE),
                "paid",
                new Campaign("google", "cpc", null, null, null, null),
                new Intent(IntentTier.LOW, 0),
                "sha256:0");
    }

    private static Signals signals(TouchHistory history, @Nullable Instant occurredAt, @Nullable EventId event) {
        LeadContext lead = new LeadContext(
                null,
                null,
                event,
                occurredAt,
                null,
                null,
                CampaignTags.NONE,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
        return Signals.of(lead, history, ShippedLists.CATALOG, NOW);
    }
}
