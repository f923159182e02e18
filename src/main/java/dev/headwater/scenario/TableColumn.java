package dev.headwater.scenario;

import dev.headwater.table.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table of scenarios.
 *
 * @param path where its cells belong in the suite, as steps with dots between: {@code lead.form.name}
 */
record TableColumn(String path) {
    private static final Pattern HISTORY = Pattern.compile("history\\.(\\d{1,2})\\.(.+)", Pattern.CASE_INSENSITIVE);
    private static final List<String> OPEN = List.of("attributes.", "clickIds.");

    /** What each rule set has names of its own for: profiles, and the fields of CRMs. */
    private static final List<String> OPEN_ANSWERS =
            List.of("expect.channels.", "expect.crm.", "expect.because.channels.");

    private static final Map<String, String> LEAD = leadPaths();

    /** What a row of a table is. */
    record Kind(String plural, List<String> openings, Map<String, String> columns, boolean withHistory) {}

    static final Kind OF_LEADS = new Kind("leads", List.of("leads", "about"), leadColumns(), false);
    static final Kind OF_SCENARIOS =
            new Kind("scenarios", List.of("scenarios", "now", "about"), scenarioColumns(), true);

    private static Map<String, String> leadPaths() {
        Map<String, String> paths = new TreeMap<>();
        LeadFields.KEYS.forEach((parent, keys) -> keys.stream()
                .filter(key -> !LeadFields.KEYS.containsKey("/" + key) && !OPEN.contains(key + "."))
                .map(key -> parent.isEmpty() ? key : parent.substring(1) + "." + key)
                .forEach(path -> paths.put(Text.fold(path), path)));
        return paths;
    }

    private static Map<String, String> leadColumns() {
        Map<String, String> columns = new TreeMap<>();
        LEAD.values().forEach(path -> {
            columns.put(Text.fold(path), "lead." + path);
            columns.put(Text.fold("lead." + path), "lead." + path);
        });
        columns.put("name", "name");
        columns.put("note", "note");
        return columns;
    }

    private static Map<String, String> scenarioColumns() {
        Map<String, String> columns = leadColumns();
        Stream.of("now", "tags").forEach(key -> columns.put(key, key));
        ExpectationReader.known().stream()
                .filter(key -> !key.equals("because"))
                .forEach(key -> columns.put(Text.fold("expect." + key), "expect." + key));
        ExpectationReader.DECISIONS.forEach(key -> columns.put("expect.because." + key, "expect.because." + key));
        return columns;
    }

    /** The column that a header names; null where there is none. Case and blanks do not matter. */
    static @Nullable TableColumn of(String header, Kind kind) {
        String known = kind.columns().get(Text.fold(header));
        if (known != null) {
            return new TableColumn(known);
        }
        Matcher history = HISTORY.matcher(header);
        if (history.matches() && kind.withHistory()) {
            String inner = leadPath(history.group(2));
            String path = Text.fold(history.group(2)).equals("at") ? "at" : inner;
            return path == null ? null : new TableColumn("history." + Integer.parseInt(history.group(1)) + "." + path);
        }
        String answered = kind.withHistory() ? opened(header, OPEN_ANSWERS) : null;
        if (answered != null) {
            return new TableColumn(answered);
        }
        String open = leadPath(header);
        return open == null ? null : new TableColumn("lead." + open);
    }

    private static @Nullable String leadPath(String header) {
        String plain = Text.fold(header).startsWith("lead.") ? header.substring(5) : header;
        String open = opened(plain, OPEN);
        return open == null ? LEAD.get(Text.fold(plain)) : open;
    }

    /** The header, where it goes on after one of these beginnings; null where it does not. */
    private static @Nullable String opened(String header, List<String> beginnings) {
        for (String open : beginnings) {
            if (Text.fold(header).startsWith(Text.fold(open)) && header.length() > open.length()) {
                return open + header.substring(open.length()).strip();
            }
        }
        return null;
    }

    /** What can be meant by a header that names no column: parts of an answer, of an earlier contact, or of the lead. */
    static List<String> known(String header, Kind kind) {
        String folded = Text.fold(header);
        List<String> known = new ArrayList<>();
        if (kind.withHistory() && folded.startsWith("history")) {
            String number = folded.replaceAll("\\D*(\\d{0,2}).*", "$1");
            String prefix = "history." + (number.isEmpty() ? "1" : number) + ".";
            known.add(prefix + "at");
            LEAD.values().forEach(path -> known.add(prefix + path));
            return known;
        }
        boolean expected = folded.startsWith("expect");
        kind.columns().values().stream()
                .distinct()
                .filter(path -> path.startsWith("expect.") == expected)
                .map(path -> path.startsWith("lead.") ? path.substring(5) : path)
                .sorted()
                .forEach(known::add);
        if (expected && kind.withHistory()) {
            OPEN_ANSWERS.forEach(open -> known.add(open + "…"));
        } else if (!expected) {
            known.addAll(List.of("attributes.…", "clickIds.…"));
            known.addAll(kind.withHistory() ? List.of("history.1.at", "history.1.…", "expect.…") : List.of());
        }
        return known;
    }

    /** Whether the same column may be there again: several rows may be expected to have had a part. */
    boolean severalTimes() {
        return path.startsWith("expect.because.") || path.equals("note");
    }

    /** Whether its cells are lists, with commas between. */
    boolean isList() {
        return path.equals("tags") || path.equals("expect.conflicts");
    }

    /** Whether its cells may be numbers and flags; everywhere else {@code 007} is a text. */
    boolean isTyped() {
        return path.contains("attributes.");
    }
}
