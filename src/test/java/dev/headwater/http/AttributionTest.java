package dev.headwater.http;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.attribution.Model;
import dev.headwater.attribution.Models;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credit asked for over HTTP, of a lead with touches 21, 14 and 7 days ago and now. */
class AttributionTest {
    private static final String PATH = "/v1/leads/L-1/attribution";

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.start();
        for (String at : List.of("11-09T10:15", "11-23T10:15", "11-02T10:15", "11-16T10:15")) {
            assertThat(service.resolve("", "{\"leadId\": \"L-1\", \"occurredAt\": \"2026-" + at + ":00Z\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void allModelsStandSideBySideAndEachSumsToExactlyOne() throws Exception {
        JsonNode answer = answer(PATH);
        List<String> names = new ArrayList<>();
        for (JsonNode model : answer.path("models")) {
            names.add(model.path("model").asText());
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode weight : model.path("weights")) {
                sum = sum.add(new BigDecimal(weight.asText()));
            }
            assertThat(sum).as(names.toString()).isEqualByComparingTo(BigDecimal.ONE);
            assertThat(model.path("weights")).hasSize(4);
            assertThat(model.path("channels")).hasSize(1);
        }
        assertThat(names)
                .containsExactlyElementsOf(Models.standard(Model.WEEK).byName().keySet());
        assertThatJson(answer).node("windowDays").isEqualTo(90);
        assertThatJson(answer).node("total").isEqualTo(4);
        assertThatJson(answer).node("asOf").isEqualTo("2026-11-23T10:15:00Z");
        assertThatJson(answer).node("touches[0].touchedAt").isEqualTo("2026-11-02T10:15:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "model=linear;[0.25, 0.25, 0.25, 0.25]",
                "model=first-touch;[1, 0, 0, 0]",
                "model=time-decay;[0.066667, 0.133333, 0.266667, 0.533333]",
                "model=time-decay&halfLife=14d;[0.138071, 0.195262, 0.276143, 0.390524]",
                "model=position-based&window=15d;[0.4, 0.2, 0.4]",
                "model=linear&window=168h;[0.5, 0.5]",
                "model=linear&asOf=2026-11-10T00:00:00Z;[0.5, 0.5]",
                "model=linear&collapse=true;[1]",
                "model=linear&window=7d&asOf=2026-12-23T00:00:00Z;[]",
                "model=w-shaped&leadCreatedAt=2026-11-10T00:00:00Z&opportunityCreatedAt=2026-11-17T00:00:00%2B01:00;[0.3, 0.3, 0.3, 0.1]",
                "model=full-path&leadCreatedAt=2026-11-10T00:00:00Z&opportunityCreatedAt=2026-11-17T00:00:00Z&customerWonAt=2026-11-23T10:15:00Z;[0.25, 0.25, 0.25, 0.25]",
                "model=w-shaped&leadCreatedAt=2026-12-24T00:00:00Z;[0.9, 0.033334, 0.033333, 0.033333]"
            })
    void oneModelSharesAsAskedFor(String query, String weights) throws Exception {
        JsonNode answer = answer(PATH + "?" + query);
        assertThat(answer.path("models")).hasSize(1);
        assertThatJson(answer).node("models[0].weights").isEqualTo(weights);
    }

    @Test
    void whatIsMissingAndWhatIsLeftOutIsTold() throws Exception {
        JsonNode answer = answer(PATH + "?model=w-shaped,linear&window=15d&leadCreatedAt=2026-11-10T00:00:00Z");
        assertThatJson(answer).node("models[0].missing").isEqualTo("[\"opportunity-created\"]");
        assertThatJson(answer).node("models[1].missing").isEqualTo("[]");
        assertThatJson(answer).node("leftOut.outsideWindow").isEqualTo(1);
        assertThatJson(answer).node("milestones.leadCreatedAt").isEqualTo("2026-11-10T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "model=liner,model",
        "model=linear&model=linear,model",
        "'model=linear,',model",
        "window=90,window",
        "window=0d,window",
        "window=999999999d,window",
        "window=-3d,window",
        "halfLife=week,halfLife",
        "collapse=yes,collapse",
        "dropDirect=1,dropDirect",
        "asOf=today,asOf",
        "customerWonAt=5,customerWonAt",
        "windows=90d,windows"
    })
    void aQueryThatIsWrongIsRefusedAtItsParameter(String query, String parameter) throws Exception {
        HttpResponse<String> refusal = service.get(PATH + "?" + query);
        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThatJson(refusal.body()).node("type").isEqualTo("urn:headwater:problem:bad-query");
        assertThatJson(refusal.body()).node("errors[0].parameter").isEqualTo(parameter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/leads/nobody/attribution", "/v1/leads/l-1/attribution?model=linear"})
    void aLeadOfWhichNothingIsKeptIsUnknown(String path) throws Exception {
        HttpResponse<String> refusal = service.get(path);
        assertThat(refusal.statusCode()).isEqualTo(404);
        assertThatJson(refusal.body()).node("type").isEqualTo("urn:headwater:problem:unknown-lead");
    }

    @Test
    void aVisitorIsAskedAboutAsALeadIsAndIsTheLeadOnceTheyHaveBecomeOne() throws Exception {
        service.resolve("", "{\"visitorId\": \"v-1\", \"occurredAt\": \"2026-11-01T10:15:00Z\"}");
        JsonNode alone = answer("/v1/visitors/v-1/attribution?model=linear");
        assertThatJson(alone).node("visitorId").isEqualTo("v-1");
        assertThatJson(alone).node("models[0].weights").isEqualTo("[1]");
        assertThat(service.get("/v1/leads/v-1/attribution").statusCode()).isEqualTo(404);
        assertThat(service.get("/v1/visitors/L-1/attribution").statusCode()).isEqualTo(404);
        service.resolve("", "{\"visitorId\": \"v-1\", \"leadId\": \"L-v\"}");
        assertThatJson(answer("/v1/visitors/v-1/attribution?model=linear"))
                .node("models[0].weights")
                .isEqualTo("[0.5, 0.5]");
        assertThatJson(service.get("/v1/visitors/v-1/touches").body())
                .node("total")
                .isEqualTo(2);
    }

    @Test
    void headAndOptionsAreAnswered() throws Exception {
        HttpResponse<String> head = service.method("HEAD", PATH);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(service.method("OPTIONS", PATH).headers().firstValue("Allow"))
                .contains("GET, HEAD, OPTIONS");
    }

    private static JsonNode answer(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = service.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return OpenApiContract.json(answer.body());
    }
}
