package dev.headwater.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.SideBySide;
import dev.headwater.decision.Explain;
import dev.headwater.lead.LeadContext;
import dev.headwater.signal.Leads;
import dev.headwater.signal.Signals;
import dev.headwater.table.Condition;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.DecisionTable.Column;
import dev.headwater.table.DecisionTable.Row;
import dev.headwater.table.HitPolicy;
import dev.headwater.table.WordType;
import dev.headwater.touch.TouchHistory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** What a decision takes as a table grows, for {@code ScaleBenchmark}: the whole of it, and the asking of that table alone. */
public final class TableScale {
    private static final int LEADS = 256;

    private TableScale() {}

    /**
     * Whole decisions under the shipped rules, whose channel table is replaced by one of so many rows.
     *
     * @param sizes in rows, the first being what the others are compared with
     */
    public static void decisions(List<Integer> sizes, SideBySide measure) {
        for (int rows : sizes) {
            Map<String, byte[]> files = new TreeMap<>(RuleFiles.in(Path.of("rules"), new ArrayList<>()));
            files.remove("rules/channel.xlsx");
            files.put("rules/channel.csv", channels(rows).getBytes(UTF_8));
            long start = System.nanoTime();
            RuleSet rules = RuleSetLoader.load(files).orThrow();
            System.out.printf(
                    Locale.ROOT,
                    "  (%,d rows were read, checked and compiled in %.1f s)%n",
                    rows,
                    (System.nanoTime() - start) / 1e9);
            List<Signals> leads = new ArrayList<>();
            for (int i = 0; i < LEADS; i++) {
                leads.add(Signals.of(
                        lead(i * Math.max(1, rows / LEADS)), TouchHistory.EMPTY, rules.catalog(), TestRules.NOW));
            }
            measure.add(
                    String.format(Locale.ROOT, "%,d rows, the whole decision", rows),
                    i -> rules.decide(leads.get(i % LEADS), Explain.SUMMARY));
        }
        measure.run();
    }

    /** A channel table as companies with many campaigns would have it. */
    private static String channels(int rows) {
        StringBuilder csv = new StringBuilder("""
                Decision table,Channel
                Hit policy,First match

                ID,WHEN,WHEN,WHEN,THEN,BECAUSE
                ,Campaign,Medium class,Source category,Channel,
                """);
        for (int i = 0; i < rows - 1; i++) {
            csv.append("c-").append(i).append(",campaign ").append(i).append(i % 3 == 0 ? ",paid," : ",,");
            csv.append(i % 5 == 0 ? "search,Paid Search," : ",Display,").append("campaign ");
            csv.append(i).append('\n');
        }
        return csv.append("last,,,,Unassigned,no row knows it\n").toString();
    }

    private static LeadContext lead(int campaign) {
        return Leads.visit(
                "https://acme.example/pricing?utm_source=google&utm_medium=cpc&gclid=x&utm_campaign=" + "campaign+"
                        + campaign,
                "https://www.google.com/");
    }

    /** One table of mixed conditions, asked without anything around it. */
    public static void tables(List<Integer> sizes, SideBySide measure) {
        for (int rows : sizes) {
            measure.add(String.format(Locale.ROOT, "%,d rows, that table alone", rows), asking(rows));
        }
        measure.run();
    }

    private static IntConsumer asking(int rows) {
        DecisionTable table = table(rows);
        Slots slots = new Slots(List.of(table));
        TableRules rules = new TableRules(table);
        long start = System.nanoTime();
        System.out.printf(
                Locale.ROOT, "  (%,d rows were compiled in %.1f s)%n", rows, (System.nanoTime() - start) / 1e9);
        RowMatcher matcher = new EngineMatcher(rules, TableNetwork.of(rules.rules()), slots);
        Random random = new Random(7);
        List<@Nullable Object[]> leads = new ArrayList<>();
        for (int i = 0; i < LEADS; i++) {
            @Nullable Object[] values = new @Nullable Object[table.conditions().size()];
            for (Column column : table.conditions()) {
                values[slots.of(column.word())] = column.word().type() == WordType.TEXT
                        ? "v" + random.nextInt(column.index() == 1 ? Math.max(1, rows / 10) : 12)
                        : Double.valueOf(random.nextInt(20));
            }
            leads.add(values);
        }
        return i -> matcher.match(leads.get(i % LEADS));
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
}
