package dev.headwater.infinispan;

import static dev.headwater.touch.TouchFixtures.NOW;
import static dev.headwater.touch.TouchFixtures.touch;

import dev.headwater.infinispan.InfinispanTouches.Disk;
import dev.headwater.touch.TouchHistory.Bounds;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What adding to a history and reading one cost where three members keep histories together, each person's on two of them, in
 * memory and on disk. Run it with a number of leads (default 100,000) and a folder for the files (default a temporary one,
 * which is deleted).
 *
 * <p>All three are in this process, and talk over TCP on this machine: they share its processors, and no cable is between
 * them. Whom a lead is told to, or asked of, is chosen by turns or by chance. Each lead gets four touches, told by many at
 * once; then more are told one after the other, and leads are read in random order.
 */
public final class ClusterHistoryBenchmark {
    private static final int MEMBERS = 3;
    private static final int TOGETHER = 16;
    private static final int SAMPLE = 50_000;

    private ClusterHistoryBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int leads = arguments.length > 0 ? Integer.parseInt(arguments[0].replace("_", "")) : 100_000;
        Path folder = arguments.length > 1 ? Path.of(arguments[1]) : Files.createTempDirectory("headwater-members");
        System.out.printf("%,d leads, %d touches each, %d members%n", leads, HistoryBenchmark.TOUCHES, MEMBERS);
        measure("in memory", leads, null);
        measure("on disk, a tenth in memory", leads, folder);
        System.out.printf("  disk of one lead, twice     %8.2f KB%n", HistoryBenchmark.size(folder) / 1024.0 / leads);
        if (arguments.length < 2) {
            HistoryBenchmark.delete(folder);
        }
    }

    private static void measure(String what, int leads, @Nullable Path folder) throws Exception {
        System.out.println(what);
        long before = HistoryBenchmark.heap();
        List<InfinispanTouches> members = members(folder, folder == null ? leads : Math.max(1, leads / 10));
        try {
            together(
                    leads * HistoryBenchmark.TOUCHES,
                    i -> members.get(i % MEMBERS)
                            .record(HistoryBenchmark.lead(i % leads), HistoryBenchmark.told(i / leads), NOW));
            System.out.printf(
                    "  heap of one lead, twice     %8.2f KB%n", (HistoryBenchmark.heap() - before) / 1024.0 / leads);
            Random random = new Random(1);
            int few = Math.min(leads, SAMPLE);
            HistoryBenchmark.report("read", few, i -> {
                if (members.get(i % MEMBERS)
                                .recent(HistoryBenchmark.lead(random.nextInt(leads)))
                                .total()
                        != HistoryBenchmark.TOUCHES) {
                    throw new IllegalStateException("a touch is missing");
                }
            });
            HistoryBenchmark.report(
                    "add, one after the other",
                    few,
                    i -> members.get(i % MEMBERS)
                            .record(HistoryBenchmark.lead(random.nextInt(leads)), touch("more", NOW), NOW));
        } finally {
            members.forEach(InfinispanTouches::close);
        }
    }

    private static List<InfinispanTouches> members(@Nullable Path folder, int maxPersons) throws IOException {
        List<InetSocketAddress> addresses = ClusterTouchesTest.addresses(MEMBERS);
        List<InfinispanTouches> members = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            Cluster cluster = new Cluster("benchmark", new Cluster.Listed(addresses), addresses.get(i), null);
            Path own = folder == null ? null : folder.resolve("member-" + i);
            members.add(InfinispanTouches.inCluster(cluster, own, Bounds.DEFAULT, maxPersons, Disk.DEFAULT));
        }
        return members;
    }

    private static void together(int times, IntConsumer work) throws Exception {
        ExecutorService tellers = Executors.newFixedThreadPool(TOGETHER);
        long began = System.nanoTime();
        List<Future<?>> all = new ArrayList<>();
        for (int teller = 0; teller < TOGETHER; teller++) {
            int first = teller;
            all.add(tellers.submit(() -> {
                for (int i = first; i < times; i += TOGETHER) {
                    work.accept(i);
                }
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        tellers.shutdown();
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "  add, %d together            %8.1f \u00b5s of all for each  (%,d in %.1f s)%n",
                TOGETHER, seconds * 1e6 / times, times, seconds);
    }
}
