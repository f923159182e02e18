package dev.headwater.signal;

import dev.headwater.SideBySide;
import dev.headwater.lead.LeadContext;
import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What recognising a lead takes as reference lists grow, for {@code ScaleBenchmark}. */
public final class ListScale {
    private static final int VISITS = 500;

    private ListScale() {}

    /** @param sizes in rows that four lists have beyond those shipped, the first being what the others are compared with */
    public static void recognising(List<Integer> sizes, SideBySide measure) {
        for (int more : sizes) {
            long start = System.nanoTime();
            Catalog catalog = catalog(more);
            System.out.printf(
                    Locale.ROOT,
                    "  (four lists of %,d rows were built in %.1f s)%n",
                    more,
                    (System.nanoTime() - start) / 1e9);
            List<LeadContext> visits = visits(more);
            measure.add(String.format(Locale.ROOT, "%,d rows in each list", more), i -> {
                if (Leads.signals(visits.get(i % VISITS), catalog).evidence().size() != 2) {
                    throw new IllegalStateException("not every visit was recognised");
                }
            });
        }
        measure.run();
    }

    /** The shipped lists, and so many rows more in each that grows with a customer's business. */
    static Catalog catalog(int more) {
        Map<String, ReferenceList> lists = new HashMap<>(ShippedLists.LISTS);
        lists.put(
                "hosts",
                longer("hosts", more, i -> Map.of("host", "site" + number(i) + ".example", "source", "google")));
        lists.put(
                "aliases",
                longer(
                        "aliases",
                        more,
                        i -> Map.of("tag", "partner tag " + number(i), "source", "facebook", "medium", "")));
        lists.put("mediums", longer("mediums", more, i -> Map.of("medium", "medium-" + number(i), "class", "email")));
        lists.put(
                "spam-referrers", longer("spam-referrers", more, i -> Map.of("host", "spam" + number(i) + ".example")));
        List<Flaw> flaws = new ArrayList<>();
        Catalog catalog = Catalog.of(lists, flaws);
        if (flaws.stream().anyMatch(flaw -> flaw.severity() == Flaw.Severity.ERROR)) {
            throw new IllegalStateException(flaws.get(0).toString());
        }
        return catalog;
    }

    /** Equally long in lists of any length, so that names take as long to read. */
    private static String number(int i) {
        return String.valueOf(10_000_000 + i);
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

    /** Rows from all over the lists; every other visit comes from a host of spam. */
    private static List<LeadContext> visits(int more) {
        List<LeadContext> visits = new ArrayList<>();
        for (int i = 0; i < VISITS; i++) {
            String row = number(i * (more / VISITS));
            visits.add(Leads.visit(
                    "https://acme.example/?utm_source=partner+tag+" + row + "&utm_medium=medium-" + row,
                    i % 2 == 0 ? "https://www.site" + row + ".example/" : "https://spam" + row + ".example/"));
        }
        return visits;
    }
}
