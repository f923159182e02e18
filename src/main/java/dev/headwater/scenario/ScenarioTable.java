package dev.headwater.scenario;

import dev.headwater.table.Cell;
import dev.headwater.table.CellAddress;
import dev.headwater.table.Flaw;
import dev.headwater.table.Sheet;
import dev.headwater.table.Spreadsheet;
import dev.headwater.table.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a suite that is written as a table, one scenario a row: a sheet whose A1 says {@code Scenarios}, and in a
 * workbook perhaps one whose A1 says {@code Leads} with the beginnings that several leads share. Other sheets of a workbook
 * are left alone.
 *
 * <p>What comes out is what the same suite would be in YAML, with cells as its places; what it means is for
 * {@link ScenarioFileReader} to say.
 */
final class ScenarioTable {
    private static final String SCENARIOS = "scenarios";
    private static final String LEADS = "leads";
    private static final String FORM =
            "Write \"Scenarios\" into A1 and the suite's name beside it, \"Now\" and a time below, and then the columns";

    private final Complaints complaints;

    ScenarioTable(Complaints complaints) {
        this.complaints = complaints;
    }

    /** Whether a file's name says that it is a table. */
    static boolean isNamedLikeOne(String file) {
        return Spreadsheet.isNamedLikeOne(file);
    }

    /** The suite; null, with complaints, where there is none. */
    Yaml.@Nullable Mapping read(byte[] content) {
        List<Flaw> flaws = new ArrayList<>();
        List<Sheet> sheets = Spreadsheet.read(complaints.file(), content, flaws);
        flaws.forEach(this::complain);
        List<Sheet> scenarios = sheets.stream()
                .filter(sheet -> sheet.opening().equals(SCENARIOS))
                .toList();
        if (scenarios.isEmpty()) {
            if (flaws.isEmpty()) {
                complaints.at(Place.START, "no sheet begins with the word Scenarios", FORM);
            }
            return null;
        }
        if (scenarios.size() > 1) {
            complaints.at(
                    Place.of(new CellAddress("", scenarios.get(1).name(), 0, 1)),
                    "a second sheet of scenarios begins here; one file holds one suite",
                    null);
        }
        Yaml.Mapping suite = new Rows(scenarios.get(0)).suite();
        for (Sheet sheet : sheets) {
            if (sheet.opening().equals(LEADS) && suite != null) {
                suite = suite.with(LEADS, new Rows(sheet).leads());
            }
        }
        return suite;
    }

    /** A flaw of the file itself, in the voice of this room. */
    private void complain(Flaw flaw) {
        String cell = flaw.cell() == null ? "" : (flaw.cell().startsWith("line ") ? "" : "cell ") + flaw.cell();
        String sheet = flaw.sheet() == null ? "" : "sheet " + flaw.sheet() + (cell.isEmpty() ? "" : ", ");
        String where = sheet + cell;
        Place place = where.isEmpty() ? Place.START : new Place(1, 1, where);
        String problem = flaw.problem();
        String plain = problem.endsWith(".") ? problem.substring(0, problem.length() - 1) : problem;
        complaints.at(place, plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1), flaw.remedy());
    }

    /** The rows of one sheet. */
    private final class Rows {
        private final Sheet sheet;
        private final Map<String, Yaml.Entry> opening = new LinkedHashMap<>();
        private final Map<Integer, TableColumn> columns = new LinkedHashMap<>();
        private final Set<Integer> refused = new HashSet<>();
        private final List<Sheet.Line> lines = new ArrayList<>();

        Rows(Sheet sheet) {
            this.sheet = sheet;
        }

        Yaml.@Nullable Mapping suite() {
            if (!readHead(TableColumn.OF_SCENARIOS)) {
                return null;
            }
            List<Yaml> scenarios = new ArrayList<>();
            lines.forEach(line -> scenarios.add(row(line)));
            Place top = place(sheet.lines().get(0), 0);
            if (!opening.containsKey("suite")) {
                complaints.at(top, "the suite has no name", "Write it beside the word Scenarios, into B1");
                opening.put("suite", entry(top, "?"));
            }
            if (!opening.containsKey("now")) {
                complaints.at(
                        top,
                        "a suite needs \"Now\", the time at which its clock stands still",
                        "Write Now into A2 and a time such as 2026-11-23T10:00:00Z into B2");
                opening.put("now", entry(top, "2000-01-01T00:00:00Z"));
            }
            opening.put(SCENARIOS, new Yaml.Entry(top, new Yaml.Sequence(top, scenarios)));
            return new Yaml.Mapping(top, opening);
        }

        Yaml.Mapping leads() {
            Map<String, Yaml.Entry> leads = new LinkedHashMap<>();
            Place top = place(sheet.lines().get(0), 0);
            if (readHead(TableColumn.OF_LEADS)) {
                for (Sheet.Line line : lines) {
                    Yaml.Mapping row = row(line);
                    Yaml name = row.value("name");
                    if (!(name instanceof Yaml.Scalar scalar)) {
                        complaints.at(row.place(), "a shared lead needs a name", null);
                    } else if (leads.containsKey(scalar.written())) {
                        complaints.at(name.place(), "another lead is called \"" + scalar.written() + "\" too", null);
                    } else {
                        Yaml lead = row.value("lead");
                        leads.put(
                                scalar.written(),
                                new Yaml.Entry(
                                        name.place(), lead == null ? new Yaml.Mapping(row.place(), Map.of()) : lead));
                    }
                }
            }
            return new Yaml.Mapping(top, leads);
        }

        /** Takes in what stands above the rows; false, with a complaint, where there are no columns. */
        private boolean readHead(TableColumn.Kind kind) {
            sheet.merged()
                    .forEach(range -> complaints.at(
                            Place.of(new CellAddress("", sheet.name(), range.firstColumn(), range.firstRow())),
                            "merged cells begin here; each cell holds its own value",
                            "Unmerge them"));
            boolean head = true;
            for (Sheet.Line line : sheet.lines()) {
                if (!head) {
                    lines.add(line);
                } else if (line.cells().stream()
                        .anyMatch(cell -> Text.fold(cell.text()).equals("name"))) {
                    head = false;
                    readColumns(line, kind);
                } else {
                    readOpening(line, kind);
                }
            }
            if (head) {
                complaints.at(
                        place(sheet.lines().get(0), 0), "no row names the columns", "One of them is called: name");
            }
            return !head;
        }

        private void readOpening(Sheet.Line line, TableColumn.Kind kind) {
            String word = Text.fold(line.cell(0).text());
            Cell value = line.cell(1);
            switch (word) {
                case SCENARIOS -> put("suite", line, value);
                case "now" -> put("now", line, value);
                case LEADS, "about" -> {
                    // A title, and a sentence for readers.
                }
                default ->
                    complaints.unknown(
                            place(line, 0),
                            "\"" + line.cell(0).text() + "\" does not stand above a table of " + kind.plural(),
                            word,
                            kind.openings());
            }
        }

        private void put(String key, Sheet.Line line, Cell value) {
            if (!value.isBlank()) {
                opening.put(key, entry(place(line, 1), value.text().strip()));
            }
        }

        private void readColumns(Sheet.Line line, TableColumn.Kind kind) {
            Map<String, Integer> before = new LinkedHashMap<>();
            for (int i = 0; i < line.cells().size(); i++) {
                String header = Text.tidy(line.cell(i).text());
                if (header.isEmpty()) {
                    continue;
                }
                TableColumn column = TableColumn.of(header, kind);
                if (column == null) {
                    complaints.unknown(
                            place(line, i),
                            "\"" + header + "\" is not a column of " + kind.plural(),
                            header,
                            TableColumn.known(header, kind));
                    refused.add(i);
                    continue;
                }
                Integer first = column.severalTimes() ? null : before.putIfAbsent(column.path(), i);
                if (first != null) {
                    complaints.at(
                            place(line, i),
                            "\"" + header + "\" stands here for the second time; the first is in "
                                    + sheet.address(line, first).cell(),
                            null);
                }
                columns.put(i, column);
            }
        }

        private Yaml.Mapping row(Sheet.Line line) {
            TableRow row = new TableRow(place(line, 0));
            for (int i = 0; i < line.cells().size(); i++) {
                Cell cell = line.cell(i);
                TableColumn column = columns.get(i);
                if (cell.isBlank() || refused.contains(i)) {
                    continue;
                }
                if (column == null) {
                    complaints.at(place(line, i), "\"" + cell.text() + "\" stands under no column", null);
                } else if (cell.formula() != null) {
                    complaints.at(place(line, i), "a formula stands here", "Write its value instead");
                } else if (cell.kind() == Cell.Kind.ERROR) {
                    complaints.at(place(line, i), "the spreadsheet could not work out this cell: " + cell.text(), null);
                } else {
                    row.put(column, place(line, i), cell);
                }
            }
            return row.mapping();
        }

        private Place place(Sheet.Line line, int column) {
            return Place.of(sheet.address(line, column));
        }

        private static Yaml.Entry entry(Place place, String text) {
            return new Yaml.Entry(place, new Yaml.Scalar(place, text, text));
        }
    }
}
