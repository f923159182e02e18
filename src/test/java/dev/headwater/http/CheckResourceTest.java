package dev.headwater.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.rules.LiveRules;
import dev.headwater.rules.RuleSetLoader;
import dev.headwater.rules.RuleSetRevision;
import dev.headwater.table.Flaw;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that somebody sends are checked as those of the folder are, and never go live. */
class CheckResourceTest {
    private static final String PATH = "/v1/rules:check";
    private static final String FORM = "multipart/form-data; boundary=XXX";
    private static final String ZIP = "application/zip";

    private static RunningService service;
    private static OpenApiContract contract;
    private static LiveRules live;

    /** What was last checked, where a test asks for the files alone. */
    private volatile Map<String, byte[]> checked = Map.of();

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.start();
        service.serve(ShippedRules.RULES);
        contract = OpenApiContract.asShipped();
        live = new LiveRules(new RuleSetLoader.Loaded(ShippedRules.RULES, List.of()), InstantSource.system());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void listen() {
        service.checks = files -> {
            checked = files;
            return new LiveRules.Checked(true, RuleSetRevision.of(files), List.of());
        };
    }

    @Test
    void whatIsSoundWouldGoLiveAndDoesNot() throws Exception {
        service.checks = live::check;
        HttpResponse<String> answer =
                form(Map.of("queues.csv", text("rules/lists/queues.csv") + "Night shift,Those who call at night\n"));
        contract.assertFits("POST", PATH, answer);
        JsonNode told = OpenApiContract.json(answer.body());
        assertThat(told.path("flaws")).as(answer.body()).isEmpty();
        assertThat(told.path("fine").asBoolean()).isTrue();
        assertThat(told.at("/files/0/file").asText()).isEqualTo("rules/lists/queues.csv");
        assertThat(told.at("/files/0/change").asText()).isEqualTo("changed");
        assertThat(told.path("revision").asText()).isNotEqualTo(ShippedRules.RULES.revision());
        assertThat(OpenApiContract.json(service.get("/v1/rules").body())
                        .path("revision")
                        .asText())
                .isEqualTo(ShippedRules.RULES.revision());
    }

    @Test
    void aFlawIsToldWithItsCellAndHowToMendItAndTheAnswerIsStillAnAnswer() throws Exception {
        service.checks = live::check;
        String wrong = text("rules/lists/channels.csv")
                .replaceFirst("(?m)^paid-search,Paid Search,online", "paid-search,Paid Search,onlin");
        assertThat(wrong).contains("onlin,").isNotEqualTo(text("rules/lists/channels.csv"));
        HttpResponse<String> answer = form(Map.of("lists/channels.csv", wrong));
        assertThat(answer.statusCode()).isEqualTo(200);
        contract.assertFits("POST", PATH, answer);
        JsonNode told = OpenApiContract.json(answer.body());
        assertThat(told.path("fine").asBoolean()).isFalse();
        assertThat(told.path("errors").asInt()).isPositive();
        JsonNode flaw = told.at("/flaws/0");
        assertThat(flaw.path("file").asText()).isEqualTo("rules/lists/channels.csv");
        assertThat(flaw.path("cell").asText()).matches("[A-Z]\\d+");
        assertThat(flaw.path("problem").asText()).contains("onlin");
    }

    @Test
    void everyDocumentedFieldIsSeenLive() throws Exception {
        service.checks = files -> new LiveRules.Checked(
                false,
                "r",
                List.of(new Flaw(Flaw.Severity.ERROR, "rules/channel.xlsx", "Channel", "C9", "wrong", "right")));
        HttpResponse<String> answer = form(Map.of("channel.xlsx", "x"));
        assertThat(OpenApiContract.fieldsOf(OpenApiContract.json(answer.body())))
                .isEqualTo(contract.fields(contract.document().at("/components/schemas/Checked")));
    }

    @Test
    void ofVeryManyFlawsTheFirstAreToldAndTheirNumber() throws Exception {
        service.checks = files -> new LiveRules.Checked(
                false,
                "r",
                IntStream.range(0, 1_500)
                        .mapToObj(i -> Flaw.in("rules/x.csv", "wrong", null))
                        .toList());
        HttpResponse<String> answer = form(Map.of("x.csv", "x"));
        contract.assertFits("POST", PATH, answer);
        JsonNode told = OpenApiContract.json(answer.body());
        assertThat(told.path("flaws").size()).isEqualTo(1_000);
        assertThat(told.path("errors").asInt()).isEqualTo(1_500);
    }

    @ParameterizedTest
    @CsvSource({
        "channel.xlsx,rules/channel.xlsx",
        "hosts.csv,rules/lists/hosts.csv",
        "rules/lists/hosts.csv,rules/lists/hosts.csv",
        "profiles/ga4/channel.xlsx,rules/profiles/ga4/channel.xlsx",
        "lists\\hosts.csv,rules/lists/hosts.csv",
        "channels.csv,rules/channels.csv",
        "never-seen.csv,rules/never-seen.csv"
    })
    void aFileTakesThePlaceOfItsNamesake(String name, String key) throws Exception {
        HttpResponse<String> answer = form(Map.of(name, "what was sent"));
        assertThat(OpenApiContract.json(answer.body()).at("/files/0/file").asText())
                .isEqualTo(key);
        Map<String, byte[]> expected = new TreeMap<>(ShippedRules.RULES.files());
        expected.put(key, "what was sent".getBytes(UTF_8));
        assertThat(RuleSetRevision.of(checked)).isEqualTo(RuleSetRevision.of(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rules/", "my rules/"})
    void aZipIsAWholeFolderWhateverItIsCalled(String folder) throws Exception {
        Map<String, String> files = Map.of(folder + "dictionary.csv", "d", folder + "lists/hosts.csv", "h");
        HttpResponse<String> answer = zip(files, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(checked.keySet()).containsExactly("rules/dictionary.csv", "rules/lists/hosts.csv");
    }

    @Test
    void aZipOfListsAloneAndWhatStandsBesideTheFolderDoNotConfuse() throws Exception {
        zip(Map.of("lists/hosts.csv", "h"), "?base=live");
        assertThat(checked).hasSize(ShippedRules.RULES.files().size());
        assertThat(new String(checked.get("rules/lists/hosts.csv"), UTF_8)).isEqualTo("h");
        zip(Map.of("rules/dictionary.csv", "d", "README.txt", "r"), "");
        assertThat(checked.keySet()).containsExactly("rules/dictionary.csv");
    }

    @Test
    void whatProgramsLeaveLyingAboutIsPassedOver() throws Exception {
        Map<String, String> files = Map.of(
                "rules/dictionary.csv", "d",
                "rules/~$channel.xlsx", "lock",
                "rules/.DS_Store", "mac",
                "__MACOSX/rules/._dictionary.csv", "mac");
        zip(files, "");
        assertThat(checked.keySet()).containsExactly("rules/dictionary.csv");
    }

    @Test
    void aZipAmongTheFilesOfAFormIsLaidOver() throws Exception {
        byte[] zip = zipped(Map.of("lists/hosts.csv", "h"));
        HttpResponse<String> answer = post(FORM, multipart(Map.of("some.zip", zip)), "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(new String(checked.get("rules/lists/hosts.csv"), UTF_8)).isEqualTo("h");
        assertThat(checked).hasSize(ShippedRules.RULES.files().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../channel.xlsx",
                "lists/../../etc/passwd",
                "/etc/passwd",
                "..\\..\\channel.xlsx",
                "lists//hosts.csv",
                "./channel.xlsx",
                "a/b/c/d/e/f/g/h/i.csv"
            })
    void aNameThatLeadsElsewhereIsRefusedAndNothingIsChecked(String name) throws Exception {
        for (HttpResponse<String> answer : List.of(
                form(Map.of(name, "x", "channel.xlsx", "y")), zip(Map.of(name, "x", "dictionary.csv", "d"), ""))) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
            contract.assertFits("POST", PATH, answer);
            assertThat(OpenApiContract.json(answer.body()).at("/errors/0/file").asText())
                    .isEqualTo(name);
        }
        assertThat(checked).isEmpty();
    }

    @Test
    void aNameWithADriveLeadsElsewhereToo() throws Exception {
        HttpResponse<String> answer = zip(Map.of("C:\\rules\\channel.xlsx", "x"), "");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(checked).isEmpty();
    }

    @Test
    void aZipThatUnpacksToTooMuchIsRefusedBeforeItIsUnpacked() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("lists/hosts.csv"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                zip.write(zeros);
            }
        }
        assertThat(bytes.size()).as("a bomb").isLessThan(1 << 20);
        HttpResponse<String> answer = post(ZIP, bytes.toByteArray(), "");
        assertThat(answer.statusCode()).isEqualTo(413);
        contract.assertFits("POST", PATH, answer);
        assertThat(OpenApiContract.json(answer.body()).path("limit").asLong()).isEqualTo(64L << 20);
        assertThat(checked).isEmpty();
    }

    @Test
    void moreFilesThanAFolderHoldsAreRefused() throws Exception {
        Map<String, String> files = new LinkedHashMap<>();
        IntStream.rangeClosed(0, 5_000).forEach(i -> files.put("lists/" + i + ".csv", ""));
        assertThat(zip(files, "").statusCode()).isEqualTo(413);
        files.remove("lists/0.csv");
        assertThat(zip(files, "").statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyPastItsBoundIsRefused() throws Exception {
        HttpResponse<String> answer = post(ZIP, new byte[CheckBounds.DEFAULT.maxBody() + 1], "");
        assertThat(answer.statusCode()).isEqualTo(413);
        contract.assertFits("POST", PATH, answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/zip | PK nothing of the kind",
                "application/zip | ''",
                "multipart/form-data; boundary=XXX | no boundary in it",
                "multipart/form-data | --XXX--",
                "multipart/form-data; boundary=XXX | ''"
            })
    void whatHoldsNoFilesIsRefused(String type, String body) throws Exception {
        HttpResponse<String> answer = post(type, body.getBytes(UTF_8), "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        contract.assertFits("POST", PATH, answer);
    }

    @Test
    void aWorkbookSentAsAZipAndAFieldThatIsNoFileAreToldApart() throws Exception {
        HttpResponse<String> workbook = post(ZIP, Files.readAllBytes(Path.of("rules/channel.xlsx")), "");
        assertThat(workbook.statusCode()).isEqualTo(422);
        assertThat(workbook.body()).contains("This is a workbook");
        String field = "--XXX\r\nContent-Disposition: form-data; name=\"files\"\r\n\r\nchannel.xlsx\r\n--XXX--\r\n";
        HttpResponse<String> forgotten = post(FORM, field.getBytes(UTF_8), "");
        assertThat(forgotten.statusCode()).isEqualTo(422);
        assertThat(forgotten.body()).contains("curl -F files=@");
        contract.assertFits("POST", PATH, forgotten);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/csv", "multipart/mixed; boundary=XXX", "application/zipped"})
    void otherBodiesAreRefusedUnread(String type) throws Exception {
        HttpResponse<String> answer = post(type, "{}".getBytes(UTF_8), "");
        assertThat(answer.statusCode()).isEqualTo(415);
        contract.assertFits("POST", PATH, answer);
    }

    @Test
    void asManyChecksRunAsMayAndTheNextIsToldToComeAgain() throws Exception {
        CountDownLatch running = new CountDownLatch(CheckBounds.DEFAULT.atOnce());
        CountDownLatch gate = new CountDownLatch(1);
        service.checks = files -> {
            running.countDown();
            waitFor(gate);
            return new LiveRules.Checked(true, "r", List.of());
        };
        List<CompletableFuture<Integer>> first = IntStream.range(0, CheckBounds.DEFAULT.atOnce())
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> status(Map.of("channel.xlsx", "x"))))
                .toList();
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
        HttpResponse<String> refused = form(Map.of("channel.xlsx", "x"));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        contract.assertFits("POST", PATH, refused);
        assertThat(service.resolve("", "{}").statusCode())
                .as("leads are answered meanwhile")
                .isEqualTo(200);
        gate.countDown();
        first.forEach(check -> assertThat(check.join()).isEqualTo(200));
        listen();
        assertThat(form(Map.of("channel.xlsx", "x")).statusCode()).isEqualTo(200);
    }

    @Test
    void aCheckThatTakesTooLongIsToldSoAndStoppedAndItsPlaceIsFreeAgain() throws Exception {
        CompletableFuture<String> end = new CompletableFuture<>();
        try (RunningService other = RunningService.start(new CheckBounds(1 << 20, Duration.ofMillis(500), 1))) {
            other.checks = files -> {
                try {
                    new CountDownLatch(1).await(50, TimeUnit.SECONDS);
                    end.complete("nobody stopped it");
                } catch (InterruptedException e) {
                    end.complete("stopped");
                }
                return new LiveRules.Checked(true, "r", List.of());
            };
            HttpResponse<String> answer = dictionaryTo(other);
            assertThat(answer.statusCode()).isEqualTo(503);
            contract.assertFits("POST", PATH, answer);
            assertThat(answer.body()).contains("check-too-long");
            assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo("stopped");
            other.checks = files -> new LiveRules.Checked(true, "r", List.of());
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> dictionaryTo(other).statusCode() == 200);
        }
    }

    private static HttpResponse<String> dictionaryTo(RunningService other) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(other.uri(PATH))
                .POST(BodyPublishers.ofByteArray(zipped(Map.of("dictionary.csv", "d"))));
        return other.send(request, "Content-Type", ZIP);
    }

    @Test
    void withoutRulesInForceAFolderCanBeCheckedAndASingleFileCannot() throws Exception {
        try (RunningService other = RunningService.start()) {
            other.noRules(null);
            HttpRequest.Builder whole = HttpRequest.newBuilder(other.uri(PATH))
                    .POST(BodyPublishers.ofByteArray(zipped(Map.of("dictionary.csv", "d"))));
            assertThat(other.send(whole, "Content-Type", ZIP).statusCode()).isEqualTo(200);
            HttpRequest.Builder one = HttpRequest.newBuilder(other.uri(PATH))
                    .POST(BodyPublishers.ofByteArray(multipart(Map.of("channel.xlsx", "x".getBytes(UTF_8)))));
            HttpResponse<String> refused = other.send(one, "Content-Type", FORM);
            assertThat(refused.statusCode()).isEqualTo(503);
            contract.assertFits("POST", PATH, refused);
        }
    }

    @Test
    void aBaseThatThereIsNotIsRefused() throws Exception {
        HttpResponse<String> answer = zip(Map.of("dictionary.csv", "d"), "?base=yesterday");
        assertThat(answer.statusCode()).isEqualTo(400);
        contract.assertFits("POST", PATH, answer);
    }

    private static void waitFor(CountDownLatch gate) {
        try {
            gate.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int status(Map<String, String> files) {
        try {
            return form(files).statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> form(Map<String, String> files) throws Exception {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        files.forEach((name, content) -> bytes.put(name, content.getBytes(UTF_8)));
        return post(FORM, multipart(bytes), "");
    }

    private static HttpResponse<String> zip(Map<String, String> files, String query) throws Exception {
        return post(ZIP, zipped(files), query);
    }

    private static HttpResponse<String> post(String type, byte[] body, String query) throws Exception {
        return service.send(
                HttpRequest.newBuilder(service.uri(PATH + query)).POST(BodyPublishers.ofByteArray(body)),
                "Content-Type",
                type);
    }

    private static byte[] multipart(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String head = "--XXX\r\nContent-Disposition: form-data; name=\"files\"; filename=\""
                    + file.getKey().replace("\\", "\\\\") + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
            body.write(head.getBytes(UTF_8));
            body.write(file.getValue());
            body.write("\r\n".getBytes(UTF_8));
        }
        body.write("--XXX--\r\n".getBytes(UTF_8));
        return body.toByteArray();
    }

    private static byte[] zipped(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of(file));
    }
}
