package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.http.HttpSettings.DecideOn;
import dev.headwater.http.RawConnection.Response;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many may be served at one time, and what the next one is told. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrowdTest {
    private static final String LIVE = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";

    @Test
    void soManyRequestsAreAnsweredAtATimeAndOneMoreIsToldToComeAgain() throws Exception {
        HttpBounds two = HttpBounds.DEFAULT.waiting(Duration.ofSeconds(20)).withRoomFor(2, 100);
        try (RunningService service = RunningService.start(two, DecideOn.WORKERS, RunningService.inMemory());
                RawConnection first = new RawConnection(service.port());
                RawConnection second = new RawConnection(service.port())) {
            String body = "{\"attributes\": {\"waits\": true}}";
            String waits =
                    "POST /v1/leads:resolve HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body;
            first.send(waits);
            second.send(waits);
            while (service.metric("http_server_requests_in_flight") < 2) {
                Thread.sleep(10);
            }
            HttpResponse<String> refusal = service.resolve("", "{}");
            assertThat(refusal.statusCode()).isEqualTo(503);
            assertThat(refusal.headers().firstValue("Retry-After")).contains("1");
            assertThat(refusal.body()).contains("urn:headwater:problem:too-busy");
            assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
            service.rules.gate.countDown();
            assertThat(first.read()).extracting(Response::status).isEqualTo(200);
            assertThat(second.read()).extracting(Response::status).isEqualTo(200);
            assertThat(service.resolve("", "{}").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoeverIsStillSendingTakesNobodysPlace() throws Exception {
        HttpBounds two = HttpBounds.DEFAULT.withRoomFor(2, 100);
        try (RunningService service = RunningService.start(two)) {
            List<RawConnection> senders = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                RawConnection sender = new RawConnection(service.port());
                senders.add(sender);
                sender.send("POST /v1/leads:resolve HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
                assertThat(sender.read())
                        .as("asked to go on")
                        .extracting(Response::status)
                        .isEqualTo(100);
                sender.send("{");
            }
            assertThat(service.metric("http_server_requests_in_flight")).isZero();
            assertThat(service.resolve("", "{}").statusCode()).isEqualTo(200);
            for (RawConnection sender : senders) {
                assertThat(sender.send("}").read()).extracting(Response::status).isEqualTo(200);
                sender.close();
            }
        }
    }

    @Test
    void whoeverHasSentAllWhenThereIsNoRoomLeftIsToldToComeAgain() throws Exception {
        HttpBounds one = HttpBounds.DEFAULT.waiting(Duration.ofSeconds(20)).withRoomFor(1, 100);
        try (RunningService service = RunningService.start(one, DecideOn.WORKERS, RunningService.inMemory());
                RawConnection sender = new RawConnection(service.port());
                RawConnection waiting = new RawConnection(service.port())) {
            String head =
                    "POST /v1/leads:resolve HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ";
            sender.send(head + "2\r\nExpect: 100-continue\r\n\r\n");
            assertThat(sender.read()).extracting(Response::status).isEqualTo(100);
            String body = "{\"attributes\": {\"waits\": true}}";
            waiting.send(head + body.length() + "\r\n\r\n" + body);
            while (service.metric("http_server_requests_in_flight") < 1) {
                Thread.sleep(10);
            }
            Response refusal = sender.send("{}").read();
            assertThat(refusal).extracting(Response::status).isEqualTo(503);
            service.rules.gate.countDown();
            assertThat(waiting.read()).extracting(Response::status).isEqualTo(200);
            // An answer is read a moment before its request has left.
            while (service.metric("http_server_requests_in_flight") > 0) {
                Thread.sleep(10);
            }
            assertThat(sender.send(head + "2\r\n\r\n{}").read())
                    .extracting(Response::status)
                    .isEqualTo(200);
        }
    }

    @Test
    void soManyConnectionsAreOpenAtATimeAndOneMoreIsToldSoAndClosed() throws Exception {
        try (RunningService service = RunningService.start(HttpBounds.DEFAULT.withRoomFor(100, 2));
                RawConnection first = new RawConnection(service.port())) {
            assertThat(first.send(LIVE).read()).extracting(Response::status).isEqualTo(200);
            try (RawConnection second = new RawConnection(service.port())) {
                // Answered before the third is opened: which of two that come together is the third is for chance to
                // say.
                assertThat(second.send(LIVE).read())
                        .extracting(Response::status)
                        .isEqualTo(200);
                try (RawConnection third = new RawConnection(service.port())) {
                    Response refusal = third.send(LIVE).read();
                    assertThat(refusal).isNotNull();
                    assertThat(refusal.status()).isEqualTo(503);
                    assertThat(refusal.header("retry-after")).isEqualTo("1");
                    assertThat(refusal.body()).contains("urn:headwater:problem:too-busy");
                    assertThat(third.isClosedByTheOther()).isTrue();
                    assertThat(first.send(LIVE).read())
                            .extracting(Response::status)
                            .isEqualTo(200);
                }
            }
        }
    }
}
