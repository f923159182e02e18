package dev.headwater.rules;

import static dev.headwater.rules.TestRules.googleAd;
import static dev.headwater.rules.TestRules.referrer;
import static dev.headwater.rules.TestRules.tags;

import dev.headwater.decision.Explain;
import dev.headwater.signal.Signals;
import dev.headwater.table.Condition;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.DecisionTable.Column;
import dev.headwater.table.DecisionTable.Row;
import dev.headwater.table.HitPolicy;
import dev.headwater.table.WordType;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;

/**
 * What loading and deciding cost, and how the engine compares with the plain evaluator, in one run so that the ratios
 * hold on any machine. Not a test; run its main with the test class path.
 *
 * <p>All times are processor time of the one thread that works, so that neighbours on the machine matter little.
 */
final class DecisionBenchmark {
    private static final int ROUNDS = 15;

    private DecisionBenchmark() {}

    public static void main(String[] arguments) {
        loading();
        deciding();
        for (int rows : new int[] {30, 150, 1_000, 5_000}) {
            matching(rows);
        }
    }

    private static void loading() {
        List<Double> milliseconds = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            long start = now();
            new TestRules().ruleSet().close();
            milliseconds.add((now() - start) / 1e6);
        }
        System.out.printf(
                Locale.ROOT,
                "load of the test rules: first %.0f ms, then %.0f ms%n",
                milliseconds.get(0),
                median(milliseconds.subList(6, 12)));
    }

    private static void deciding() {
        RuleSet rules = new TestRules().ruleSet();
        Signals plain = googleAd().value("touches", 3.0).signals();
        Signals muddle = googleAd()
                .value("tagged", true)
                .evidence(tags("facebook", "meta", "email", "email"))
                .evidence(referrer("www.facebook.com", "social", "meta"))
                .signals();
        for (Explain explain : Explain.values()) {
            System.out.printf(
                    Locale.ROOT,
                    "decide, explain %s: a plain lead %.1f µs, one with three conflicts %.1f µs%n",
                    explain,
                    time(5_000, i -> rules.decide(plain, explain)) / 1e3,
                    time(5_000, i -> rules.decide(muddle, explain)) / 1e3);
        }
        rules.close();
    }

    private static void matching(int rows) {
        DecisionTable table = table(rows);
        Slots slots = new Slots(List.of(table));
        TableDrl drl = new TableDrl(table);
        long start = now();
        KieBase base = Objects.requireNonNull(Knowledge.compile(drl, new ArrayList<>()));
        double build = (now() - start) / 1e6;
        RowMatcher matcher = new EngineMatcher(drl, base, 0, slots);
        RuleSession session = new RuleSession(List.of(base));

        Random random = new Random(7);
        List<Map<String, Object>> facts = new ArrayList<>();
        List<@Nullable Object[]> values = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            Map<String, Object> fact = new HashMap<>();
            @Nullable Object[] value = new @Nullable Object[table.conditions().size()];
            for (Column column : table.conditions()) {
                Object one = column.word().type() == WordType.TEXT
                        ? "v" + random.nextInt(column.index() == 1 ? rows / 10 : 12)
                        : Double.valueOf(random.nextInt(20));
                fact.put(column.word().signal(), one);
                value[slots.of(column.word())] = one;
            }
            facts.add(fact);
            values.add(value);
        }
        int loops = Math.max(500, 200_000 / rows);
        double engine = time(loops, i -> matcher.match(session, values.get(i & 255)));
        double evaluator =
                time(loops, i -> table.matches(word -> facts.get(i & 255).get(word.signal()), RandomTables.TODAY));
        session.dispose();
        System.out.printf(
                Locale.ROOT,
                "%5d rows: engine %.2f µs, plain evaluator %.2f µs, ratio %.2f (built in %.0f ms)%n",
                rows,
                engine / 1e3,
                evaluator / 1e3,
                engine / evaluator,
                build);
    }

    /** A table as people write them: two texts to be equal to, now and then a list or a number. */
    private static DecisionTable table(int rows) {
        Random random = new Random(5);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            WordType type = i == 4 ? WordType.NUMBER : WordType.TEXT;
            columns.add(new Column(RandomTables.word("attributes.w" + i, type), i + 1));
        }
        List<Row> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            List<Condition> conditions = List.of(
                    new Condition.OneOf(List.of("v" + random.nextInt(Math.max(1, rows / 10)))),
                    random.nextInt(3) == 0
                            ? new Condition.Anything()
                            : new Condition.OneOf(List.of("v" + random.nextInt(12))),
                    random.nextInt(6) == 0 ? new Condition.OneOf(List.of("v1", "v2", "v3")) : new Condition.Anything(),
                    random.nextInt(6) == 0 ? new Condition.NoneOf(List.of("v1")) : new Condition.Anything(),
                    random.nextInt(6) == 0 ? new Condition.Between(3, true, 15, false) : new Condition.Anything());
            all.add(new Row(i + 9, "r" + i, conditions, List.of("", "", "", "", ""), List.of(), "", null, null));
        }
        return new DecisionTable(
                "Benchmark", "rules/benchmark.csv", "", HitPolicy.FIRST_MATCH, "", columns, List.of(), all);
    }

    /** Nanoseconds of one call: the median of rounds, after the compiler has settled. */
    private static double time(int loops, IntConsumer work) {
        List<Double> rounds = new ArrayList<>();
        for (int round = 0; round < 2 * ROUNDS; round++) {
            long start = now();
            for (int i = 0; i < loops; i++) {
                work.accept(i);
            }
            rounds.add((now() - start) / (double) loops);
        }
        return median(rounds.subList(ROUNDS, 2 * ROUNDS));
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
    }

    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
