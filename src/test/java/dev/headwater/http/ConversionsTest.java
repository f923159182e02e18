package dev.headwater.http;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionsTest {
    private static final String WON = "{\"conversionId\": \"%s\", \"occurredAt\": \"2026-11-20T08:00:00Z\"%s}";

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
    void aDealThatWasWonIsKeptOnceHoweverOftenItIsTold() throws Exception {
        lead("L-1");
        String deal = WON.formatted("D-1", ", \"value\": 12000.10, \"currency\": \"eur\"");
        HttpResponse<String> first = tell("L-1", deal);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThatJson(first.body()).node("already").isEqualTo(false);
        assertThatJson(first.body()).node("conversion.currency").isEqualTo("EUR");
        assertThatJson(tell("L-1", deal).body()).node("already").isEqualTo(true);
        String inOtherWords =
                WON.formatted("D-1", ", \"value\": \"12000.1\", \"currency\": \"EUR\", \"type\": \"deal-won\"");
        assertThatJson(tell("L-1", inOtherWords).body()).node("already").isEqualTo(true);
        String kept = service.get("/v1/leads/L-1/conversions").body();
        assertThatJson(kept).node("conversions").isArray().hasSize(1);
        assertThatJson(kept).node("conversions[0].type").isEqualTo("deal-won");
        assertThat(kept).contains("\"value\":12000.1,");
    }

    @Test
    void anotherDealUnderTheSameNameIsRefusedUntilTheFirstIsTakenBack() throws Exception {
        lead("L-2");
        tell("L-2", WON.formatted("D/1", ", \"value\": 100, \"currency\": \"USD\""));
        String corrected = WON.formatted("D/1", ", \"value\": 90, \"currency\": \"USD\"");
        HttpResponse<String> refusal = tell("L-2", corrected);
        assertThat(refusal.statusCode()).isEqualTo(422);
        assertThatJson(refusal.body()).node("type").isEqualTo("urn:headwater:problem:conversion-reused");
        assertThat(service.method("DELETE", "/v1/leads/L-2/conversions/D%2F1").statusCode())
                .isEqualTo(204);
        assertThat(service.method("DELETE", "/v1/leads/L-2/conversions/D%2F1").statusCode())
                .isEqualTo(204);
        assertThat(tell("L-2", corrected).statusCode()).isEqualTo(200);
    }

    @Test
    void aLeadOfWhichNothingIsKnownHasNoConversions() throws Exception {
        HttpResponse<String> refusal = tell("L-nobody", WON.formatted("D", ""));
        assertThat(refusal.statusCode()).isEqualTo(404);
        assertThatJson(refusal.body()).node("type").isEqualTo("urn:headwater:problem:unknown-lead");
        assertThat(service.get("/v1/leads/L-nobody/conversions").statusCode()).isEqualTo(404);
        service.resolve("", "{\"visitorId\": \"L-visitor\"}");
        assertThat(tell("L-visitor", WON.formatted("D", "")).statusCode()).isEqualTo(404);
    }

    @Test
    void aConversionIsForgottenWithItsLead() throws Exception {
        lead("L-3");
        tell("L-3", WON.formatted("D-3", ""));
        service.method("DELETE", "/v1/leads/L-3");
        assertThat(service.get("/v1/leads/L-3/conversions").statusCode()).isEqualTo(404);
        lead("L-3");
        assertThatJson(service.get("/v1/leads/L-3/conversions").body())
                .node("conversions")
                .isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{};/conversionId",
                "{\"conversionId\": \"D\"};/occurredAt",
                "{\"conversionId\": \"D\", \"occurredAt\": \"2026-11-20\"};/occurredAt",
                "{\"conversionId\": \"D\", \"occurredAt\": \"2025-01-01T00:00:00Z\"};/occurredAt",
                "{\"conversionId\": {}, \"occurredAt\": \"2026-11-20T00:00:00Z\"};/conversionId",
                "{\"conversionId\": \"D\", \"occurredAt\": \"2026-11-20T00:00:00Z\", \"value\": 5};/currency",
                "{\"conversionId\": \"D\", \"occurredAt\": \"2026-11-20T00:00:00Z\", \"currency\": \"EUR\"};/value",
                "{\"conversionId\": \"D\", \"occurredAt\": \"2026-11-20T00:00:00Z\", \"value\": 5, \"currency\": \"EURO\"};/currency",
                "{\"conversionId\": \"D\", \"occurredAt\": \"2026-11-20T00:00:00Z\", \"value\": 5, \"currency\": \"XAU\"};/currency",
                "{\"conversionId\": \"D\", \"occurredAt\": \"2026-11-20T00:00:00Z\", \"value\": -1, \"currency\": \"EUR\"};/value",
                "{\"conversionId\": \"D\", \"occurredAt\": \"2026-11-20T00:00:00Z\", \"value\": 1.005, \"currency\": \"EUR\"};/value",
                "{\"conversionId\": \"D\", \"occurredAt\": \"2026-11-20T00:00:00Z\", \"value\": 0.5, \"currency\": \"JPY\"};/value",
                "{\"conversionId\": \"D\", \"occurredAt\": \"2026-11-20T00:00:00Z\", \"value\": 1e30, \"currency\": \"EUR\"};/value",
                "{\"conversionId\": \"D\", \"occurredAt\": \"2026-11-20T00:00:00Z\", \"value\": 1e999999999, \"currency\": \"EUR\"};/value",
                "{\"conversionId\": \"D\", \"occurredAt\": \"2026-11-20T00:00:00Z\", \"value\": \"1,5\", \"currency\": \"EUR\"};/value",
                "{\"conversionId\": \"D\", \"occurredAt\": \"2026-11-20T00:00:00Z\", \"type\": true};/type"
            })
    void whatIsNoConversionIsRefusedAtItsPlace(String body, String pointer) throws Exception {
        lead("L-4");
        HttpResponse<String> refusal = tell("L-4", body);
        assertThat(refusal.statusCode()).isEqualTo(422);
        assertThatJson(refusal.body()).node("type").isEqualTo("urn:headwater:problem:not-a-conversion");
        assertThatJson(refusal.body()).node("errors[0].pointer").isEqualTo(pointer);
    }

    private static void lead(String id) throws IOException, InterruptedException {
        assertThat(service.resolve("", "{\"leadId\": \"" + id + "\"}").statusCode())
                .isEqualTo(200);
    }

    private static HttpResponse<String> tell(String lead, String body) throws IOException, InterruptedException {
        return service.post("/v1/leads/" + lead + "/conversions", body, "Content-Type", "application/json");
    }
}
