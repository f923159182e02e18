package dev.headwater;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The packaged jar, run as a process of its own in a folder of its own. */
final class Jar {
    private static final Path FILE =
            Path.of(System.getProperty("headwater.jar", "target/headwater.jar")).toAbsolutePath();

    /** What stands beside it. */
    static final Path LIBRARIES = FILE.resolveSibling("lib");

    /** Short runs spend themselves on compiling what they run once. */
    private static final List<String> QUICKLY = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final long PATIENCE_SECONDS = 120;

    private final Path folder;

    /** @param folder the working directory */
    Jar(Path folder) {
        this.folder = folder;
    }

    /** What a finished run said, and how it ended. */
    record Run(int exit, String out, String err) {}

    /** Runs a command to its end, with nothing on its standard input. */
    Run run(String... arguments) {
        return run(Map.of(), "", arguments);
    }

    /** Runs a command to its end. */
    Run run(Map<String, String> environment, String input, String... arguments) {
        try (Started started = start(environment, arguments)) {
            started.tell(input);
            int exit = started.end();
            return new Run(exit, started.out(), started.err());
        }
    }

    /** Starts a command and leaves it running. */
    Started start(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUICKLY);
        command.add("-jar");
        command.add(FILE.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("HEADWATER_") || name.startsWith("JAVA_TOOL"));
        builder.environment().putAll(environment);
        try {
            return new Started(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command that runs. */
    static final class Started implements AutoCloseable {
        /** Who waits for a process keeps nobody else from waiting: on few processors the common pool has one thread. */
        private static final Executor OWN_THREAD = task -> {
            Thread thread = new Thread(task, "reads-a-process");
            thread.setDaemon(true);
            thread.start();
        };

        private final Process process;
        private final CompletableFuture<String> err;
        private final StringBuilder out = new StringBuilder();

        Started(Process process) {
            this.process = process;
            this.err = CompletableFuture.supplyAsync(() -> all(process.getErrorStream()), OWN_THREAD);
        }

        /** The next line of standard output; fails the test where there is none. */
        String line() {
            CompletableFuture<String> line = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            String next = reader().readLine();
                            if (next == null) {
                                throw new AssertionError("no line came; standard error: " + err.join());
                            }
                            return next;
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    OWN_THREAD);
            String next = line.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            out.append(next).append('\n');
            return next;
        }

        private BufferedReader reader() {
            return process.inputReader(UTF_8);
        }

        void tell(String input) {
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(UTF_8));
            } catch (IOException e) {
                // It ended without reading to the end; what it said tells why.
            }
        }

        /** Sends SIGTERM. */
        void terminate() {
            // Process.destroy would close our end of its output as well.
            process.toHandle().destroy();
        }

        /** Its exit code, once it has ended. */
        int end() {
            try {
                CompletableFuture<String> rest = CompletableFuture.supplyAsync(
                        () -> reader().lines().reduce("", (all, line) -> all + line + "\n"), OWN_THREAD);
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("it does not end");
                }
                out.append(rest.join());
                return process.exitValue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        String out() {
            return out.toString();
        }

        String err() {
            return err.join();
        }

        @Override
        public void close() {
            // Until it has ended it may still write into the folder that the test is about to delete.
            process.destroyForcibly().onExit().join();
        }

        private static String all(InputStream in) {
            try {
                return new String(in.readAllBytes(), UTF_8).replace("\r\n", "\n");
            } catch (IOException e) {
                return "";
            }
        }
    }

    /** Copies a folder with all that is in it. */
    static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
