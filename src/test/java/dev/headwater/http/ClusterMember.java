package dev.headwater.http;

import dev.headwater.cluster.Cluster;
import dev.headwater.http.HttpSettings.DecideOn;
import dev.headwater.infinispan.InfinispanTouches;
import dev.headwater.infinispan.InfinispanTouches.Disk;
import dev.headwater.resolver.SourceResolver;
import dev.headwater.touch.TouchHistory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A member of a cluster in a process that is there to be killed. Its rules are fixed, so that it starts soon. */
final class ClusterMember {
    private ClusterMember() {}

    /**
     * @param arguments the folder of the histories or "none", how long an answer waits for them, and the addresses of all,
     *     this one's first
     */
    public static void main(String[] arguments) throws IOException {
        KilledService rules = new KilledService();
        List<InetSocketAddress> all =
                Arrays.stream(arguments).skip(2).map(ClusterMember::address).toList();
        Cluster cluster = new Cluster("kill", new Cluster.Listed(all), all.get(0), null);
        InfinispanTouches touches = InfinispanTouches.inCluster(
                cluster,
                arguments[0].equals("none") ? null : Path.of(arguments[0]),
                new TouchHistory.Bounds(100_000, Duration.ofDays(400)),
                arguments[0].equals("none") ? 100_000 : 50,
                Disk.DEFAULT);
        SourceResolver resolver = new SourceResolver(
                rules::active, touches, () -> UUID.randomUUID().toString());
        HttpBounds bounds = HttpBounds.DEFAULT.waiting(Duration.parse(arguments[1]));
        Routes routes = new Routes(resolver, touches, rules, Clock.systemUTC(), DecideOn.WORKERS, bounds);
        routes.watchCluster(touches::members, touches::isSettled);
        HttpService http = HttpService.start(new HttpSettings("127.0.0.1", 0, 2, DecideOn.WORKERS, bounds), routes);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            http.close();
            touches.close();
        }));
        System.out.println(http.port());
    }

    private static InetSocketAddress address(String written) {
        int colon = written.lastIndexOf(':');
        return new InetSocketAddress(written.substring(0, colon), Integer.parseInt(written.substring(colon + 1)));
    }
}
