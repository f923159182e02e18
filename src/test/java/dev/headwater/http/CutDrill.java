package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts the network between members of a cluster, and mends it, under load. It runs in a network of its own, whose kernel it
 * tells to drop what one member says to another: connections hang, and what was on its way arrives when it is mended.
 */
final class CutDrill {
    private static final int MEMBERS = 3;

    private CutDrill() {}

    /** @param arguments the folder for histories or "none", and the sides of each cut, such as 0/12 0/1/2 */
    public static void main(String[] arguments) throws Exception {
        command("ip link set lo up");
        // What goes to this machine itself is looked up before any other rule, unless that rule is moved down.
        command("ip rule add pref 10 lookup local");
        command("ip rule del pref 0");
        List<InetSocketAddress> addresses = IntStream.range(0, MEMBERS)
                .mapToObj(i -> new InetSocketAddress(host(i), 7800))
                .toList();
        List<String> folders = arguments[0].equals("none")
                ? List.of("none", "none", "none")
                : KilledCluster.within(Path.of(arguments[0]), MEMBERS);
        try (KilledCluster cluster = new KilledCluster(addresses, folders, Duration.ofSeconds(5))) {
            cluster.start();
            cluster.underLoad(() -> {
                for (String sides : List.of(arguments).subList(1, arguments.length)) {
                    cut(cluster, sides.split("/"));
                }
            });
            System.out.println(arguments.length - 1 + " cuts: " + cluster.assertAllThere());
        }
    }

    private static void cut(KilledCluster cluster, String... sides) throws Exception {
        List<String> rules = new ArrayList<>();
        for (String one : sides) {
            for (String other : sides) {
                if (!one.equals(other)) {
                    one.chars()
                            .forEach(from -> other.chars()
                                    .forEach(to -> rules.add("pref 1 from " + host(from - '0') + " to " + host(to - '0')
                                            + " blackhole")));
                }
            }
        }
        for (String rule : rules) {
            command("ip rule add " + rule);
        }
        for (String side : sides) {
            cluster.settled(side.chars().map(each -> each - '0').toArray());
        }
        long[] before = acknowledged(cluster);
        Thread.sleep(2_000);
        long[] after = acknowledged(cluster);
        for (int i = 0; i < MEMBERS; i++) {
            assertThat(after[i])
                    .as("acknowledged by " + i + " while the network is cut")
                    .isGreaterThan(before[i]);
        }
        for (String rule : rules) {
            command("ip rule del " + rule);
        }
        long began = System.nanoTime();
        cluster.settled();
        System.out.println(String.join(" / ", sides) + ": together again after "
                + Duration.ofNanos(System.nanoTime() - began).toMillis()
                + " ms; while apart each side acknowledged touches");
    }

    private static long[] acknowledged(KilledCluster cluster) {
        return IntStream.range(0, MEMBERS).mapToLong(cluster::acknowledgedBy).toArray();
    }

    private static String host(int number) {
        return "127.0.0." + (number + 2);
    }

    private static void command(String command) throws Exception {
        assertThat(new ProcessBuilder(command.split(" ")).inheritIO().start().waitFor())
                .as(command)
                .isZero();
    }
}
