package dev.headwater.http;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.headwater.http.HttpSettings.DecideOn;
import dev.headwater.json.RulesJson;
import dev.headwater.table.Flaw;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpServiceTest {

    @Test
    void anyFreePortIsTakenAndTold() throws Exception {
        try (RunningService service = RunningService.start()) {
            assertThat(service.port()).isBetween(1, 65_535);
            assertThat(service.get("/health/live").body()).isEqualTo("{\"status\":\"live\"}");
        }
    }

    @Test
    void twoServicesDoNotShareAFreePort() throws Exception {
        try (RunningService one = RunningService.start();
                RunningService other = RunningService.start()) {
            assertThat(one.port()).isNotEqualTo(other.port());
        }
    }

    @Test
    void aPortThatIsTakenIsToldToTheOneWhoChoseIt() throws Exception {
        try (RunningService service = RunningService.start()) {
            HttpSettings same = HttpSettings.DEFAULT.onPort(service.port());
            assertThatThrownBy(() -> HttpService.start(same, service.routes))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1, port " + service.port())
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void anAddressThatIsNotOursIsToldToTheOneWhoChoseIt() throws Exception {
        try (RunningService service = RunningService.start()) {
            HttpSettings elsewhere = new HttpSettings("192.0.2.1", 0, 1, DecideOn.EVENT_LOOPS, HttpBounds.DEFAULT);
            assertThatThrownBy(() -> HttpService.start(elsewhere, service.routes))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on 192.0.2.1");
        }
    }

    @Test
    void afterClosingNobodyListensAndNoThreadIsLeft() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        RunningService service = RunningService.start();
        service.resolve("", "{}");
        Set<Thread> its = new HashSet<>(Thread.getAllStackTraces().keySet());
        its.removeAll(before);
        its.removeIf(thread -> !thread.getName().startsWith("vert.x"));
        assertThat(its).isNotEmpty();
        service.close();
        assertThatThrownBy(() -> service.get("/health/live")).isInstanceOf(ConnectException.class);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(its).noneMatch(Thread::isAlive));
        service.close();
    }

    @Test
    void aRequestInFlightIsFinishedBeforeTheServiceCloses() throws Exception {
        RunningService service = RunningService.start(DecideOn.WORKERS);
        CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return service.resolve("", "{\"attributes\": {\"waits\": true}}");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(service.rules.waiting.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(service::close);
        Thread.sleep(300);
        assertThat(closed).isNotDone();
        assertThatThrownBy(() -> new RawConnection(service.port())).isInstanceOf(IOException.class);
        service.rules.gate.countDown();
        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        closed.get(10, TimeUnit.SECONDS);
    }

    @Test
    void connectionsThatOnlyWaitDoNotKeepTheServiceFromClosing() throws Exception {
        RunningService service = RunningService.start();
        try (RawConnection idle = new RawConnection(service.port());
                RawConnection half = new RawConnection(service.port())) {
            half.send("GET /health");
            Thread.sleep(100);
            long started = System.nanoTime();
            service.close();
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
            assertThat(idle.isClosedByTheOther()).isTrue();
            assertThat(half.isClosedByTheOther()).isTrue();
        }
    }

    @Test
    void readyMeansThatARevisionServes() throws Exception {
        try (RunningService service = RunningService.start()) {
            assertThatJson(service.get("/health/ready").body())
                    .isEqualTo("{\"status\": \"ready\", \"revision\": \"" + FixedRules.REVISION + "\"}");
            service.refusedLoad(refused());
            assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
            service.noRules(null);
            HttpResponse<String> unready = service.get("/health/ready");
            assertThat(unready.statusCode()).isEqualTo(503);
            assertThatJson(unready.body()).node("type").isEqualTo("urn:headwater:problem:no-rules");
            assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theRulesInForceAndTheLastRefusedLoadAreShown() throws Exception {
        try (RunningService service = RunningService.start()) {
            String serving = service.get("/v1/rules").body();
            assertThatJson(serving).node("revision").isEqualTo(FixedRules.REVISION);
            assertThatJson(serving).node("tables[0].rows").isEqualTo(1);
            assertThatJson(serving).node("lastRefused").isNull();
            service.noRules(refused());
            String refused = service.get("/v1/rules").body();
            assertThatJson(refused).node("revision").isNull();
            assertThatJson(refused).node("lastRefused.flaws[0].text").isEqualTo("rules/channel.xlsx: it is empty");
        }
    }

    @Test
    void boundsAndSettingsThatMakeNoSenseAreRefused() {
        Duration second = Duration.ofSeconds(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpBounds(0, 10, 1, 1, second, second, second));
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpBounds(10, 9, 1, 1, second, second, second));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpBounds(10, 10, 1, 1, Duration.ZERO, second, second));
        assertThatIllegalArgumentException().isThrownBy(() -> HttpSettings.DEFAULT.onPort(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> HttpSettings.DEFAULT.onPort(65_536));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpSettings("x", 1, 0, DecideOn.WORKERS, HttpBounds.DEFAULT));
    }

    private static RulesJson.Refused refused() {
        return new RulesJson.Refused(RunningService.NOW, List.of(Flaw.in("rules/channel.xlsx", "it is empty", null)));
    }
}
