package dev.headwater.http;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headwater.http.HttpSettings.DecideOn;
import dev.headwater.infinispan.InfinispanTouches;
import dev.headwater.infinispan.InfinispanTouches.Disk;
import dev.headwater.lead.LeadId;
import dev.headwater.touch.KeptTouches;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.Touches;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event loop is ahead of the disk; what it answers is not. */
class StoreOnDiskTest {
    private static final LeadId ANNA = new LeadId("anna");
    private static final String LEAD = "{\"leadId\": \"anna\", \"eventId\": \"e-1\"}";
    private static final String BOTH = "{\"leadId\": \"anna\", \"visitorId\": \"v-1\"}";

    @TempDir
    private Path folder;

    private final Touches memory = KeptTouches.onTheHeap(TouchHistory.Bounds.DEFAULT);
    private volatile CompletionStage<Void> kept = CompletableFuture.completedFuture(null);
    private volatile boolean atHand = true;
    private volatile boolean isClosed;
    private volatile String decidedOn = "";
    private RunningService service = start(Duration.ofSeconds(30));

    private RunningService start(Duration longest) {
        try {
            return RunningService.start(HttpBounds.DEFAULT.waiting(longest), DecideOn.WHERE_AT_HAND, ahead());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A store in memory that says of itself what it is told to. */
    private Touches ahead() {
        return (Touches) Proxy.newProxyInstance(
                Touches.class.getClassLoader(), new Class<?>[] {Touches.class}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "kept" -> {
                            return isClosed ? fail() : kept;
                        }
                        case "isAtHand" -> {
                            return atHand;
                        }
                        default -> {}
                    }
                    if (method.getName().equals("recent")) {
                        decidedOn = Thread.currentThread().getName();
                    }
                    try {
                        return method.invoke(memory, arguments);
                    } catch (InvocationTargetException e) {
                        throw Objects.requireNonNull(e.getCause());
                    }
                });
    }

    private static Object fail() {
        throw new IllegalStateException("the store is closed");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {LEAD, BOTH})
    void anAnswerGoesOutWhenTheDiskHasTheTouchAndNotBefore(String lead) throws Exception {
        CompletableFuture<Void> disk = new CompletableFuture<>();
        kept = disk;
        CompletableFuture<HttpResponse<String>> answer = asked(lead);
        await().until(() -> memory.recent(ANNA).total() == 1);
        for (int i = 0; i < 20; i++) {
            assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(answer).isNotDone();
        }
        disk.complete(null);
        assertThatJson(answer.get(20, TimeUnit.SECONDS).body())
                .node("history.recorded")
                .isEqualTo(true);
    }

    @Test
    void manyWhoComeTogetherAreAllAnsweredWhenTheDiskHasTheirTouches() throws Exception {
        CompletableFuture<Void> disk = new CompletableFuture<>();
        kept = disk;
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        ExecutorService askers = Executors.newFixedThreadPool(30);
        try {
            for (int i = 0; i < 30; i++) {
                answers.add(asked("{\"leadId\": \"lead " + i + "\"}", askers));
            }
            for (int i = 0; i < 30; i++) {
                LeadId lead = new LeadId("lead " + i);
                await().until(() -> memory.recent(lead).total() == 1);
            }
            assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(answers).noneMatch(CompletableFuture::isDone);
            disk.complete(null);
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThatJson(answer.get(20, TimeUnit.SECONDS).body())
                        .node("history.recorded")
                        .isEqualTo(true);
            }
        } finally {
            askers.shutdown();
        }
    }

    @Test
    void whereTheStoreCannotSayWhatIsKeptALeadIsAnsweredAllTheSame() throws Exception {
        isClosed = true;
        HttpResponse<String> answer = service.resolve("", LEAD);
        assertThatJson(answer.body()).node("outcome").isEqualTo("resolved");
        assertThatJson(answer.body()).node("history.recorded").isEqualTo(false);
    }

    @Test
    void aRetryIsNotToldWhatTheDiskDoesNotHaveYet() throws Exception {
        CompletableFuture<Void> disk = new CompletableFuture<>();
        kept = disk;
        CompletableFuture<HttpResponse<String>> first = asked(LEAD);
        await().until(() -> memory.recent(ANNA).total() == 1);
        CompletableFuture<HttpResponse<String>> retry = asked(LEAD);
        for (int i = 0; i < 20; i++) {
            assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(retry).isNotDone();
        }
        disk.complete(null);
        assertThat(retry.get(20, TimeUnit.SECONDS).body())
                .isEqualTo(first.get(20, TimeUnit.SECONDS).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {LEAD, BOTH})
    void whatTheDiskDoesNotTakeIsNotCalledRecorded(String lead) throws Exception {
        kept = CompletableFuture.failedFuture(new IOException("no room"));
        HttpResponse<String> answer = service.resolve("", lead);
        assertThatJson(answer.body()).node("outcome").isEqualTo("resolved");
        assertThatJson(answer.body()).node("history.recorded").isEqualTo(false);
    }

    @Test
    void aDiskThatHangsCostsTheHistoryAndIsWaitedForOnce() throws Exception {
        service.close();
        service = start(Duration.ofMillis(300));
        CompletableFuture<Void> disk = new CompletableFuture<>();
        kept = disk;
        for (int i = 0; i < 50; i++) {
            HttpResponse<String> answer = service.resolve("", "{\"leadId\": \"lead " + i + "\"}");
            assertThatJson(answer.body()).node("outcome").isEqualTo("resolved");
            assertThatJson(answer.body()).node("history.recorded").isEqualTo(false);
        }
        disk.complete(null);
        assertThatJson(service.resolve("", LEAD).body())
                .node("history.recorded")
                .isEqualTo(true);
    }

    @Test
    void whoIsAtHandIsDecidedOnByTheEventLoopAndWhoHasToBeReadByAWorker() throws Exception {
        service.resolve("", LEAD);
        assertThat(decidedOn).contains("eventloop");
        atHand = false;
        service.resolve("", "{\"leadId\": \"ben\"}");
        assertThat(decidedOn).contains("worker");
        atHand = true;
        service.resolve("", BOTH);
        assertThat(decidedOn).as("two persons that may have to be made one").contains("worker");
    }

    @Test
    void whoHasLeftTheMemoryHasTheirHistoryAllTheSame() throws Exception {
        service.close();
        try (InfinispanTouches disk = InfinispanTouches.onDisk(folder, TouchHistory.Bounds.DEFAULT, 3, Disk.DEFAULT)) {
            service = RunningService.start(disk.ahead(), DecideOn.WHERE_AT_HAND);
            service.routes.watchDisk(disk::bytesOnDisk, disk::givenUp, disk::isWriting);
            for (int round = 1; round <= 3; round++) {
                for (int i = 0; i < 20; i++) {
                    HttpResponse<String> answer = service.resolve("", "{\"leadId\": \"lead " + i + "\"}");
                    assertThatJson(answer.body()).node("history.touches").isEqualTo(round);
                    assertThatJson(answer.body()).node("history.recorded").isEqualTo(true);
                }
            }
            assertThat(disk.isAtHand(new LeadId("never told of"))).isTrue();
            assertThat(disk.isAtHand(new LeadId("lead 0"))).isFalse();
            assertThat(service.metric("headwater_store_disk_bytes")).isGreaterThan(60 * 100);
            assertThat(service.metric("headwater_store_writing")).isEqualTo(1);
            assertThat(service.metric("headwater_store_given_up_total")).isZero();
        }
    }

    private CompletableFuture<HttpResponse<String>> asked(String lead) {
        return asked(lead, ForkJoinPool.commonPool());
    }

    private CompletableFuture<HttpResponse<String>> asked(String lead, Executor asker) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return service.resolve("", lead);
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new CompletionException(e);
                    }
                },
                asker);
    }
}
