package dev.headwater.http;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.attribution.Costs;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What marketing cost, told as JSON or as a table. */
class CostsTest {
    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aTableIsKeptAsTheSameCostsInJsonAre() throws Exception {
        String table = "day;campaign;cost\r\n1.3.2026;Frühling;1.200,50\r\n";
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> kept = table("?currency=EUR&channel=Paid%20Search", table);
            assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
            assertThatJson(kept.body()).node("kept").isEqualTo(1);
        }
        json("{\"costs\": [{\"day\": \"2026-03-01\", \"channel\": \"paid search\", \"campaign\": \"FRÜHLING\","
                + " \"value\": 1000, \"currency\": \"EUR\"}]}");
        assertThat(list("2026-03-01", "2026-03-01"))
                .as("told twice as a table, corrected as JSON with other capitals: one cost")
                .isEqualTo("{\"from\":\"2026-03-01\",\"to\":\"2026-03-01\",\"totals\":{\"EUR\":1000},\"costs\":["
                        + "{\"day\":\"2026-03-01\",\"channel\":\"paid search\",\"source\":null,\"campaign\":\"FRÜHLING\","
                        + "\"value\":1000,\"currency\":\"EUR\"}]}");
    }

    @Test
    void ofATableWithFaultsNothingIsKept() throws Exception {
        HttpResponse<String> refusal =
                table("", "day,value,currency\n2026-04-01,5,EUR\n2026-04-02,5.005,EUR\nTotal,10,\n");
        assertThat(refusal.statusCode()).isEqualTo(422);
        assertThatJson(refusal.body()).node("type").isEqualTo("urn:headwater:problem:not-a-cost-sheet");
        assertThatJson(refusal.body())
                .node("errors")
                .isEqualTo(
                        "[{\"cell\": \"B3\", \"found\": \"\\\"5.005\\\"\", \"expected\": \"at most 2 decimals, as EUR has\"},"
                                + " {\"cell\": \"A4\", \"found\": \"\\\"Total\\\"\", \"expected\": \"a day, such as 2026-11-01\"},"
                                + " {\"cell\": \"C4\", \"found\": \"nothing\","
                                + " \"expected\": \"a currency by its ISO 4217 code, such as EUR\"}]");
        assertThatJson(list("2026-04-01", "2026-04-30")).node("costs").isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?curency=EUR|text/csv|400",
                "?currency=EUR&currency=CHF|text/csv|400",
                "?currency=EUR|application/json|400",
                "?currency=EURO|text/csv|422",
                "|text/csv|422",
                "?currency=EUR|text/csv; charset=iso-8859-1|415",
                "?currency=EUR|text/plain|415"
            })
    void aTableIsToldAsSuch(String query, String type, int status) throws Exception {
        HttpResponse<String> refusal = service.post(
                "/v1/costs" + (query == null ? "" : query), "day,value\n2026-05-01,5\n", "Content-Type", type);
        assertThat(refusal.statusCode()).as(refusal.body()).isEqualTo(status);
        assertThatJson(list("2026-05-01", "2026-05-01")).node("costs").isEqualTo("[]");
    }

    @Test
    void ofADayThatIsFullNothingIsKeptNorOfTheDaysToldWithIt() throws Exception {
        String full = IntStream.range(0, Costs.MAX_A_DAY)
                .mapToObj(i -> "2026-06-01," + i + ",1,EUR\n")
                .collect(Collectors.joining("", "day,campaign,value,currency\n", ""));
        assertThat(table("", full).statusCode()).isEqualTo(200);
        HttpResponse<String> refusal =
                table("", "day,campaign,value,currency\n2026-06-02,a,1,EUR\n2026-06-01,one more,1,EUR\n");
        assertThat(refusal.statusCode()).isEqualTo(409);
        assertThat(refusal.body()).contains("2026-06-01").doesNotContain("2026-06-02");
        assertThatJson(list("2026-06-02", "2026-06-02")).node("costs").isEqualTo("[]");
        assertThat(table("", "day,campaign,value,currency\n2026-06-01,17,2,EUR\n")
                        .statusCode())
                .as("one that is there can be corrected")
                .isEqualTo(200);
        assertThatJson(list("2026-06-01", "2026-06-01")).node("totals.EUR").isEqualTo(Costs.MAX_A_DAY + 1);
    }

    @Test
    void twoCostsAboutTheSameInOneBodyAreRefusedSinceOnlyOneOfThemWouldCount() throws Exception {
        String cost = "{\"day\": \"2026-07-01\", \"campaign\": \"%s\", \"value\": 5, \"currency\": \"%s\"}";
        HttpResponse<String> refusal = json("{\"costs\": [" + cost.formatted("a", "EUR") + ", "
                + cost.formatted("a", "CHF") + ", " + cost.formatted("A", "EUR") + "]}");
        assertThat(refusal.statusCode()).isEqualTo(422);
        assertThatJson(refusal.body()).node("errors").isArray().hasSize(1);
        assertThatJson(refusal.body()).node("errors[0].pointer").isEqualTo("/costs/2");
        assertThat(refusal.body()).contains("as /costs/0");
    }

    @Test
    void aWrongCurrencyIsTheOnlyThingWrong() throws Exception {
        HttpResponse<String> refusal =
                json("{\"costs\": [{\"day\": \"2026-07-01\", \"value\": 5, \"currency\": \"EURO\"}]}");
        assertThatJson(refusal.body()).node("errors").isArray().hasSize(1);
        assertThatJson(refusal.body()).node("errors[0].pointer").isEqualTo("/costs/0/currency");
    }

    private static HttpResponse<String> table(String query, String table) throws Exception {
        return service.post("/v1/costs" + query, table, "Content-Type", "text/csv; charset=utf-8");
    }

    private static HttpResponse<String> json(String body) throws Exception {
        return service.post("/v1/costs", body, "Content-Type", "application/json");
    }

    private static String list(String from, String to) throws Exception {
        return service.get("/v1/costs?from=" + from + "&to=" + to).body();
    }
}
