package dev.headwater.infinispan;

import static dev.headwater.touch.TouchFixtures.NOW;
import static dev.headwater.touch.TouchFixtures.touch;

import dev.headwater.cluster.Cluster;
import dev.headwater.infinispan.InfinispanTouches.Disk;
import dev.headwater.lead.LeadId;
import dev.headwater.touch.Touch;
import dev.headwater.touch.TouchHistory.Bounds;
import dev.headwater.touch.Touches.HistoryUnavailable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * One of the members of {@link ClusterHistoryBenchmark}: does what a line on its standard input says, and answers each with a
 * number. It ends with its input.
 */
final class ClusterHistoryMember {
    /** Before a number; all else that it says is for the reader. */
    static final String ANSWER = "= ";

    /** So many tell a member of leads at once. */
    static final int TOGETHER = 6;

    private static final String SETTLED = "settled ";
    private static final int SAMPLE = 50_000;

    private final InfinispanTouches touches;
    private final int number;
    private final int leads;

    private ClusterHistoryMember(InfinispanTouches touches, int number, int leads) {
        this.touches = touches;
        this.number = number;
        this.leads = leads;
    }

    /** @param arguments the addresses of all members, the number of this one, leads, those in memory, a folder or nothing */
    public static void main(String[] arguments) throws Exception {
        List<InetSocketAddress> addresses = Stream.of(arguments[0].split(","))
                .map(address -> address.split(":"))
                .map(parts -> new InetSocketAddress(parts[0], Integer.parseInt(parts[1])))
                .toList();
        int number = Integer.parseInt(arguments[1]);
        Cluster cluster = new Cluster("benchmark", new Cluster.Listed(addresses), addresses.get(number), null);
        Path folder = arguments[4].isEmpty() ? null : Path.of(arguments[4]);
        try (InfinispanTouches touches = InfinispanTouches.inCluster(
                        cluster, folder, Bounds.DEFAULT, Integer.parseInt(arguments[3]), Disk.DEFAULT);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            ClusterHistoryMember member = new ClusterHistoryMember(touches, number, Integer.parseInt(arguments[2]));
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            out.println(ANSWER + touches.members());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(ANSWER + member.asked(line));
            }
        }
    }

    private long asked(String what) throws Exception {
        if (what.startsWith(SETTLED)) {
            return settled(Integer.parseInt(what.substring(SETTLED.length())));
        }
        return switch (what) {
            case "heap" -> HistoryBenchmark.heap();
            case "add" -> add();
            case "sample" -> sample();
            default -> throw new IOException("nobody knows how to " + what);
        };
    }

    /** Waits until so many are together, and any one may be lost. */
    private int settled(int members) throws InterruptedException {
        while (touches.members() != members || !touches.isSettled()) {
            Thread.sleep(20);
        }
        return members;
    }

    /** Of all touches every third; how many had to be told again, since the store did not take them. */
    private long add() throws Exception {
        ExecutorService tellers = Executors.newFixedThreadPool(TOGETHER);
        List<Future<Long>> all = new ArrayList<>();
        int step = ClusterHistoryBenchmark.MEMBERS * TOGETHER;
        for (int teller = 0; teller < TOGETHER; teller++) {
            int first = number + teller * ClusterHistoryBenchmark.MEMBERS;
            all.add(tellers.submit(() -> {
                long again = 0;
                for (int i = first; i < leads * HistoryBenchmark.TOUCHES; i += step) {
                    again += tell(HistoryBenchmark.lead(i % leads), HistoryBenchmark.told(i / leads));
                }
                return again;
            }));
        }
        long again = 0;
        for (Future<Long> each : all) {
            again += each.get();
        }
        tellers.shutdown();
        return again;
    }

    /** What {@link Touch} tells is one touch, however often it is told. */
    private int tell(LeadId lead, Touch touch) {
        for (int again = 0; ; again++) {
            try {
                touches.record(lead, touch, NOW);
                return again;
            } catch (HistoryUnavailable e) {
                if (again == 100) {
                    throw e;
                }
            }
        }
    }

    private long sample() {
        Random random = new Random(1);
        int few = Math.min(leads, SAMPLE);
        HistoryBenchmark.report("read", few, i -> {
            if (touches.recent(HistoryBenchmark.lead(random.nextInt(leads))).total() != HistoryBenchmark.TOUCHES) {
                throw new IllegalStateException("a touch is missing");
            }
        });
        HistoryBenchmark.report(
                "add, one after the other",
                few,
                i -> touches.record(HistoryBenchmark.lead(random.nextInt(leads)), touch("more", NOW), NOW));
        return few;
    }
}
