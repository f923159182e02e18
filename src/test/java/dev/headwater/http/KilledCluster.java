package dev.headwater.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Processes that keep histories together and are there to be killed, and those who tell them of leads meanwhile. */
final class KilledCluster implements AutoCloseable {
    static final int LEADS = 40;

    private static final int CLIENTS = 3;

    /** After so many contacts of each client others are told of, so that no history grows without end. */
    private static final int CONTACTS_OF_A_LEAD = 60;

    private static final int TRIES = 20;

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String LEAD = "{\"leadId\": \"%s\", \"eventId\": \"%s\"}";

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final List<InetSocketAddress> addresses;
    private final List<String> folders;
    private final Duration wait;
    private final @Nullable Member[] members;
    private final Map<Integer, List<String>> within = new ConcurrentHashMap<>();
    private final List<Process> begun = new ArrayList<>();
    private final Map<String, Set<String>> acknowledged = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicLong> acknowledgedBy = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong unrecorded = new AtomicLong();
    private final Map<String, Integer> looked = new HashMap<>();

    /** What is done to the cluster. */
    interface Happening {
        void happens() throws Exception;
    }

    /**
     * @param addresses of the members, where they talk to each other
     * @param folders where each keeps its part; "none" for memory alone
     * @param wait how long an answer waits for histories
     */
    KilledCluster(List<InetSocketAddress> addresses, List<String> folders, Duration wait) {
        this.addresses = addresses;
        this.folders = folders;
        this.wait = wait;
        this.members = new @Nullable Member[addresses.size()];
    }

    /** Each member's part in a folder of its own. */
    static List<String> within(Path folder, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> folder.resolve("member-" + i).toString())
                .toList();
    }

    // --- what happens to members

    /** Has a member started by another command, which is given the member's own. */
    void within(int number, String... command) {
        within.put(number, List.of(command));
    }

    long pid(int number) {
        return member(number).process.pid();
    }

    void start() throws Exception {
        for (int i = 0; i < members.length; i++) {
            members[i] = new Member(i);
        }
        for (Member member : members) {
            member.awaitAddress();
        }
        settled();
    }

    void revive(int number) throws IOException {
        Member member = new Member(number);
        member.awaitAddress();
        members[number] = member;
    }

    void kill(int number) throws InterruptedException {
        Process process = member(number).process;
        process.destroyForcibly().waitFor();
        members[number] = null;
    }

    /** The load balancer hears of it first. */
    void stop(int number) throws InterruptedException {
        Process process = member(number).process;
        members[number] = null;
        process.destroy();
        assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    void signal(int number, String signal) throws IOException, InterruptedException {
        new ProcessBuilder(
                        "kill",
                        "-" + signal,
                        Long.toString(member(number).process.pid()))
                .start()
                .waitFor();
    }

    /** Waits until all that are asked are together, and any one of them may be lost. */
    void settled() {
        settled(IntStream.range(0, members.length)
                .filter(i -> members[i] != null)
                .toArray());
    }

    /** The same of those on one side. */
    void settled(int... side) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            for (int number : side) {
                assertThat(metric(number, "headwater_cluster_members"))
                        .as("members that %s sees", number)
                        .isEqualTo(side.length);
                assertThat(metric(number, "headwater_cluster_settled"))
                        .as("settled as %s sees it", number)
                        .isEqualTo(1);
            }
        });
    }

    /** Somebody who is not asked any more, and may be again. */
    Object leaveAlone(int number) {
        Member member = member(number);
        members[number] = null;
        return member;
    }

    void askAgain(int number, Object member) {
        members[number] = (Member) member;
    }

    private Member member(int number) {
        Member member = members[number];
        assertThat(member).as("member " + number).isNotNull();
        return member;
    }

    // --- those who ask

    void underLoad(Happening happening) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        AtomicBoolean enough = new AtomicBoolean();
        String run = Long.toString(System.nanoTime(), 36);
        List<Future<?>> all = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                all.add(clients.submit(() -> {
                    for (int contact = 0; !enough.get(); contact++) {
                        tell(lead(contact), run + "-" + number + "-" + contact, number + contact, enough);
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

    static String lead(int contact) {
        return "lead-" + (contact % LEADS + LEADS * (contact / (LEADS * CONTACTS_OF_A_LEAD)));
    }

    /** As an app does: whoever does not answer is passed over, and what was not recorded is told again. */
    private void tell(String lead, String event, int first, AtomicBoolean enough) throws InterruptedException {
        for (int tries = 0; !enough.get(); tries++) {
            int number = (first + tries) % members.length;
            try {
                Member member = members[number];
                if (member != null && tell(member, lead, event)) {
                    acknowledgedBy
                            .computeIfAbsent(number, key -> new AtomicLong())
                            .incrementAndGet();
                    return;
                }
            } catch (IOException e) {
                Thread.sleep(5);
            }
        }
    }

    private boolean tell(Member member, String lead, String event) throws IOException, InterruptedException {
        HttpResponse<String> answer = ask(member, lead, event);
        if (answer.statusCode() != 200) {
            wrong.add(answer.statusCode() + " " + answer.body());
            return false;
        }
        if (OpenApiContract.json(answer.body()).at("/history/recorded").asBoolean()) {
            acknowledged
                    .computeIfAbsent(lead, key -> ConcurrentHashMap.newKeySet())
                    .add(event);
            return true;
        }
        unrecorded.incrementAndGet();
        return false;
    }

    /** Tells one member of one contact; whether it was recorded. */
    boolean tell(int number, String lead, String event) throws IOException, InterruptedException {
        return tell(member(number), lead, event);
    }

    /** How many contacts a member has acknowledged to those who ask all the time. */
    long acknowledgedBy(int number) {
        return acknowledgedBy.getOrDefault(number, new AtomicLong()).get();
    }

    /** How many all of them have. */
    long acknowledged() {
        return acknowledgedBy.values().stream().mapToLong(AtomicLong::get).sum();
    }

    HttpResponse<String> ask(int number, String lead, String event) throws IOException, InterruptedException {
        return ask(member(number), lead, event);
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

    HttpResponse<String> get(int number, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(member(number).address + path))
                        .build(),
                BodyHandlers.ofString());
    }

    double metric(int number, String name) throws IOException, InterruptedException {
        return get(number, "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    // --- what there must be

    /** How it went, once it is known that nothing is lost of what was acknowledged until now. */
    String assertAllThere() throws Exception {
        looked.clear();
        return assertNewsThere();
    }

    /** The same of those leads alone of whom more was acknowledged since the last look. */
    String assertNewsThere() throws Exception {
        assertThat(wrong).isEmpty();
        Map<String, Set<String>> told = new HashMap<>();
        acknowledged.forEach((lead, events) -> told.put(lead, Set.copyOf(events)));
        assertThat(told).isNotEmpty();
        long touches = told.values().stream().mapToLong(Set::size).sum();
        told.entrySet().removeIf(lead -> lead.getValue().size() == looked.getOrDefault(lead.getKey(), 0));
        for (int number = 0; number < members.length; number++) {
            if (members[number] != null) {
                for (Map.Entry<String, Set<String>> lead : told.entrySet()) {
                    assertAllThere(number, lead.getKey(), lead.getValue());
                }
            }
        }
        told.forEach((lead, events) -> looked.put(lead, events.size()));
        return touches + " acknowledged touches, none lost; " + unrecorded + " told again";
    }

    /** On a machine that is very busy a member may not hear from another in time, and says so; then it is asked again. */
    private void assertAllThere(int number, String lead, Set<String> told) throws Exception {
        HttpResponse<String> answer = get(number, "/v1/leads/" + lead + "/touches");
        for (int tries = 1; answer.statusCode() == 503 && tries < TRIES; tries++) {
            Thread.sleep(500);
            answer = get(number, "/v1/leads/" + lead + "/touches");
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode touches = OpenApiContract.json(answer.body()).path("touches");
        Set<String> kept = new HashSet<>();
        touches.forEach(touch -> kept.add(touch.path("eventId").asText()));
        assertThat(kept).as(lead + " as " + number + " has it").containsAll(told);
        assertThat(touches).as("each once").hasSize(kept.size());
    }

    @Override
    public void close() throws InterruptedException {
        for (Process each : begun) {
            each.destroyForcibly().waitFor();
        }
    }

    /** One process. */
    private final class Member {
        private final Process process;
        private String address = "";

        Member(int number) throws IOException {
            List<String> command = new ArrayList<>(within.getOrDefault(number, List.of()));
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    KillTest.classPath(),
                    ClusterMember.class.getName(),
                    folders.get(number),
                    wait.toString()));
            command.add(written(addresses.get(number)));
            addresses.stream()
                    .filter(each -> !each.equals(addresses.get(number)))
                    .forEach(each -> command.add(written(each)));
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            begun.add(process);
        }

        void awaitAddress() throws IOException {
            @Nullable String port = process.inputReader(UTF_8).readLine();
            assertThat(port).as("it listens").isNotNull();
            address = "http://127.0.0.1:" + port;
        }

        private static String written(InetSocketAddress address) {
            return address.getAddress().getHostAddress() + ":" + address.getPort();
        }
    }
}
