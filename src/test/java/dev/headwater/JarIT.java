package dev.headwater;

import static java.nio.charset.StandardCharsets.UTF_8;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.Jar.Run;
import dev.headwater.Jar.Started;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only the packaged jar can show: its commands, its exit codes, its embedded rules, its end. */
class JarIT {
    private static final Path RULES = Path.of("rules").toAbsolutePath();
    private static final String SEARCH =
            "{\"referrer\": \"https://www.google.com/\", \"landingUrl\": \"https://acme.example/\"}";
    private static final Pattern READY = Pattern.compile(
            "Headwater listens on (http://127\\.0\\.0\\.1:\\d+) \\(rules sha256:[0-9a-f]{64}, from the jar;"
                    + " histories in (.+)\\)");

    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

    /** A machine that builds is busier than one that serves. */
    private static final Map<String, String> PATIENT = Map.of("HEADWATER_HISTORY_WAIT", "30s");

    @TempDir
    private Path folder;

    @Test
    void theVersionIsTheOneThatWasBuilt() {
        Run run = jar().run("--version");
        assertThat(run.out()).startsWith("headwater 0.").contains("Java ");
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
    }

    @Test
    void noLibraryIsSignedForNoClassOfASignedOneStartsFaster() throws IOException {
        try (Stream<Path> libraries = Files.list(Jar.LIBRARIES)) {
            assertThat(libraries).hasSizeGreaterThan(100).noneMatch(JarIT::isSigned);
        }
    }

    // --- check

    @Test
    void theShippedRulesHaveNoFlaws() {
        Run run = jar().run("check");
        assertThat(run.out()).matches("\\d+ tables, \\d+ rows, \\d+ lists: no flaws\n");
        assertThat(run.exit()).isZero();
        assertThat(run.err()).doesNotContain("WARN");
    }

    @Test
    void aBrokenCellOfTheFolderInTheWorkingDirectoryIsNamedWithItsRemedy() throws IOException {
        Table channel = channelTableAsText();
        channel.replaceFirst("Organic Search", "Organic Serch").write();
        Run run = jar().run("check");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern(
                        "rules/channel\\.csv, cell [A-Z]+\\d+: .*\"Organic Serch\".*Did you mean \"Organic Search\"")
                .endsWith("1 flaw\n");
    }

    // --- test

    @Test
    void scenariosPassAgainstTheShippedRules() throws IOException {
        write("test-scenarios/search.yaml", suite("organic-search"));
        Run run = jar().run("test", "--report", "junit=out/report.xml", "--coverage", "--verbose");
        assertThat(run.out())
                .contains("Search  1 passed  test-scenarios/search.yaml")
                .contains("  passed  A visit from a search engine is Organic Search")
                .contains("\n1 passed, 0 failed in ")
                .containsPattern("table Channel.*: \\d+ of \\d+ rows decided")
                .doesNotContain("\u001B");
        assertThat(run.exit()).isZero();
        assertThat(folder.resolve("out/report.xml"))
                .content()
                .contains("<testcase name=\"A visit from a search engine is Organic Search\"");
    }

    @Test
    void aScenarioThatDiffersIsToldWithTheRowThatDecided() throws IOException {
        write("test-scenarios/search.yaml", suite("email"));
        Run run = jar().run("test");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("FAILED  A visit from a search engine is Organic Search")
                .contains("test-scenarios/search.yaml:7: channel")
                .contains("expected  email")
                .contains("actual    Organic Search (organic-search)")
                .containsPattern("because   rules/channel\\.\\S+!A\\d+ \\(")
                .contains("\n0 passed, 1 failed in ");
    }

    // --- resolve

    @Test
    void aLeadOnStandardInputIsAnsweredInOneLine() {
        Run run = jar().run(Map.of(), SEARCH, "resolve");
        assertThat(run.exit()).isZero();
        assertThat(run.out().lines()).hasSize(1);
        assertThatJson(run.out()).inPath("channel.id").isEqualTo("organic-search");
        assertThatJson(run.out()).inPath("source.id").isEqualTo("google");
        assertThatJson(run.out()).inPath("because").isArray().isNotEmpty();
    }

    @Test
    void aRefusedLeadKeepsItsPlaceAmongTheOthers() throws IOException {
        write("leads.ndjson", SEARCH + "\n{\"occurredAt\": \"yesterday\"}\n{not json}\n" + SEARCH + "\n");
        Run run = jar().run("resolve", "--explain", "none", "leads.ndjson");
        assertThat(run.exit()).isEqualTo(1);
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(4);
        assertThatJson(lines.get(1)).inPath("type").isEqualTo("urn:headwater:problem:not-a-lead");
        assertThatJson(lines.get(1)).inPath("instance").isEqualTo("#/1");
        assertThatJson(lines.get(2)).inPath("type").isEqualTo("urn:headwater:problem:not-json");
        assertThatJson(lines.get(3)).inPath("channel.id").isEqualTo("organic-search");
        assertThatJson(lines.get(3)).isObject().doesNotContainKey("because");
        assertThat(run.err())
                .contains("leads.ndjson:2: /occurredAt: found \"yesterday\"")
                .contains("leads.ndjson:3: not JSON")
                .contains("2 answered, 2 refused");
    }

    @Test
    void contactsOfOneLeadAreItsHistoryWithinARun() {
        String first =
                "{\"leadId\": \"L-1\", \"occurredAt\": \"2026-11-20T10:00:00Z\", \"referrer\": \"https://www.google.com/\"}";
        String second =
                "{\"leadId\": \"L-1\", \"occurredAt\": \"2026-11-23T10:00:00Z\", \"landingUrl\": \"https://acme.example/\"}";
        Run run = jar().run(Map.of(), "[" + first + "," + second + "]", "resolve", "--as-of", "2026-11-23T10:00:00Z");
        assertThat(run.exit()).isZero();
        String answer = run.out().lines().toList().get(1);
        assertThatJson(answer).inPath("history.touches").isEqualTo(2);
        assertThatJson(answer).inPath("primary.source.id").isEqualTo("google");
    }

    @Test
    void textOutsideAsciiIsWrittenAsUtf8WhateverTheLocale() {
        String lead = "{\"leadId\": \"L-ü-名\"}";
        Run run = jar().run(Map.of("LC_ALL", "C"), lead, "resolve", "--pretty");
        assertThat(run.out()).startsWith("{\n  \"leadId\": \"L-ü-名\",\n");
    }

    // --- convert, and the cell that a business user changes

    @Test
    void changingOneCellOfTheChannelTableChangesTheAnswer() throws IOException {
        Table channel = channelTableAsText();
        JsonNode before = answer(jar().run(Map.of(), SEARCH, "resolve", "--rules", "rules"));
        assertThat(before.at("/channel/id").asText()).isEqualTo("organic-search");

        int row = rowThatDecided("channel", before);
        channel.replaceInRow(row, "Organic Search", "Referral").write();
        JsonNode after = answer(jar().run(Map.of(), SEARCH, "resolve", "--rules", "rules"));

        assertThat(after.at("/channel/id").asText()).isEqualTo("referral");
        assertThat(rowThatDecided("channel", after)).isEqualTo(row);
        assertThat(after.at("/revision").asText())
                .isNotEqualTo(before.at("/revision").asText());
    }

    @Test
    void aTableComesBackFromAWorkbookAsItWas() throws IOException {
        Table channel = channelTableAsText();
        assertThat(jar().run("convert", "rules/channel.csv", "again.xlsx").exit())
                .isZero();
        assertThat(jar().run("convert", "again.xlsx", "again.csv").exit()).isZero();
        assertThat(folder.resolve("again.csv")).hasContent(channel.text());
    }

    // --- serve

    @Test
    void theServiceAnswersALeadAndEndsWellWhenTold() throws Exception {
        try (Started service = jar().start(Map.of(), "serve", "--port", "0")) {
            String address = ready(service);
            HttpResponse<String> answer = post(address, SEARCH);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThatJson(answer.body()).inPath("channel.id").isEqualTo("organic-search");
            service.terminate();
            assertThat(service.end()).isZero();
            assertThat(service.out().lines()).hasSize(1);
            assertThat(service.err().lines().filter(line -> !isOfJava(line)))
                    .noneMatch(line -> line.contains("WARN"))
                    .anyMatch(line -> line.contains("stopped"));
        }
    }

    @Test
    void historiesOutliveTheProcessInAFolderThatServesOneProcessAtATime() throws Exception {
        String contact = "{\"leadId\": \"L-1\", \"eventId\": \"e-1\", \"referrer\": \"https://www.google.com/\"}";
        String first;
        try (Started service = jar().start(PATIENT, "serve", "--port", "0")) {
            String address = ready(service);
            first = post(address, contact).body();
            assertThatJson(first).inPath("history.recorded").isEqualTo(true);
            Run second = jar().run("serve", "--port", "0");
            assertThat(second.exit()).isEqualTo(2);
            assertThat(second.err())
                    .contains("The histories in " + folder.resolve("data").toRealPath() + " are in use")
                    .contains("--data DIR", "--data none")
                    .doesNotContain("Exception", "\tat ");
            assertThat(post(address, contact).body()).isEqualTo(first);
        }
        try (Started service = jar().start(PATIENT, "serve", "--port", "0")) {
            String address = ready(service);
            HttpResponse<String> again = post(address, contact);
            assertThat(again.body()).isEqualTo(first);
            assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
            assertThatJson(post(address, "{\"leadId\": \"L-1\"}").body())
                    .inPath("history.touches")
                    .isEqualTo(2);
            service.terminate();
            assertThat(service.end()).isZero();
        }
        Path file;
        try (Stream<Path> files = Files.list(folder.resolve("data/ledger"))) {
            file = files.filter(one -> one.toFile().length() > 0).findFirst().orElseThrow();
        }
        byte[] damaged = Files.readAllBytes(file);
        int firstEntry = "headwater ledger".length() + 1;
        damaged[firstEntry] = 'x';
        Files.write(file, damaged);
        Run refused = jar().run("serve", "--port", "0");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .contains("are damaged", file.getFileName() + ": at byte " + firstEntry, "mv ", "--data DIR")
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void withoutAFolderHistoriesAreKeptInMemoryAndNothingIsWritten() throws Exception {
        try (Started service = jar().start(Map.of("HEADWATER_DATA", "none"), "serve", "--port", "0")) {
            String address = ready(service);
            post(address, "{\"leadId\": \"L-1\"}");
            assertThatJson(post(address, "{\"leadId\": \"L-1\"}").body())
                    .inPath("history.touches")
                    .isEqualTo(2);
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aTakenPortIsToldInWords() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = jar().run("serve", "--port", Integer.toString(taken.getLocalPort()));
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .contains("Headwater cannot start: ")
                    .contains(Integer.toString(taken.getLocalPort()))
                    .doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void brokenRulesAreToldInFullAndServeNobody() throws IOException {
        channelTableAsText()
                .replaceFirst("Organic Search", "Organic Serch")
                .replaceFirst("Paid Social", "Payed Social")
                .write();
        Run run = jar().run("serve", "--port", "0");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("\"Organic Serch\"", "\"Payed Social\"", "are refused");
    }

    @Test
    void theCommandLineWinsOverTheEnvironment() throws Exception {
        Map<String, String> environment = Map.of("HEADWATER_PORT", "1", "HEADWATER_MAX_BODY", "20");
        try (Started service = jar().start(environment, "serve", "--port", "0")) {
            String address = ready(service);
            assertThat(post(address, SEARCH).statusCode()).isEqualTo(413);
            assertThat(post(address, "{}").statusCode()).isEqualTo(200);
        }
    }

    private Jar jar() {
        return new Jar(folder);
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static boolean isSigned(Path library) {
        try (ZipFile file = new ZipFile(library.toFile())) {
            return file.stream()
                    .anyMatch(entry -> SIGNATURE.matcher(entry.getName()).matches());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String suite(String channel) {
        return """
                suite: Search
                now: 2026-11-23T10:00:00Z
                scenarios:
                  - name: A visit from a search engine is Organic Search
                    lead: { referrer: "https://www.google.com/", landingUrl: "https://acme.example/" }
                    expect:
                      channel: %s
                """.formatted(channel);
    }

    /** From JDK 24 on Java warns of what a library of histories calls ({@code sun.misc.Unsafe}). */
    private static boolean isOfJava(String line) {
        return line.startsWith("WARNING: ") && line.contains("sun.misc.Unsafe")
                || line.startsWith(
                        "WARNING: Please consider reporting this to the maintainers of class org.infinispan.");
    }

    private static String ready(Started service) {
        Matcher ready = READY.matcher(service.line());
        assertThat(ready.matches()).as(ready.toString()).isTrue();
        return ready.group(1);
    }

    private static HttpResponse<String> post(String address, String lead) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/v1/leads:resolve"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(lead))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString(UTF_8));
    }

    private static JsonNode answer(Run run) throws IOException {
        assertThat(run.exit()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private static int rowThatDecided(String what, JsonNode answer) {
        for (JsonNode reason : answer.get("because")) {
            if (reason.get("decides").asText().equals(what)) {
                String row = reason.get("row").asText();
                assertThat(row).startsWith("rules/" + what + ".csv!A");
                return Integer.parseInt(row.substring(row.lastIndexOf('A') + 1));
            }
        }
        throw new AssertionError("nothing decided the " + what);
    }

    /** A copy of the shipped rules whose channel table is text, so that a cell can be changed as anybody would. */
    private Table channelTableAsText() throws IOException {
        Path rules = folder.resolve("rules");
        Jar.copy(RULES, rules);
        Path text = rules.resolve("channel.csv");
        Path workbook = rules.resolve("channel.xlsx");
        if (Files.exists(workbook)) {
            assertThat(jar().run("convert", "rules/channel.xlsx", "rules/channel.csv")
                            .exit())
                    .isZero();
            Files.delete(workbook);
        }
        return new Table(text, Files.readString(text));
    }

    private record Table(Path file, String text) {
        Table replaceFirst(String cell, String other) {
            assertThat(text).contains(cell);
            return new Table(file, text.replaceFirst("(?<=,)" + cell + "(?=,)", other));
        }

        Table replaceInRow(int row, String cell, String other) {
            List<String> lines = new ArrayList<>(text.lines().toList());
            String line = lines.get(row - 1);
            assertThat(line).contains("," + cell + ",");
            lines.set(row - 1, line.replace("," + cell + ",", "," + other + ","));
            return new Table(file, String.join("\n", lines) + "\n");
        }

        void write() throws IOException {
            Files.writeString(file, text);
        }
    }
}
