package dev.headwater.http;

import dev.headwater.http.HttpSettings.DecideOn;
import dev.headwater.infinispan.InfinispanTouches;
import dev.headwater.json.RulesJson;
import dev.headwater.resolver.SourceResolver;
import dev.headwater.rules.RuleFiles;
import dev.headwater.rules.RuleSet;
import dev.headwater.rules.RuleSetLoader;
import dev.headwater.table.Flaw;
import dev.headwater.touch.TouchHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The service as shipped, in a process of its own, with one route more: {@code POST /echo} reads a lead of JSON token by
 * token and writes an answer of JSON token by token, as long as a real one, and decides nothing. What that takes is the
 * limit of this HTTP stack on this machine. Prints its port, and ends when its input does.
 *
 * <p>Arguments: event loops, then a folder for histories or {@code none}.
 */
final class BenchmarkServer {
    private BenchmarkServer() {}

    public static void main(String[] arguments) throws IOException {
        int eventLoops = Integer.parseInt(arguments[0]);
        boolean durable = !arguments[1].equals("none");
        List<Flaw> flaws = new ArrayList<>();
        RuleSet rules =
                RuleSetLoader.load(RuleFiles.in(Path.of("rules"), flaws), flaws).orThrow();
        TouchHistory.Bounds kept = TouchHistory.Bounds.DEFAULT;
        int maxPersons = InfinispanTouches.DEFAULT_MAX_PERSONS;
        InfinispanTouches touches = durable
                ? InfinispanTouches.onDisk(Path.of(arguments[1]), kept, maxPersons, InfinispanTouches.Disk.DEFAULT)
                : new InfinispanTouches(kept, maxPersons);
        SourceResolver resolver = new SourceResolver(
                () -> rules, touches.ahead(), () -> UUID.randomUUID().toString());
        DecideOn decideOn = durable ? DecideOn.WHERE_AT_HAND : DecideOn.EVENT_LOOPS;
        Routes routes =
                new Routes(resolver, touches, new Unchanging(rules), Clock.systemUTC(), decideOn, HttpBounds.DEFAULT);
        Echo echo = new Echo(new BoundedBody(HttpBounds.DEFAULT, new Crowd(HttpBounds.DEFAULT.maxInFlight())));
        HttpService service = HttpService.start(
                new HttpSettings("127.0.0.1", 0, eventLoops, decideOn, HttpBounds.DEFAULT), routes, router -> {
                    router.put("/echo").order(-1).handler(echo::learn);
                    router.post("/echo").order(-1).handler(echo::answer);
                    return router;
                });
        System.out.println(service.port());
        while (System.in.read() >= 0) {
            // Told to end by the end of its input, so that it does not outlive the one who asked.
        }
        service.close();
        touches.close();
    }

    private record Unchanging(RuleSet active) implements RulesInForce {
        @Override
        public RulesJson.@Nullable Refused lastRefused() {
            return null;
        }

        @Override
        public Loads loads() {
            return new Loads(1, 0, null, Duration.ZERO);
        }
    }
}
