package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.headwater.lead.SelfReport;
import dev.headwater.signal.Heard.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * How well the list as shipped understands people. Precision comes first: an answer that is left open costs little, a
 * wrong source much.
 *
 * <p>"Held out" are answers that were written down before they were ever run, in the mixture that such a field collects;
 * neither list nor code was made to fit them. The first set was written before the list; at its first run precision was
 * 0.995 and recall 0.990. The second was written last of all, and stands at its first run. "Tuned" are the answers that
 * list and code were made with. Among them are two sets that were held out at first and are harder than life, about a
 * third of their answers being made to mislead; at their first runs precision was 0.933 and 0.936, recall 0.977 and 0.964. All were
 * written by the people who wrote the list, so answers of real leads will come out somewhat worse.
 */
class SelfReportAnswersTest {
    private static final String ABSTAIN = "abstain";
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})");
    private static final SelfReports SHIPPED =
            SelfReports.of(Objects.requireNonNull(ShippedLists.LISTS.get("self-reports")), new ArrayList<>());

    private record Labelled(String answer, String expected) {}

    private record Score(String name, int answers, int named, int expected, int right, List<String> wrong) {
        double precision() {
            return (double) right / named;
        }

        double recall() {
            return (double) right / expected;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "self-reports, %s: %d answers, precision %.3f (%d of %d named), recall %.3f (%d of %d to be named)%s",
                    name,
                    answers,
                    precision(),
                    right,
                    named,
                    recall(),
                    right,
                    expected,
                    wrong.isEmpty() ? "" : "\n  " + String.join("\n  ", wrong));
        }
    }

    @Test
    void answersThatTheListWasMadeWithAreUnderstood() {
        Score score = score("tuned");
        System.out.println(score);
        assertThat(score.answers()).isGreaterThanOrEqualTo(300);
        assertThat(score.precision()).as(score.toString()).isGreaterThanOrEqualTo(0.99);
        assertThat(score.recall()).as(score.toString()).isGreaterThanOrEqualTo(0.97);
    }

    @Test
    void answersThatTheListHasNeverSeenAreUnderstood() {
        for (String name : List.of("held-out", "held-out-2")) {
            Score score = score(name);
            System.out.println(score);
            assertThat(score.answers()).isGreaterThanOrEqualTo(100);
            assertThat(score.precision()).as(score.toString()).isGreaterThanOrEqualTo(0.97);
            assertThat(score.recall()).as(score.toString()).isGreaterThanOrEqualTo(0.90);
        }
    }

    @Test
    void noAnswerIsBothTunedAndHeldOut() {
        Set<String> tuned = new TreeSet<>();
        read("tuned").forEach(labelled -> tuned.add(labelled.answer()));
        for (String name : List.of("held-out", "held-out-2")) {
            // Whole answers only: "google" alone is what half of all people write, and so stands in each.
            long shared = read(name).stream()
                    .filter(labelled -> labelled.answer().length() > 20 && tuned.contains(labelled.answer()))
                    .count();
            assertThat(shared).isZero();
        }
    }

    @Test
    void aSlipNeverTurnsOneBrandIntoAnother() {
        List<String> brands = List.of(
                "google",
                "facebook",
                "instagram",
                "linkedin",
                "twitter",
                "youtube",
                "tiktok",
                "reddit",
                "pinterest",
                "snapchat",
                "quora",
                "discord",
                "telegram",
                "whatsapp",
                "mastodon",
                "bluesky",
                "yahoo",
                "duckduckgo",
                "ecosia",
                "chatgpt",
                "perplexity",
                "deepseek",
                "capterra",
                "trustpilot",
                "producthunt",
                "substack",
                "github",
                "spotify",
                "amazon",
                "wikipedia",
                "gartner",
                "trustradius",
                "nextdoor",
                "yandex",
                "baidu");
        Random random = new Random(7);
        List<String> turned = new ArrayList<>();
        int kept = 0;
        int slips = 0;
        for (String brand : brands) {
            String meant = source(brand);
            assertThat(meant).as(brand).isNotEqualTo(ABSTAIN);
            for (int i = 0; i < 300; i++) {
                String typed = slip(brand, random);
                String heard = source(typed);
                slips++;
                kept += heard.equals(meant) ? 1 : 0;
                if (!heard.equals(meant) && !heard.equals(ABSTAIN)) {
                    turned.add(typed + " for " + brand + " is heard as " + heard);
                }
            }
        }
        assertThat(turned).isEmpty();
        // Most slips after the first letter of a long word are forgiven.
        assertThat((double) kept / slips).isGreaterThan(0.8);
    }

    /** One letter left out, doubled, wrong, or swapped with the next; never the first. */
    private static String slip(String word, Random random) {
        int at = 1 + random.nextInt(word.length() - 2);
        String before = word.substring(0, at);
        String after = word.substring(at + 1);
        return switch (random.nextInt(4)) {
            case 0 -> before + after;
            case 1 -> before + word.charAt(at) + word.charAt(at) + after;
            case 2 -> before + (char) ('a' + random.nextInt(26)) + after;
            default -> before + after.charAt(0) + word.charAt(at) + after.substring(1);
        };
    }

    private static Score score(String name) {
        int named = 0;
        int expected = 0;
        int right = 0;
        List<Labelled> answers = read(name);
        List<String> wrong = new ArrayList<>();
        for (Labelled labelled : answers) {
            String heard = source(labelled.answer());
            named += heard.equals(ABSTAIN) ? 0 : 1;
            expected += labelled.expected().equals(ABSTAIN) ? 0 : 1;
            if (!heard.equals(labelled.expected())) {
                wrong.add("\"" + labelled.answer() + "\" is " + labelled.expected() + ", heard as " + heard);
            } else if (!heard.equals(ABSTAIN)) {
                right++;
            }
        }
        return new Score(name, answers.size(), named, expected, right, wrong);
    }

    private static String source(String answer) {
        return SHIPPED.hear(new SelfReport(answer)) instanceof Named named
                ? named.recognised().source().id()
                : ABSTAIN;
    }

    private static List<Labelled> read(String name) {
        String file = "self-reports-" + name + ".csv";
        try (InputStream stream = Objects.requireNonNull(SelfReportAnswersTest.class.getResourceAsStream(file), file);
                CsvReader<NamedCsvRecord> rows =
                        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return rows.stream()
                    .map(row -> new Labelled(unescaped(row.getField("answer")), row.getField("expected")))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }
}
