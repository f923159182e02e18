package dev.headwater.infinispan;

import static dev.headwater.touch.TouchFixtures.NOW;
import static dev.headwater.touch.TouchFixtures.daysAgo;
import static dev.headwater.touch.TouchFixtures.touch;

import dev.headwater.attribution.Cost;
import dev.headwater.decision.Campaign;
import dev.headwater.decision.Channel;
import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Intent;
import dev.headwater.decision.IntentTier;
import dev.headwater.decision.Outcome;
import dev.headwater.decision.Source;
import dev.headwater.lead.Conversion;
import dev.headwater.lead.ConversionId;
import dev.headwater.lead.EventId;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.Money;
import dev.headwater.lead.VisitorId;
import dev.headwater.touch.FirstAnswer;
import dev.headwater.touch.Touch;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.Touches;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What is in the folder {@code stores/form-1} of the test resources: a store as the release that began with form 1 left it
 * behind when it was stopped. It is never written again; a later form gets a folder of its own beside it, as the one that has
 * conversions and costs too.
 */
final class StoredForm {
    /** The bounds it was written with; no entry of it grows too old. */
    static final TouchHistory.Bounds BOUNDS = new TouchHistory.Bounds(3, Duration.ofDays(30_000));

    static final LeadId ANNA = new LeadId("anna");
    static final LeadId BEN = new LeadId("lead:z\u00f6e \u540d");
    static final VisitorId VISITOR = new VisitorId("v-77");

    /** Everything told. */
    static final Touch FULL = new Touch(
            Instant.parse("2026-11-23T10:15:00.123456789Z"),
            new EventId("e-1"),
            Outcome.RESOLVED,
            EvidenceKind.SELF_REPORT,
            new Source("word-of-mouth", "Word of mouth"),
            "word of mouth",
            new Channel("word-of-mouth", "Word of Mouth", Channel.Kind.OFFLINE),
            "paid",
            new Campaign("source", "medium", "name \ud83d\ude00", "term", "content", "id"),
            new Intent(IntentTier.MEDIUM, -12.5),
            "sha256:" + "9".repeat(64));

    /** Next to nothing told, and long ago. */
    static final Touch BARE = new Touch(
            Instant.parse("1969-12-31T23:59:59.5Z"),
            null,
            Outcome.UNKNOWN,
            null,
            null,
            null,
            new Channel("unknown", "Unknown", Channel.Kind.UNKNOWN),
            null,
            Campaign.NONE,
            new Intent(IntentTier.LOW, 0),
            "sha256:00");

    static final FirstAnswer ANSWER =
            new FirstAnswer(new EventId("e-1"), "question", "{\"source\": \"Z\u00f6e\"}", NOW);

    /** With all that can be told of one. */
    static final Conversion DEAL = new Conversion(
            new ConversionId("D-1"),
            Conversion.USUAL,
            NOW,
            new Money(new BigDecimal("12000.50"), "EUR"),
            NOW.minusSeconds(9),
            NOW.minusSeconds(5));

    /** With as little as can be told of one. */
    static final Conversion TRIAL =
            new Conversion(new ConversionId("T-1"), "trial \u00fc", NOW.minusSeconds(1), null, null, null);

    static final LocalDate DAY = LocalDate.of(2026, 11, 1);

    static final List<Cost> COSTS = List.of(
            new Cost(
                    DAY,
                    "paid-search",
                    "google-ads",
                    "Z\u00f6e \ud83d\ude00",
                    new Money(new BigDecimal("120.5"), "EUR")),
            new Cost(DAY, null, null, null, new Money(new BigDecimal("7"), "JPY")),
            new Cost(DAY.plusDays(29), "email", null, null, new Money(new BigDecimal("0"), "EUR")));

    private StoredForm() {}

    /**
     * Writes what is in the folder {@code stores/form-1-conversions}: form 1, with the fields that were added to it since; and
     * what is in {@code stores/form-2}, as the release that began with the ledger left it behind.
     */
    static void fillWithConversions(InfinispanTouches touches) {
        fill(touches);
        touches.convert(BEN, DEAL, NOW);
        touches.convert(BEN, TRIAL, NOW);
        touches.convert(ANNA, TRIAL, NOW);
        touches.takeBack(ANNA, TRIAL.id());
        touches.costs().put(COSTS);
    }

    /** Writes what is in it. */
    static void fill(Touches touches) {
        touches.record(BEN, FULL, NOW);
        touches.record(BEN, BARE, NOW);
        for (int day = 6; day > 0; day--) {
            touches.record(day % 2 == 0 ? VISITOR : ANNA, touch("day " + day, daysAgo(day)), NOW);
        }
        touches.merge(VISITOR, ANNA, NOW);
        touches.keep(BEN, ANSWER, NOW);
        touches.record(new LeadId("forgotten"), FULL, NOW);
        touches.forget(new LeadId("forgotten"));
    }
}
