package dev.headwater.http;

import dev.headwater.access.Access;
import dev.headwater.http.HttpSettings.DecideOn;
import dev.headwater.infinispan.InfinispanTouches;
import dev.headwater.infinispan.InfinispanTouches.Disk;
import dev.headwater.json.RulesJson;
import dev.headwater.resolver.SourceResolver;
import dev.headwater.rules.RuleSet;
import dev.headwater.touch.TouchHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A service with histories and costs on disk, in a process that is there to be killed. Its rules are fixed, so that it starts soon. */
final class KilledService implements RulesInForce {
    private final FixedRules rules = new FixedRules();

    /** @param arguments the folder of the histories */
    public static void main(String[] arguments) throws IOException {
        KilledService service = new KilledService();
        InfinispanTouches touches = InfinispanTouches.onDisk(
                Path.of(arguments[0]), new TouchHistory.Bounds(100_000, Duration.ofDays(400)), 50, Disk.DEFAULT);
        SourceResolver resolver = new SourceResolver(
                () -> service.rules, touches.ahead(), () -> UUID.randomUUID().toString());
        HttpBounds bounds = HttpBounds.DEFAULT.waiting(Duration.ofSeconds(30));
        Routes routes = new Routes(
                resolver,
                touches,
                service,
                Clock.systemUTC(),
                DecideOn.WHERE_AT_HAND,
                bounds,
                Access.OPEN,
                Reporting.with(touches.costs()),
                () -> 0);
        HttpService http =
                HttpService.start(new HttpSettings("127.0.0.1", 0, 2, DecideOn.WHERE_AT_HAND, bounds), routes);
        System.out.println(http.port());
    }

    @Override
    public @Nullable RuleSet active() {
        return rules;
    }

    @Override
    public RulesJson.@Nullable Refused lastRefused() {
        return null;
    }

    @Override
    public Loads loads() {
        return new Loads(1, 0, Instant.EPOCH, Duration.ZERO);
    }
}
