package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.table.Csv;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.Sheet;
import dev.headwater.table.Spreadsheet;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables in force, as anybody can fetch them. */
class TablesResourceTest {
    private static final String ONE = "/v1/rules/tables/{name}";
    private static final String OF_PROFILE = "/v1/rules/tables/{profile}/{name}";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static RunningService service;
    private static OpenApiContract contract;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.start();
        service.serve(ShippedRules.RULES);
        contract = OpenApiContract.asShipped();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aTableIsToldAsItsAuthorSeesItWithThePlaceOfEachCell() throws Exception {
        HttpResponse<String> answer = service.get("/v1/rules/tables/channel");
        contract.assertFits("GET", ONE, answer);
        JsonNode table = OpenApiContract.json(answer.body());
        assertThat(table.path("hitPolicy").asText()).isEqualTo("First match");
        assertThat(table.path("revision").asText()).isEqualTo(ShippedRules.RULES.revision());
        assertThat(OpenApiContract.fieldsOf(table))
                .isEqualTo(contract.fields(contract.document().at("/components/schemas/Table")));
        DecisionTable inForce = ShippedRules.RULES.tables().stream()
                .filter(one -> one.file().equals("rules/channel.xlsx"))
                .findFirst()
                .orElseThrow();
        assertThat(table.path("rows").size()).isEqualTo(inForce.rows().size());
        DecisionTable.Row last = inForce.rows().get(inForce.rows().size() - 1);
        JsonNode lastTold = table.path("rows").path(inForce.rows().size() - 1);
        assertThat(lastTold.path("row").asText()).isEqualTo("rules/channel.xlsx!Channel!A" + last.line());
        assertThat(lastTold.path("id").asText()).isEqualTo(last.id());
        assertThat(lastTold.path("cells").findValuesAsText("text")).contains(last.because());
        assertThat(lastTold.path("cells").size())
                .isEqualTo(table.path("columns").size());
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/rules/tables/ga4%2Fchannel,rules/profiles/ga4/channel.xlsx",
        "/v1/rules/tables/ga4/channel,rules/profiles/ga4/channel.xlsx",
        "/v1/rules/tables/hubspot/channels,rules/profiles/hubspot/lists/channels.csv",
        "/v1/rules/tables/channels,rules/lists/channels.csv",
        "/v1/rules/tables/hosts,rules/lists/hosts.csv",
        "/v1/rules/tables/Follow%20Up,rules/follow-up.xlsx",
        "/v1/rules/tables/tier,rules/intent.xlsx",
        "/v1/rules/tables/dictionary,rules/dictionary.csv"
    })
    void aTableOrListIsKnownByItsNameAndThatOfItsProfile(String path, String file) throws Exception {
        HttpResponse<String> answer = service.get(path);
        contract.assertFits("GET", path.matches(".*tables/.*/.*") ? OF_PROFILE : ONE, answer);
        assertThat(OpenApiContract.json(answer.body()).path("file").asText()).isEqualTo(file);
    }

    @Test
    void everyTableThatTheRulesNameHasItsPath() throws Exception {
        JsonNode tables = OpenApiContract.json(service.get("/v1/rules").body()).path("tables");
        Set<String> files = new TreeSet<>();
        for (JsonNode table : tables) {
            JsonNode told = OpenApiContract.json(
                    service.get(table.path("path").asText()).body());
            assertThat(told.path("file")).isEqualTo(table.path("file"));
            assertThat(told.path("name")).isEqualTo(table.path("name"));
            files.add(table.path("file").asText());
        }
        assertThat(files).contains("rules/channel.xlsx", "rules/profiles/ga4/channel.xlsx");
    }

    @Test
    void aWorkbookIsTheFileItself() throws Exception {
        HttpResponse<byte[]> answer = bytes("/v1/rules/tables/channel", "Accept", XLSX);
        assertThat(answer.headers().firstValue("Content-Type")).contains(XLSX);
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"channel.xlsx\"");
        assertThat(answer.body()).isEqualTo(Files.readAllBytes(Path.of("rules/channel.xlsx")));
    }

    @Test
    void aListOfTextBecomesAWorkbookThatSaysTheSame() throws Exception {
        HttpResponse<byte[]> answer = bytes("/v1/rules/tables/queues?format=xlsx");
        List<Sheet> sheets = Spreadsheet.read("queues.xlsx", answer.body(), new ArrayList<>());
        Sheet file = Csv.read("queues.csv", Files.readAllBytes(Path.of("rules/lists/queues.csv")), new ArrayList<>())
                .orElseThrow();
        assertThat(Csv.write(sheets.get(0))).isEqualTo(Csv.write(file));
    }

    @Test
    void asTextATableIsWhatTheConverterWrites() throws Exception {
        HttpResponse<String> answer =
                service.get("/v1/rules/tables/channel", "Accept", "text/csv, application/json;q=0.5");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        Sheet sheet = Spreadsheet.read("c.xlsx", Files.readAllBytes(Path.of("rules/channel.xlsx")), new ArrayList<>())
                .get(0);
        assertThat(answer.body()).isEqualTo(Csv.write(sheet));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/* | application/json",
                "text/* | text/csv; charset=utf-8",
                "text/csv;q=0.2, application/json;q=0.1 | text/csv; charset=utf-8",
                "text/csv;q=0, */* | application/json",
                "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8 | application/json"
            })
    void theFormThatIsWantedMostIsGiven(String accept, String type) throws Exception {
        assertThat(service.get("/v1/rules/tables/tier", "Accept", accept)
                        .headers()
                        .firstValue("Content-Type"))
                .contains(type);
    }

    @Test
    void whoHasATableIsNotSentItAgainUntilTheRulesChange() throws Exception {
        String path = "/v1/rules/tables/channel";
        String tag = service.get(path).headers().firstValue("ETag").orElseThrow();
        for (String held : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            HttpResponse<String> again = service.get(path, "If-None-Match", held);
            assertThat(again.statusCode()).as(held).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("ETag")).contains(tag);
        }
        assertThat(service.get(path + "?format=csv", "If-None-Match", tag).statusCode())
                .as("another form is another thing")
                .isEqualTo(200);
        assertThat(service.get("/v1/rules/tables/tier", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
        assertThat(service.get("/v1/rules/tables/nothing", "If-None-Match", "*").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"chanel,channel", "ga4%2Fchanel,ga4/channel", "hosst,hosts"})
    void anUnknownNameIsAnsweredWithTheNearest(String name, String nearest) throws Exception {
        HttpResponse<String> answer = service.get("/v1/rules/tables/" + name);
        assertThat(answer.statusCode()).isEqualTo(404);
        contract.assertFits("GET", ONE, answer);
        JsonNode refusal = OpenApiContract.json(answer.body());
        assertThat(refusal.path("detail").asText()).startsWith("Did you mean \"" + nearest + "\"?");
        assertThat(refusal.at("/errors/0/expected").asText()).isEqualTo(nearest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "%2E%2E%2Fpom",
                "..%2F..%2Fetc%2Fpasswd",
                "conflicts.drl",
                "%00",
                "rules%2Fchannel.xlsx",
                "x/y"
            })
    void onlyNamesOfTablesAreNamesAndNoPathOfAFileIs(String name) throws Exception {
        HttpResponse<String> answer = service.get("/v1/rules/tables/" + name);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("channel, ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?format=pdf", "?format=csv&format=json", "?form=csv"})
    void aFormThatThereIsNotIsRefused(String query) throws Exception {
        HttpResponse<String> answer = service.get("/v1/rules/tables/channel" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        contract.assertFits("GET", ONE, answer);
    }

    @Test
    void withoutRulesThereAreNoTables() throws Exception {
        try (RunningService other = RunningService.start()) {
            other.noRules(null);
            HttpResponse<String> answer = other.get("/v1/rules/tables/channel");
            assertThat(answer.statusCode()).isEqualTo(503);
            contract.assertFits("GET", ONE, answer);
        }
    }

    private static HttpResponse<byte[]> bytes(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return service.client.send(request.build(), BodyHandlers.ofByteArray());
    }
}
