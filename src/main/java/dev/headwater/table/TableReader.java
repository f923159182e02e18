package dev.headwater.table;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a {@link DecisionTable} of a sheet whose A1 says so, with everything that is wrong with the single cells. */
final class TableReader {
    private static final String FIRST_LINES = "A table begins with the lines Decision table | name, Hit policy | …, "
            + "About | …; then come a line of ID, WHEN, THEN … and a line with the words below WHEN and THEN";

    /** Past so many flaws of one sheet its author has enough to mend. */
    static final int MOST_FLAWS = 500;

    private final Sheet sheet;
    private final Dictionary dictionary;
    private final CellGrammar grammar;
    private final List<Flaw> flaws;

    private String name = "";
    private @Nullable Stage stage;
    private @Nullable HitPolicy hitPolicy;
    private String about = "";
    private boolean kindsKnown = true;
    /** By column, 0 for A. */
    private final Map<Integer, ColumnKind> kinds = new TreeMap<>();

    private final Map<Integer, Word> words = new TreeMap<>();

    private TableReader(Sheet sheet, Dictionary dictionary, CellGrammar grammar, List<Flaw> flaws) {
        this.sheet = sheet;
        this.dictionary = dictionary;
        this.grammar = grammar;
        this.flaws = flaws;
    }

    /**
     * Reads a table.
     *
     * @param flaws takes what is wrong with it
     * @return the table, as much of it as could be read; nothing where there is no telling what its columns are
     */
    static Optional<DecisionTable> read(Sheet sheet, Dictionary dictionary, CellGrammar grammar, List<Flaw> flaws) {
        return new TableReader(sheet, dictionary, grammar, flaws).table();
    }

    private Optional<DecisionTable> table() {
        int kindLine = preamble();
        if (kindLine < 0) {
            return Optional.empty();
        }
        List<Sheet.Line> lines = sheet.lines();
        kinds(lines.get(kindLine));
        int labelLine = nextLine(kindLine);
        tellUnseen(lines.get(kindLine).row());
        if (labelLine < 0 || !labels(lines.get(labelLine))) {
            if (labelLine < 0) {
                flaws.add(
                        Flaw.at(sheet.address(lines.get(kindLine), 0), "The table ends below this line.", FIRST_LINES));
            }
            return Optional.empty();
        }
        neededColumns(lines.get(kindLine));
        TableRows rows = new TableRows(
                sheet, stage, columns(ColumnKind.WHEN), columns(ColumnKind.THEN), single(), dictionary, grammar, flaws);
        for (int i = nextLine(labelLine); i >= 0; i = nextLine(i)) {
            if (flaws.size() > MOST_FLAWS) {
                flaws.add(tooMany(sheet, lines.get(i)));
                return Optional.empty();
            }
            strayCells(lines.get(i));
            rows.read(lines.get(i));
        }
        if (rows.rows().isEmpty() && !rows.anyRefused()) {
            flaws.add(Flaw.at(
                    sheet.address(lines.get(labelLine), 0), "The table has no rows that count.", "Add one below"));
        }
        DecisionTable table = new DecisionTable(
                name,
                sheet.file(),
                sheet.name(),
                hitPolicy == null ? HitPolicy.FIRST_MATCH : hitPolicy,
                about,
                columns(ColumnKind.WHEN),
                columns(ColumnKind.THEN),
                rows.rows());
        if (hitPolicy != null && kindsKnown && kinds.containsValue(ColumnKind.WHEN) && allLabelled(ColumnKind.WHEN)) {
            new TableChecks(table, flaws).check(rows.isLastRefused());
        }
        return Optional.of(table);
    }

    private boolean allLabelled(ColumnKind kind) {
        return kinds.entrySet().stream()
                .filter(column -> column.getValue() == kind)
                .allMatch(column -> words.containsKey(column.getKey()));
    }

    static Flaw tooMany(Sheet sheet, Sheet.Line line) {
        return Flaw.at(
                sheet.address(line, 0),
                "There are more than " + MOST_FLAWS + " flaws above; from this row on nothing was read.",
                "Mend those above first");
    }

    private int nextLine(int index) {
        for (int i = index + 1; i < sheet.lines().size(); i++) {
            if (!sheet.lines().get(i).isBlank()) {
                return i;
            }
        }
        return -1;
    }

    /** Reads the lines above the columns and gives the index of the line of kinds; -1 where there is none. */
    private int preamble() {
        List<Sheet.Line> lines = sheet.lines();
        boolean policyTold = false;
        name(lines.get(0));
        for (int i = nextLine(0); i >= 0; i = nextLine(i)) {
            Sheet.Line line = lines.get(i);
            String key = Text.fold(line.cell(0).text());
            if (TableLayout.isLineOfKinds(line)) {
                if (!policyTold) {
                    flaws.add(Flaw.at(
                            sheet.address(lines.get(0), 0),
                            "The table has no line Hit policy.",
                            "Write, for example, Hit policy | First match below the first line"));
                }
                return i;
            }
            switch (key) {
                case "hit policy" -> {
                    policyTold = true;
                    hitPolicy(line);
                }
                case "about" -> about = Text.tidy(line.cell(1).text());
                default -> {
                    if (key.isEmpty() || filled(line) > 2) {
                        flaws.add(Flaw.at(
                                sheet.address(line, 0),
                                "The line that says ID, WHEN, THEN … is missing above this one.",
                                FIRST_LINES));
                        return -1;
                    }
                    flaws.add(Flaw.at(
                            sheet.address(line, 0),
                            Found.quote(line.cell(0).text()) + " is not known above the columns."
                                    + Nearest.question(key, List.of("Hit policy", "About")),
                            FIRST_LINES));
                    policyTold |= Nearest.to(key, List.of("Hit policy")).isPresent();
                }
            }
        }
        flaws.add(
                Flaw.at(sheet.address(lines.get(0), 0), "The table has no line that says WHEN and THEN.", FIRST_LINES));
        return -1;
    }

    private static long filled(Sheet.Line line) {
        return line.cells().stream().filter(cell -> !cell.isBlank()).count();
    }

    private void name(Sheet.Line line) {
        name = Text.tidy(line.cell(1).text());
        List<String> names = Arrays.stream(Stage.values()).map(Stage::tableName).toList();
        for (Stage each : Stage.values()) {
            if (Text.nameKey(each.tableName()).equals(Text.nameKey(name))) {
                stage = each;
                name = each.tableName();
                return;
            }
        }
        flaws.add(
                name.isEmpty()
                        ? Flaw.at(
                                sheet.address(line, 1),
                                "The table has no name.",
                                "Write it beside Decision table. " + Found.oneOf("It", names))
                        : Flaw.at(
                                sheet.address(line, 1),
                                "No table is named " + Found.quote(name) + "." + Nearest.question(name, names),
                                Found.oneOf("A table", names)));
    }

    private void hitPolicy(Sheet.Line line) {
        String written = line.cell(1).text();
        List<HitPolicy> possible = stage == null ? List.of(HitPolicy.values()) : stage.hitPolicies();
        List<String> policies = possible.stream().map(HitPolicy::words).toList();
        for (HitPolicy each : HitPolicy.values()) {
            if (Text.nameKey(each.words()).equals(Text.nameKey(written))) {
                hitPolicy = each;
                if (!possible.contains(each)) {
                    flaws.add(Flaw.at(
                            sheet.address(line, 1),
                            "The hit policy of the table " + name + " cannot be " + each.words() + ".",
                            Found.oneOf("It", policies)));
                }
                return;
            }
        }
        flaws.add(Flaw.at(
                sheet.address(line, 1),
                Text.isBlank(written)
                        ? "The hit policy is missing."
                        : Found.quote(written) + " is not a hit policy." + Nearest.question(written, policies),
                Found.oneOf("Hit policy", policies)));
    }

    private void kinds(Sheet.Line line) {
        Map<ColumnKind, Integer> first = new EnumMap<>(ColumnKind.class);
        for (int i = 0; i < line.cells().size(); i++) {
            Cell cell = line.cell(i);
            if (cell.isBlank()) {
                continue;
            }
            Optional<ColumnKind> kind = ColumnKind.of(cell.text());
            if (kind.isEmpty()) {
                flaws.add(Flaw.at(
                        sheet.address(line, i),
                        Found.quote(cell.text()) + " is not a kind of column."
                                + Nearest.question(cell.text(), ColumnKind.names()),
                        "A column is one of: " + String.join(", ", ColumnKind.names())
                                + ". Use NOTE for what Headwater should not read"));
                kinds.put(i, ColumnKind.NOTE);
                kindsKnown = false;
                continue;
            }
            Integer earlier = first.putIfAbsent(kind.get(), i);
            if (earlier != null && !kind.get().isRepeatable()) {
                flaws.add(Flaw.at(
                        sheet.address(line, i),
                        "There is a column " + kind.get() + " already, in "
                                + sheet.address(line, earlier).cell() + ".",
                        "Make this one a NOTE, or delete it"));
                kinds.put(i, ColumnKind.NOTE);
            } else {
                kinds.put(i, kind.get());
            }
        }
        if (!first.containsKey(ColumnKind.THEN)) {
            flaws.add(
                    Flaw.at(sheet.address(line, 0), "The table has no THEN column, so it decides nothing.", "Add one"));
        }
        if (!first.containsKey(ColumnKind.WHEN)) {
            flaws.add(Flaw.at(
                    sheet.address(line, 0), "The table has no WHEN column, so that every row always fits.", "Add one"));
        }
    }

    /** Reads the words below WHEN and THEN; false where the line holds none at all and so is no line of labels. */
    private boolean labels(Sheet.Line line) {
        List<Integer> wanted = kinds.entrySet().stream()
                .filter(column -> column.getValue() == ColumnKind.WHEN || column.getValue() == ColumnKind.THEN)
                .map(Map.Entry::getKey)
                .toList();
        boolean anyNear = wanted.stream()
                .map(column -> line.cell(column).text())
                .anyMatch(label -> dictionary.word(label).isPresent()
                        || Nearest.to(label, dictionary.names()).isPresent());
        boolean looksLikeRow = kinds.entrySet().stream()
                .anyMatch(column -> column.getValue() == ColumnKind.ID
                        && !line.cell(column.getKey()).isBlank());
        boolean anyKnown = wanted.stream()
                .anyMatch(column -> dictionary.word(line.cell(column).text()).isPresent());
        if (!wanted.isEmpty() && !anyKnown && (looksLikeRow || !anyNear)) {
            flaws.add(Flaw.at(
                    sheet.address(line, wanted.get(0)),
                    "The line below WHEN and THEN should name a word for each; "
                            + Found.quote(line.cell(wanted.get(0)).text()) + " is none.",
                    "Put a line between this one and the one above, with words such as "
                            + examples(kinds.get(wanted.get(0)))));
            return false;
        }
        Map<Word, Integer> thenColumns = new LinkedHashMap<>();
        for (int column : wanted) {
            label(line, column, thenColumns);
        }
        return true;
    }

    private String examples(@Nullable ColumnKind kind) {
        return dictionary.words().stream()
                .filter(word -> kind == ColumnKind.THEN ? isSetHere(word) : isKnownHere(word))
                .limit(3)
                .map(Word::name)
                .collect(Collectors.joining(", "));
    }

    private void label(Sheet.Line line, int column, Map<Word, Integer> thenColumns) {
        String label = line.cell(column).text();
        CellAddress where = sheet.address(line, column);
        boolean then = kinds.get(column) == ColumnKind.THEN;
        Optional<Word> found = dictionary.word(label);
        if (found.isEmpty()) {
            List<String> fitting = dictionary.words().stream()
                    .filter(word -> then ? isSetHere(word) : isKnownHere(word))
                    .map(Word::name)
                    .toList();
            String asked = Nearest.question(label, fitting);
            String near = asked.isEmpty() ? Nearest.question(label, dictionary.names()) : asked;
            flaws.add(
                    Text.isBlank(label)
                            ? Flaw.at(
                                    where,
                                    "This " + kinds.get(column) + " column has no word.",
                                    "Write one of: " + Found.list(fitting))
                            : Flaw.at(
                                    where,
                                    Found.quote(label) + " is not a word of the dictionary." + near,
                                    "The words for " + kinds.get(column) + " here are: " + Found.list(fitting)));
            return;
        }
        Word word = found.get();
        if (then && !isSetHere(word)) {
            flaws.add(Flaw.at(
                    where,
                    "The table " + name + " does not set \"" + word.name() + "\".",
                    "It sets: "
                            + Found.list(dictionary.words().stream()
                                    .filter(this::isSetHere)
                                    .map(Word::name)
                                    .toList())));
        } else if (!then && word.signal().isEmpty()) {
            flaws.add(Flaw.at(where, "No WHEN can ask for \"" + word.name() + "\", which is only ever set.", null));
        } else if (!then && !isKnownHere(word)) {
            flaws.add(Flaw.at(
                    where,
                    "\"" + word.name() + "\" is not known yet when the table " + name + " decides.",
                    "It is known from the table " + word.knownFrom().tableName() + " on"));
        } else if (then && thenColumns.putIfAbsent(word, column) != null) {
            flaws.add(Flaw.at(
                    where, "There is a THEN column " + Found.quote(word.name()) + " already.", "Delete one of them"));
        } else {
            words.put(column, word);
        }
    }

    private boolean isSetHere(Word word) {
        return stage == null || word.setBy().contains(stage);
    }

    private boolean isKnownHere(Word word) {
        return stage == null ? !word.signal().isEmpty() : word.isKnownAt(stage);
    }

    /** A word that no other table sets has to be set by this one. */
    private void neededColumns(Sheet.Line kindLine) {
        Set<Word> present = new HashSet<>(columns(ColumnKind.THEN).stream()
                .map(DecisionTable.Column::word)
                .toList());
        boolean allRead = kindsKnown && kinds.containsValue(ColumnKind.THEN) && allLabelled(ColumnKind.THEN);
        for (Word word : dictionary.words()) {
            if (stage != null
                    && stage.isNeeded()
                    && allRead
                    && word.setBy().equals(Set.of(stage))
                    && !present.contains(word)) {
                flaws.add(Flaw.at(
                        sheet.address(kindLine, 0),
                        "The table " + name + " has no THEN column " + Found.quote(word.name())
                                + ", and no other table sets it.",
                        "Add a column THEN with the word " + word.name() + " below it"));
            }
        }
    }

    private List<DecisionTable.Column> columns(ColumnKind kind) {
        return words.entrySet().stream()
                .filter(column -> kinds.get(column.getKey()) == kind)
                .map(column -> new DecisionTable.Column(column.getValue(), column.getKey()))
                .toList();
    }

    /** The columns of which a table has one at most. */
    private Map<ColumnKind, Integer> single() {
        Map<ColumnKind, Integer> single = new EnumMap<>(ColumnKind.class);
        kinds.forEach((column, kind) -> single.putIfAbsent(kind, column));
        return single;
    }

    private void strayCells(Sheet.Line line) {
        for (int i = 0; i < line.cells().size(); i++) {
            if (!line.cell(i).isBlank() && !kinds.containsKey(i)) {
                kinds.put(i, ColumnKind.NOTE);
                flaws.add(Flaw.at(
                        sheet.address(line, i),
                        Found.quote(line.cell(i).text()) + " stands in a column without a kind.",
                        "Write NOTE above the column if Headwater should not read it"));
            }
        }
    }

    private void tellUnseen(int kindRow) {
        Hidden.tell(sheet, kindRow, flaws);
        for (Sheet.Range range : sheet.merged()) {
            boolean notesOnly = true;
            for (int i = range.firstColumn(); i <= Math.min(range.lastColumn(), sheet.width()); i++) {
                notesOnly &= kinds.get(i) == ColumnKind.NOTE && range.firstColumn() == range.lastColumn();
            }
            if (range.lastRow() >= kindRow && !notesOnly) {
                flaws.add(Hidden.merged(sheet, range));
            }
        }
    }
}
