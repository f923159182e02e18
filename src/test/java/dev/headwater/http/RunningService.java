package dev.headwater.http;

import dev.headwater.access.Access;
import dev.headwater.access.AccessSettings;
import dev.headwater.attribution.Costs;
import dev.headwater.http.HttpSettings.DecideOn;
import dev.headwater.json.RulesJson;
import dev.headwater.resolver.SourceResolver;
import dev.headwater.rules.LiveRules;
import dev.headwater.rules.RuleSet;
import dev.headwater.rules.RuleSetRevision;
import dev.headwater.touch.KeptTouches;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.Touches;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The real service on a free port, its rules and its clock in the test's hand. */
final class RunningService implements AutoCloseable, RulesInForce {
    static final Instant NOW = Instant.parse("2026-11-23T10:15:00Z");

    final FixedRules rules = new FixedRules();
    final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    final Routes routes;
    final HttpService service;
    private final Access access;

    private volatile @Nullable RuleSet active = rules;
    private volatile RulesJson.@Nullable Refused refused;

    /** What comes of checking rules that somebody sends. */
    volatile Function<Map<String, byte[]>, LiveRules.Checked> checks =
            files -> new LiveRules.Checked(true, RuleSetRevision.of(files), List.of());

    private final CheckBounds checkBounds;

    private RunningService(HttpBounds bounds, DecideOn decideOn, Touches touches) throws IOException {
        this(new HttpSettings("127.0.0.1", 0, 2, decideOn, bounds), touches);
    }

    private RunningService(HttpSettings settings, Touches touches) throws IOException {
        this(settings, touches, Reporting.with(Costs.onTheHeap()));
    }

    private RunningService(HttpSettings settings, Touches touches, Reporting reporting) throws IOException {
        SourceResolver resolver = new SourceResolver(
                () -> Objects.requireNonNull(active),
                touches,
                () -> UUID.randomUUID().toString());
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        this.checkBounds = settings.checks();
        this.access = Access.open(settings.access(), clock);
        this.routes = new Routes(
                resolver, touches, this, clock, settings.decideOn(), settings.bounds(), access, reporting, () -> 0);
        this.service = HttpService.start(settings, routes);
    }

    static RunningService start() throws IOException {
        return start(HttpBounds.DEFAULT);
    }

    static RunningService start(HttpBounds bounds) throws IOException {
        return new RunningService(bounds, DecideOn.EVENT_LOOPS, inMemory());
    }

    static RunningService start(DecideOn decideOn) throws IOException {
        return new RunningService(HttpBounds.DEFAULT, decideOn, inMemory());
    }

    static RunningService start(HttpBounds bounds, DecideOn decideOn, Touches touches) throws IOException {
        return new RunningService(bounds, decideOn, touches);
    }

    static RunningService start(Touches touches) throws IOException {
        return new RunningService(HttpBounds.DEFAULT, DecideOn.EVENT_LOOPS, touches);
    }

    static RunningService start(Touches touches, DecideOn decideOn) throws IOException {
        return new RunningService(HttpBounds.DEFAULT, decideOn, touches);
    }

    static RunningService start(Touches touches, Reporting reporting) throws IOException {
        HttpSettings settings = new HttpSettings("127.0.0.1", 0, 2, DecideOn.WORKERS, HttpBounds.DEFAULT);
        return new RunningService(settings, touches, reporting);
    }

    static RunningService start(CheckBounds checks) throws IOException {
        return start(HttpBounds.DEFAULT, checks);
    }

    static RunningService start(HttpBounds bounds, CheckBounds checks) throws IOException {
        HttpSettings settings = new HttpSettings(
                "127.0.0.1", 0, 2, DecideOn.EVENT_LOOPS, bounds, AccessSettings.OPEN, null, checks, Duration.ZERO);
        return new RunningService(settings, inMemory());
    }

    static RunningService start(AccessSettings access) throws IOException {
        return start(access, null);
    }

    static RunningService start(AccessSettings access, @Nullable TlsSettings tls) throws IOException {
        HttpSettings settings =
                new HttpSettings("127.0.0.1", 0, 2, DecideOn.EVENT_LOOPS, HttpBounds.DEFAULT, access, tls);
        return new RunningService(settings, inMemory());
    }

    static Touches inMemory() {
        return KeptTouches.onTheHeap(TouchHistory.Bounds.DEFAULT);
    }

    int port() {
        return service.port();
    }

    void noRules(RulesJson.@Nullable Refused why) {
        active = null;
        refused = why;
    }

    void serve(RuleSet other) {
        active = other;
    }

    void refusedLoad(RulesJson.Refused why) {
        refused = why;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).GET(), headers);
    }

    HttpResponse<String> resolve(String query, String body) throws IOException, InterruptedException {
        return post("/v1/leads:resolve" + query, body, "Content-Type", "application/json");
    }

    /** What a metric says. */
    double metric(String name) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body)), headers);
    }

    HttpResponse<String> method(String method, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.noBody()));
    }

    HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws IOException, InterruptedException {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }

    @Override
    public @Nullable RuleSet active() {
        return active;
    }

    @Override
    public RulesJson.@Nullable Refused lastRefused() {
        return refused;
    }

    @Override
    public CheckBounds checkBounds() {
        return checkBounds;
    }

    @Override
    public LiveRules.Checked check(Map<String, byte[]> files) {
        return checks.apply(files);
    }

    @Override
    public Loads loads() {
        return new Loads(3, refused == null ? 0 : 1, NOW.minusSeconds(60), Duration.ofMillis(250));
    }

    @Override
    public void close() {
        service.close();
        access.close();
    }
}
