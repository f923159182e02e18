package dev.headwater.http;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headwater.http.HttpSettings.DecideOn;
import dev.headwater.lead.LeadId;
import dev.headwater.touch.Dossier;
import dev.headwater.touch.FirstAnswers;
import dev.headwater.touch.KeptTouches;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.TroubledShelf;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A contact told again gets its first answer; visitors become leads; people are forgotten; a slow store is not waited for. */
class OnceOnlyTest {
    private static final String REPLAYED = "Idempotent-Replayed";
    private static final String CONTACT = "{\"leadId\": \"L-1\", \"eventId\": \"e-1\", \"promoCode\": \"X\"}";

    private RunningService service;

    @BeforeEach
    void start() throws Exception {
        service = RunningService.start();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    // --- once only

    @Test
    void aContactToldAgainGetsItsFirstAnswerByteForByte() throws Exception {
        HttpResponse<String> first = service.resolve("", CONTACT);
        assertThat(first.headers().firstValue(REPLAYED)).isEmpty();
        service.resolve("", "{\"leadId\": \"L-1\"}");
        HttpResponse<String> again = service.resolve("?explain=full", CONTACT);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue(REPLAYED)).contains("true");
        assertThat(service.rules.decisions).hasValue(2);
        assertThat(service.routes.counts().replayed()).isEqualTo(1);
        assertThat(touches("L-1")).isEqualTo(2);
    }

    @Test
    void theSameInOtherOrderAndWithUnknownFieldsIsTheSameContact() throws Exception {
        String first = service.resolve("", CONTACT).body();
        String again = service.resolve(
                        "", "{\"x\": 1, \"promoCode\": \"X\", \"eventId\": \"e-1\", \"leadId\": \"L-1\"}")
                .body();
        assertThat(again).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"leadId\": \"L-1\", \"eventId\": \"e-1\", \"promoCode\": \"Y\"}",
                "{\"leadId\": \"L-1\", \"eventId\": \"e-1\"}",
                "{\"leadId\": \"L-1\", \"eventId\": \"e-1\", \"promoCode\": \"X\", \"occurredAt\": \"2026-11-01T00:00:00Z\"}"
            })
    void anotherContactUnderTheSameNameIsRefused(String other) throws Exception {
        service.resolve("", CONTACT);
        HttpResponse<String> refusal = service.resolve("", other);
        assertThat(refusal.statusCode()).isEqualTo(422);
        assertThatJson(refusal.body()).node("type").isEqualTo("urn:headwater:problem:event-reused");
        assertThatJson(refusal.body()).node("detail").isString().contains("2026-11-23T10:15:00Z");
        assertThat(touches("L-1")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"leadId\": \"L-2\", \"eventId\": \"e-1\", \"promoCode\": \"X\"}",
                "{\"visitorId\": \"L-1\", \"eventId\": \"e-1\", \"promoCode\": \"X\"}",
                "{\"leadId\": \"L-1\", \"eventId\": \"E-1\", \"promoCode\": \"X\"}",
                "{\"leadId\": \"L-1\", \"promoCode\": \"X\"}"
            })
    void whatIsNotToldOfTheSamePersonUnderTheSameNameIsNew(String other) throws Exception {
        service.resolve("", CONTACT);
        HttpResponse<String> answer = service.resolve("", other);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue(REPLAYED)).isEmpty();
        assertThat(service.rules.decisions).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?record=false", "?asOf=2026-01-02T03:04:05Z"})
    void aWhatIfIsNeitherKeptNorAnsweredFromWhatIs(String query) throws Exception {
        service.resolve(query, CONTACT);
        HttpResponse<String> first = service.resolve("", CONTACT);
        assertThat(first.headers().firstValue(REPLAYED)).isEmpty();
        assertThat(service.resolve(query, CONTACT).headers().firstValue(REPLAYED))
                .isEmpty();
        assertThat(touches("L-1")).isEqualTo(1);
    }

    @Test
    void retriesAtTheSameTimeGetOneAnswer() throws Exception {
        List<HttpResponse<String>> answers = inParallel(24, () -> service.resolve("", CONTACT));
        Set<String> bodies = new HashSet<>();
        answers.forEach(answer -> bodies.add(answer.body()));
        assertThat(bodies).hasSize(1);
        assertThat(answers.stream()
                        .filter(answer -> answer.headers().firstValue(REPLAYED).isEmpty()))
                .hasSize(1);
        assertThat(touches("L-1")).isEqualTo(1);
    }

    @Test
    void eachOfManyContactsAtTheSameTimeIsDecidedOnThePastThatItIsAddedTo() throws Exception {
        int contacts = 4;
        for (int round = 0; round < 10; round++) {
            String lead = "L-" + round;
            service.rules.pasts.clear();
            inParallel(contacts, () -> service.resolve("", "{\"leadId\": \"" + lead + "\"}"));
            assertThat(service.rules.pasts)
                    .as("whoever was too late decided again")
                    .contains("0.0", "1.0", "2.0", "3.0");
            assertThat(touches(lead)).isEqualTo(contacts);
        }
    }

    // --- the header

    @ParameterizedTest
    @ValueSource(strings = {"e-1", "\"e-1\"", " e-1 "})
    void theHeaderIsAnotherNameForTheEventId(String key) throws Exception {
        String first = service.resolve("", CONTACT).body();
        assertThat(keyed(key, CONTACT.replace("\"eventId\": \"e-1\", ", "")).body())
                .isEqualTo(first);
        assertThat(keyed(key, CONTACT).body()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"e-2,differ", "'\"\"',names one contact", "'',names one contact"})
    void aHeaderThatSaysOtherwiseOrNothingIsRefused(String key, String detail) throws Exception {
        HttpResponse<String> refusal = keyed(key, CONTACT);
        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThatJson(refusal.body()).node("type").isEqualTo("urn:headwater:problem:bad-idempotency-key");
        assertThatJson(refusal.body()).node("detail").isString().contains(detail);
        assertThatJson(refusal.body()).node("errors[0].header").isEqualTo("Idempotency-Key");
        assertThat(service.rules.decisions).hasValue(0);
    }

    @Test
    void aHeaderThatIsTooLongIsRefusedAndOneThatIsNotIsTaken() throws Exception {
        assertThat(keyed("k".repeat(201), "{\"leadId\": \"L-1\"}").statusCode()).isEqualTo(400);
        assertThat(keyed("k".repeat(200), "{\"leadId\": \"L-1\"}").statusCode()).isEqualTo(200);
    }

    // --- visitors become leads

    @Test
    void aContactWithBothNamesMakesTheVisitorTheLead() throws Exception {
        service.resolve("", "{\"visitorId\": \"v-1\", \"occurredAt\": \"2026-11-20T08:00:00Z\"}");
        String form = service.resolve("", "{\"leadId\": \"L-1\", \"visitorId\": \"v-1\"}")
                .body();
        assertThatJson(form).node("history.touches").isEqualTo(2);
        assertThatJson(form).node("primary.touchedAt").isEqualTo("2026-11-20T08:00:00Z");
        service.resolve("", "{\"visitorId\": \"v-1\"}");
        assertThat(touches("L-1")).isEqualTo(3);
    }

    @Test
    void aQuestionWithBothNamesSeesBothPastsAndChangesNothing() throws Exception {
        service.resolve("", "{\"visitorId\": \"v-1\"}");
        String asked = service.resolve("?record=false", "{\"leadId\": \"L-1\", \"visitorId\": \"v-1\"}")
                .body();
        assertThatJson(asked).node("history.touches").isEqualTo(1);
        assertThat(service.get("/v1/leads/L-1/touches").statusCode()).isEqualTo(404);
    }

    @Test
    void aVisitorWhoIsAnotherLeadIsLeftWithThatLeadAndTheAnswerSaysSo() throws Exception {
        service.resolve("", "{\"leadId\": \"L-1\", \"visitorId\": \"v-1\"}");
        String other = service.resolve("", "{\"leadId\": \"L-2\", \"visitorId\": \"v-1\"}")
                .body();
        assertThatJson(other).node("history.touches").isEqualTo(1);
        assertThatJson(other).node("history.recorded").isEqualTo(true);
        assertThatJson(other).node("history.note").isString().contains("another lead");
        assertThat(merge("L-2", "{\"visitorId\": \"v-1\"}").statusCode()).isEqualTo(409);
        assertThat(merge("L-2", "{\"leadId\": \"L-1\"}").statusCode()).isEqualTo(200);
        assertThat(touches("L-2")).isEqualTo(2);
    }

    @Test
    void aMergeIsToldAndToldAgain() throws Exception {
        service.resolve("", "{\"visitorId\": \"v-1\"}");
        service.resolve("", "{\"leadId\": \"L-1\"}");
        String once = merge("L-1", "{\"visitorId\": \"v-1\"}").body();
        assertThatJson(once).isEqualTo("{leadId: \"L-1\", merged: {visitorId: \"v-1\"}, already: false, touches: 2}");
        assertThatJson(merge("L-1", "{\"visitorId\": \"v-1\"}").body())
                .node("already")
                .isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"visitorId\": \"v\", \"leadId\": \"L\"}",
                "{\"visitorId\": null}",
                "{\"visitor\": \"v\"}"
            })
    void aMergeWithNobodyOrWithTwoIsRefused(String body) throws Exception {
        HttpResponse<String> refusal = merge("L-1", body);
        assertThat(refusal.statusCode()).isEqualTo(422);
        assertThatJson(refusal.body()).node("errors[0].expected").isEqualTo("either visitorId or leadId");
    }

    // --- forgetting

    @Test
    void aPersonIsForgottenWithAllNamesAndAnswers() throws Exception {
        service.resolve("", "{\"visitorId\": \"v-1\"}");
        String first = service.resolve("", CONTACT).body();
        merge("L-1", "{\"visitorId\": \"v-1\"}");
        HttpResponse<String> forgotten = service.method("DELETE", "/v1/leads/L-1");
        assertThat(forgotten.statusCode()).isEqualTo(204);
        assertThat(forgotten.body()).isEmpty();
        assertThat(service.get("/v1/leads/L-1/touches").statusCode()).isEqualTo(404);
        assertThat(service.resolve("", CONTACT).body()).isNotEqualTo(first);
        assertThatJson(service.resolve("", "{\"visitorId\": \"v-1\"}").body())
                .node("history.touches")
                .isEqualTo(1);
    }

    @Test
    void forgettingSomebodyUnknownOrAVisitorIsAnsweredAlike() throws Exception {
        assertThat(service.method("DELETE", "/v1/leads/nobody").statusCode()).isEqualTo(204);
        service.resolve("", "{\"visitorId\": \"v 1\"}");
        assertThat(service.method("DELETE", "/v1/leads/v%201").statusCode()).isEqualTo(204);
        assertThatJson(service.resolve("?record=false", "{\"visitorId\": \"v 1\"}")
                        .body())
                .node("history.touches")
                .isEqualTo(1);
        assertThat(service.method("DELETE", "/v1/visitors/v%201").statusCode()).isEqualTo(204);
        assertThatJson(service.resolve("?record=false", "{\"visitorId\": \"v 1\"}")
                        .body())
                .node("history.touches")
                .isEqualTo(0);
    }

    // --- a store in trouble

    @Test
    void aSlowStoreIsNotWaitedForAndTheAnswerSaysSoAndItIsCounted() throws Exception {
        TroubledShelf<Dossier> dossiers = new TroubledShelf<>();
        KeptTouches touches = new KeptTouches(dossiers, new TroubledShelf<FirstAnswers>(), TouchHistory.Bounds.DEFAULT);
        try (RunningService slow = RunningService.start(touches, DecideOn.WORKERS)) {
            assertThatJson(slow.resolve("", CONTACT).body())
                    .node("history.recorded")
                    .isEqualTo(true);
            dossiers.taking(Duration.ofSeconds(3));
            long began = System.nanoTime();
            List<HttpResponse<String>> answers = inParallel(24, () -> slow.resolve("", "{\"leadId\": \"L-2\"}"));
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            assertThat(took).isLessThan(Duration.ofMillis(2_500));
            for (HttpResponse<String> answer : answers) {
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThatJson(answer.body()).node("outcome").isEqualTo("resolved");
                assertThatJson(answer.body()).node("history.available").isEqualTo(false);
                assertThatJson(answer.body()).node("history.recorded").isEqualTo(false);
                assertThatJson(answer.body()).node("history.note").isString().contains("took too long");
            }
            assertThat(slow.routes.counts().unavailable()).isEqualTo(24);
            assertThat(slow.routes.counts().unrecorded()).isEqualTo(24);
            assertThat(slow.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aDecisionThatCameTooLateIsNotCountedBesideTheOneThatWentOut() throws Exception {
        TroubledShelf<Dossier> dossiers = new TroubledShelf<>();
        KeptTouches touches = new KeptTouches(dossiers, new TroubledShelf<FirstAnswers>(), TouchHistory.Bounds.DEFAULT);
        try (RunningService slow = RunningService.start(touches, DecideOn.WORKERS)) {
            dossiers.taking(Duration.ofMillis(700));
            assertThatJson(slow.resolve("", "{\"leadId\": \"L-4\"}").body())
                    .node("history.available")
                    .isEqualTo(false);
            dossiers.taking(Duration.ZERO);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> touches.recent(new LeadId("L-4")).total() == 1);
            assertThatJson(slow.resolve("", "{\"leadId\": \"L-5\"}").body())
                    .node("history.recorded")
                    .isEqualTo(true);
            assertThat(decisions(slow)).isEqualTo(2);
            assertThat(slow.routes.counts().unavailable()).isEqualTo(1);
        }
    }

    private static double decisions(RunningService service) throws Exception {
        return service.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("headwater_decisions_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void earlierContactsThatTheLeadTellsOfCountThoughTheStoreIsSlow() throws Exception {
        TroubledShelf<Dossier> dossiers = new TroubledShelf<>();
        KeptTouches touches = new KeptTouches(dossiers, new TroubledShelf<FirstAnswers>(), TouchHistory.Bounds.DEFAULT);
        try (RunningService slow = RunningService.start(touches, DecideOn.WORKERS)) {
            dossiers.taking(Duration.ofSeconds(2));
            String told = """
                    {"leadId": "L-3", "landingUrl": "https://acme.example/",
                     "earlier": [{"landingUrl": "https://acme.example/?gclid=x", "occurredAt": "2026-11-20T10:00:00Z"}]}""";
            HttpResponse<String> answer = slow.resolve("", told);
            assertThatJson(answer.body()).node("history.available").isEqualTo(false);
            assertThatJson(answer.body()).node("history.touches").isEqualTo(1);
            assertThatJson(answer.body()).node("primary.touchedAt").isEqualTo("2026-11-20T10:00:00Z");
        }
    }

    @Test
    void aStoreThatTakesNothingCostsTheTouchAndIsCounted() throws Exception {
        KeptTouches touches = new KeptTouches(
                new TroubledShelf<Dossier>().refusingWrites(true),
                new TroubledShelf<FirstAnswers>(),
                TouchHistory.Bounds.DEFAULT);
        for (DecideOn threads : DecideOn.values()) {
            try (RunningService full = RunningService.start(touches, threads)) {
                HttpResponse<String> answer = full.resolve("", CONTACT);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThatJson(answer.body()).node("history.recorded").isEqualTo(false);
                assertThatJson(answer.body()).node("history.note").isString().contains("did not take this touch");
                assertThat(full.resolve("", CONTACT).headers().firstValue(REPLAYED))
                        .as("what was not recorded is told anew")
                        .isEmpty();
                assertThat(full.routes.counts().unrecorded()).isEqualTo(2);
                assertThat(full.method("DELETE", "/v1/leads/L-1").statusCode()).isEqualTo(503);
            }
        }
    }

    @Test
    void answersThatCannotBeKeptCostTheRetryAndNeverTheLead() throws Exception {
        KeptTouches touches = new KeptTouches(
                new TroubledShelf<Dossier>(),
                new TroubledShelf<FirstAnswers>().refusingReads(true).refusingWrites(true),
                TouchHistory.Bounds.DEFAULT);
        try (RunningService half = RunningService.start(touches)) {
            half.resolve("", CONTACT);
            String again = half.resolve("", CONTACT).body();
            assertThatJson(again).node("history").isEqualTo("{touches: 1, available: true, recorded: true}");
        }
    }

    private int touches(String lead) throws Exception {
        return OpenApiContract.json(
                        service.get("/v1/leads/" + lead + "/touches").body())
                .path("total")
                .asInt();
    }

    private HttpResponse<String> keyed(String key, String body) throws Exception {
        return service.post("/v1/leads:resolve", body, "Content-Type", "application/json", "Idempotency-Key", key);
    }

    private HttpResponse<String> merge(String lead, String body) throws Exception {
        return service.post("/v1/leads/" + lead + ":merge", body, "Content-Type", "application/json");
    }

    private static <T> List<T> inParallel(int times, Callable<T> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(times);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> done : executor.invokeAll(Collections.nCopies(times, work))) {
                results.add(done.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
