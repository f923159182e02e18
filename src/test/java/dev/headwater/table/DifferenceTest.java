package dev.headwater.table;

import static dev.headwater.table.SmallTables.CAMPAIGN;
import static dev.headwater.table.SmallTables.CATEGORY;
import static dev.headwater.table.SmallTables.LAST_TOUCH;
import static dev.headwater.table.SmallTables.TAGGED;
import static dev.headwater.table.SmallTables.TOUCHES;
import static dev.headwater.table.SmallTables.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.table.Condition.OneOf;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    /** The told changes of a table that are proven to change no decision. */
    private static List<String> changingNothing(List<Never> nevers, DecisionTable table) {
        return Mutants.of(table).stream()
                .filter(mutant -> Difference.of(mutant, nevers).isNone())
                .map(mutant -> mutant.row() + " " + mutant.told())
                .toList();
    }

    private static List<String> changingNothing(List<Word> words, String... rows) {
        return changingNothing(List.of(), table(HitPolicy.FIRST_MATCH, words, rows));
    }

    @Test
    void aRowThatRepeatsTheRowBelowItCanBeDropped() {
        assertThat(changingNothing(List.of(CATEGORY), "search -> A", "search, social -> A", " -> B"))
                .contains("r1 row dropped: r1");
        assertThat(changingNothing(List.of(CATEGORY), "search -> A", "search, social -> B", " -> B"))
                .as("near miss: the row below says otherwise")
                .doesNotContain("r1 row dropped: r1");
    }

    @Test
    void whatRowsAboveTakeMakesNoDifferenceBelow() {
        assertThat(changingNothing(List.of(CATEGORY), "search -> A", "social -> B", " -> C"))
                .containsExactly("r2 cell widened: Source category \"social\" became \"social, search\"");
        assertThat(changingNothing(List.of(CATEGORY, TAGGED), "search|yes -> A", "social| -> B", "| -> C"))
                .as("near miss: the row above takes only some of them")
                .isEmpty();
    }

    @Test
    void aCaseThatNeverComesMakesNoDifference() {
        DecisionTable table = table(HitPolicy.FIRST_MATCH, List.of(CAMPAIGN, TAGGED), "known|yes -> A", "| -> B");
        Never untagged = Never.both("Campaign", new Condition.Missing(), "Tagged", new Condition.Flag(true));

        assertThat(changingNothing(List.of(untagged), table))
                .containsExactly("r1 cell widened: Campaign \"known\" became (empty)");
        assertThat(changingNothing(List.of(), table)).isEmpty();
        assertThat(changingNothing(
                        List.of(Never.both("Campaign", new Condition.Missing(), "Touches", new Condition.Known())),
                        table))
                .as("near miss: a law about a word that this table does not ask for")
                .isEmpty();
    }

    /** Two laws that meet only in a word that the table does not ask for. */
    @Test
    void whatNeverComesIsFollowedThroughWordsThatAreSettledBefore() {
        DecisionTable table = table(
                HitPolicy.FIRST_MATCH, List.of(CATEGORY, CAMPAIGN), "search|autumn -> A", "social| -> B", "| -> C");
        List<Never> laws = List.of(
                Never.both("Source category", new OneOf(List.of("social")), "Tagged", new Condition.Flag(true)),
                Never.both("Campaign", new Condition.Known(), "Tagged", new Condition.Flag(false)),
                Never.one("Tagged", new Condition.Missing()));
        Mutant wider = Mutants.of(table).stream()
                .filter(mutant ->
                        mutant.told().equals("cell widened: Source category \"search\" became \"search, social\""))
                .findFirst()
                .orElseThrow();

        assertThat(Difference.of(wider, laws).isNone()).isFalse();
        assertThat(Difference.of(wider, laws, List.of(TAGGED)).isNone())
                .as("social is never tagged, and a campaign always")
                .isTrue();
        assertThat(Difference.of(wider, laws.subList(0, 1), List.of(TAGGED)).isNone())
                .as("near miss: a campaign without tags")
                .isFalse();
        assertThat(Difference.of(wider, laws, List.of(TOUCHES)).isNone())
                .as("near miss: what ties the two is not settled yet")
                .isFalse();
    }

    @Test
    void boundsThatRowsAboveHaveTakenCanMove() {
        assertThat(changingNothing(List.of(TOUCHES), ">= 3 -> A", ">= 1 -> B", " -> C"))
                .isEmpty();
        assertThat(changingNothing(List.of(LAST_TOUCH), "within 7 days -> A", "7..30 days -> B", " -> C"))
                .contains("r2 cell widened: Last touch \"7..30 days\" became \"6..30 days\"")
                .doesNotContain("r2 cell narrowed: Last touch \"7..30 days\" became \"8..30 days\"");
    }

    @Test
    void patternsAreTakenToFitTogetherInEveryWay() {
        assertThat(changingNothing(List.of(CAMPAIGN), "*a* -> A", "*b* -> A", " -> B"))
                .isEmpty();
        assertThat(changingNothing(List.of(CAMPAIGN), "matches a -> A", "matches b -> B", " -> C"))
                .isEmpty();
        assertThat(changingNothing(List.of(CAMPAIGN), "known -> A", "*b* -> B", " -> C"))
                .as("where anything known is taken above, so is what fits a pattern")
                .contains("r2 cell narrowed: Campaign \"*b*\" became \"b*\"");
    }

    @Test
    void whereRowsAddUpEveryLeadThatAChangeReachesIsADifference() {
        assertThat(changingNothing(
                        List.of(), table(HitPolicy.SUM_POINTS, List.of(CATEGORY), "search -> 5", "search -> 5")))
                .isEmpty();
    }

    @Test
    void aLeadNearsTheCasesThatDifferWordByWord() {
        DecisionTable table = table(HitPolicy.FIRST_MATCH, List.of(CATEGORY, TAGGED), "search|yes -> A", "| -> B");
        Mutant dropped = Mutants.of(table).get(0);
        Difference difference = Difference.of(dropped, List.of());

        assertThat(difference.distance(Arrays.asList("search", true))).isZero();
        assertThat(difference.distance(Arrays.asList("search", false))).isEqualTo(1);
        assertThat(difference.distance(Arrays.asList("social", null))).isEqualTo(2);
    }

    /** The claim that counts: no lead, however it comes, is decided otherwise by a change that is said to change nothing. */
    @Test
    void noLeadTellsAMutantThatIsProvenToChangeNothing() {
        Random random = new Random(20261123);
        int proven = 0;
        int told = 0;
        for (int i = 0; i < 250; i++) {
            Chance chance = new Chance(random);
            DecisionTable table = chance.table();
            for (Mutant mutant : Mutants.of(table)) {
                boolean none = Difference.of(mutant, List.of()).isNone();
                boolean differs = false;
                for (int lead = 0; lead < 150; lead++) {
                    List<@Nullable Object> values = chance.lead(table);
                    differs |= !decided(table, values).equals(decided(mutant.table(), values));
                }
                assertThat(none && differs)
                        .as("%s of %s", mutant.told(), table.rows())
                        .isFalse();
                proven += none ? 1 : 0;
                told += differs ? 1 : 0;
            }
        }
        assertThat(proven).as("proofs that were put to the test").isGreaterThan(300);
        assertThat(told).as("mutants that some lead told").isGreaterThan(3_000);
    }

    private static List<@Nullable Object> decided(DecisionTable table, List<@Nullable Object> values) {
        List<@Nullable Object> said = new ArrayList<>();
        List<DecisionTable.Row> fitting = table.matches(
                word -> values.get(table.conditions().stream()
                        .map(DecisionTable.Column::word)
                        .toList()
                        .indexOf(word)),
                TODAY);
        for (DecisionTable.Row row : fitting) {
            said.add(row.outcomes().get(0));
            if (table.hitPolicy() == HitPolicy.FIRST_MATCH) {
                break;
            }
        }
        return said;
    }

    /** Tables by chance, over few values, and leads that hit them often. */
    private static final class Chance {
        private static final List<String> CATEGORIES = List.of(
                "",
                "search",
                "social",
                "email",
                "search, email",
                "not search",
                "not (social, email)",
                "known",
                "missing");
        private static final List<String> CAMPAIGNS = List.of(
                "",
                "shop",
                "*shop",
                "shop*",
                "*shop*",
                "*a*",
                "a*b",
                "matches ^s",
                "matches (sh|a)",
                "known",
                "missing",
                "not shop");
        private static final List<String> NUMBERS =
                List.of("", ">= 3", "> 3", "< 3", "3", "1..3", "<= 1", "known", "missing");
        private static final List<String> FLAGS = List.of("", "yes", "no", "missing");
        private static final List<String> TEXTS = List.of(
                "shop", "shops", "workshop", "a", "ab", "a shop b", "s", "sh", "b", "xshopx", "q", "search", "ash");

        private final Random random;

        Chance(Random random) {
            this.random = random;
        }

        DecisionTable table() {
            List<Word> words = new ArrayList<>(List.of(CATEGORY, CAMPAIGN, TOUCHES, TAGGED));
            java.util.Collections.shuffle(words, random);
            List<Word> asked = words.subList(0, 1 + random.nextInt(3));
            HitPolicy policy = random.nextInt(5) == 0 ? HitPolicy.SUM_POINTS : HitPolicy.FIRST_MATCH;
            List<DecisionTable.Row> rows = new ArrayList<>();
            int count = 2 + random.nextInt(6);
            for (int i = 1; i <= count; i++) {
                boolean last = i == count && random.nextInt(4) > 0;
                String[] cells = new String[asked.size()];
                for (int column = 0; column < cells.length; column++) {
                    cells[column] = last ? "" : cell(asked.get(column));
                }
                Object outcome = policy == HitPolicy.SUM_POINTS
                        ? (Object) (double) random.nextInt(3)
                        : List.of("A", "B", "C").get(random.nextInt(3));
                rows.add(SmallTables.row(i, asked, cells, outcome));
            }
            return SmallTables.table(policy, asked, rows);
        }

        private String cell(Word word) {
            List<String> cells = word.equals(CATEGORY)
                    ? CATEGORIES
                    : word.equals(CAMPAIGN) ? CAMPAIGNS : word.equals(TAGGED) ? FLAGS : NUMBERS;
            return random.nextInt(3) == 0 ? "" : cells.get(random.nextInt(cells.size()));
        }

        List<@Nullable Object> lead(DecisionTable table) {
            List<@Nullable Object> values = new ArrayList<>();
            for (DecisionTable.Column column : table.conditions()) {
                Word word = column.word();
                if (random.nextInt(5) == 0) {
                    values.add(null);
                } else if (word.equals(CATEGORY)) {
                    values.add(word.values().get(random.nextInt(3)));
                } else if (word.equals(CAMPAIGN)) {
                    values.add(TEXTS.get(random.nextInt(TEXTS.size())));
                } else if (word.equals(TAGGED)) {
                    values.add(random.nextBoolean());
                } else {
                    values.add((double) random.nextInt(6));
                }
            }
            return values;
        }
    }
}
