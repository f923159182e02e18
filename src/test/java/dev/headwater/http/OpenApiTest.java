package dev.headwater.http;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.attribution.Model;
import dev.headwater.attribution.Models;
import dev.headwater.http.OpenApiContract.Example;
import dev.headwater.http.OpenApiContract.Operation;
import dev.headwater.json.ProblemType;
import dev.headwater.json.RulesJson;
import dev.headwater.table.Flaw;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Document and service, each held to the other. */
class OpenApiTest {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private static RunningService service;
    private static OpenApiContract contract;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.start();
        contract = OpenApiContract.asShipped();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void theDocumentHasExactlyTheCallsThatThereAre() {
        Set<String> served = new TreeSet<>();
        for (Routes.Call call : service.routes.calls()) {
            String name = call.method().name() + " " + call.path() + " ";
            call.produces().forEach(type -> served.add(name + type));
            if (call.produces().isEmpty()) {
                served.add(name);
            }
        }
        Set<String> documented = new TreeSet<>();
        contract.operations()
                .forEach(operation -> contract.content(operation, 200)
                        .fieldNames()
                        .forEachRemaining(
                                type -> documented.add(operation.method() + " " + operation.path() + " " + type)));
        contract.operations().stream()
                .filter(operation -> operation.node().path("responses").has("204")
                        && !operation.node().path("responses").has("200"))
                .forEach(operation -> documented.add(operation.method() + " " + operation.path() + " "));
        assertThat(documented).isEqualTo(served);
    }

    @Test
    void theRoleOfEachCallIsTheOneInForce() {
        TreeMap<String, String> served = new TreeMap<>();
        service.routes
                .calls()
                .forEach(call -> served.put(
                        call.method().name() + " " + call.path(), call.role().word()));
        TreeMap<String, String> documented = new TreeMap<>();
        contract.operations()
                .forEach(operation -> documented.put(
                        operation.method() + " " + operation.path(),
                        operation.node().path("x-role").asText()));
        assertThat(documented).isEqualTo(served);
    }

    @Test
    void theDocumentThatIsServedIsTheOneInTheJar() throws Exception {
        HttpResponse<String> answer = service.get("/openapi.yaml");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(OpenApiContract.of(answer.body()).document()).isEqualTo(contract.document());
        assertThat(contract.document().path("openapi").asText()).startsWith("3.1.");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<JsonNode> references = contract.document().findValues("$ref");
        assertThat(references).isNotEmpty();
        for (JsonNode reference : references) {
            assertThat(reference.asText()).startsWith("#/");
            assertThat(contract.document().at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
    }

    @Test
    void everySchemaIsOne() {
        contract.document()
                .path("components")
                .path("schemas")
                .properties()
                .forEach(schema -> assertThat(contract.errorsInSchema(schema.getValue()))
                        .as(schema.getKey())
                        .isEmpty());
    }

    @Test
    void whatIsNoSchemaIsSeen() throws Exception {
        assertThat(contract.errorsInSchema(OpenApiContract.json("{\"type\": \"strange\"}")))
                .isNotEmpty();
        assertThat(contract.errorsInSchema(OpenApiContract.json("{\"required\": \"id\"}")))
                .isNotEmpty();
    }

    @Test
    void schemasHaveNoKeywordThatIsNone() {
        assertThat(contract.keywords())
                .isSubsetOf(
                        "$ref",
                        "type",
                        "description",
                        "properties",
                        "required",
                        "additionalProperties",
                        "items",
                        "enum",
                        "const",
                        "format",
                        "examples",
                        "minimum",
                        "maximum",
                        "maxLength",
                        "minItems",
                        "maxItems");
    }

    @Test
    void everyCallSaysWhatItIsForAndHasANameOfItsOwn() {
        Set<String> names = new HashSet<>();
        for (Operation operation : contract.operations()) {
            assertThat(operation.node().path("summary").asText())
                    .as(operation.path())
                    .isNotBlank();
            assertThat(names.add(operation.node().path("operationId").asText()))
                    .as(operation.path())
                    .isTrue();
        }
    }

    @Test
    void everyAnswerHasAnExample() {
        for (Operation operation : contract.operations()) {
            operation
                    .node()
                    .path("responses")
                    .fieldNames()
                    .forEachRemaining(status -> contract.content(operation, Integer.parseInt(status))
                            .properties()
                            .forEach(content -> assertThat(content.getValue().has("example")
                                            || content.getValue()
                                                            .path("examples")
                                                            .size()
                                                    > 0)
                                    .as(operation.path() + " " + status)
                                    .isTrue()));
        }
    }

    @Test
    void everyExampleFitsItsSchema() {
        List<Example> examples = contract.examples();
        assertThat(examples).hasSizeGreaterThan(25);
        for (Example example : examples) {
            assertThat(contract.errors(example.schema(), example.value()))
                    .as(example.name())
                    .isEmpty();
        }
    }

    @Test
    void whatDoesNotFitItsSchemaIsSeen() throws Exception {
        JsonNode schema = contract.document().at("/components/schemas/Ready");
        assertThat(contract.errors(schema, OpenApiContract.json("{\"status\": \"ready\", \"revision\": \"r\"}")))
                .isEmpty();
        for (String wrong : List.of(
                "{\"status\": \"ready\"}",
                "{\"status\": \"ready\", \"revision\": 5}",
                "{\"status\": \"ready\", \"revision\": \"r\", \"x\": 1}")) {
            assertThat(contract.errors(schema, OpenApiContract.json(wrong)))
                    .as(wrong)
                    .isNotEmpty();
        }
        JsonNode touchedAt =
                contract.document().at("/components/schemas/Resolution/properties/primary/properties/touchedAt");
        assertThat(contract.errors(touchedAt, OpenApiContract.json("\"yesterday\"")))
                .isNotEmpty();
    }

    @Test
    void everyExampleOfARequestIsALeadOfWhichEverythingIsUnderstood() throws Exception {
        JsonNode requests = contract.document()
                .at("/paths/~1v1~1leads:resolve/post/requestBody/content/application~1json/examples");
        assertThat(requests.size()).isGreaterThan(3);
        for (JsonNode request : requests) {
            HttpResponse<String> answer =
                    service.resolve("", request.path("value").toString());
            assertThat(answer.statusCode()).as(request.toString()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("unknownFields");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "segment,SegmentMessage",
        "wooCommerce,WooCommerceOrder",
        "sourcebuster,SourcebusterCookies",
        "hiddenFields,HiddenFields"
    })
    void aShapeThatAppsAlreadyHaveIsDocumentedAndIsNotOurOwn(String example, String name) {
        JsonNode value = contract.document()
                .at("/paths/~1v1~1leads:resolve/post/requestBody/content/application~1json/examples/" + example
                        + "/value");
        JsonNode schema = contract.document().at("/components/schemas/" + name);
        assertThat(contract.errors(schema, value)).isEmpty();
        assertThat(contract.errors(leadSchema(), value)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SegmentMessage;{\"type\":\"alias\",\"userId\":\"u\"};/type",
                "SegmentMessage;{\"type\":\"track\",\"userId\":\"u\",\"context\":5};/context",
                "SegmentMessage;{\"userId\":\"u\",\"context\":{\"page\":{\"url\":5}}};/context/page/url",
                "SegmentMessage;{\"userId\":\"u\",\"context\":{\"campaign\":{\"name\":[]}}};/context/campaign/name",
                "WooCommerceOrder;{\"order_key\":[],\"meta_data\":[]};/order_key",
                "WooCommerceOrder;{\"order_key\":\"k\",\"meta_data\":[5]};/meta_data/0",
                "SourcebusterCookies;{\"sbjs_current\":5};/sbjs_current",
                "HiddenFields;{\"utm_source\":{}};/utm_source",
                "HiddenFields;{\"handl_url\":5};/handl_url"
            })
    void whatTheSchemaOfAnAppsShapeRefusesIsNotALead(String name, String body, String pointer) throws Exception {
        JsonNode schema = contract.document().at("/components/schemas/" + name);
        assertThat(contract.errors(schema, OpenApiContract.json(body))).isNotEmpty();
        HttpResponse<String> refusal = service.resolve("", body);
        assertThat(refusal.statusCode()).isEqualTo(422);
        assertThat(OpenApiContract.json(refusal.body()).at("/errors/0/pointer").asText())
                .isEqualTo(pointer);
        assertFits("POST", "/v1/leads:resolve", refusal);
    }

    @Test
    void everyFieldOfALeadThatIsDocumentedIsRead() throws Exception {
        String lead = """
                { "leadId": "a", "visitorId": "b", "eventId": "c", "occurredAt": "2026-11-23T10:15:00Z",
                  "landingUrl": "d", "referrer": "e",
                  "campaign": { "source": "f", "medium": "g", "name": "h", "term": "i", "content": "j", "id": "k" },
                  "clickIds": { "gclid": "l" }, "form": { "name": "m", "heardAboutUs": "n" }, "promoCode": "o",
                  "dialledNumber": "p", "crm": { "leadSource": "q" }, "offline": { "type": "r", "name": "s" },
                  "attributes": { "t": 1 },
                  "earlier": [ { "occurredAt": "2026-11-02T10:15:00Z", "eventId": "u", "landingUrl": "v", "referrer": "w",
                    "campaign": { "source": "f", "medium": "g", "name": "h", "term": "i", "content": "j", "id": "k" },
                    "clickIds": { "gclid": "l" } } ] }""";
        Set<String> told = OpenApiContract.fieldsOf(OpenApiContract.json(lead));
        told.removeAll(Set.of("/clickIds/gclid", "/attributes/t", "/earlier/[]/clickIds/gclid"));
        assertThat(contract.fields(leadSchema())).isEqualTo(told);
        HttpResponse<String> answer = service.resolve("", lead);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("unknownFields");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"leadId\": 5, \"promoCode\": 2.5, \"dialledNumber\": 14155550142}",
                "{\"leadId\": null, \"campaign\": null, \"clickIds\": null, \"form\": null, \"attributes\": null}",
                "{\"campaign\": {\"id\": 7, \"name\": null}, \"attributes\": {\"a\": 1, \"b\": \"x\", \"c\": true, \"d\": null}}",
                "{\"occurredAt\": \"2026-11-23T10:15:00.123+01:00\"}"
            })
    void whatTheSchemaTakesIsALead(String lead) throws Exception {
        assertThat(contract.errors(leadSchema(), OpenApiContract.json(lead))).isEmpty();
        assertThat(service.resolve("", lead).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "{\"leadId\": true}",
                "{\"leadId\": {}}",
                "{\"occurredAt\": \"yesterday\"}",
                "{\"occurredAt\": 5}",
                "{\"landingUrl\": 5}",
                "{\"campaign\": \"x\"}",
                "{\"campaign\": {\"name\": []}}",
                "{\"clickIds\": {\"gclid\": false}}",
                "{\"form\": [], \"crm\": 5}",
                "{\"attributes\": {\"a\": {}}}",
                "{\"earlier\": {}}",
                "{\"earlier\": [5]}",
                "{\"earlier\": [{\"landingUrl\": \"https://acme.example/\"}]}",
                "{\"earlier\": [{\"occurredAt\": \"yesterday\"}]}"
            })
    void whatTheSchemaRefusesIsNotALead(String lead) throws Exception {
        assertThat(contract.errors(leadSchema(), OpenApiContract.json(lead))).isNotEmpty();
        assertThat(service.resolve("", lead).statusCode()).isEqualTo(422);
    }

    @Test
    void anIdentifierThatIsTooLongIsRefusedBySchemaAndService() throws Exception {
        String lead = "{\"eventId\": \"" + "x".repeat(201) + "\"}";
        assertThat(contract.errors(leadSchema(), OpenApiContract.json(lead))).isNotEmpty();
        assertThat(service.resolve("", lead).statusCode()).isEqualTo(422);
    }

    @Test
    void everyLiveAnswerFitsTheDocumentAndEveryDocumentedFieldIsSeenLive() throws Exception {
        Set<String> seen = new TreeSet<>();
        List<String> leads = List.of(
                "{\"leadId\": \"L-1\", \"landing_url\": 1}",
                "{}",
                "{\"visitorId\": \"v\", \"promoCode\": \"a\\ud800\"}");
        for (String explain : List.of("none", "summary", "full")) {
            for (String lead : leads) {
                HttpResponse<String> answer = service.resolve("?profiles=ga4&explain=" + explain, lead);
                assertFits("POST", "/v1/leads:resolve", answer);
                OpenApiContract.fieldsOf(OpenApiContract.json(answer.body())).stream()
                        .filter(field -> !field.matches("/crm/[^/]+/.*"))
                        .map(OpenApiTest::withoutNamesOfTheRules)
                        .forEach(seen::add);
            }
        }
        assertThat(seen).isEqualTo(contract.fields(contract.document().at("/components/schemas/Resolution")));
    }

    /** Profiles and CRMs are called as the rules call them; the document has a star there. */
    private static String withoutNamesOfTheRules(String field) {
        return field.replaceFirst("^/channels/[^/]+", "/channels/*").replaceFirst("^/crm/[^/]+", "/crm/*");
    }

    @Test
    void healthAndRulesFitTheDocument() throws Exception {
        try (RunningService other = RunningService.start()) {
            assertFits("GET", "/health/live", other.get("/health/live"));
            assertFits("GET", "/health/ready", other.get("/health/ready"));
            HttpResponse<String> serving = other.get("/v1/rules");
            assertFits("GET", "/v1/rules", serving);
            Flaw flaw = new Flaw(Flaw.Severity.ERROR, "rules/channel.xlsx", "Channel", "C9", "wrong", "right");
            other.noRules(new RulesJson.Refused(RunningService.NOW, List.of(flaw, Flaw.warningIn("a", "b", null))));
            HttpResponse<String> refused = other.get("/v1/rules");
            assertFits("GET", "/v1/rules", refused);
            assertFits("GET", "/health/ready", other.get("/health/ready"));
            assertFits("POST", "/v1/leads:resolve", other.resolve("", "{}"));
            Set<String> seen = OpenApiContract.fieldsOf(OpenApiContract.json(serving.body()));
            seen.addAll(OpenApiContract.fieldsOf(OpenApiContract.json(refused.body())));
            assertThat(seen).isEqualTo(contract.fields(contract.document().at("/components/schemas/Rules")));
        }
    }

    @Test
    void theTouchesOfALeadFitTheDocument() throws Exception {
        service.resolve("", "{\"leadId\": \"L-touched\", \"eventId\": \"e\"}");
        HttpResponse<String> answer = service.get("/v1/leads/L-touched/touches");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertFits("GET", "/v1/leads/{id}/touches", answer);
        service.resolve("", "{\"visitorId\": \"v-touched\"}");
        HttpResponse<String> visitor = service.get("/v1/visitors/v-touched/touches");
        assertThat(visitor.statusCode()).isEqualTo(200);
        assertFits("GET", "/v1/visitors/{id}/touches", visitor);
        assertFits("GET", "/v1/visitors/{id}/touches", service.get("/v1/visitors/nobody/touches"));
        Set<String> seen = OpenApiContract.fieldsOf(OpenApiContract.json(answer.body()));
        seen.addAll(OpenApiContract.fieldsOf(OpenApiContract.json(visitor.body())));
        assertThat(seen).isEqualTo(contract.fields(contract.document().at("/components/schemas/Touches")));
        assertFits("GET", "/v1/leads/{id}/touches", service.get("/v1/leads/nobody/touches"));
        assertFits("GET", "/v1/leads/{id}/touches", service.get("/v1/leads/L-touched/touches?x=1"));
    }

    @Test
    void mergesFitTheDocument() throws Exception {
        String path = "/v1/leads/{id}:merge";
        Set<String> seen = new TreeSet<>();
        for (String body : List.of("{\"visitorId\": \"v-m\"}", "{\"leadId\": \"L-m\"}")) {
            HttpResponse<String> answer = service.post("/v1/leads/L-merged:merge", body, "Content-Type", JSON);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertFits("POST", path, answer);
            seen.addAll(OpenApiContract.fieldsOf(OpenApiContract.json(answer.body())));
        }
        assertThat(seen).isEqualTo(contract.fields(contract.document().at("/components/schemas/Merged")));
        for (String body : List.of("{", "[]", "{}", "{\"visitorId\": \"v\", \"leadId\": \"L\"}")) {
            assertFits("POST", path, service.post("/v1/leads/L-merged:merge", body, "Content-Type", JSON));
        }
        HttpResponse<String> taken =
                service.post("/v1/leads/L-other:merge", "{\"visitorId\": \"v-m\"}", "Content-Type", JSON);
        assertThat(taken.statusCode()).isEqualTo(409);
        assertFits("POST", path, taken);
    }

    @Test
    void conversionsFitTheDocument() throws Exception {
        String path = "/v1/leads/{id}/conversions";
        service.resolve("", "{\"leadId\": \"L-won\"}");
        Set<String> seen = new TreeSet<>();
        for (JsonNode example : contract.document()
                .at("/paths/~1v1~1leads~1{id}~1conversions/post/requestBody/content/application~1json/examples")) {
            HttpResponse<String> answer = service.post(
                    "/v1/leads/L-won/conversions", example.path("value").toString(), "Content-Type", JSON);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("unknownFields");
            assertFits("POST", path, answer);
        }
        HttpResponse<String> odd = service.post(
                "/v1/leads/L-won/conversions",
                "{\"conversionId\": 5, \"occurredAt\": \"2026-11-20T10:00:00Z\", \"x\": 1}",
                "Content-Type",
                JSON);
        assertFits("POST", path, odd);
        seen.addAll(OpenApiContract.fieldsOf(OpenApiContract.json(odd.body())));
        assertThat(seen).isEqualTo(contract.fields(contract.document().at("/components/schemas/ConversionKept")));
        for (String body :
                List.of("{", "[]", "{}", "{\"conversionId\": \"D-17\", \"occurredAt\": \"2026-11-20T10:00:00Z\"}")) {
            assertFits("POST", path, service.post("/v1/leads/L-won/conversions", body, "Content-Type", JSON));
        }
        HttpResponse<String> list = service.get("/v1/leads/L-won/conversions");
        assertFits("GET", path, list);
        assertThat(OpenApiContract.fieldsOf(OpenApiContract.json(list.body())))
                .isEqualTo(contract.fields(contract.document().at("/components/schemas/Conversions")));
        assertFits("GET", path, service.get("/v1/leads/nobody/conversions"));
        HttpResponse<String> taken = service.method("DELETE", "/v1/leads/L-won/conversions/D-17");
        assertThat(taken.statusCode()).isEqualTo(204);
    }

    @Test
    void costsAndReportsFitTheDocument() throws Exception {
        try (RunningService other = RunningService.start()) {
            other.resolve("", "{\"leadId\": \"L-1\"}");
            String costs = contract.document()
                    .at("/paths/~1v1~1costs/post/requestBody/content/application~1json/examples/day/value")
                    .toString();
            HttpResponse<String> kept = other.post("/v1/costs", costs, "Content-Type", JSON);
            assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
            assertFits("POST", "/v1/costs", kept);
            assertFits("POST", "/v1/costs", other.post("/v1/costs", "{\"costs\": [{}]}", "Content-Type", JSON));
            String table = contract.document()
                    .at("/paths/~1v1~1costs/post/requestBody/content/text~1csv/examples/month/value")
                    .asText();
            HttpResponse<String> keptAsTable = other.post("/v1/costs", table, "Content-Type", "text/csv");
            assertThatJson(keptAsTable.body()).node("kept").isEqualTo(2);
            assertFits("POST", "/v1/costs", other.post("/v1/costs", "day\nx", "Content-Type", "text/csv"));
            assertFits("POST", "/v1/costs", other.post("/v1/costs", table, "Content-Type", "text/tsv"));
            HttpResponse<String> list = other.get("/v1/costs");
            assertFits("GET", "/v1/costs", list);
            assertThat(list.body()).contains("autumn");
            assertFits("GET", "/v1/costs", other.get("/v1/costs?from=x"));
            String path = "/v1/reports/attribution";
            for (String query : List.of("", "?model=all&by=campaign", "?model=x&by=y", "?by=source&type=z")) {
                assertFits("GET", path, other.get(path + query));
            }
            assertThat(contract.document()
                            .at("/paths/~1v1~1reports~1attribution/get/description")
                            .asText())
                    .contains("`markov`", "`shapley`");
        }
    }

    @Test
    void theAttributionOfALeadFitsTheDocument() throws Exception {
        String path = "/v1/leads/{id}/attribution";
        service.resolve("", "{\"leadId\": \"L-credit\", \"eventId\": \"e\"}");
        HttpResponse<String> answer = service.get("/v1/leads/L-credit/attribution?leadCreatedAt=2026-11-23T10:15:00Z");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertFits("GET", path, answer);
        service.resolve("", "{\"visitorId\": \"v-credit\"}");
        HttpResponse<String> visitor = service.get("/v1/visitors/v-credit/attribution?model=linear");
        assertThat(visitor.statusCode()).isEqualTo(200);
        assertFits("GET", "/v1/visitors/{id}/attribution", visitor);
        Set<String> seen = OpenApiContract.fieldsOf(OpenApiContract.json(answer.body()));
        seen.addAll(OpenApiContract.fieldsOf(OpenApiContract.json(visitor.body())));
        assertThat(seen).isEqualTo(contract.fields(contract.document().at("/components/schemas/Attribution")));
        assertFits("GET", path, service.get("/v1/leads/nobody/attribution"));
        assertFits("GET", path, service.get("/v1/leads/L-credit/attribution?model=x&window=y"));
        assertFits("GET", path, service.get("/v1/leads/L-credit/attribution?asOf=2020-01-01T00:00:00Z"));
    }

    @Test
    void everyModelThatEverybodyHasIsDocumented() {
        String text = contract.document()
                .at("/paths/~1v1~1leads~1{id}~1attribution/get/description")
                .asText();
        assertThat(Models.standard(Model.WEEK).byName().keySet())
                .allSatisfy(name -> assertThat(text).contains("`" + name + "`"));
    }

    @Test
    void everyLiveRefusalFitsTheDocument() throws Exception {
        Set<Integer> statuses = new TreeSet<>();
        for (HttpResponse<String> refusal : List.of(
                service.resolve("", "{"),
                service.resolve("?explain=x", "{}"),
                service.resolve("", "{\"leadId\": []}"),
                service.resolve("", "{\"attributes\": {\"breaks\": true}}"),
                service.resolve("", "x".repeat(2_000_000)),
                service.post("/v1/leads:resolve", "{}", "Content-Type", "text/plain"),
                service.post("/v1/leads:resolve", "{}", "Content-Type", JSON, "Accept", "text/html"),
                service.post("/v1/leads:resolve", "{}", "Content-Type", JSON, "X-Large", "x".repeat(20_000)),
                service.resolve("?explain=" + "x".repeat(10_000), "{}"))) {
            assertFits("POST", "/v1/leads:resolve", refusal);
            statuses.add(refusal.statusCode());
        }
        assertThat(statuses).containsExactly(400, 406, 413, 414, 415, 422, 431, 500);
        for (Operation operation : contract.operations()) {
            if (operation.method().equals("GET")) {
                String path = contract.examplePath(operation);
                assertFits("GET", operation.path(), service.get(path, "Accept", "image/png"));
                assertFits("GET", operation.path(), service.get(path + "?" + "x".repeat(10_000)));
                assertFits("GET", operation.path(), service.get(path, "X-Large", "x".repeat(20_000)));
            }
        }
    }

    @Test
    void refusalsThatBelongToNoCallFitTheDocumentToo() throws Exception {
        JsonNode problem = contract.document().at("/components/schemas/Problem");
        HttpResponse<String> notFound = service.get("/nowhere");
        assertThat(notFound.statusCode()).isEqualTo(404);
        assertThat(contract.errors(problem, OpenApiContract.json(notFound.body())))
                .isEmpty();
        HttpResponse<String> notAllowed =
                service.send(HttpRequest.newBuilder(service.uri("/v1/rules")).PUT(BodyPublishers.ofString("x")));
        assertThat(notAllowed.statusCode()).isEqualTo(405);
        assertThat(contract.errors(problem, OpenApiContract.json(notAllowed.body())))
                .isEmpty();
    }

    @Test
    void everyTypeOfProblemHasAnExampleThatSaysWhatTheServiceSays() {
        TreeMap<String, String> documented = new TreeMap<>();
        for (Example example : contract.examples()) {
            if (example.value().path("type").asText().startsWith("urn:headwater:problem:")) {
                documented.put(
                        example.value().path("type").asText(),
                        example.value().path("status").asInt() + " "
                                + example.value().path("title").asText());
            }
        }
        TreeMap<String, String> served = new TreeMap<>();
        Arrays.stream(ProblemType.values()).forEach(type -> served.put(type.urn(), type.status() + " " + type.title()));
        assertThat(documented).isEqualTo(served);
    }

    @Test
    void everyRefusalStandsUnderItsStatus() {
        List<String> wrong = new ArrayList<>();
        for (Operation operation : contract.operations()) {
            operation.node().path("responses").fieldNames().forEachRemaining(status -> {
                JsonNode content =
                        contract.content(operation, Integer.parseInt(status)).path(PROBLEM);
                content.findValues("status").stream()
                        .filter(JsonNode::isInt)
                        .filter(told -> !told.asText().equals(status))
                        .forEach(told -> wrong.add(operation.path() + " " + status + " says " + told));
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theBoundsInTheDocumentAreThoseInForce() {
        String text = contract.document().at("/info/description").asText();
        HttpBounds bounds = HttpBounds.DEFAULT;
        assertThat(text)
                .contains("| body | " + (bounds.maxBody() >> 20) + " MiB | 413 |")
                .contains("| all bodies being received at one time | " + (bounds.maxBodies() >> 20) + " MiB | 503 |")
                .contains("| request line | " + (bounds.maxLine() >> 10) + " KiB | 414 |")
                .contains("| headers | " + (bounds.maxHeaders() >> 10) + " KiB | 431 |")
                .contains("| time for a body to arrive | " + bounds.bodyTime().toSeconds() + " s | 408 |")
                .contains("answer being taken | " + bounds.idleTime().toSeconds() + " s | the connection is closed |");
    }

    @Test
    void theBoundsOnBatchesInTheDocumentAreThoseInForce() {
        String text = contract.document().at("/info/description").asText();
        HttpBounds bounds = HttpBounds.DEFAULT;
        BatchBounds batch = bounds.batch();
        assertThat(text)
                .contains("| array of leads | " + (batch.maxBody() >> 20) + " MiB, " + batch.maxLeads() + " leads |")
                .contains("| line of a stream of leads | " + (batch.maxLine() >> 10) + " KiB |")
                .contains("| batches being answered at one time | " + batch.maxBatches() + " | 429 |")
                .contains("| stream that stands still | " + batch.idleTime().toSeconds() + " s |")
                .contains("being answered at one time | " + bounds.maxInFlight() + " | 503 |")
                .contains("| connections open at one time | " + bounds.maxConnections() + " | 503,");
        assertThat(contract.document()
                        .at(
                                "/paths/~1v1~1leads:batchResolve/post/requestBody/content/application~1json/schema/maxItems")
                        .asInt())
                .isEqualTo(batch.maxLeads());
    }

    @Test
    void theAnswersToBatchesFitTheDocumentAndEveryDocumentedFieldOfThemIsSeenLive() throws Exception {
        String path = "/v1/leads:batchResolve";
        String leads =
                "[{\"leadId\": \"B-1\", \"eventId\": \"1\", \"landing_url\": 1}, {\"leadId\": \"B-1\", \"eventId\": \"1\","
                        + " \"landing_url\": 1}, {\"form\": 5}, {\"attributes\": {\"breaks\": true}}, {}]";
        Set<String> answered = new TreeSet<>();
        Set<String> refused = new TreeSet<>();
        HttpResponse<String> answer = service.post(path + "?explain=full&profiles=ga4", leads, "Content-Type", JSON);
        assertFits("POST", path, answer);
        HttpResponse<String> asLines = service.post(
                path, "{}\n" + "x".repeat(300_000) + "\n", "Content-Type", "application/x-ndjson", "Accept", JSON);
        assertFits("POST", path, asLines);
        for (HttpResponse<String> each : List.of(answer, asLines)) {
            for (JsonNode item : OpenApiContract.json(each.body())) {
                Set<String> fields = item.has("type") ? refused : answered;
                OpenApiContract.fieldsOf(item).stream()
                        .filter(field -> !field.matches("/crm/[^/]+/.*"))
                        .map(OpenApiTest::withoutNamesOfTheRules)
                        .forEach(fields::add);
            }
        }
        assertThat(answered).isEqualTo(contract.fields(contract.document().at("/components/schemas/BatchAnswer")));
        Set<String> documented = contract.fields(contract.document().at("/components/schemas/BatchRefusal"));
        documented.removeAll(Set.of("/errors/[]/parameter", "/errors/[]/header", "/errors/[]/file", "/errors/[]/cell"));
        assertThat(refused).isEqualTo(documented);
        for (String wrong : List.of("{", "{}", "[" + "{},".repeat(1_000) + "{}]", " ".repeat(5 << 20))) {
            assertFits("POST", path, service.post(path, wrong, "Content-Type", JSON));
        }
        assertFits("POST", path, service.post(path, "{}", "Content-Type", JSON, "Idempotency-Key", "k"));
        assertFits("POST", path, service.post(path, "{}", "Content-Type", "text/plain"));
    }

    @Test
    void theExampleOfABatchIsAnsweredInEitherForm() throws Exception {
        JsonNode content = contract.document().at("/paths/~1v1~1leads:batchResolve/post/requestBody/content");
        for (String type : List.of(JSON, "application/x-ndjson")) {
            JsonNode example = content.path(type).at("/examples/two/value");
            String body = example.isTextual() ? example.asText() : example.toString();
            HttpResponse<String> answer =
                    service.post("/v1/leads:batchResolve", body, "Content-Type", type, "Accept", JSON);
            assertThat(OpenApiContract.json(answer.body()).findValuesAsText("outcome"))
                    .containsExactly("resolved", "resolved");
        }
    }

    private static JsonNode leadSchema() {
        return contract.document().at("/components/schemas/Lead");
    }

    private static void assertFits(String method, String path, HttpResponse<String> answer) throws IOException {
        contract.assertFits(method, path, answer);
    }
}
