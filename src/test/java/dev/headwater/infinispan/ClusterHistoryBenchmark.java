package dev.headwater.infinispan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.cluster.FreeAddresses;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What adding to a history and reading one cost where three members keep histories together, each person's on two of them, in
 * memory and on disk. Run it with a number of leads (default 100,000) and a folder for the files (default a temporary one,
 * which is deleted).
 *
 * <p>Each member is a process of its own ({@link ClusterHistoryMember}), with 4 GB of heap unless {@code -Dmember.heap} says
 * otherwise; they share the processors of this machine, and no cable is between them. Each lead gets four touches, each told to
 * the next member, by many at once; then leads are read from the first in random order, and more are told to it, one after
 * the other. At last one member stops and comes back, and it is measured how long it takes until any one may be lost again.
 */
public final class ClusterHistoryBenchmark {
    static final int MEMBERS = 3;

    private ClusterHistoryBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int leads = arguments.length > 0 ? Integer.parseInt(arguments[0].replace("_", "")) : 100_000;
        Path folder = arguments.length > 1 ? Path.of(arguments[1]) : Files.createTempDirectory("headwater-members");
        System.out.printf("%,d leads, %d touches each, %d members%n", leads, HistoryBenchmark.TOUCHES, MEMBERS);
        measure("in memory", leads, leads, null);
        measure("on disk, a tenth in memory", leads, Math.max(1, leads / 10), folder);
        System.out.printf("  disk of one lead, twice     %8.2f KB%n", HistoryBenchmark.size(folder) / 1024.0 / leads);
        if (arguments.length < 2) {
            HistoryBenchmark.delete(folder);
        }
    }

    private static void measure(String what, int leads, int maxPersons, @Nullable Path folder) throws Exception {
        System.out.println(what);
        List<Member> members = start(leads, maxPersons, folder);
        try {
            long before = all(members, "heap");
            long began = System.nanoTime();
            long again = all(members, "add");
            double seconds = (System.nanoTime() - began) / 1e9;
            int times = leads * HistoryBenchmark.TOUCHES;
            System.out.printf(
                    "  add, %d together            %8.1f \u00b5s of all for each  (%,d in %.1f s; %,d told again)%n",
                    MEMBERS * ClusterHistoryMember.TOGETHER, seconds * 1e6 / times, times, seconds, again);
            System.out.printf(
                    "  heap of one lead, twice     %8.2f KB%n", (all(members, "heap") - before) / 1024.0 / leads);
            members.get(0).ask("sample");
            members.get(0).answer();
            System.out.printf("  one comes back              %8.1f s%n", restart(members, leads, maxPersons, folder));
        } finally {
            members.forEach(Member::close);
        }
    }

    /** How many seconds after the start of a member that had stopped any one may be lost. */
    private static double restart(List<Member> members, int leads, int maxPersons, @Nullable Path folder)
            throws IOException {
        int last = MEMBERS - 1;
        members.get(last).close();
        members.get(0).ask("settled " + last);
        members.get(0).answer();
        long began = System.nanoTime();
        members.set(last, member(members.get(last).addresses, last, leads, maxPersons, folder));
        members.get(last).answer();
        for (Member member : members) {
            member.ask("settled " + MEMBERS);
            member.answer();
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static List<Member> start(int leads, int maxPersons, @Nullable Path folder) throws IOException {
        List<InetSocketAddress> addresses = FreeAddresses.of(MEMBERS);
        String listed = addresses.stream()
                .map(address -> address.getAddress().getHostAddress() + ":" + address.getPort())
                .collect(Collectors.joining(","));
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            Member member = member(listed, i, leads, maxPersons, folder);
            members.add(member);
            member.answer();
        }
        return members;
    }

    private static Member member(String addresses, int number, int leads, int maxPersons, @Nullable Path folder)
            throws IOException {
        return new Member(
                addresses,
                Integer.toString(number),
                Integer.toString(leads),
                Integer.toString(maxPersons),
                folder == null ? "" : folder.resolve("member-" + number).toString());
    }

    /** What all do at once, and the sum of what they say. */
    private static long all(List<Member> members, String what) throws IOException {
        for (Member member : members) {
            member.ask(what);
        }
        long sum = 0;
        for (Member member : members) {
            sum += member.answer();
        }
        return sum;
    }

    private static final class Member implements AutoCloseable {
        private final String addresses;
        private final Process process;
        private final BufferedReader out;
        private final PrintWriter in;

        Member(String... arguments) throws IOException {
            addresses = arguments[0];
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + System.getProperty("member.heap", "4g"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    ClusterHistoryMember.class.getName()));
            command.addAll(List.of(arguments));
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            out = process.inputReader(UTF_8);
            in = new PrintWriter(process.outputWriter(UTF_8), true);
        }

        void ask(String what) {
            in.println(what);
        }

        /** Shows what it has to show, and waits until it has said its number. */
        long answer() throws IOException {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(ClusterHistoryMember.ANSWER)) {
                    return Long.parseLong(line.substring(ClusterHistoryMember.ANSWER.length()));
                }
                System.out.println(line);
            }
            throw new IllegalStateException("a member is gone");
        }

        @Override
        public void close() {
            in.close();
            try {
                while (out.readLine() != null) {
                    continue;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                process.destroy();
            }
        }
    }
}
