package dev.headwater.http;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.attribution.Cost;
import dev.headwater.attribution.Costs;
import dev.headwater.http.HttpSettings.DecideOn;
import dev.headwater.touch.Dossier;
import dev.headwater.touch.FirstAnswers;
import dev.headwater.touch.KeptTouches;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.Touches.HistoryUnavailable;
import dev.headwater.touch.TroubledShelf;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report asked for over HTTP, of three leads of whom one has converted. */
class ReportsTest {
    private static final String PATH = "/v1/reports/attribution";
    private static final String JSON = "application/json";

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.start();
        for (String lead : List.of("L-1", "L-2", "L-3")) {
            tell("/v1/leads:resolve", "{\"leadId\": \"" + lead + "\", \"occurredAt\": \"2026-11-10T10:00:00Z\"}");
        }
        tell("/v1/leads:resolve", "{\"leadId\": \"L-1\", \"occurredAt\": \"2026-11-12T10:00:00Z\"}");
        tell(
                "/v1/leads/L-1/conversions",
                "{\"conversionId\": \"D-1\", \"occurredAt\": \"2026-11-14T10:00:00Z\", \"value\": 1000.01,"
                        + " \"currency\": \"EUR\"}");
        tell(
                "/v1/leads/L-2/conversions",
                "{\"conversionId\": \"D-2\", \"occurredAt\": \"2026-11-09T10:00:00Z\", \"type\": \"trial\"}");
        tell(
                "/v1/costs",
                "{\"costs\": [{\"day\": \"2026-11-10\", \"channel\": \"PAID-search\", \"value\": 200, \"currency\": \"EUR\"},"
                        + " {\"day\": \"2026-11-11\", \"value\": 50, \"currency\": \"EUR\"},"
                        + " {\"day\": \"2026-11-11\", \"channel\": \"tv\", \"value\": 7, \"currency\": \"CHF\"},"
                        + " {\"day\": \"2025-11-10\", \"channel\": \"tv\", \"value\": 9999, \"currency\": \"EUR\"}]}");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void leadsConversionsValueCostAndReturnStandInEachRow() throws Exception {
        String report = report("?from=2026-11-01&to=2026-11-30&model=linear,markov,shapley");
        assertThatJson(report)
                .node("totals")
                .isEqualTo(
                        "{\"leads\": 3, \"conversions\": 2, \"value\": {\"EUR\": 1000.01},"
                                + " \"cost\": {\"EUR\": 250, \"CHF\": 7}, \"costPerLead\": {\"EUR\": 83.33, \"CHF\": 2.33},"
                                + " \"costPerConversion\": {\"EUR\": 125, \"CHF\": 3.5}, \"return\": {\"EUR\": 4, \"CHF\": 0}}");
        assertThatJson(report).node("unattributed").isEqualTo("{\"leads\": 0, \"conversions\": 1, \"value\": {}}");
        assertThatJson(report).node("unassignedCost").isEqualTo("{\"EUR\": 50}");
        assertThatJson(report)
                .node("limits.notes")
                .isArray()
                .anySatisfy(note -> assertThat(note.toString())
                        .startsWith("No touch of the period belongs to what was spent on tv. "));
        for (int model = 0; model < 3; model++) {
            assertThatJson(report)
                    .node("models[" + model + "].rows")
                    .isEqualTo(
                            "[{\"key\": \"paid-search\", \"name\": \"Paid Search\", \"leads\": 3, \"conversions\": 1,"
                                    + " \"value\": {\"EUR\": 1000.01}, \"cost\": {\"EUR\": 200}, \"costPerLead\": {\"EUR\": 66.67},"
                                    + " \"costPerConversion\": {\"EUR\": 200}, \"return\": {\"EUR\": 5.0001}},"
                                    + " {\"key\": \"tv\", \"name\": \"tv\", \"leads\": 0, \"conversions\": 0, \"value\": {},"
                                    + " \"cost\": {\"CHF\": 7}, \"costPerLead\": {}, \"costPerConversion\": {},"
                                    + " \"return\": {\"CHF\": 0}}]");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "?from=2026-11-01&to=2026-11-30;3;2",
                "?to=2026-11-30;3;2",
                "?from=2026-11-10&to=2026-11-10;3;0",
                "?from=2026-11-11&to=2026-11-14;0;1",
                "?from=2026-11-14T10:00:00Z&to=2026-11-15;0;1",
                "?from=2026-11-14&to=2026-11-14T10:00:00Z;0;0",
                "?from=2026-11-14&to=2026-11-14T12:00:00.001%2B02:00;0;1",
                "?from=2026-11-01&to=2026-11-30&type=trial;3;1",
                "?from=2026-11-01&to=2026-11-30&type=Trial;3;0"
            })
    void whatHappenedInThePeriodCounts(String query, int leads, int conversions) throws Exception {
        String report = report(query);
        assertThatJson(report).node("totals.leads").isEqualTo(leads);
        assertThatJson(report).node("totals.conversions").isEqualTo(conversions);
        assertThatJson(report).node("models").isArray().hasSize(1);
    }

    @Test
    void aSpreadsheetGetsATableWhoseNumbersAreNumbers() throws Exception {
        HttpResponse<String> csv = service.get(PATH + "?from=2026-11-01&to=2026-11-30", "Accept", "text/csv");
        assertThat(csv.statusCode()).isEqualTo(200);
        assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8; header=present");
        assertThat(csv.body())
                .startsWith("\uFEFFmodel,channel,name,leads,conversions,value CHF,")
                .contains(
                        "\r\nlinear,paid-search,Paid Search,3.000000,1.000000,,,,,,1000.01,200.00,66.67,200.00,5.0001\r\n")
                .contains("\r\nlinear,(unattributed),,0.000000,1.000000,,,")
                .contains("\r\nlinear,(unassigned cost),,0.000000,0.000000,,,,,,,50.00,,,\r\n");
        assertThat(service.get(PATH, "Accept", "text/html").statusCode()).isEqualTo(406);
        assertThat(service.get(PATH, "Accept", "text/csv;q=0.5, application/json")
                        .headers()
                        .firstValue("Content-Type"))
                .contains(JSON);
    }

    @ParameterizedTest
    @CsvSource({
        "model=liner,model",
        "by=country,by",
        "from=yesterday,from",
        "to=2026-13-01,to",
        "from=2026-11-30&to=2026-11-01,from",
        "window=90,window",
        "halfLife=x,halfLife",
        "asOf=2026-11-01T00:00:00Z,asOf"
    })
    void aQueryThatIsWrongIsRefusedAtItsParameter(String query, String parameter) throws Exception {
        HttpResponse<String> refusal = service.get(PATH + "?" + query);
        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThatJson(refusal.body()).node("errors[0].parameter").isEqualTo(parameter);
    }

    @Test
    void costsToldAgainTakeThePlaceOfThoseToldBefore() throws Exception {
        String cost =
                "{\"costs\": [{\"day\": \"2026-10-05\", \"campaign\": \"Autumn\", \"value\": %s, \"currency\": \"EUR\"}]}";
        for (String value : List.of("10", "12.5", "12.50")) {
            assertThatJson(tell("/v1/costs", cost.formatted(value)))
                    .node("kept")
                    .isEqualTo(1);
        }
        String kept = service.get("/v1/costs?from=2026-10-01&to=2026-10-31").body();
        assertThatJson(kept).node("totals").isEqualTo("{\"EUR\": 12.5}");
        assertThatJson(kept).node("costs").isArray().hasSize(1);
        assertThat(service.get("/v1/costs?from=2026-10-31&to=2026-10-01").statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{};/costs",
                "{\"costs\": 5};/costs",
                "{\"costs\": [5]};/costs/0",
                "{\"costs\": [{\"day\": \"1.11.2026\", \"value\": 1, \"currency\": \"EUR\"}]};/costs/0/day",
                "{\"costs\": [{\"day\": \"2026-11-01\", \"currency\": \"EUR\"}]};/costs/0/value",
                "{\"costs\": [{\"day\": \"2026-11-01\", \"value\": -1, \"currency\": \"EUR\"}]};/costs/0/value",
                "{\"costs\": [{\"day\": \"2026-11-01\", \"value\": 1, \"currency\": \"EUR\", \"chanel\": \"x\"}]};/costs/0/chanel"
            })
    void costsThatAreNoneAreRefusedAsAWhole(String body, String pointer) throws Exception {
        HttpResponse<String> refusal = service.post("/v1/costs", body, "Content-Type", JSON);
        assertThat(refusal.statusCode()).isEqualTo(422);
        assertThatJson(refusal.body()).node("type").isEqualTo("urn:headwater:problem:not-costs");
        assertThatJson(refusal.body()).node("errors[0].pointer").isEqualTo(pointer);
    }

    @Test
    void aStoreThatDoesNotAnswerIsToldAsSuch() throws Exception {
        KeptTouches down = new KeptTouches(
                new TroubledShelf<Dossier>().refusingReads(true),
                new TroubledShelf<FirstAnswers>(),
                TouchHistory.Bounds.DEFAULT);
        try (RunningService broken = RunningService.start(down, DecideOn.EVENT_LOOPS)) {
            HttpResponse<String> refusal = broken.get(PATH);
            assertThat(refusal.statusCode()).isEqualTo(503);
            assertThatJson(refusal.body()).node("type").isEqualTo("urn:headwater:problem:history-unavailable");
        }
    }

    @Test
    void costsThatCannotBeReadAreToldAsSuch() throws Exception {
        Costs down = new Costs() {
            @Override
            public List<LocalDate> put(List<Cost> costs) {
                throw new HistoryUnavailable("down", null);
            }

            @Override
            public List<Cost> between(LocalDate first, LocalDate last) {
                throw new HistoryUnavailable("down", null);
            }
        };
        try (RunningService broken = RunningService.start(RunningService.inMemory(), Reporting.with(down))) {
            String cost = "{\"costs\": [{\"day\": \"2026-11-10\", \"value\": 1, \"currency\": \"EUR\"}]}";
            for (HttpResponse<String> refusal : List.of(
                    broken.get(PATH), broken.get("/v1/costs"), broken.post("/v1/costs", cost, "Content-Type", JSON))) {
                assertThat(refusal.statusCode()).isEqualTo(503);
                assertThatJson(refusal.body()).node("type").isEqualTo("urn:headwater:problem:history-unavailable");
            }
        }
    }

    @Test
    void aReportWithMoreToReadThanItsTimeAllowsIsRefusedAndGivesItsPlaceBack() throws Exception {
        TroubledShelf<Dossier> shelf = new TroubledShelf<>();
        KeptTouches kept = new KeptTouches(shelf, new TroubledShelf<>(), TouchHistory.Bounds.DEFAULT);
        Reporting brief = new Reporting(Costs.onTheHeap(), Duration.ofMillis(300));
        try (RunningService busy = RunningService.start(kept, brief)) {
            for (int i = 0; i < 20; i++) {
                busy.resolve("", "{\"leadId\": \"L-" + i + "\", \"occurredAt\": \"2026-11-10T10:00:00Z\"}");
            }
            awaitReportOf(20, busy);
            shelf.taking(Duration.ofMillis(50));
            for (int i = 0; i <= ReportsResource.AT_ONCE; i++) {
                assertIsTooLong(busy.get(PATH));
            }
            shelf.taking(Duration.ZERO);
            awaitReportOf(20, busy);
        }
    }

    /** On a busy machine one or another takes longer than this service allows. */
    private static void awaitReportOf(int leads, RunningService service) {
        await().untilAsserted(() ->
                assertThatJson(service.get(PATH).body()).node("totals.leads").isEqualTo(leads));
    }

    @Test
    void aStoreThatHangsKeepsNobodyWaitingPastTheTimeOfAReport() throws Exception {
        TroubledShelf<Dossier> shelf = new TroubledShelf<>();
        KeptTouches kept = new KeptTouches(shelf, new TroubledShelf<>(), TouchHistory.Bounds.DEFAULT);
        Reporting brief = new Reporting(Costs.onTheHeap(), Duration.ofMillis(100));
        try (RunningService busy = RunningService.start(kept, brief)) {
            shelf.taking(Duration.ofMillis(900));
            for (int i = 0; i < ReportsResource.AT_ONCE; i++) {
                assertIsTooLong(busy.get(PATH));
            }
            assertThatJson(busy.get(PATH).body())
                    .as("the store still works for those who were refused")
                    .node("type")
                    .isEqualTo("urn:headwater:problem:too-busy");
            shelf.taking(Duration.ZERO);
            await().untilAsserted(() -> assertThat(busy.get(PATH).statusCode())
                    .as("there is room again")
                    .isEqualTo(200));
        }
    }

    private static void assertIsTooLong(HttpResponse<String> refusal) {
        assertThat(refusal.statusCode()).isEqualTo(503);
        assertThatJson(refusal.body()).node("type").isEqualTo("urn:headwater:problem:report-too-long");
    }

    /** What was there before a report began is in it, once, however much is written meanwhile. */
    @Test
    void aReportTakenWhileTouchesAreWrittenHasAllThatWasThereBefore() throws Exception {
        try (RunningService writing = RunningService.start()) {
            for (int i = 0; i < 50; i++) {
                writing.resolve("", "{\"leadId\": \"L-" + i + "\", \"occurredAt\": \"2026-11-10T10:00:00Z\"}");
            }
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<Integer> written = CompletableFuture.supplyAsync(() -> {
                int more = 0;
                while (!over.get()) {
                    String lead = "{\"leadId\": \"L-" + more++ + "\", \"occurredAt\": \"2026-11-11T10:00:00Z\"}";
                    assertThat(resolved(writing, lead)).isEqualTo(200);
                }
                return more;
            });
            int before = 50;
            for (int i = 0; i < 20; i++) {
                HttpResponse<String> answer = writing.get(PATH + "?from=2026-11-01&to=2026-11-30&model=linear,markov");
                assertThat(answer.statusCode()).isEqualTo(200);
                JsonNode report = new ObjectMapper().readTree(answer.body());
                int leads = report.at("/totals/leads").asInt();
                assertThat(leads).isGreaterThanOrEqualTo(before);
                for (JsonNode model : report.path("models")) {
                    assertThat(model.at("/rows/0/leads").asInt()).isEqualTo(leads);
                }
                before = leads;
            }
            over.set(true);
            int more = written.join();
            String report = writing.get(PATH + "?from=2026-11-01&to=2026-11-30").body();
            assertThatJson(report).node("totals.leads").isEqualTo(Math.max(50, more));
        }
    }

    private static int resolved(RunningService service, String lead) {
        try {
            return service.resolve("", lead).statusCode();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void moreThanTwoAtOneTimeAreTurnedAwayAndOtherCallsAreAnsweredMeanwhile() throws Exception {
        KeptTouches slow = new KeptTouches(
                new TroubledShelf<Dossier>().taking(Duration.ofMillis(700)),
                new TroubledShelf<FirstAnswers>(),
                TouchHistory.Bounds.DEFAULT);
        try (RunningService busy = RunningService.start(slow, DecideOn.EVENT_LOOPS)) {
            List<CompletableFuture<Integer>> reports = new ArrayList<>();
            for (int i = 0; i < ReportsResource.AT_ONCE + 1; i++) {
                reports.add(CompletableFuture.supplyAsync(() -> status(busy)));
            }
            assertThat(busy.get("/health/live").statusCode()).isEqualTo(200);
            List<Integer> statuses =
                    reports.stream().map(CompletableFuture::join).sorted().toList();
            assertThat(statuses).containsExactly(200, 200, 503);
            assertThat(busy.get(PATH).statusCode()).as("there is room again").isEqualTo(200);
        }
    }

    private static int status(RunningService service) {
        try {
            return service.get(PATH).statusCode();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private static String report(String query) throws Exception {
        HttpResponse<String> answer = service.get(PATH + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String tell(String path, String body) throws Exception {
        HttpResponse<String> answer = service.post(path, body, "Content-Type", JSON);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
