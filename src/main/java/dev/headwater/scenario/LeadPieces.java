package dev.headwater.scenario;

import dev.headwater.rules.RuleSet;
import dev.headwater.scenario.Draft.Past;
import dev.headwater.signal.Catalog;
import dev.headwater.signal.Signal;
import dev.headwater.table.Condition;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.ExampleTexts;
import dev.headwater.table.WordType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Everything that a lead could be made of, as the lists, the tables and the scenarios at hand know it. */
final class LeadPieces {
    private static final String OWN = "https://acme.example";
    private static final String ELSEWHERE = "https://blog.some-site.example/";

    /** By where a piece goes, what it could be. */
    private final Map<String, Set<String>> values = new LinkedHashMap<>();

    private final Set<List<Past>> histories = new LinkedHashSet<>();

    LeadPieces(RuleSet rules, List<Draft> drafts) {
        drafts.forEach(this::take);
        lists(rules.catalog());
        rules.tables().forEach(this::words);
    }

    Map<String, Set<String>> values() {
        return values;
    }

    Set<List<Past>> histories() {
        return histories;
    }

    private void take(Draft draft) {
        draft.pieces().forEach(this::add);
        draft.history().forEach(past -> past.lead().pieces().forEach(this::add));
        if (!draft.history().isEmpty()) {
            histories.add(draft.history());
        }
    }

    private void add(String key, String value) {
        values.computeIfAbsent(key, place -> new LinkedHashSet<>()).add(value);
    }

    private void lists(Catalog catalog) {
        add("page", OWN + "/");
        add("page", "http://localhost:3000/");
        catalog.entries("pages", "path").forEach(path -> add("page", OWN + path));
        catalog.entries("vanity-paths", "path").forEach(path -> add("page", "https://" + path));
        add("referrer", ELSEWHERE);
        for (String list : List.of("own-hosts", "spam-referrers", "hosts")) {
            catalog.entries(list, "host").stream()
                    .filter(host -> host.indexOf('{') < 0 && host.indexOf(':') < 0)
                    .forEach(host -> add("referrer", "https://" + host + "/"));
        }
        add("?utm_source", "some-site");
        catalog.entries("sources", "id").forEach(id -> add("?utm_source", id));
        catalog.entries("aliases", "tag").stream()
                .filter(tag -> tag.indexOf('*') < 0)
                .forEach(tag -> add("?utm_source", tag));
        add("?utm_medium", "some-medium");
        catalog.entries("mediums", "medium").stream()
                .filter(medium -> medium.indexOf('*') < 0)
                .forEach(medium -> add("?utm_medium", medium));
        add("?utm_campaign", "autumn");
        catalog.entries("click-ids", "parameter").forEach(parameter -> add("?" + parameter, "x"));
        catalog.entries("promo-codes", "code").forEach(code -> add("promoCode", code));
        catalog.entries("phone-lines", "number").forEach(number -> add("dialledNumber", number));
        catalog.entries("crm-tags", "tag").forEach(tag -> add("crm.leadSource", tag));
        catalog.entries("offline-types", "type").forEach(type -> add("offline.type", type));
        catalog.entries("forms", "form").forEach(form -> add("form.name", form));
        catalog.entries("self-reports", "phrase").forEach(phrase -> add("form.heardAboutUs", phrase));
    }

    /** What the tables' own cells speak of: texts for tags, numbers for attributes and for how often and when. */
    private void words(DecisionTable table) {
        for (int column = 0; column < table.conditions().size(); column++) {
            var word = table.conditions().get(column).word();
            if (word.type() == WordType.TEXT && !word.isClosed()) {
                for (String text : ExampleTexts.of(table, column)) {
                    List.of("?utm_source", "?utm_medium", "?utm_campaign").forEach(tag -> add(tag, text));
                    if (word.signal().startsWith(Signal.ATTRIBUTE_PREFIX)) {
                        add(word.signal(), text);
                    }
                }
            } else if (word.type() == WordType.FLAG && word.signal().startsWith(Signal.ATTRIBUTE_PREFIX)) {
                add(word.signal(), "true");
                add(word.signal(), "false");
            }
            for (DecisionTable.Row row : table.rows()) {
                if (row.conditions().get(column) instanceof Condition.Between between) {
                    bound(word.signal(), word.type(), between.low());
                    bound(word.signal(), word.type(), between.high());
                }
            }
        }
    }

    private void bound(String signal, WordType type, double bound) {
        if (Double.isInfinite(bound) || Math.abs(bound) > 1e9) {
            return;
        }
        for (double near : new double[] {bound - 1, bound, bound + 1}) {
            if (signal.startsWith(Signal.ATTRIBUTE_PREFIX)) {
                add(signal, near == Math.rint(near) ? Long.toString((long) near) : Double.toString(near));
            } else if (type == WordType.AGE && near > 0) {
                histories.add(visits(1, Duration.ofHours((long) (near * 24))));
            } else if (signal.startsWith("touches") && near > 0 && near <= 20) {
                for (int days : new int[] {1, 10, 40}) {
                    histories.add(visits((int) near, Duration.ofDays(days)));
                }
            }
        }
    }

    /** Several visits, the last of them so long ago, the others an hour apart before it. */
    private static List<Past> visits(int count, Duration last) {
        TreeMap<String, String> visit = new TreeMap<>();
        visit.put("page", OWN + "/");
        visit.put("referrer", "https://www.bing.com/");
        List<Past> visits = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            visits.add(new Past(last.plusHours(i), new Draft(visit, List.of())));
        }
        return visits;
    }
}
