package dev.headwater.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.decision.Explain;
import dev.headwater.lead.LeadContext;
import dev.headwater.signal.Leads;
import dev.headwater.signal.Signals;
import dev.headwater.table.Flaw;
import dev.headwater.table.Sheet;
import dev.headwater.table.Spreadsheet;
import dev.headwater.table.WorkbookWriter;
import dev.headwater.touch.TouchHistory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * From saving a file to answering by it, and what decisions feel of it, in one run so that the ratios hold on any machine.
 * Not a test; run its main with the test class path from the project's folder.
 */
final class PublishBenchmark {
    private static final LeadContext LEAD = Leads.visit(
            "https://acme.example/pricing?utm_source=google&utm_medium=cpc&gclid=x", "https://www.google.com/");

    private static final int TURNS = 5;

    private final Path folder;

    private PublishBenchmark(Path folder) {
        this.folder = folder;
    }

    /** @param arguments how many saves of each kind (7 unless told), and how many rows the longest table has (10,000) */
    public static void main(String[] arguments) throws Exception {
        int saves = arguments.length == 0 ? 7 : Integer.parseInt(arguments[0]);
        int mostRows = arguments.length < 2 ? 10_000 : Integer.parseInt(arguments[1]);
        Path folder = Files.createTempDirectory("headwater-publish");
        try {
            Map<String, byte[]> shipped = RuleFiles.in(Path.of("rules"), new ArrayList<>());
            for (Map.Entry<String, byte[]> file : shipped.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            new PublishBenchmark(folder.resolve("rules")).run(saves, mostRows);
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private void run(int saves, int mostRows) throws Exception {
        try (LiveRules rules = new LiveRules(folder, InstantSource.system())) {
            if (rules.state().active() == null) {
                throw new IllegalStateException(String.valueOf(rules.state().lastRefused()));
            }
            save("lists/hosts.csv", changed("lists/hosts.csv", 0), rules);
            for (String file : List.of("lists/own-hosts.csv", "lists/hosts.csv", "channel.xlsx")) {
                publish(file, saves, rules);
            }
            for (int rows = 1_000; rows <= mostRows; rows *= 10) {
                long start = System.nanoTime();
                save("intent.xlsx", points(rows), rules);
                report(rows + " rows of points, all new", List.of((System.nanoTime() - start) / 1e6), rules);
            }
            if (mostRows >= 1_000) {
                save("intent.xlsx", Files.readAllBytes(Path.of("rules/intent.xlsx")), rules);
            }
            decisions(rules);
        }
    }

    private void publish(String file, int saves, LiveRules rules) throws Exception {
        List<Double> milliseconds = new ArrayList<>();
        for (int i = 0; i < saves; i++) {
            byte[] content = changed(file, i);
            long start = System.nanoTime();
            save(file, content, rules);
            milliseconds.add((System.nanoTime() - start) / 1e6);
        }
        report(file, milliseconds, rules);
    }

    private static void report(String what, List<Double> milliseconds, LiveRules rules) {
        List<Double> sorted = milliseconds.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%-32s save to live: median %.0f ms, longest %.0f ms (the last load took %d ms of it)%n",
                what,
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() - 1),
                rules.state().lastLoad().toMillis());
    }

    /** Saves as most programs do, beside and by renaming, and waits until the next answer is by what was saved. */
    private void save(String file, byte[] content, LiveRules rules) throws Exception {
        String before = rules.get().revision();
        long refused = rules.state().refusedLoads();
        Path beside = Files.write(folder.resolve("~$saving"), content);
        Files.move(beside, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        while (rules.get().revision().equals(before)) {
            if (rules.state().refusedLoads() > refused) {
                throw new IllegalStateException(String.valueOf(rules.state().lastRefused()));
            }
            Thread.sleep(1);
        }
    }

    private byte[] changed(String file, int number) throws IOException {
        byte[] content = Files.readAllBytes(folder.resolve(file));
        if (file.endsWith(".xlsx")) {
            return workbook(file, number % 2 == 0);
        }
        String text = new String(content, UTF_8);
        String last = text.strip().substring(text.strip().lastIndexOf('\n') + 1);
        String host = "host-" + System.nanoTime() + ".example";
        return (text.strip() + "\n" + host + last.substring(last.indexOf(',')) + "\n").getBytes(UTF_8);
    }

    /** The shipped workbook without its third row of decisions, or with it: a condition of a table, so that it compiles. */
    private byte[] workbook(String file, boolean without) throws IOException {
        List<Flaw> flaws = new ArrayList<>();
        byte[] shipped = Files.readAllBytes(Path.of("rules").resolve(file));
        List<Sheet> sheets = new ArrayList<>();
        for (Sheet sheet : Spreadsheet.read("rules/" + file, shipped, flaws)) {
            List<Sheet.Line> lines = new ArrayList<>(sheet.lines());
            if (without) {
                lines.remove(lines.size() - 3);
            }
            sheets.add(new Sheet(
                    sheet.file(),
                    sheet.name(),
                    lines,
                    sheet.hiddenRows(),
                    sheet.hiddenColumns(),
                    sheet.merged(),
                    sheet.hidden()));
        }
        return write(sheets);
    }

    private byte[] write(List<Sheet> sheets) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WorkbookWriter.write(
                sheets,
                dev.headwater.table.RuleBook.read(RuleFiles.in(Path.of("rules"), new ArrayList<>()), new ArrayList<>())
                        .dictionary(),
                out);
        return out.toByteArray();
    }

    /** Points by what a lead's campaign is called, beside the shipped tiers. */
    private byte[] points(int rows) throws IOException {
        List<List<String>> cells = new ArrayList<>(List.of(
                List.of("Decision table", "Intent"),
                List.of("Hit policy", "Sum points"),
                List.of(),
                List.of("ID", "WHEN", "WHEN", "THEN", "BECAUSE"),
                List.of("", "Campaign", "Medium class", "Points", "")));
        for (int i = 0; i < rows; i++) {
            cells.add(List.of("r" + i, "campaign " + i, i % 3 == 0 ? "paid" : "", String.valueOf(i % 40), "row " + i));
        }
        List<Sheet> sheets = new ArrayList<>(List.of(Sheet.of("rules/intent.xlsx", "Intent", cells)));
        byte[] shipped = Files.readAllBytes(Path.of("rules/intent.xlsx"));
        Spreadsheet.read("rules/intent.xlsx", shipped, new ArrayList<>()).stream()
                .filter(sheet -> !sheet.name().equals("Intent"))
                .forEach(sheets::add);
        return write(sheets);
    }

    /** One thread that decides a lead every half millisecond: by turns alone, and while tables are compiled all the time. */
    private void decisions(LiveRules rules) throws Exception {
        Map<String, byte[]> files = RuleFiles.in(folder, new ArrayList<>());
        for (int i = 0; i < 100_000; i++) {
            decide(rules.get());
        }
        List<double[]> alone = new ArrayList<>();
        List<double[]> meanwhile = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            alone.add(latencies(rules, 2_000));
            AtomicBoolean enough = new AtomicBoolean();
            Thread builder = new Thread(() -> {
                while (!enough.get()) {
                    RuleSetLoader.load(files).orThrow().close();
                }
            });
            builder.setDaemon(true);
            builder.start();
            meanwhile.add(latencies(rules, 2_000));
            enough.set(true);
            builder.join();
        }
        tell("decisions alone", alone);
        tell("decisions while rules compile", meanwhile);
        ratio("p50", 0.5, alone, meanwhile);
        ratio("p99", 0.99, alone, meanwhile);
    }

    private static void ratio(String what, double part, List<double[]> alone, List<double[]> meanwhile) {
        double[] ratios = IntStream.range(0, TURNS)
                .mapToDouble(turn -> at(meanwhile.get(turn), part) / at(alone.get(turn), part))
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "ratio of %s: %.2f (%.2f to %.2f)%n",
                what,
                ratios[TURNS / 2],
                ratios[0],
                ratios[TURNS - 1]);
    }

    private static double[] latencies(LiveRules rules, int decisions) throws InterruptedException {
        double[] microseconds = new double[decisions];
        for (int i = 0; i < decisions; i++) {
            long start = System.nanoTime();
            decide(rules.get());
            microseconds[i] = (System.nanoTime() - start) / 1e3;
            Thread.sleep(0, 500_000);
        }
        Arrays.sort(microseconds);
        return microseconds;
    }

    private static void decide(RuleSet rules) {
        Signals signals = Signals.of(LEAD, TouchHistory.EMPTY, rules.catalog(), TestRules.NOW);
        rules.decide(signals, Explain.SUMMARY);
    }

    private static void tell(String what, List<double[]> turns) {
        double[] all = turns.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-32s p50 %.0f µs, p99 %.0f µs, longest %.1f ms%n",
                what,
                at(all, 0.5),
                at(all, 0.99),
                all[all.length - 1] / 1e3);
    }

    private static double at(double[] sorted, double part) {
        return sorted[(int) (part * (sorted.length - 1))];
    }
}
