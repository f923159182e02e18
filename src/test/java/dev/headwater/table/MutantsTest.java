package dev.headwater.table;

import static dev.headwater.table.SmallTables.CAMPAIGN;
import static dev.headwater.table.SmallTables.CATEGORY;
import static dev.headwater.table.SmallTables.LAST_TOUCH;
import static dev.headwater.table.SmallTables.TAGGED;
import static dev.headwater.table.SmallTables.TOUCHES;
import static dev.headwater.table.SmallTables.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MutantsTest {

    private static List<String> of(HitPolicy policy, List<Word> words, String... rows) {
        return Mutants.of(table(policy, words, rows)).stream()
                .map(mutant -> mutant.row() + " " + mutant.told())
                .toList();
    }

    private static List<String> ofCell(Word word, String cell, String... others) {
        String[] rows = new String[others.length + 2];
        rows[0] = cell + " -> A";
        for (int i = 0; i < others.length; i++) {
            rows[i + 1] = others[i] + " -> A";
        }
        rows[rows.length - 1] = " -> A";
        return of(HitPolicy.FIRST_MATCH, List.of(word), rows).stream()
                .filter(told -> told.startsWith("r1 cell "))
                .map(told -> told.replace("r1 cell ", "").replace(word.name() + " ", ""))
                .toList();
    }

    @Test
    void everyRowIsDroppedButTheLastThatTakesWhatIsLeft() {
        assertThat(of(HitPolicy.FIRST_MATCH, List.of(CATEGORY), "search -> A", " -> B"))
                .contains("r1 row dropped: r1")
                .doesNotContain("r2 row dropped: r2");
        assertThat(of(HitPolicy.SUM_POINTS, List.of(CATEGORY), "search -> 1", " -> 2"))
                .as("where rows add up, none takes what is left")
                .contains("r1 row dropped: r1", "r2 row dropped: r2");
    }

    @Test
    void aRowIsSwappedWithTheNextThatCanFitTheSameLeadAndSaysOtherwise() {
        assertThat(of(
                        HitPolicy.FIRST_MATCH,
                        List.of(CATEGORY, TAGGED),
                        "search| -> A",
                        "social|yes -> B",
                        "search|no -> A",
                        "|yes -> C",
                        "| -> B"))
                .filteredOn(told -> told.contains("swapped"))
                .as("r3 and r4 ask for opposite flags, and r5 takes what is left")
                .containsExactly("r1 rows swapped: r1 and r4", "r2 rows swapped: r2 and r4");
    }

    @Test
    void rowsThatAllCountAreNotSwapped() {
        assertThat(of(HitPolicy.SUM_POINTS, List.of(CATEGORY), "search -> 1", "search -> 2"))
                .noneMatch(told -> told.contains("swapped"));
    }

    @Test
    void aTextIsJoinedOrReplacedByThoseThatOtherRowsName() {
        assertThat(ofCell(CATEGORY, "search", "social"))
                .containsExactly(
                        "widened: \"search\" became (empty)",
                        "widened: \"search\" became \"search, social\"",
                        "replaced: \"search\" became \"social\"");
    }

    @Test
    void ofSeveralTextsEachIsLost() {
        assertThat(ofCell(CATEGORY, "search, social", "search"))
                .containsExactly(
                        "widened: \"search, social\" became (empty)",
                        "narrowed: \"search, social\" became \"social\"",
                        "narrowed: \"search, social\" became \"search\"");
    }

    @Test
    void whatIsNotWantedIsJoinedLostAndTurnedRound() {
        assertThat(ofCell(CATEGORY, "not (search, social)", "email"))
                .containsExactly(
                        "widened: \"not (search, social)\" became (empty)",
                        "narrowed: \"not (search, social)\" became \"not (search, social, email)\"",
                        "widened: \"not (search, social)\" became \"not social\"",
                        "widened: \"not (search, social)\" became \"not search\"",
                        "replaced: \"not (search, social)\" became \"search, social\"");
    }

    @Test
    void aPatternLosesItsStars() {
        assertThat(ofCell(CAMPAIGN, "*shop*"))
                .containsExactly(
                        "widened: \"*shop*\" became (empty)",
                        "narrowed: \"*shop*\" became \"shop*\"",
                        "narrowed: \"*shop*\" became \"*shop\"",
                        "narrowed: \"*shop*\" became \"shop\"");
        Mutant begins = Mutants.of(table(HitPolicy.FIRST_MATCH, List.of(CAMPAIGN), "*shop* -> A", " -> B")).stream()
                .filter(mutant -> mutant.now().equals("shop*"))
                .findFirst()
                .orElseThrow();
        Condition condition = begins.table().rows().get(0).conditions().get(0);
        assertThat(condition.test("shop window")).isTrue();
        assertThat(condition.test("workshop")).isFalse();
    }

    @Test
    void aFlagIsTurnedRound() {
        assertThat(ofCell(TAGGED, "yes"))
                .containsExactly("widened: \"yes\" became (empty)", "replaced: \"yes\" became \"no\"");
    }

    @Test
    void knownAndMissingChangePlaces() {
        assertThat(ofCell(CAMPAIGN, "known")).contains("replaced: \"known\" became \"missing\"");
        assertThat(ofCell(CAMPAIGN, "missing")).contains("replaced: \"missing\" became \"known\"");
    }

    @Test
    void aBoundMovesAStepEitherWayAndLosesItself() {
        assertThat(ofCell(TOUCHES, ">= 3"))
                .containsExactly(
                        "widened: \">= 3\" became (empty)",
                        "widened: \">= 3\" became \">= 2\"",
                        "narrowed: \">= 3\" became \">= 4\"",
                        "narrowed: \">= 3\" became \"> 3\"");
        assertThat(ofCell(LAST_TOUCH, "> 30 days"))
                .contains(
                        "widened: \"> 30 days\" became \"> 29 days\"", "narrowed: \"> 30 days\" became \"> 31 days\"");
        assertThat(ofCell(TOUCHES, "1..2"))
                .contains("widened: \"1..2\" became \"0..2\"", "narrowed: \"1..2\" became \"1\"");
    }

    @Test
    void anOutcomeIsWhatANearRowSaysAndPointsAreOneOff() {
        assertThat(of(HitPolicy.FIRST_MATCH, List.of(CATEGORY), "search -> A", "social -> A", " -> C"))
                .contains("r1 outcome replaced: Channel \"A\" became \"C\"");
        assertThat(of(HitPolicy.SUM_POINTS, List.of(CATEGORY), "search -> 15"))
                .contains("r1 outcome replaced: Points \"15\" became \"16\"");
    }

    @Test
    void aMutantTellsItsCell() {
        Mutant mutant =
                Mutants.of(table(HitPolicy.FIRST_MATCH, List.of(CATEGORY, TAGGED), "search|yes -> A", "| -> B"))
                        .stream()
                        .filter(each -> each.kind() == Mutant.Kind.CELL_REPLACED
                                && each.column().equals("Tagged"))
                        .findFirst()
                        .orElseThrow();

        assertThat(mutant.place()).isEqualTo("rules/small.xlsx!Small!C1");
        assertThat(mutant.table().rows().get(0).written()).containsExactly("search", "no");
        assertThat(mutant.original().rows().get(0).written()).containsExactly("search", "yes");
    }
}
