package dev.headwater.http;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What {@code POST /v1/leads:resolve} takes, as shipped (history read and recorded, reasons in the answer, metrics on),
 * against an echo on the same server with bodies of the same size. Not a test; run its main with the test class path.
 *
 * <p>The two take turns in each round, so that what else the machine does meets both alike; told are medians over the
 * rounds with the least and the most. Throughput is at saturation; times are at half of resolve's, by a plan that slow
 * answers do not delay. Processor time is that of the server's process alone.
 *
 * <p>Arguments: seconds of each measurement (default 4), rounds (default 5), connections (default 16), where histories are
 * ({@code memory} or {@code disk}; default both), event loops (default 1 and 2).
 */
final class HttpBenchmark {
    private static final double WARM_UP_SECONDS = 40;

    private HttpBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 4;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        int connections = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 16;
        List<String> where = arguments.length > 3 ? List.of(arguments[3]) : List.of("memory", "disk");
        List<Integer> loops = arguments.length > 4 ? List.of(Integer.valueOf(arguments[4])) : List.of(1, 2);
        for (String each : where) {
            for (int eventLoops : loops) {
                compare(eventLoops, each.equals("disk"), seconds, rounds, connections);
            }
        }
    }

    private static void compare(int eventLoops, boolean durable, double seconds, int rounds, int connections)
            throws Exception {
        Path folder = durable ? Files.createTempDirectory("headwater-benchmark") : null;
        try (Server server = new Server(eventLoops, folder)) {
            Load resolve = new Load(server.port, "/v1/leads:resolve");
            Load echo = new Load(server.port, "/echo");
            byte[] answer = resolve.once();
            echo.learn(answer);
            System.out.printf(
                    "%n%s, %d event loop%s; answers of %d bytes%n",
                    durable ? "on disk" : "in memory", eventLoops, eventLoops == 1 ? "" : "s", answer.length);
            // Java compiles a whole line of that length late, and until then it is many times as slow.
            resolve.saturate(connections, WARM_UP_SECONDS);
            echo.saturate(connections, WARM_UP_SECONDS / 4);
            List<Point> resolves = new ArrayList<>();
            List<Point> echoes = new ArrayList<>();
            double half = 0;
            for (int i = 0; i < rounds; i++) {
                resolves.add(saturate(server, resolve, connections, seconds));
                echoes.add(saturate(server, echo, connections, seconds));
                half = median(resolves, point -> point.result.perSecond()) / 2;
            }
            List<Point> calmResolves = new ArrayList<>();
            List<Point> calmEchoes = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                calmResolves.add(new Point(resolve.at(half, connections, seconds), 0));
                calmEchoes.add(new Point(echo.at(half, connections, seconds), 0));
            }
            tell("leads a second at saturation", "%,.0f", resolves, echoes, point -> point.result.perSecond());
            tell("processor µs each", "%.1f", resolves, echoes, Point::micros);
            for (double percent : new double[] {50, 99, 99.9}) {
                tell(
                        "p" + (percent == 99.9 ? "99.9" : String.valueOf((int) percent)) + " µs at " + (int) half
                                + "/s",
                        "%,.0f",
                        calmResolves,
                        calmEchoes,
                        point -> point.result.percentile(percent));
            }
        } finally {
            if (folder != null) {
                delete(folder);
            }
        }
    }

    private static Point saturate(Server server, Load load, int connections, double seconds) {
        Duration before = server.processorTime();
        Load.Result result = load.saturate(connections, seconds);
        double micros = server.processorTime().minus(before).toNanos() / 1e3;
        return new Point(result, micros / result.micros().getTotalCount());
    }

    private static void tell(
            String what, String format, List<Point> resolves, List<Point> echoes, ToDoubleFunction<Point> figure) {
        double resolve = median(resolves, figure);
        double echo = median(echoes, figure);
        System.out.printf(
                Locale.ROOT,
                "  %-30s resolve " + format + " (" + format + " to " + format + "), echo " + format + " (" + format
                        + " to " + format + "), ratio %.2f%n",
                what,
                resolve,
                resolves.stream().mapToDouble(figure).min().orElse(0),
                resolves.stream().mapToDouble(figure).max().orElse(0),
                echo,
                echoes.stream().mapToDouble(figure).min().orElse(0),
                echoes.stream().mapToDouble(figure).max().orElse(0),
                resolve / echo);
    }

    private static double median(List<Point> points, ToDoubleFunction<Point> figure) {
        double[] sorted = points.stream().mapToDouble(figure).sorted().toArray();
        return Arrays.stream(sorted).skip((sorted.length - 1) / 2).findFirst().orElseThrow();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    private record Point(Load.Result result, double micros) {}

    /** The server's process. */
    private static final class Server implements AutoCloseable {
        private final Process process;
        final int port;

        Server(int eventLoops, @org.jspecify.annotations.Nullable Path folder) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-cp",
                    System.getProperty("java.class.path")));
            String options = System.getProperty("server.options", "");
            Stream.of(options.split(" ")).filter(option -> !option.isBlank()).forEach(option -> command.add(1, option));
            command.addAll(List.of(
                    BenchmarkServer.class.getName(),
                    String.valueOf(eventLoops),
                    folder == null ? "none" : folder.toString()));
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = lines.readLine();
            while (line != null && !line.matches("[0-9]+")) {
                line = lines.readLine();
            }
            if (line == null) {
                throw new IOException("the server did not start");
            }
            port = Integer.parseInt(line);
        }

        Duration processorTime() {
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }

        @Override
        public void close() throws Exception {
            process.getOutputStream().close();
            process.waitFor();
        }
    }
}
