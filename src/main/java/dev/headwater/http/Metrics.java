package dev.headwater.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.decision.IntentTier;
import dev.headwater.decision.Outcome;
import dev.headwater.decision.Resolution;
import dev.headwater.rules.RuleSet;
import dev.headwater.touch.StoreTimes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.RoutingContext;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code /metrics}: what the service counts and measures, as Prometheus reads it. What happens with each request is found
 * by place or by one look-up; the rest is asked for when somebody reads.
 */
final class Metrics {
    static final String TEXT = "text/plain";
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final int FIRST_STATUS = 100;
    private static final int STATUSES = 500;
    private static final int TIERS = IntentTier.values().length;

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofMillis(2_500)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RulesInForce rules;
    private final MultiGauge revision;
    private final Map<String, Counters> decisions = new ConcurrentHashMap<>();

    /**
     * @param rules whose loads are told
     * @param counts how often histories were not what they should be
     * @param store how long the store of histories takes
     * @param clock tells the age of the rules
     * @param unlogged how many decisions the decision log lacks
     */
    private LongSupplier watched = () -> 0;

    Metrics(RulesInForce rules, HistoryCounts counts, StoreTimes store, Clock clock, LongSupplier unlogged) {
        this.rules = rules;
        this.revision = MultiGauge.builder("headwater.rules.info")
                .description("1, with the revision that serves")
                .register(registry);
        rules("headwater.rules.live.since.seconds", "When that revision went live, as a Unix time", loads -> {
            Instant since = loads.liveSince();
            return since == null ? Double.NaN : since.toEpochMilli() / 1e3;
        });
        rules("headwater.rules.age.seconds", "How long that revision has been live", loads -> {
            Instant since = loads.liveSince();
            return since == null
                    ? Double.NaN
                    : Duration.between(since, clock.instant()).toMillis() / 1e3;
        });
        rules(
                "headwater.rules.last.load.seconds",
                "How long the last load took",
                loads -> loads.last().toNanos() / 1e9);
        Gauge.builder("headwater.rules.last.load.refused", rules, all -> all.lastRefused() == null ? 0 : 1)
                .description("1 if the last load was refused, and the files are not what serves")
                .register(registry);
        loads("live", loads -> loads.live());
        loads("refused", loads -> loads.refused());
        counts(
                "headwater.histories.unavailable",
                "Leads answered without their history",
                counts,
                HistoryCounts::unavailable);
        counts(
                "headwater.touches.unrecorded",
                "Contacts that may not have been kept",
                counts,
                HistoryCounts::unrecorded);
        counts(
                "headwater.answers.replayed",
                "Contacts told again, given their first answer",
                counts,
                HistoryCounts::replayed);
        FunctionCounter.builder("headwater.decision.log.dropped", unlogged, LongSupplier::getAsLong)
                .description("Decisions that the decision log lacks, because its disk did not keep up")
                .register(registry);
        store("read", store.reads());
        store("write", store.writes());
        machine();
    }

    private void store(String access, StoreTimes.Times times) {
        FunctionTimer.builder(
                        "headwater.store",
                        times,
                        StoreTimes.Times::count,
                        StoreTimes.Times::nanos,
                        TimeUnit.NANOSECONDS)
                .description("What the store of histories was asked and written, for one person each")
                .tag("access", access)
                .register(registry);
    }

    /** Java's own: memory, collections of garbage, threads, processor. */
    private void machine() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            FunctionTimer.builder(
                            "jvm.gc",
                            collector,
                            GarbageCollectorMXBean::getCollectionCount,
                            GarbageCollectorMXBean::getCollectionTime,
                            TimeUnit.MILLISECONDS)
                    .description("Collections of garbage")
                    .tag("gc", collector.getName())
                    .register(registry);
        }
    }

    void watchCluster(IntSupplier members, BooleanSupplier settled) {
        Gauge.builder("headwater.cluster.settled", settled, each -> each.getAsBoolean() ? 1 : 0)
                .description("1 while each history is on as many members as can be, so that any one may be lost")
                .strongReference(true)
                .register(registry);
        Gauge.builder("headwater.cluster.members", members, IntSupplier::getAsInt)
                .description(
                        "Processes that keep histories together, this one included; 0 while it has left the others")
                .strongReference(true)
                .register(registry);
    }

    void watchDisk(LongSupplier bytes, LongSupplier givenUp, BooleanSupplier writing) {
        // A counter alone would not keep it.
        watched = givenUp;
        Gauge.builder("headwater.store.disk.bytes", bytes, LongSupplier::getAsLong)
                .description("Bytes that the files of the histories have")
                .strongReference(true)
                .register(registry);
        FunctionCounter.builder("headwater.store.given.up", givenUp, LongSupplier::getAsLong)
                .description(
                        "Persons, first answers and days of costs given up, to have no more bytes than --max-disk says")
                .register(registry);
        Gauge.builder("headwater.store.writing", writing, each -> each.getAsBoolean() ? 1 : 0)
                .description("0 while the disk does not take the last write, and touches are not recorded")
                .strongReference(true)
                .register(registry);
    }

    private void rules(String name, String about, ToDoubleFunction<RulesInForce.Loads> value) {
        Gauge.builder(name, rules, all -> value.applyAsDouble(all.loads()))
                .description(about)
                .register(registry);
    }

    private void loads(String result, ToDoubleFunction<RulesInForce.Loads> value) {
        FunctionCounter.builder("headwater.rules.loads", rules, all -> value.applyAsDouble(all.loads()))
                .description("Loads of the rules, by what came of them")
                .tag("result", result)
                .register(registry);
    }

    private void counts(String name, String about, HistoryCounts counts, ToDoubleFunction<HistoryCounts> value) {
        FunctionCounter.builder(name, counts, value).description(about).register(registry);
    }

    /** Counts a decision. */
    void decided(Resolution resolution) {
        decisions
                .computeIfAbsent(resolution.channel().id(), Counters::new)
                .of(resolution.outcome(), resolution.intent().tier())
                .increment();
    }

    /** The decisions of one channel; each counter is made when it first counts. */
    private final class Counters {
        private final String channel;
        private final AtomicReferenceArray<@Nullable Counter> all =
                new AtomicReferenceArray<>(Outcome.values().length * TIERS);

        Counters(String channel) {
            this.channel = channel;
        }

        Counter of(Outcome outcome, IntentTier tier) {
            int place = outcome.ordinal() * TIERS + tier.ordinal();
            Counter counter = all.get(place);
            if (counter == null) {
                counter = Counter.builder("headwater.decisions")
                        .description("Leads decided")
                        .tag("channel", channel)
                        .tag("outcome", outcome.word())
                        .tag("tier", tier.word())
                        .register(registry);
                all.set(place, counter);
            }
            return counter;
        }
    }

    /** @param open those that are being answered */
    Batches batches(Crowd open) {
        inside("headwater.batches.open", "Batches that are being answered", open);
        return new Batches();
    }

    /** Tells how many there are at this time. */
    void inside(String name, String about, Crowd crowd) {
        Gauge.builder(name, crowd, Crowd::inside).description(about).register(registry);
    }

    /** The leads of batches. */
    final class Batches {
        private final Counter taken = leads("lead");
        private final Counter refused = leads("refused");

        private Batches() {}

        private Counter leads(String what) {
            return Counter.builder("headwater.batch.items")
                    .description("Items of batches, by whether they were leads")
                    .tag("result", what)
                    .register(registry);
        }

        void taken() {
            taken.increment();
        }

        void refused() {
            refused.increment();
        }
    }

    /** @param path as the OpenAPI document writes it */
    Route route(String method, String path) {
        return new Route(method, path);
    }

    /** The requests of one call, by the status of their answers. */
    final class Route {
        private final String method;
        private final String path;
        private final AtomicReferenceArray<@Nullable Timer> byStatus = new AtomicReferenceArray<>(STATUSES);

        private Route(String method, String path) {
            this.method = method;
            this.path = path;
        }

        /** Measures a request from now until its answer is sent, or cannot be. */
        void measure(RoutingContext context) {
            long start = System.nanoTime();
            context.addEndHandler(ended -> answered(context.response().getStatusCode(), System.nanoTime() - start));
        }

        private void answered(int status, long nanos) {
            int place = Math.min(STATUSES - 1, Math.max(0, status - FIRST_STATUS));
            Timer timer = byStatus.get(place);
            if (timer == null) {
                timer = Timer.builder("http.server.requests")
                        .description("Requests, until their answer was sent")
                        .tag("method", method)
                        .tag("route", path)
                        .tag("status", String.valueOf(status))
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry);
                byStatus.set(place, timer);
            }
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    void show(RoutingContext context) {
        Reply.send(context.request(), 200, PROMETHEUS_TEXT, text().getBytes(UTF_8));
    }

    private synchronized String text() {
        RuleSet active = rules.active();
        revision.register(
                active == null ? List.of() : List.of(MultiGauge.Row.of(Tags.of("revision", active.revision()), 1)),
                true);
        return registry.scrape();
    }
}
