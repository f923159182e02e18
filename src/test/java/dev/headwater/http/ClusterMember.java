package dev.headwater.http;

import dev.headwater.http.HttpSettings.DecideOn;
import dev.headwater.infinispan.Cluster;
import dev.headwater.infinispan.InfinispanTouches;
import dev.headwater.infinispan.InfinispanTouches.Sync;
import dev.headwater.resolver.SourceResolver;
import dev.headwater.touch.TouchHistory;
import java.io.IOException;
import java.net.InetAddress;
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

    /** @param arguments the folder of the histories, how long an answer waits for them, and the ports of all, this one's first */
    public static void main(String[] arguments) throws IOException {
        KilledService rules = new KilledService();
        List<InetSocketAddress> ports = Arrays.stream(arguments)
                .skip(2)
                .map(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)))
                .toList();
        Cluster cluster = new Cluster("kill", new Cluster.Listed(ports), ports.get(0), null);
        InfinispanTouches touches = InfinispanTouches.inCluster(
                cluster, Path.of(arguments[0]), new TouchHistory.Bounds(100_000, Duration.ofDays(400)), 50, Sync.NEVER);
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
}
