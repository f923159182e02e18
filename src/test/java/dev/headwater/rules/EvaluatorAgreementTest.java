package dev.headwater.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.decision.Campaign;
import dev.headwater.signal.Signals;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.DecisionTable.Column;
import dev.headwater.table.DecisionTable.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The engine and the plain evaluator, written apart from each other, must see the same rows fit. */
class EvaluatorAgreementTest {
    private static final int ROUNDS = 5;
    private static final int SLOW_ROUNDS = 100;
    private static final int TABLES = 4;
    private static final int FACTS = 5_200;
    private static final Instant NOW = RandomTables.TODAY.atTime(12, 0).toInstant(ZoneOffset.UTC);

    @Test
    void theEngineAndThePlainEvaluatorFindTheSameRows() {
        assertThat(pairsThatAgree(ROUNDS)).isGreaterThanOrEqualTo(100_000);
    }

    @Test
    @Tag("slow")
    void theyDoSoOverMillionsOfPairs() {
        assertThat(pairsThatAgree(SLOW_ROUNDS)).isGreaterThanOrEqualTo(2_000_000);
    }

    private static long pairsThatAgree(int rounds) {
        long seed = Long.getLong("headwater.seed", System.nanoTime());
        long pairs = 0;
        long fits = 0;
        var kinds = new TreeSet<String>();
        for (int round = 0; round < rounds; round++) {
            RandomTables random = new RandomTables(new Random(seed + round));
            List<DecisionTable> tables = new ArrayList<>();
            for (int i = 0; i < TABLES; i++) {
                tables.add(random.table("t" + i, new int[] {3, 12, 30, 90}[i]));
            }
            Slots slots = new Slots(tables);
            for (DecisionTable table : tables) {
                TableRules rules = new TableRules(table);
                RowMatcher matcher = new EngineMatcher(rules, TableNetwork.of(rules.rules()), slots);
                for (int i = 0; i < FACTS; i++) {
                    Map<String, Object> facts = facts(rules.table(), random);
                    List<String> expected =
                            rules.table().matches(word -> facts.get(word.signal()), RandomTables.TODAY).stream()
                                    .map(Row::id)
                                    .toList();
                    @Nullable
                    Object[] values =
                            slots.read(new Signals(facts, List.of(), Campaign.NONE, List.of(), NOW), new ArrayList<>());
                    List<String> found = Arrays.stream(matcher.match(values))
                            .mapToObj(row -> rules.table().rows().get(row))
                            .filter(row -> row.countsOn(RandomTables.TODAY))
                            .map(Row::id)
                            .toList();
                    pairs++;
                    fits += found.size();
                    if (!found.equals(expected)) {
                        assertThat(found)
                                .as("-Dheadwater.seed=%d round %d table %s facts %s", seed, round, rules.table(), facts)
                                .isEqualTo(expected);
                    }
                }
                rules.table()
                        .rows()
                        .forEach(row -> row.conditions()
                                .forEach(condition ->
                                        kinds.add(condition.getClass().getSimpleName())));
            }
        }
        assertThat(fits)
                .as("rows that fitted, so that agreeing means something")
                .isGreaterThan(pairs);
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        "Anything", "Known", "Missing", "OneOf", "NoneOf", "Like", "InList", "Flag", "Between");
        return pairs;
    }

    private static Map<String, Object> facts(DecisionTable table, RandomTables random) {
        Map<String, Object> facts = new HashMap<>();
        for (Column column : table.conditions()) {
            Object value = random.value(column.word().type());
            if (value != null) {
                facts.put(column.word().signal(), value);
            }
        }
        return facts;
    }
}
