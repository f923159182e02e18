package dev.headwater.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.resolver.Decided;
import dev.headwater.rules.RuleFiles;
import dev.headwater.rules.RuleSet;
import dev.headwater.rules.RuleSetLoader;
import dev.headwater.table.Flaw;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final Decided SEARCH = ShippedLeads.decided("{\"referrer\": \"https://www.google.com/\"}");
    private static final Decided DIRECT = ShippedLeads.decided("{\"landingUrl\": \"https://acme.example/\"}");

    private final List<Replay.Difference> differences = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    @Test
    void aLogOfTheRulesAtHandIsTheSame() throws Exception {
        Replay replay = read(bytes(line(SEARCH), line(DIRECT)));
        assertThat(replay.same()).isEqualTo(2);
        assertThat(differences).isEmpty();
        assertThat(replay.revisions()).isEqualTo(Map.of(ShippedLeads.RULES.revision(), 2L));
    }

    @Test
    void aCompressedLogIsReadTheSame() throws Exception {
        assertThat(read(gzip(bytes(line(SEARCH), line(DIRECT)))).same()).isEqualTo(2);
    }

    @Test
    void anAnswerThatWasTamperedWithIsTold() throws Exception {
        String line = line(SEARCH).replace("\"channel\":\"organic-search\"", "\"channel\":\"paid-search\"");
        Replay replay = read(bytes(line(DIRECT), line));
        assertThat(replay.otherwise()).isEqualTo(1);
        assertThat(differences).singleElement().satisfies(difference -> {
            assertThat(difference.line()).isEqualTo(2);
            assertThat(difference.what()).containsExactly("channel paid-search → organic-search");
        });
        assertThat(replay.channels()).isEqualTo(Map.of("paid-search → organic-search", 1L));
    }

    @Test
    void anInputThatWasTamperedWithIsToldWithTheRowsThatDecided() throws Exception {
        Replay replay = read(bytes(line(SEARCH).replace("https://www.google.com/", "https://acme.example/")));
        assertThat(replay.otherwise()).isEqualTo(1);
        assertThat(differences.get(0).rows())
                .anyMatch(row -> row.startsWith("was channel rules/channel.xlsx!Channel!"))
                .anyMatch(row -> row.startsWith("is  channel rules/channel.xlsx!Channel!"));
    }

    @Test
    void underTheRulesAtHandAnotherRowIsADifferenceToo() throws Exception {
        String line = line(SEARCH).replaceFirst("!Channel!A\\d+", "!Channel!A999");
        assertThat(read(bytes(line)).otherwise()).isEqualTo(1);
    }

    @Test
    void halfALineIsToldAndPassedOver() throws Exception {
        String whole = line(SEARCH);
        Replay replay = read(bytes(whole, whole.substring(0, 100), whole, "[1]", whole.substring(0, 60)));
        assertThat(replay.same()).isEqualTo(2);
        assertThat(replay.broken()).isEqualTo(3);
        assertThat(unreadable).hasSize(3).first().asString().startsWith("2: ");
    }

    @Test
    void aCompressedLogThatBreaksOffIsReadAsFarAsItGoes() throws Exception {
        String[] lines = new String[500];
        Arrays.setAll(lines, i -> line(SEARCH).replace("\"d1\"", "\"" + Integer.toString(i * 7919, 36) + "\""));
        byte[] whole = gzip(bytes(lines));
        Replay replay = read(Arrays.copyOf(whole, whole.length - 200));
        assertThat(replay.same()).isPositive().isLessThan(500);
        assertThat(replay.broken()).isEqualTo(1);
    }

    @Test
    void whatTheLogSaysItLacksIsCounted() throws Exception {
        Replay replay = read(bytes(line(SEARCH), "{\"dropped\":12}", "{\"dropped\":3}"));
        assertThat(replay.missing()).isEqualTo(15);
        assertThat(replay.broken()).isZero();
    }

    @Test
    void aLineWhoseMaskHidesWhatDecidedIsNotTakenAgain() throws Exception {
        Decided odd = ShippedLeads.decided(
                "{\"landingUrl\": \"https://acme.example/?utm_source%3Dbing%26utm_medium%3Dcpc\"}");
        Replay replay = read(bytes(EntryTest.line(odd, Personal.all())));
        assertThat(replay.masked()).isEqualTo(1);
        assertThat(replay.same() + replay.otherwise()).isZero();
    }

    @Test
    void decisionsOfOtherRulesAreTakenAgainOnlyWhenAsked() throws Exception {
        byte[] log = bytes(line(SEARCH), line(DIRECT));
        try (RuleSet changed = changed()) {
            Replay unasked = new Replay(changed, false);
            unasked.read(new ByteArrayInputStream(log), differences::add, unreadable::add);
            assertThat(unasked.ofOtherRules()).isEqualTo(2);
            assertThat(differences).isEmpty();

            Replay asked = new Replay(changed, true);
            asked.read(new ByteArrayInputStream(log), differences::add, unreadable::add);
            assertThat(asked.ofOtherRules()).isZero();
            assertThat(asked.same() + asked.otherRows()).isEqualTo(1);
            assertThat(differences)
                    .singleElement()
                    .satisfies(difference ->
                            assertThat(difference.what()).anyMatch(what -> what.startsWith("source google → ")));
        }
    }

    /** The shipped rules, to which Google's pages are unknown. */
    private static RuleSet changed() {
        List<Flaw> flaws = new ArrayList<>();
        Map<String, byte[]> files = new java.util.TreeMap<>(RuleFiles.in(Path.of("rules"), flaws));
        String key = files.keySet().stream()
                .filter(name -> name.endsWith("lists/hosts.csv"))
                .findFirst()
                .orElseThrow();
        String hosts = new String(files.get(key), UTF_8);
        files.put(key, hosts.replaceAll("(?m)^[^,\\n]*,[Gg]oogle,.*\\n", "").getBytes(UTF_8));
        return RuleSetLoader.load(files, flaws).orThrow();
    }

    private Replay read(byte[] log) throws IOException {
        Replay replay = new Replay(ShippedLeads.RULES, false);
        replay.read(new ByteArrayInputStream(log), differences::add, unreadable::add);
        return replay;
    }

    private static String line(Decided decided) {
        return EntryTest.line(decided, Set.of());
    }

    private static byte[] bytes(String... lines) {
        return String.join("\n", lines).getBytes(UTF_8);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
