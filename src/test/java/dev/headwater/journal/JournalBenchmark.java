package dev.headwater.journal;

import dev.headwater.decision.Explain;
import dev.headwater.lead.LeadContext;
import dev.headwater.resolver.Decided;
import dev.headwater.resolver.SourceResolver;
import dev.headwater.resolver.Witness;
import dev.headwater.touch.KeptTouches;
import dev.headwater.touch.TouchHistory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the decision log takes of a decision, with and without in one run, and how fast a log is replayed. The leads are those
 * of the scenarios; the one who asks takes a decision only so often that the log keeps up. Run with the test class path.
 */
public final class JournalBenchmark {
    private static final int ROUNDS = 5;
    private static final int LEADS = 10_000;
    private static final com.sun.management.OperatingSystemMXBean MACHINE =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private JournalBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        List<LeadContext> leads =
                ShippedLeads.ofScenarios().stream().map(Decided::lead).toList();
        Path folder = Files.createTempDirectory("decision-log");
        try {
            List<Cost> without = new ArrayList<>();
            List<Cost> masked = new ArrayList<>();
            List<Cost> plain = new ArrayList<>();
            long dropped = 0;
            for (int round = 0; round < ROUNDS; round++) {
                without.add(decide(leads, Witness.NOBODY));
                try (Journal journal = open(folder, Personal.all())) {
                    masked.add(decide(leads, journal));
                    dropped += journal.dropped();
                }
                try (Journal journal = open(folder, Set.of())) {
                    plain.add(decide(leads, journal));
                    dropped += journal.dropped();
                }
            }
            tell("without", without);
            tell("with, masked", masked);
            tell("with, nothing masked", plain);
            System.out.println("dropped: " + dropped);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
        replay();
    }

    private static Journal open(Path folder, Set<Personal> masked) throws IOException {
        return Journal.open(new Journal.Settings(folder, 64 << 20, 3, false, masked));
    }

    private record Cost(double asking, double processor) {}

    /** The time of the one who asks, and of all processors until the log has everything. */
    private static Cost decide(List<LeadContext> leads, Witness witness) throws InterruptedException {
        SourceResolver resolver = new SourceResolver(
                        () -> ShippedLeads.RULES, KeptTouches.onTheHeap(TouchHistory.Bounds.DEFAULT), () -> "decision")
                .seenBy(witness);
        long processor = MACHINE.getProcessCpuTime();
        long waited = 0;
        for (int i = 0; i < LEADS; i++) {
            long start = System.nanoTime();
            resolver.resolve(leads.get(i % leads.size()), ShippedLeads.NOW, Explain.SUMMARY, false);
            waited += System.nanoTime() - start;
            if (i % 1_000 == 999) {
                Thread.sleep(100);
            }
        }
        return new Cost(waited / 1e3 / LEADS, (MACHINE.getProcessCpuTime() - processor) / 1e3 / LEADS);
    }

    private static void tell(String what, List<Cost> costs) {
        List<Double> waits = new ArrayList<>(costs.stream().map(Cost::asking).toList());
        List<Double> processors =
                new ArrayList<>(costs.stream().map(Cost::processor).toList());
        Collections.sort(waits);
        Collections.sort(processors);
        System.out.printf(
                Locale.ROOT,
                "%-22s %5.1f µs for the one who asks, %5.1f µs of processors (medians of %d)%n",
                what,
                waits.get(ROUNDS / 2),
                processors.get(ROUNDS / 2),
                ROUNDS);
    }

    private static void replay() throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        List<Decided> all = ShippedLeads.ofScenarios();
        Mask mask = new Mask(Personal.all());
        int lines = 0;
        while (lines < LEADS) {
            for (Decided decided : all) {
                log.writeBytes(Entry.write(decided, mask));
                log.write('\n');
                lines++;
            }
        }
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            Replay replay = new Replay(ShippedLeads.RULES, false);
            replay.read(new ByteArrayInputStream(log.toByteArray()), difference -> {}, broken -> {});
            System.out.printf(
                    Locale.ROOT,
                    "replayed %,.0f a second (%d the same), %d bytes a line%n",
                    lines / ((System.nanoTime() - start) / 1e9),
                    replay.same(),
                    log.size() / lines);
        }
    }
}
