package dev.headwater.infinispan;

import static dev.headwater.touch.TouchFixtures.NOW;
import static dev.headwater.touch.TouchFixtures.touch;

import dev.headwater.infinispan.InfinispanTouches.Disk;
import dev.headwater.infinispan.InfinispanTouches.Sync;
import dev.headwater.lead.LeadId;
import dev.headwater.touch.Touch;
import dev.headwater.touch.TouchHistory.Bounds;
import dev.headwater.touch.Touches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * What adding to a history and reading one cost, in memory and on disk. Run it with a number of leads (default 100,000) and
 * a folder for the files (default a temporary one, which is deleted).
 *
 * <p>Each lead gets four touches, one after the other over all leads; then leads are read in random order. A tenth of the
 * leads fits in memory where the disk holds the rest. One after the other, each touch waits for the disk alone; together, as
 * many wait at once as in a service that is asked by as many.
 */
public final class HistoryBenchmark {
    static final int TOUCHES = 4;
    private static final int WARM_UP = 5_000;
    private static final int TOGETHER = 16;

    private HistoryBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int leads = arguments.length > 0 ? Integer.parseInt(arguments[0].replace("_", "")) : 100_000;
        Path folder = arguments.length > 1 ? Path.of(arguments[1]) : Files.createTempDirectory("headwater-histories");
        System.out.printf("%,d leads, %d touches each%n", leads, TOUCHES);
        long before = heap();
        try (InfinispanTouches memory = new InfinispanTouches(Bounds.DEFAULT, leads)) {
            measure("in memory", memory, leads);
            System.out.printf("  heap of one lead            %8.2f KB%n", (heap() - before) / 1024.0 / leads);
        }
        Path data = folder.resolve("data");
        try (InfinispanTouches disk = InfinispanTouches.onDisk(data, Bounds.DEFAULT, leads, Disk.DEFAULT)) {
            measure("on disk, all in memory too, one after the other", disk, leads);
            report("add, " + TOGETHER + " together", leads, together(disk));
        }
        System.out.printf("  disk of one lead            %8.2f KB%n", size(data) / 1024.0 / leads);
        before = heap();
        long began = System.nanoTime();
        try (InfinispanTouches disk =
                InfinispanTouches.onDisk(data, Bounds.DEFAULT, Math.max(1, leads / 10), Disk.DEFAULT)) {
            System.out.printf("  start, after a kill too     %8.2f s%n", (System.nanoTime() - began) / 1e9);
            System.out.printf("  heap of one lead on disk    %8.2f KB%n", (heap() - before) / 1024.0 / leads);
            System.out.println("on disk, a tenth in memory");
            read(disk, leads);
        }
        int few = Math.min(leads, 20_000);
        try (InfinispanTouches synced = InfinispanTouches.onDisk(
                folder.resolve("synced"), Bounds.DEFAULT, few, new Disk(Sync.ALWAYS, InfinispanTouches.NO_BOUND))) {
            System.out.println("on disk, each touch confirmed by the disk itself");
            report("add", few, i -> synced.record(lead(i), touch("a", NOW), NOW));
            report("add, " + TOGETHER + " together", few, together(synced));
        }
        if (arguments.length < 2) {
            delete(folder);
        }
    }

    /** As an event loop does it: so many are decided one after the other, and then waited for together. */
    private static IntConsumer together(InfinispanTouches touches) {
        Touches ahead = touches.ahead();
        return i -> {
            ahead.record(new LeadId("together-" + i), touch("a", NOW), NOW);
            if (i % TOGETHER == TOGETHER - 1) {
                touches.kept().toCompletableFuture().join();
            }
        };
    }

    private static void measure(String what, InfinispanTouches touches, int leads) {
        for (int i = 0; i < WARM_UP; i++) {
            touches.record(new LeadId("warm-up"), touch("a", NOW), NOW);
        }
        System.out.println(what);
        report("add", leads * TOUCHES, i -> touches.record(lead(i % leads), told(i / leads), NOW));
        read(touches, leads);
    }

    private static void read(InfinispanTouches touches, int leads) {
        Random random = new Random(1);
        report("read", Math.min(leads, 200_000), i -> {
            if (touches.recent(lead(random.nextInt(leads))).total() != TOUCHES) {
                throw new IllegalStateException("a touch is missing");
            }
        });
        report("read of somebody unknown", Math.min(leads, 200_000), i -> touches.recent(new LeadId("unknown-" + i)));
    }

    static void report(String what, int times, IntConsumer work) {
        long[] took = new long[times];
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            work.accept(i);
            took[i] = System.nanoTime() - began;
        }
        double mean = Arrays.stream(took).average().orElse(0) / 1e3;
        Arrays.sort(took);
        System.out.printf(
                "  %-25s %8.1f \u00b5s  (median %.1f, 99 %% below %.1f)%n",
                what, mean, took[times / 2] / 1e3, took[(int) (times * 0.99)] / 1e3);
    }

    /** Each time another one, so that memory is what it is of touches that have nothing in common. */
    static Touch told(int round) {
        return touch("campaign " + round, NOW.plusSeconds(round));
    }

    static LeadId lead(int i) {
        return new LeadId("lead-" + i);
    }

    static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
