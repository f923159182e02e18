package dev.headwater;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * From launching the packaged jar to its first answer, and what it holds of the machine's memory, idle and after leads. Not
 * a test; run its main with the test class path. Linux only, for it reads {@code /proc}.
 *
 * <p>Arguments: the jar; how many starts of each; then any number of commands that run Java, each in quotes with its own
 * options ({@code "java"}, {@code "java -XX:SharedArchiveFile=headwater.jsa"}, {@code "/opt/jdk-25/bin/java -XX:AOTCache=headwater.aot"}). They take
 * turns; the first is what the others are compared with.
 */
final class StartBenchmark {
    private static final String LEAD = """
            {"leadId": "L-%d", "landingUrl": "https://acme.example/pricing?utm_source=google&utm_medium=cpc&gclid=x",
             "referrer": "https://www.google.com/"}""";
    private static final int LEADS = 20_000;

    private final Path jar;
    private final HttpClient client = HttpClient.newHttpClient();

    private StartBenchmark(Path jar) {
        // Not made absolute: an archive of classes is used only for a jar that is named as it was when the archive was
        // made.
        this.jar = jar;
    }

    /** One start; memory in MB. */
    private record Start(double seconds, double processorSeconds, long idle, long loaded) {}

    public static void main(String[] arguments) throws Exception {
        StartBenchmark benchmark = new StartBenchmark(Path.of(arguments[0]));
        Map<String, List<Start>> starts = new LinkedHashMap<>();
        for (int round = 0; round < Integer.parseInt(arguments[1]); round++) {
            for (String java : Arrays.asList(arguments).subList(2, arguments.length)) {
                starts.computeIfAbsent(java, key -> new ArrayList<>()).add(benchmark.start(java));
            }
        }
        List<Start> first = starts.values().iterator().next();
        for (Map.Entry<String, List<Start>> each : starts.entrySet()) {
            double[] seconds = sorted(each.getValue().stream().mapToDouble(Start::seconds));
            double[] ratios = sorted(IntStream.range(0, first.size())
                    .mapToDouble(
                            i -> each.getValue().get(i).seconds() / first.get(i).seconds()));
            System.out.printf(
                    Locale.ROOT,
                    "%s%n  first answer after %.2f s (%.2f to %.2f), ratio %.2f (%.2f to %.2f); processor %.1f s; memory idle %.0f MB, after"
                            + " %,d leads %.0f MB%n",
                    each.getKey(),
                    median(seconds),
                    seconds[0],
                    seconds[seconds.length - 1],
                    median(ratios),
                    ratios[0],
                    ratios[ratios.length - 1],
                    median(sorted(each.getValue().stream().mapToDouble(Start::processorSeconds))),
                    median(sorted(each.getValue().stream().mapToDouble(Start::idle))),
                    LEADS,
                    median(sorted(each.getValue().stream().mapToDouble(Start::loaded))));
        }
    }

    private Start start(String java) throws Exception {
        Path folder = Files.createTempDirectory("headwater-start");
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(java.split(" ")));
        command.addAll(List.of("-jar", jar.toString(), "serve", "--port", String.valueOf(port)));
        command.addAll(List.of("--data", folder.resolve("data").toString()));
        long launched = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try {
            while (!ask(port, 0)) {
                if (!process.isAlive()) {
                    throw new IOException(Files.readString(folder.resolve("out")));
                }
                Thread.sleep(5);
            }
            double seconds = (System.nanoTime() - launched) / 1e9;
            double processor =
                    process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
            Thread.sleep(5_000);
            long idle = residentMegabytes(process);
            for (int i = 1; i <= LEADS; i++) {
                if (!ask(port, i)) {
                    throw new IOException("a lead was not answered");
                }
            }
            return new Start(seconds, processor, idle, residentMegabytes(process));
        } finally {
            process.destroy();
            process.waitFor();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private boolean ask(int port, int lead) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/leads:resolve"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(LEAD.formatted(lead)))
                .build();
        try {
            return client.send(request, BodyHandlers.ofByteArray()).statusCode() == 200;
        } catch (IOException e) {
            return false; // It does not listen yet.
        }
    }

    private static long residentMegabytes(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElseThrow();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static double[] sorted(DoubleStream figures) {
        return figures.sorted().toArray();
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
