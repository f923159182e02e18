package dev.headwater.scenario;

import dev.headwater.decision.Campaign;
import dev.headwater.decision.Channel;
import dev.headwater.decision.Conflict;
import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Intent;
import dev.headwater.decision.IntentTier;
import dev.headwater.decision.NearMiss;
import dev.headwater.decision.Outcome;
import dev.headwater.decision.Reason;
import dev.headwater.decision.Resolution;
import dev.headwater.decision.RowAddress;
import dev.headwater.decision.Source;
import dev.headwater.decision.WeighedEvidence;
import dev.headwater.resolver.Answer;
import dev.headwater.rules.RuleSet;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.HitPolicy;
import dev.headwater.table.Stage;
import dev.headwater.table.Word;
import dev.headwater.table.WordType;
import dev.headwater.touch.Touch;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers to compare with. */
final class Answers {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static final Word CHANNEL =
            new Word("Channel", "channel", WordType.TEXT, List.of(), Stage.INTENT, Set.of(Stage.CHANNEL), "");

    /** The channel table, in so far as {@link #paidSearch} missed its rows by one condition. */
    static final RuleSet RULES = new SilentRules(
            List.of(
                    new Channel("email", "Email", Channel.Kind.ONLINE),
                    new Channel("online-talk", "Webinar", Channel.Kind.ONLINE)),
            List.of(new DecisionTable(
                    "Channel",
                    "rules/channel.xlsx",
                    "Channel",
                    HitPolicy.FIRST_MATCH,
                    "",
                    List.of(),
                    List.of(new DecisionTable.Column(CHANNEL, 2)),
                    List.of(
                            row(7, "web-0", "Webinar"),
                            row(9, "em-1", "Email"),
                            row(14, "ps-1", "Paid Search"),
                            row(20, "em-2", "Email")))));

    private static DecisionTable.Row row(int line, String id, String channel) {
        return new DecisionTable.Row(line, id, List.of(), List.of(), List.of(channel), "", null, null);
    }

    private static final Source GOOGLE_ADS = new Source("google-ads", "Google Ads");
    private static final Channel PAID_SEARCH = new Channel("paid-search", "Paid Search", Channel.Kind.ONLINE);

    private Answers() {}

    /** A paid click of a demo request, three days after an organic visit, under tags that contradict it. */
    static Answer paidSearch() {
        return answer(
                new Resolution(
                        Outcome.RESOLVED,
                        GOOGLE_ADS,
                        PAID_SEARCH,
                        new Intent(IntentTier.HIGH, 85),
                        0.7,
                        EvidenceKind.CLICK_ID,
                        "cpc",
                        "paid",
                        new Campaign("newsletter", "cpc", "spring, sale", null, null, null),
                        List.of(
                                reason("source", "source.xlsx", "Source", "A7", "s-click", null),
                                reason("channel", "channel.xlsx", "Channel", "A14", "ps-1", null),
                                reason("points", "intent.xlsx", "Intent", "A8", "demo", 60.0),
                                reason("points", "intent.xlsx", "Intent", "A20", "search", 25.0),
                                reason("tier", "intent.xlsx", "Tier", "A6", "high", null)),
                        List.of(
                                new WeighedEvidence(
                                        EvidenceKind.CLICK_ID, "gclid", GOOGLE_ADS, "search", "cpc", true, "paid"),
                                new WeighedEvidence(
                                        EvidenceKind.SELF_REPORT,
                                        "A friend told me",
                                        new Source("word-of-mouth", "Word of Mouth"),
                                        "word of mouth",
                                        null,
                                        false,
                                        "a click is surer")),
                        List.of(new Conflict(
                                "source-conflict",
                                "gclid is of google, the tags of newsletter",
                                new RowAddress("rules/conflicts.drl", "", "line 14"))),
                        List.of(
                                new NearMiss(
                                        "channel",
                                        new RowAddress("rules/channel.xlsx", "Channel", "A9"),
                                        "em-1",
                                        new Reason.Condition("Medium class", "B9", "email", "paid", false)),
                                new NearMiss(
                                        "channel",
                                        new RowAddress("rules/channel.xlsx", "Channel", "A7"),
                                        "web-0",
                                        new Reason.Condition("Medium class", "B7", "webinar", "paid", false)),
                                new NearMiss(
                                        "channel",
                                        new RowAddress("rules/channel.xlsx", "Channel", "A20"),
                                        "em-2",
                                        new Reason.Condition("Medium class", "B20", "sms", "paid", false))),
                        List.of("the landing URL was cut after 8,192 characters"),
                        "sha256:abc"),
                new Touch(
                        NOW.minusSeconds(3 * 86_400),
                        null,
                        Outcome.RESOLVED,
                        EvidenceKind.REFERRER,
                        new Source("bing", "Bing"),
                        "search",
                        new Channel("organic-search", "Organic Search", Channel.Kind.ONLINE),
                        "organic",
                        Campaign.NONE,
                        new Intent(IntentTier.LOW, 5),
                        "sha256:abc"));
    }

    /** A lead of which nothing was told. */
    static Answer unknown() {
        Resolution nothing = new Resolution(
                Outcome.UNKNOWN,
                null,
                new Channel("unknown", "Unknown", Channel.Kind.UNKNOWN),
                new Intent(IntentTier.LOW, 0),
                0,
                null,
                null,
                null,
                Campaign.NONE,
                List.of(new Reason(
                        "source",
                        new RowAddress("rules/source.xlsx", "Source", "A20"),
                        "last",
                        "nothing was told",
                        null,
                        "Send the landing page or the referrer",
                        true,
                        List.of())),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "sha256:abc");
        return new Answer("d-2", null, nothing, NOW, null, new Answer.History(0, true, false, "no leadId"));
    }

    private static Answer answer(Resolution resolution, Touch first) {
        return new Answer("d-1", null, resolution, NOW, first, new Answer.History(2, true, true, null));
    }

    private static Reason reason(
            String decides, String file, String sheet, String cell, String id, @Nullable Double points) {
        return new Reason(
                decides,
                new RowAddress("rules/" + file, sheet, cell),
                id,
                "because of " + id,
                points,
                null,
                false,
                List.of());
    }
}
