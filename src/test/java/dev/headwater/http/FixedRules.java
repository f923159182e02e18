package dev.headwater.http;

import dev.headwater.decision.Campaign;
import dev.headwater.decision.Channel;
import dev.headwater.decision.Conflict;
import dev.headwater.decision.CrmField;
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
import dev.headwater.decision.Reason.Condition;
import dev.headwater.decision.Resolution;
import dev.headwater.decision.RowAddress;
import dev.headwater.decision.Source;
import dev.headwater.decision.WeighedEvidence;
import dev.headwater.rules.Question;
import dev.headwater.rules.RuleSet;
import dev.headwater.signal.Catalog;
import dev.headwater.signal.Signals;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.HitPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Rules that send every lead to the same channel, with one of everything in the explanation. They break where the app's
 * attribute {@code breaks} says so, and wait at {@link #gate} where {@code waits} does.
 */
final class FixedRules implements RuleSet {
    static final String REVISION = "sha256:" + "0".repeat(64);
    static final String SECRET = "inside the engine";

    private static final RowAddress ROW = new RowAddress("rules/channel.xlsx", "Channel", "A14");
    private static final Condition CONDITION = new Condition("Medium class", "C14", "paid", "paid", true);

    /** The threads that decided. */
    final List<String> threads = Collections.synchronizedList(new ArrayList<>());

    /** How many touches each decision saw in the person's past. */
    final List<String> pasts = Collections.synchronizedList(new ArrayList<>());

    /** Whether it only counts: what is noted of each decision would grow with a long run. */
    volatile boolean onlyCounts;

    final AtomicInteger decisions = new AtomicInteger();
    final CountDownLatch gate = new CountDownLatch(1);
    final CountDownLatch waiting = new CountDownLatch(1);

    private final String revision;

    FixedRules() {
        this(REVISION);
    }

    FixedRules(String revision) {
        this.revision = revision;
    }

    private final Catalog catalog = Catalog.of(Map.of(), new ArrayList<>());

    @Override
    public String revision() {
        return revision;
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public List<Channel> channels() {
        return List.of();
    }

    @Override
    public List<DecisionTable> tables() {
        return List.of(
                new DecisionTable(
                        "Channel",
                        "rules/channel.xlsx",
                        "Channel",
                        HitPolicy.FIRST_MATCH,
                        "The broad category",
                        List.of(),
                        List.of(),
                        List.of(new DecisionTable.Row(9, "last", List.of(), List.of(), List.of(), "", null, null))),
                new DecisionTable(
                        "Tier", "rules/tier.csv", "", HitPolicy.FIRST_MATCH, "", List.of(), List.of(), List.of()));
    }

    @Override
    public List<String> profiles() {
        return List.of("ga4");
    }

    @Override
    public Resolution decide(Signals signals, Explain explain, Profiles profiles) {
        Resolution plain = decide(signals, explain);
        return new Resolution(
                plain.outcome(),
                plain.source(),
                plain.channel(),
                profiles.alongside().stream()
                        .map(profile -> new ProfiledChannel(profile, plain.channel(), plain.because()))
                        .toList(),
                plain.intent(),
                plain.confidence(),
                plain.winner(),
                plain.medium(),
                plain.mediumClass(),
                plain.campaign(),
                new FollowUp("Call", Duration.ofMinutes(15), "Sales"),
                List.of(new CrmField("salesforce", "LeadSource", "Web"), new CrmField("hubspot", "source", null)),
                plain.because(),
                plain.evidence(),
                plain.conflicts(),
                plain.nearMisses(),
                plain.oddities(),
                plain.mend(),
                plain.revision());
    }

    @Override
    public Resolution decide(Signals signals, Explain explain) {
        if (Boolean.TRUE.equals(signals.value("attributes.breaks"))) {
            throw new IllegalStateException(SECRET);
        }
        if (Boolean.TRUE.equals(signals.value("attributes.waits"))) {
            waitAtTheGate();
        }
        decisions.incrementAndGet();
        if (!onlyCounts) {
            pasts.add(String.valueOf(signals.value("touches")));
            threads.add(Thread.currentThread().getName());
        }
        boolean full = explain == Explain.FULL;
        Source source = new Source("google-ads", "Google Ads");
        return new Resolution(
                Outcome.RESOLVED,
                source,
                new Channel("paid-search", "Paid Search", Channel.Kind.ONLINE),
                new Intent(IntentTier.HIGH, 85),
                0.97,
                EvidenceKind.CLICK_ID,
                "cpc",
                "paid",
                new Campaign("google", "cpc", null, null, null, null),
                List.of(
                        new Reason(
                                "channel",
                                ROW,
                                "ps-1",
                                "a paid click",
                                null,
                                null,
                                false,
                                full ? List.of(CONDITION) : List.of()),
                        new Reason("points", ROW, "demo", "", 12.5, "tell the company's size", true, List.of())),
                List.of(
                        new WeighedEvidence(
                                EvidenceKind.CLICK_ID, "gclid", source, "search", "cpc", true, "it fits", "shoes"),
                        new WeighedEvidence(EvidenceKind.SELF_REPORT, "hm", null, null, null, false, "unknown")),
                List.of(new Conflict("source-conflict", "one against the other", ROW)),
                full
                        ? List.of(new NearMiss(
                                "channel", ROW, "ps-0", new Condition("Campaign", "D9", "*shop*", null, false)))
                        : List.of(),
                List.of("something odd"),
                revision);
    }

    private void waitAtTheGate() {
        waiting.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<Question> questions(Signals signals) {
        return List.of();
    }

    @Override
    public RuleSet with(DecisionTable changed) {
        return this;
    }

    @Override
    public void close() {}
}
