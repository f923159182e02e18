package dev.headwater.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.infinispan.Cluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes that keep histories together, under load, lose one another in every way: whatever was acknowledged is
 * there, and whoever asks a living one gets an answer.
 */
class ClusterKillTest {
    private static final int CLIENTS = 3;
    private static final int LEADS = 40;
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String LEAD = "{\"leadId\": \"%s\", \"eventId\": \"%s\"}";

    /** Chosen once, so that a failure can be run again; what the operating system does in between is another matter. */
    private static final Random RANDOM = new Random(20_261_128);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final List<Integer> ports = ports(3);
    private final Member[] members = new Member[3];
    private final Map<String, Set<String>> acknowledged = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong unrecorded = new AtomicLong();
    private Duration wait = Duration.ZERO;

    @TempDir
    private Path folder;

    @AfterEach
    void killAll() throws InterruptedException {
        for (Member member : members) {
            if (member != null) {
                member.process.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void oneIsKilledThenAnotherAndTheLastHasEverything(TestReporter reporter) throws Exception {
        start(Duration.ofSeconds(20));
        underLoad(() -> {
            kill(0);
            settled(2);
            kill(1);
            settled(1);
            Thread.sleep(200);
        });
        told(reporter, "2 kills");
    }

    @Test
    @Tag("slow")
    void membersComeAndGoByTheDozens(TestReporter reporter) throws Exception {
        start(Duration.ofSeconds(20));
        underLoad(() -> {
            for (int round = 0; round < 34; round++) {
                int first = RANDOM.nextInt(3);
                kill(first);
                settled(2);
                int second = (first + 1 + RANDOM.nextInt(2)) % 3;
                kill(second);
                settled(1);
                revive(first);
                revive(second);
                settled(3);
            }
        });
        told(reporter, "68 kills");
    }

    @Test
    @Tag("slow")
    void allKilledAtOnceComeBackWithEverything(TestReporter reporter) throws Exception {
        start(Duration.ofSeconds(20));
        for (int round = 0; round < 5; round++) {
            underLoad(() -> Thread.sleep(300 + RANDOM.nextInt(700)));
            for (int i = 0; i < 3; i++) {
                kill(i);
            }
            for (int i = 0; i < 3; i++) {
                revive(i);
            }
            settled(3);
            assertAllThere();
        }
        told(reporter, "15 kills, three at a time");
    }

    @Test
    @Tag("slow")
    void aRollingRestartKeepsAll(TestReporter reporter) throws Exception {
        start(Duration.ofSeconds(20));
        underLoad(() -> {
            for (int i = 0; i < 6; i++) {
                stop(i % 3);
                revive(i % 3);
                settled(3);
            }
        });
        told(reporter, "6 restarts");
    }

    @Test
    @Tag("slow")
    void whoeverAsksWhileAMemberHangsIsAnsweredInTimeAndNothingIsLost(TestReporter reporter) throws Exception {
        start(Duration.ofMillis(500));
        underLoad(() -> Thread.sleep(500));
        signal(1, "STOP");
        Member hanging = members[1];
        members[1] = null;
        long longest = 0;
        for (int i = 0; i < 60; i++) {
            long began = System.nanoTime();
            HttpResponse<String> answer = ask(members[i % 2 == 0 ? 0 : 2], "lead-" + i % LEADS, "hang-" + i);
            longest = Math.max(longest, System.nanoTime() - began);
            assertThat(answer.statusCode()).isEqualTo(200);
            note(answer, "lead-" + i % LEADS, "hang-" + i);
        }
        assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(5));
        assertThat(metric(members[0], "headwater_histories_unavailable_total")
                        + metric(members[2], "headwater_histories_unavailable_total"))
                .isPositive();
        settled(2);
        underLoad(() -> Thread.sleep(500));
        members[1] = hanging;
        signal(1, "CONT");
        settled(3);
        told(reporter, "one hung");
    }

    // --- what happens to members

    private void start(Duration wait) throws Exception {
        this.wait = wait;
        for (int i = 0; i < 3; i++) {
            members[i] = new Member(i);
        }
        for (Member member : members) {
            member.awaitAddress();
        }
        settled(3);
    }

    private void revive(int number) throws IOException {
        Member member = new Member(number);
        member.awaitAddress();
        members[number] = member;
    }

    private void kill(int number) throws InterruptedException {
        Member member = members[number];
        member.process.destroyForcibly().waitFor();
        members[number] = null;
    }

    /** The load balancer hears of it first. */
    private void stop(int number) throws InterruptedException {
        Member member = members[number];
        members[number] = null;
        member.process.destroy();
        assertThat(member.process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private void signal(int number, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(members[number].process.pid()))
                .start()
                .waitFor();
    }

    private void settled(int count) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            for (Member member : members) {
                if (member != null) {
                    assertThat(metric(member, "headwater_cluster_members")).isEqualTo(count);
                    assertThat(metric(member, "headwater_cluster_settled")).isEqualTo(1);
                }
            }
        });
    }

    // --- those who ask

    private void underLoad(Happening happening) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        AtomicBoolean enough = new AtomicBoolean();
        String run = Long.toString(System.nanoTime(), 36);
        List<Future<?>> all = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                all.add(clients.submit(() -> {
                    for (int contact = 0; !enough.get(); contact++) {
                        tell("lead-" + contact % LEADS, run + "-" + number + "-" + contact, number + contact, enough);
                    }
                    return null;
                }));
            }
            happening.happens();
        } finally {
            enough.set(true);
            for (Future<?> each : all) {
                each.get();
            }
            clients.shutdown();
        }
    }

    /** As an app does: whoever does not answer is passed over, and what was not recorded is told again. */
    private void tell(String lead, String event, int first, AtomicBoolean enough) throws InterruptedException {
        for (int tries = 0; !enough.get(); tries++) {
            Member member = members[(first + tries) % 3];
            if (member == null) {
                continue;
            }
            try {
                HttpResponse<String> answer = ask(member, lead, event);
                if (answer.statusCode() != 200) {
                    wrong.add(answer.statusCode() + " " + answer.body());
                    return;
                }
                if (note(answer, lead, event)) {
                    return;
                }
                unrecorded.incrementAndGet();
            } catch (IOException e) {
                Thread.sleep(5);
            }
        }
    }

    private boolean note(HttpResponse<String> answer, String lead, String event) throws IOException {
        boolean recorded =
                OpenApiContract.json(answer.body()).at("/history/recorded").asBoolean();
        if (recorded) {
            acknowledged
                    .computeIfAbsent(lead, key -> ConcurrentHashMap.newKeySet())
                    .add(event);
        }
        return recorded;
    }

    private HttpResponse<String> ask(Member member, String lead, String event)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(member.address + "/v1/leads:resolve"))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(LEAD.formatted(lead, event)))
                        .build(),
                BodyHandlers.ofString());
    }

    private String get(Member member, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(member.address + path)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private double metric(Member member, String name) throws IOException, InterruptedException {
        return get(member, "/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    private void told(TestReporter reporter, String what) throws Exception {
        assertAllThere();
        long touches = acknowledged.values().stream().mapToLong(Set::size).sum();
        reporter.publishEntry(what, touches + " acknowledged touches, none lost; " + unrecorded + " told again");
    }

    private void assertAllThere() throws Exception {
        assertThat(wrong).isEmpty();
        assertThat(acknowledged).isNotEmpty();
        for (Member member : members) {
            if (member == null) {
                continue;
            }
            for (Map.Entry<String, Set<String>> lead : acknowledged.entrySet()) {
                JsonNode touches = OpenApiContract.json(get(member, "/v1/leads/" + lead.getKey() + "/touches"));
                Set<String> kept = new HashSet<>();
                touches.path("touches")
                        .forEach(touch -> kept.add(touch.path("eventId").asText()));
                assertThat(kept).as(lead.getKey()).containsAll(lead.getValue());
                assertThat(touches.path("touches")).as("each once").hasSize(kept.size());
            }
        }
    }

    private interface Happening {
        void happens() throws Exception;
    }

    /** One process. */
    private final class Member {
        private final Process process;
        private String address = "";

        Member(int number) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    KillTest.classPath(),
                    ClusterMember.class.getName(),
                    folder.resolve("member-" + number).toString(),
                    wait.toString()));
            command.add(Integer.toString(ports.get(number)));
            ports.stream()
                    .filter(port -> !port.equals(ports.get(number)))
                    .forEach(port -> command.add(Integer.toString(port)));
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        }

        void awaitAddress() throws IOException {
            @Nullable String port = process.inputReader(UTF_8).readLine();
            assertThat(port).as("it listens").isNotNull();
            address = "http://127.0.0.1:" + port;
        }
    }

    /** Ports that nobody uses, with the ones that belong to them. */
    private static List<Integer> ports(int count) {
        List<Integer> found = new ArrayList<>();
        InetAddress here = InetAddress.getLoopbackAddress();
        for (int port = 12_000 + (int) (ProcessHandle.current().pid() % 8_000); found.size() < count; port++) {
            try (ServerSocket first = new ServerSocket(port, 1, here);
                    ServerSocket second = new ServerSocket(port + Cluster.WATCH_PORT, 1, here)) {
                found.add(first.getLocalPort());
            } catch (IOException e) {
                continue;
            }
        }
        return found;
    }
}
