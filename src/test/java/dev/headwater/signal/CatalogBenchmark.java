package dev.headwater.signal;

import dev.headwater.lead.LeadContext;
import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one visit costs with lists of 1,000 and of 100,000 rows more than are shipped. Run it by hand; the figures of one
 * machine say little, but their ratio should be near 1:
 *
 * <pre>java -cp target/test-classes:target/classes:… dev.headwater.signal.CatalogBenchmark</pre>
 */
final class CatalogBenchmark {
    private static final int ROUNDS = 5;
    private static final int VISITS = 40_000;

    private CatalogBenchmark() {}

    public static void main(String[] args) {
        Catalog small = catalog(1_000);
        Catalog large = catalog(100_000);
        double[] ratios = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            double less = microseconds(small, 1_000);
            double more = microseconds(large, 100_000);
            ratios[round] = more / less;
            System.out.printf("1,000 rows: %.1f µs   100,000 rows: %.1f µs   ratio %.2f%n", less, more, more / less);
        }
        Arrays.sort(ratios);
        System.out.printf("ratio in the middle: %.2f%n", ratios[ROUNDS / 2]);
    }

    /** The shipped lists, and so many rows more in each that grows with a customer's business. */
    static Catalog catalog(int more) {
        Map<String, ReferenceList> lists = new HashMap<>(ShippedLists.LISTS);
        lists.put("hosts", longer("hosts", more, i -> Map.of("host", "site" + i + ".example", "source", "google")));
        lists.put(
                "aliases",
                longer("aliases", more, i -> Map.of("tag", "partner tag " + i, "source", "facebook", "medium", "")));
        lists.put("mediums", longer("mediums", more, i -> Map.of("medium", "medium-" + i, "class", "email")));
        lists.put("spam-referrers", longer("spam-referrers", more, i -> Map.of("host", "spam" + i + ".example")));
        List<Flaw> flaws = new ArrayList<>();
        Catalog catalog = Catalog.of(lists, flaws);
        if (flaws.stream().anyMatch(flaw -> flaw.severity() == Flaw.Severity.ERROR)) {
            throw new IllegalStateException(flaws.get(0).toString());
        }
        return catalog;
    }

    private interface NextRow {
        Map<String, String> cells(int i);
    }

    private static ReferenceList longer(String name, int more, NextRow next) {
        ReferenceList list = ShippedLists.list(name);
        List<Row> rows = new ArrayList<>(list.rows());
        for (int i = 0; i < more; i++) {
            rows.add(new Row(rows.size() + 2, next.cells(i)));
        }
        return new ReferenceList(list.name(), list.file(), list.columns(), rows);
    }

    private static double microseconds(Catalog catalog, int more) {
        List<LeadContext> visits = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int row = i * (more / 500);
            visits.add(Leads.visit(
                    "https://acme.example/?utm_source=partner+tag+" + row + "&utm_medium=medium-" + row,
                    i % 2 == 0 ? "https://www.site" + row + ".example/" : "https://spam" + row + ".example/"));
        }
        long found = 0;
        long start = System.nanoTime();
        for (int i = 0; i < VISITS; i++) {
            found += Leads.signals(visits.get(i % visits.size()), catalog)
                    .evidence()
                    .size();
        }
        double spent = (System.nanoTime() - start) / 1e3 / VISITS;
        if (found != 2L * VISITS) {
            throw new IllegalStateException("not every visit was recognised");
        }
        return spent;
    }
}
