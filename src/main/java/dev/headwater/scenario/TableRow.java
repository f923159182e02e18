package dev.headwater.scenario;

import dev.headwater.table.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One row of a table of scenarios on its way to what it would be in YAML. */
final class TableRow {
    private static final String BECAUSE = "expect.because.";

    private final Place place;
    private final Node root = new Node();
    private final Map<Integer, Node> history = new TreeMap<>();
    private final List<Yaml> because = new ArrayList<>();

    TableRow(Place place) {
        this.place = place;
    }

    /** A mapping that is still being filled. */
    private static final class Node {
        private final Map<String, Object> inner = new LinkedHashMap<>();

        Yaml.Mapping mapping(Place outside) {
            Map<String, Yaml.Entry> entries = new LinkedHashMap<>();
            Place first = outside;
            for (Map.Entry<String, Object> part : inner.entrySet()) {
                Yaml value = part.getValue() instanceof Node node ? node.mapping(outside) : (Yaml) part.getValue();
                entries.put(part.getKey(), new Yaml.Entry(value.place(), value));
                first = entries.size() == 1 ? value.place() : first;
            }
            return new Yaml.Mapping(first, entries);
        }
    }

    /** Puts a cell where it belongs. */
    void put(TableColumn column, Place at, Cell cell) {
        Yaml value = value(column, at, cell);
        List<String> steps = new ArrayList<>(List.of(column.path().split("\\.")));
        if (column.path().startsWith(BECAUSE)) {
            String decides = column.path().substring(BECAUSE.length());
            because.add(new Yaml.Mapping(at, Map.of(decides, new Yaml.Entry(at, value))));
            return;
        }
        Node node = root;
        if (steps.get(0).equals("history")) {
            node = history.computeIfAbsent(Integer.valueOf(steps.get(1)), number -> new Node());
            steps.subList(0, 2).clear();
        } else if (steps.get(0).equals("expect")) {
            // Parts of an answer are known by their dotted names as well.
            node = inner(root, "expect");
            steps = List.of(column.path().substring("expect.".length()));
        } else if (column.path().equals("note")) {
            return;
        }
        int last = steps.size() - 1;
        if (column.isTyped() || column.path().contains("clickIds.")) {
            // Names of attributes and click IDs may have dots of their own.
            int open = steps.indexOf("attributes") + steps.indexOf("clickIds") + 1;
            String name = String.join(".", steps.subList(open + 1, steps.size()));
            inner(inTo(node, steps.subList(0, open)), steps.get(open)).inner.put(name, value);
            return;
        }
        inTo(node, steps.subList(0, last)).inner.put(steps.get(last), value);
    }

    private static Node inTo(Node from, List<String> steps) {
        Node node = from;
        for (String step : steps) {
            node = inner(node, step);
        }
        return node;
    }

    private static Node inner(Node node, String key) {
        return (Node) node.inner.computeIfAbsent(key, step -> new Node());
    }

    private static Yaml value(TableColumn column, Place at, Cell cell) {
        String text = cell.text().strip();
        if (column.isList()) {
            List<Yaml> items = new ArrayList<>();
            for (String item : text.split(",")) {
                if (!item.isBlank() && !item.strip().equalsIgnoreCase("none")) {
                    items.add(new Yaml.Scalar(at, item.strip(), item.strip()));
                }
            }
            return new Yaml.Sequence(at, items);
        }
        boolean flag = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
        String plain = flag && column.isTyped() ? text.toLowerCase(Locale.ROOT) : text;
        return new Yaml.Scalar(at, column.isTyped() ? YamlReader.plain(plain) : text, text);
    }

    /** The row as a whole. */
    Yaml.Mapping mapping() {
        Yaml.Mapping row = root.mapping(place);
        if (!row.has("lead")) {
            // A row that tells nothing of a lead is about a lead that tells nothing.
            row = row.with("lead", new Yaml.Mapping(place, Map.of()));
        }
        if (!because.isEmpty()) {
            Yaml.Mapping told = new Yaml.Mapping(place, Map.of()).with("because", new Yaml.Sequence(place, because));
            row = new Yaml.Mapping(place, Map.of()).with("expect", told).over(row);
        }
        if (!history.isEmpty()) {
            List<Yaml> contacts = new ArrayList<>();
            history.values().forEach(node -> contacts.add(node.mapping(place)));
            row = row.with("history", new Yaml.Sequence(place, contacts));
        }
        return row;
    }
}
