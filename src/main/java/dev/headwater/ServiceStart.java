package dev.headwater;

import dev.headwater.access.Access;
import dev.headwater.command.Serve;
import dev.headwater.decision.Explain;
import dev.headwater.http.CheckBounds;
import dev.headwater.http.HttpService;
import dev.headwater.http.HttpSettings;
import dev.headwater.http.Reporting;
import dev.headwater.http.Routes;
import dev.headwater.http.RulesInForce;
import dev.headwater.infinispan.InfinispanTouches;
import dev.headwater.journal.Journal;
import dev.headwater.json.LeadContextJson;
import dev.headwater.json.Reading;
import dev.headwater.json.ResolutionJson;
import dev.headwater.json.RulesJson;
import dev.headwater.lead.VisitorId;
import dev.headwater.resolver.SourceResolver;
import dev.headwater.rules.LiveRules;
import dev.headwater.rules.RuleSet;
import dev.headwater.touch.Touches;
import dev.headwater.touch.Touches.HistoryUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service being started. Histories are opened in a thread of their own, for that takes about as long as loading rules does;
 * a member of a cluster joins only when it has rules to answer by.
 */
final class ServiceStart implements Serve.Opening {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceStart.class);
    private static final int WARM_UP = 20;
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final Serve.Histories histories;
    private final Supplier<String> decisionIds;
    private final FutureTask<InfinispanTouches> opening;
    private boolean isBegun;
    private boolean isTaken;

    /** @param decisionIds gives each decision its ID */
    ServiceStart(Serve.Histories histories, Supplier<String> decisionIds) {
        this.histories = histories;
        this.decisionIds = decisionIds;
        this.opening = new FutureTask<>(() -> open(histories));
        if (histories.cluster() == null) {
            isBegun = true;
            Thread thread = new Thread(opening, "open-histories");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public Serve.Running start(
            LiveRules rules, String profile, HttpSettings http, Journal.@Nullable Settings decisionLog)
            throws IOException {
        InfinispanTouches touches = touches();
        Journal journal = null;
        try {
            Access access = Access.open(http.access(), Clock.systemUTC());
            SourceResolver resolver = new SourceResolver(rules, touches.ahead(), decisionIds, profile);
            CompletableFuture<Void> warm = histories.folder() == null && histories.cluster() == null
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.runAsync(() -> warmUp(resolver, touches))
                            .exceptionally(ServiceStart::cold);
            Journal log = decisionLog == null ? null : Journal.open(decisionLog);
            journal = log;
            Routes routes = new Routes(
                    log == null ? resolver : resolver.seenBy(log),
                    touches,
                    inForce(rules, http.checks()),
                    Clock.systemUTC(),
                    http.decideOn(),
                    http.bounds(),
                    access,
                    Reporting.with(touches.costs()),
                    log == null ? () -> 0 : log::dropped);
            if (histories.cluster() != null) {
                routes.watchCluster(touches::members, touches::isSettled);
            }
            if (histories.folder() != null) {
                routes.watchDisk(touches::bytesOnDisk, touches::givenUp, touches::isWriting);
            }
            HttpService service = HttpService.start(http, routes);
            // A few leads may come before it is told that there is somebody to send them to.
            warm.join();
            SpareMemory.giveBackIn(QUIET);
            return new Serve.Running() {
                @Override
                public int members() {
                    return histories.cluster() == null ? 0 : touches.members();
                }

                @Override
                public int port() {
                    return service.port();
                }

                @Override
                public void close() {
                    service.close();
                    if (log != null) {
                        log.close();
                    }
                    touches.close();
                    access.close();
                }
            };
        } catch (IOException | RuntimeException e) {
            if (journal != null) {
                journal.close();
            }
            touches.close();
            throw e;
        }
    }

    /** The histories, once they are open. */
    private InfinispanTouches touches() throws IOException {
        isTaken = true;
        opening.run();
        return opened();
    }

    private InfinispanTouches opened() throws IOException {
        try {
            return opening.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while histories were opened", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        if (isBegun && !isTaken) {
            try {
                opened().close();
            } catch (IOException e) {
                // There is nothing to let go of; why the service does not start has been told by whoever closes.
            }
        }
    }

    /**
     * Answers a few leads that nobody asked about, and forgets them. What runs for the first time takes longest, and the
     * first real lead is to have its history within its time as well.
     */
    private static void warmUp(SourceResolver resolver, Touches touches) {
        VisitorId nobody = new VisitorId("warm-up " + UUID.randomUUID());
        for (int i = 0; i < WARM_UP; i++) {
            String lead = "{\"visitorId\": \"" + nobody.value() + "\", \"eventId\": \"" + i + "\","
                    + " \"landingUrl\": \"https://acme.example/?utm_source=google&utm_medium=cpc&gclid=x\","
                    + " \"referrer\": \"https://www.google.com/\", \"form\": {\"heardAboutUs\": \"a friend\"}}";
            if (LeadContextJson.read(lead.getBytes(StandardCharsets.UTF_8)) instanceof Reading.Lead read) {
                resolver.tell(
                        read.lead(),
                        Instant.now(),
                        Explain.SUMMARY,
                        true,
                        answer -> ResolutionJson.write(answer, Explain.SUMMARY));
            }
        }
        try {
            touches.forget(nobody);
        } catch (HistoryUnavailable e) {
            // The store has said so already; leads are answered without it.
        }
    }

    private static @Nullable Void cold(Throwable cause) {
        LOG.warn("the first leads will take longer than those after them: {}", cause.toString());
        return null;
    }

    static InfinispanTouches open(Serve.Histories histories) throws IOException {
        if (histories.cluster() != null) {
            return InfinispanTouches.inCluster(
                    histories.cluster(),
                    histories.folder(),
                    histories.bounds(),
                    histories.maxPersons(),
                    histories.disk());
        }
        return histories.folder() == null
                ? new InfinispanTouches(histories.bounds(), histories.maxPersons())
                : InfinispanTouches.onDisk(
                        histories.folder(), histories.bounds(), histories.maxPersons(), histories.disk());
    }

    private static RulesInForce inForce(LiveRules rules, CheckBounds checks) {
        return new RulesInForce() {
            @Override
            public @Nullable RuleSet active() {
                return rules.state().active();
            }

            @Override
            public RulesJson.@Nullable Refused lastRefused() {
                LiveRules.Refused refused = rules.state().lastRefused();
                return refused == null ? null : new RulesJson.Refused(refused.at(), refused.flaws());
            }

            @Override
            public CheckBounds checkBounds() {
                return checks;
            }

            @Override
            public LiveRules.Checked check(Map<String, byte[]> files) {
                return rules.check(files);
            }

            @Override
            public Loads loads() {
                LiveRules.State state = rules.state();
                return new Loads(state.loads(), state.refusedLoads(), state.liveSince(), state.lastLoad());
            }
        };
    }
}
