package dev.headwater.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.signal.SelfReports;
import dev.headwater.signal.Slug;
import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import dev.headwater.table.RuleBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LabelledAnswersTest {
    private static final Set<String> KNOWN = Set.of("google", "radio");
    private static final ReferenceList LIST = new ReferenceList(
            "self-reports",
            "rules/lists/self-reports.csv",
            List.of("phrase", "source", "category"),
            List.of(
                    new Row(2, Map.of("phrase", "google", "source", "Google", "category", "search")),
                    new Row(3, Map.of("phrase", "radio", "source", "Radio", "category", "broadcast"))));

    private final List<Flaw> flaws = new ArrayList<>();

    private LabelledAnswers read(String... lines) {
        return LabelledAnswers.read("mine.csv", String.join("\n", lines).getBytes(StandardCharsets.UTF_8), KNOWN, flaws)
                .orElseThrow(() -> new AssertionError(flaws));
    }

    private String flawOf(String... lines) {
        assertThat(LabelledAnswers.read(
                        "mine.csv", String.join("\n", lines).getBytes(StandardCharsets.UTF_8), KNOWN, flaws))
                .isEmpty();
        return flaws.get(0).toString();
    }

    @Test
    void precisionAndRecallAreSharesOfWhatWasTakenAndOfWhatWasToBeTaken() {
        AnswerScore score = AnswerScore.of(
                read("answer,expected", "google,Google", "the radio,google", "google,abstain", "the wireless,Radio"),
                SelfReports.of(LIST, flaws));
        assertThat(score.answers()).isEqualTo(4);
        assertThat(score.precision()).isEqualTo(1 / 3.0);
        assertThat(score.recall()).isEqualTo(1 / 3.0);
        assertThat(score.misses())
                .extracting(miss -> miss.row().line() + " " + miss.heard())
                .containsExactly("3 radio", "4 google", "5 abstain");
    }

    @Test
    void whereNothingIsTakenNothingIsWrong() {
        AnswerScore score = AnswerScore.of(read("answer,expected", "hm,abstain"), SelfReports.of(LIST, flaws));
        assertThat(score.precision()).isEqualTo(1);
        assertThat(score.recall()).isEqualTo(1);
        assertThat(score.misses()).isEmpty();
    }

    @Test
    void columnsMayStandInAnyOrderAndOthersBesideThem() {
        LabelledAnswers answers = read("note;Expected;Answer", "x;radio;on the radio");
        assertThat(answers.rows()).containsExactly(new LabelledAnswers.Row(2, "on the radio", "radio"));
    }

    @Test
    void whatCannotBeSeenIsWrittenAsInJson() {
        assertThat(read("answer,expected", "goo\\u200Bgle,google").rows().get(0).answer())
                .isEqualTo("goo\u200Bgle");
    }

    @Test
    void aMistypedLabelIsASlipAndNoMiss() {
        assertThat(flawOf("answer,expected", "google,gogle"))
                .contains("mine.csv", "B2", "\"gogle\"", "Did you mean \"google\"?");
    }

    @Test
    void aFileWithoutItsColumnsOrWithoutAnswersIsTold() {
        assertThat(flawOf("text,source", "google,google")).contains("\"answer\" and \"expected\"");
        flaws.clear();
        assertThat(flawOf("answer,expected")).contains("holds no answer");
    }

    @Test
    void thePublishedAnswersAreHeardAsLabelled() throws IOException {
        Path file = Path.of("test-scenarios", "self-reports", "written-2026-11.answers.csv");
        List<Flaw> found = new ArrayList<>();
        ReferenceList list = Shipped.selfReports();
        LabelledAnswers answers = LabelledAnswers.read(
                        file.toString(), Files.readAllBytes(file), Shipped.sourcesOf(list), found)
                .orElseThrow(() -> new AssertionError(found));
        AnswerScore score = AnswerScore.of(answers, SelfReports.of(list, found));
        assertThat(score.answers()).isGreaterThanOrEqualTo(450);
        assertThat(score.precision()).as(score.misses().toString()).isGreaterThanOrEqualTo(0.98);
        assertThat(score.recall()).as(score.misses().toString()).isGreaterThanOrEqualTo(0.97);
    }

    /** The list as shipped. */
    private static final class Shipped {
        static ReferenceList selfReports() throws IOException {
            Map<String, byte[]> files = Map.of(
                    "rules/lists/self-reports.csv", Files.readAllBytes(Path.of("rules", "lists", "self-reports.csv")));
            return Objects.requireNonNull(
                    RuleBook.read(files, new ArrayList<>()).lists().get("self-reports"));
        }

        static Set<String> sourcesOf(ReferenceList list) {
            return list.rows().stream()
                    .flatMap(row -> Stream.of(row.cell("source"), row.cell("paid source")))
                    .filter(name -> !name.isEmpty())
                    .map(Slug::of)
                    .collect(Collectors.toSet());
        }
    }
}
