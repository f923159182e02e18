package dev.headwater;

import static java.util.Objects.requireNonNull;

import dev.headwater.decision.Explain;
import dev.headwater.infinispan.InfinispanTouches;
import dev.headwater.json.LeadContextJson;
import dev.headwater.json.Reading;
import dev.headwater.json.ResolutionJson;
import dev.headwater.lead.LeadContext;
import dev.headwater.resolver.Answer;
import dev.headwater.resolver.SourceResolver;
import dev.headwater.rules.RuleFiles;
import dev.headwater.rules.RuleSet;
import dev.headwater.rules.RuleSetLoader;
import dev.headwater.signal.Signals;
import dev.headwater.table.Flaw;
import dev.headwater.touch.Touch;
import dev.headwater.touch.TouchHistory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What each stage of the line takes of one core, under the shipped rules: time, and with {@code -prof gc} the bytes
 * allocated. Run with the test class path: {@code org.openjdk.jmh.Main LineBenchmark -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1)
@SuppressWarnings("NullAway.Init")
public class LineBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:00Z");

    private static final Map<String, String> LEADS = Map.of("ad", """
            {"leadId":"L-1042","occurredAt":"2026-11-23T10:15:00Z",\
            "landingUrl":"https://acme.example/pricing?utm_source=google&utm_medium=cpc&utm_campaign=brand-emea\
            &utm_term=lead+source+software&utm_content=ad-7&gclid=Cj0KCQiA3sq6BhD2ARIsAJ8MRwXyZ0123456789abcdef",\
            "referrer":"https://www.google.com/","form":{"name":"demo-request","heardAboutUs":"a friend told me"},\
            "promoCode":null,"dialledNumber":null,"crm":{"leadSource":null},"offline":null,\
            "attributes":{"companySize":250,"country":"DE","industry":"software"}}""", "referral", """
            {"leadId":"L-1043","occurredAt":"2026-11-23T10:15:00Z","landingUrl":"https://acme.example/blog/why",\
            "referrer":"https://news.ycombinator.com/item?id=1"}""");

    /** Which lead: an ad's click with everything, or a plain link. */
    @Param({"ad", "referral"})
    public String lead = "ad";

    private byte[] bytes = {};
    private LeadContext read;
    private RuleSet rules;
    private Signals signals;
    private InfinispanTouches touches;
    private SourceResolver resolver;
    private Answer answer;

    /** Loads the shipped rules, and answers once. */
    @Setup
    public void load() {
        List<Flaw> flaws = new ArrayList<>();
        rules = RuleSetLoader.load(RuleFiles.in(Path.of("rules"), flaws), flaws).orThrow();
        touches = new InfinispanTouches(TouchHistory.Bounds.DEFAULT);
        resolver = new SourceResolver(() -> rules, touches, () -> "a-decision");
        bytes = requireNonNull(LEADS.get(lead)).getBytes(StandardCharsets.UTF_8);
        read = parse();
        signals = signals();
        answer = resolver.resolve(read, NOW, Explain.SUMMARY, false);
    }

    /** Lets go of both. */
    @TearDown
    public void close() {
        rules.close();
        touches.close();
    }

    /** JSON into a lead. */
    @Benchmark
    public LeadContext parse() {
        return ((Reading.Lead) LeadContextJson.read(bytes)).lead();
    }

    /** A lead into signals. */
    @Benchmark
    public Signals signals() {
        return Signals.of(read, TouchHistory.EMPTY, rules.catalog(), NOW);
    }

    /** Signals into a resolution: the engine. */
    @Benchmark
    public Object decide() {
        return rules.decide(signals, Explain.SUMMARY);
    }

    /** A touch, made and kept. */
    @Benchmark
    public Object touch() {
        return touches.record(requireNonNull(read.person()), Touch.of(read.eventId(), answer.resolution(), NOW), NOW);
    }

    /** An answer into JSON. */
    @Benchmark
    public byte[] write() {
        return ResolutionJson.write(answer, Explain.SUMMARY);
    }

    /** All of it, the history read and the touch recorded. */
    @Benchmark
    public byte[] whole() {
        return ResolutionJson.write(resolver.resolve(parse(), NOW, Explain.SUMMARY, true), Explain.SUMMARY);
    }
}
