package dev.headwater;

import dev.headwater.decision.Explain;
import dev.headwater.infinispan.InfinispanTouches;
import dev.headwater.lead.CampaignTags;
import dev.headwater.lead.EventId;
import dev.headwater.lead.LandingPage;
import dev.headwater.lead.LeadContext;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.Referrer;
import dev.headwater.resolver.SourceResolver;
import dev.headwater.rules.RuleFiles;
import dev.headwater.rules.RuleSet;
import dev.headwater.rules.RuleSetLoader;
import dev.headwater.rules.TableScale;
import dev.headwater.signal.ListScale;
import dev.headwater.touch.TouchHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * What a lead costs as tables, lists, histories and threads grow. Not a test; run its main with the test class path from
 * the project's folder.
 *
 * <p>Arguments: which of {@code tables lists histories threads} (all unless told), and {@code rounds=7 warmup=2} (seconds
 * of each) to be quicker or surer. Lists of a million rows want {@code -Xmx4g}.
 */
final class ScaleBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:00Z");
    private static final int PERSONS = 1_000;

    private final int rounds;
    private final double warmUp;

    /** A contact told again would be none. */
    private final AtomicInteger events = new AtomicInteger();

    private ScaleBenchmark(int rounds, double warmUp) {
        this.rounds = rounds;
        this.warmUp = warmUp;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = 7;
        double warmUp = 2;
        List<String> parts = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.startsWith("rounds=")) {
                rounds = Integer.parseInt(argument.substring("rounds=".length()));
            } else if (argument.startsWith("warmup=")) {
                warmUp = Double.parseDouble(argument.substring("warmup=".length()));
            } else {
                parts.add(argument);
            }
        }
        if (!Set.of("tables", "lists", "histories", "threads").containsAll(parts)) {
            throw new IllegalArgumentException("parts are tables, lists, histories, threads, not " + parts);
        }
        new ScaleBenchmark(rounds, warmUp).run(parts);
    }

    private void run(List<String> parts) throws Exception {
        if (parts.isEmpty() || parts.contains("tables")) {
            List<Integer> sizes = List.of(10, 100, 1_000, 10_000);
            System.out.println("signals into a resolution, by rows of the channel table");
            TableScale.decisions(sizes, measure());
            TableScale.tables(sizes, measure());
        }
        if (parts.isEmpty() || parts.contains("lists")) {
            System.out.println("a lead into signals, by rows of each of four lists");
            ListScale.recognising(List.of(1_000, 10_000, 100_000, 1_000_000), measure());
        }
        if (parts.isEmpty() || parts.contains("histories")) {
            try (RuleSet rules = shipped()) {
                System.out.println("a lead into an answer, histories in memory, by touches kept of the person");
                histories(rules, false);
                histories(rules, true);
            }
        }
        if (parts.isEmpty() || parts.contains("threads")) {
            try (RuleSet rules = shipped()) {
                threads(rules);
            }
        }
    }

    private SideBySide measure() {
        return new SideBySide(rounds, warmUp);
    }

    private static RuleSet shipped() {
        return RuleSetLoader.load(RuleFiles.in(Path.of("rules"), new ArrayList<>()))
                .orThrow();
    }

    /** A thousand persons, each of whom has so many touches. Where one more is recorded, the oldest goes. */
    private void histories(RuleSet rules, boolean record) {
        List<InfinispanTouches> stores = new ArrayList<>();
        SideBySide measure = measure();
        for (int length : new int[] {0, 1, 5, 10, 25, 50}) {
            if (length == 0 && record) {
                continue;
            }
            InfinispanTouches touches =
                    new InfinispanTouches(new TouchHistory.Bounds(Math.max(1, length), Duration.ofDays(400)));
            stores.add(touches);
            SourceResolver resolver = new SourceResolver(() -> rules, touches, () -> "a-decision");
            for (int i = 0; i < length * PERSONS; i++) {
                resolver.resolve(lead(i % PERSONS, events.incrementAndGet()), NOW, Explain.SUMMARY, true);
            }
            measure.add(
                    String.format(Locale.ROOT, "%d touches, %s", length, record ? "one more recorded" : "only read"),
                    i -> resolver.resolve(lead(i % PERSONS, events.incrementAndGet()), NOW, Explain.SUMMARY, record));
        }
        measure.run();
        stores.forEach(InfinispanTouches::close);
    }

    /** Each thread has its own leads, and all share rules and store. */
    private void threads(RuleSet rules) throws Exception {
        System.out.println("a lead into an answer, recorded in memory, by threads");
        try (InfinispanTouches touches = new InfinispanTouches(TouchHistory.Bounds.DEFAULT)) {
            SourceResolver resolver = new SourceResolver(() -> rules, touches, () -> "a-decision");
            IntConsumer work =
                    i -> resolver.resolve(lead(i % 50_000, events.incrementAndGet()), NOW, Explain.SUMMARY, true);
            double[] alone = new double[rounds];
            double[] ratios = new double[rounds];
            perSecond(1, warmUp, work);
            perSecond(2, warmUp, work);
            for (int i = 0; i < rounds; i++) {
                alone[i] = perSecond(1, 1, work);
                ratios[i] = perSecond(2, 1, work) / alone[i];
            }
            Arrays.sort(alone);
            Arrays.sort(ratios);
            System.out.printf(
                    Locale.ROOT,
                    "  1 thread: %,.0f leads a second; 2 threads: %.2f times that (%.2f to %.2f), on %d cores%n",
                    alone[rounds / 2],
                    ratios[rounds / 2],
                    ratios[0],
                    ratios[rounds - 1],
                    Runtime.getRuntime().availableProcessors());
        }
    }

    private static double perSecond(int threads, double seconds, IntConsumer work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            long end = start + (long) (seconds * 1e9);
            List<Future<Integer>> each = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int first = thread * 25_000;
                each.add(pool.submit(() -> {
                    int done = 0;
                    while (System.nanoTime() < end) {
                        work.accept(first + done++);
                    }
                    return done;
                }));
            }
            long done = 0;
            for (Future<Integer> one : each) {
                done += one.get();
            }
            return done / ((System.nanoTime() - start) / 1e9);
        } finally {
            pool.shutdown();
        }
    }

    private static LeadContext lead(int person, int event) {
        return new LeadContext(
                new LeadId("L-" + person),
                null,
                new EventId("e-" + event),
                null,
                new LandingPage(
                        "https://acme.example/pricing?utm_source=google&utm_medium=cpc&utm_campaign=brand&gclid=x"),
                new Referrer("https://www.google.com/"),
                CampaignTags.NONE,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }
}
