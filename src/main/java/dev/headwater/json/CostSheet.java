package dev.headwater.json;

import dev.headwater.table.Cell;
import dev.headwater.table.CellAddress;
import dev.headwater.table.Csv;
import dev.headwater.table.Flaw;
import dev.headwater.table.Sheet;
import dev.headwater.table.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What marketing cost, as the table that people have: a heading, and a row for each cost. Numbers and days are read as they are
 * written in most countries, unless that could mean two things.
 */
public final class CostSheet {
    /** What may be told once for a whole sheet. */
    public static final List<String> FOR_ALL = List.of("channel", "source", "campaign", "currency");

    private static final String DAY = "day";
    private static final String VALUE = "value";
    private static final String CURRENCY = "currency";

    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry(DAY, DAY),
            Map.entry("date", DAY),
            Map.entry("channel", "channel"),
            Map.entry("source", "source"),
            Map.entry("campaign", "campaign"),
            Map.entry("campaign name", "campaign"),
            Map.entry(VALUE, VALUE),
            Map.entry("cost", VALUE),
            Map.entry("spend", VALUE),
            Map.entry("amount", VALUE),
            Map.entry(CURRENCY, CURRENCY),
            Map.entry("currency code", CURRENCY));
    private static final String KNOWN =
            "one of day (or date), channel, source, campaign, value (or cost, spend, amount), currency; cost EUR tells both";
    private static final List<Map.Entry<String, String>> NEEDED = List.of(
            Map.entry(DAY, "a column day or date"),
            Map.entry(VALUE, "a column value, cost, spend or amount"),
            Map.entry(CURRENCY, "a column currency, one such as cost EUR, or a currency told for the whole table"));

    private static final Pattern WITH_CURRENCY = Pattern.compile("(value|cost|spend|amount) \\(?([a-z]{3})\\)?");

    private final Sheet sheet;
    private final Map<String, String> forAll;
    private final Notes notes = new Notes();
    private final Map<Integer, String> fields = new LinkedHashMap<>();

    private CostSheet(Sheet sheet, Map<String, String> forAll) {
        this.sheet = sheet;
        this.forAll = new HashMap<>(forAll);
    }

    /**
     * Reads a .csv file.
     *
     * @param csv any bytes
     * @param forAll what holds for every row, by names of {@link #FOR_ALL}
     * @param most how many costs there may be
     */
    public static CostsJson.Read read(byte[] csv, Map<String, String> forAll, int most) {
        List<Flaw> flaws = new ArrayList<>();
        Sheet sheet = Csv.read("the body", csv, flaws).orElse(null);
        if (sheet == null) {
            Flaw flaw = flaws.get(0);
            String where = flaw.cell() == null ? "" : "In " + flaw.cell() + ": ";
            String remedy = flaw.remedy() == null ? "" : " " + flaw.remedy() + ".";
            return new CostsJson.Read.Refused(
                    Problem.of(ProblemType.NOT_A_COST_SHEET, where + flaw.problem() + remedy + " Nothing was kept."));
        }
        return read(sheet, forAll, most);
    }

    /** Reads a sheet of any file. */
    public static CostsJson.Read read(Sheet sheet, Map<String, String> forAll, int most) {
        return new CostSheet(sheet, forAll).read(most);
    }

    private CostsJson.Read read(int most) {
        List<Sheet.Line> lines =
                sheet.lines().stream().filter(line -> !line.isBlank()).toList();
        CostsTold told = new CostsTold(notes);
        if (lines.isEmpty()) {
            notes.fault("A1", "nothing", "a heading, each cell " + KNOWN);
            return told.read(ProblemType.NOT_A_COST_SHEET);
        }
        Sheet.Line heading = lines.get(0);
        heading(heading);
        List<Sheet.Line> rows = lines.subList(1, lines.size());
        if (rows.isEmpty()) {
            notes.fault(cell(heading.row() + 1, 0), "nothing", "a row for each cost");
        }
        if (rows.size() > most) {
            notes.fault(cell(rows.get(most).row(), 0), rows.size() + " costs", "at most " + most + " at one time");
        }
        unseen();
        for (Sheet.Line row : rows.subList(0, Math.min(rows.size(), most))) {
            told.add(fields(row, heading), "row " + row.row());
        }
        return told.read(ProblemType.NOT_A_COST_SHEET);
    }

    private void heading(Sheet.Line heading) {
        for (int column = 0; column < heading.cells().size(); column++) {
            String name = Text.fold(heading.cell(column).text());
            Matcher withCurrency = WITH_CURRENCY.matcher(name);
            String field = COLUMNS.get(name);
            if (withCurrency.matches()) {
                field = VALUE;
                tellForAll(CURRENCY, withCurrency.group(2), cell(heading.row(), column));
            }
            if (field == null && !name.isEmpty()) {
                notes.fault(
                        cell(heading.row(), column),
                        Fields.found(heading.cell(column).text()),
                        KNOWN);
            } else if (field != null && fields.containsValue(field)) {
                notes.fault(cell(heading.row(), column), "a second column for " + field, "one");
            } else if (field != null) {
                fields.put(column, field);
            }
        }
        fields.forEach((column, field) -> {
            if (forAll.containsKey(field)) {
                notes.fault(
                        cell(heading.row(), column),
                        "a column, and " + Fields.found(forAll.get(field)) + " for the whole sheet",
                        "one of them");
            }
        });
        NEEDED.forEach(needed -> {
            String field = needed.getKey();
            if (!fields.containsValue(field) && !forAll.containsKey(field)) {
                notes.fault("row " + heading.row() + ", " + field, "no such column", needed.getValue());
            }
        });
    }

    private void tellForAll(String field, String value, String place) {
        String before = forAll.put(field, value);
        if (before != null && !before.equalsIgnoreCase(value)) {
            notes.fault(place, Fields.found(value) + ", and " + Fields.found(before) + " for the whole sheet", "one");
        }
    }

    /** A row that is hidden, by a filter say, is no row to its author, and one to whoever adds it up. */
    private void unseen() {
        for (int row : new TreeSet<>(sheet.hiddenRows())) {
            notes.fault(cell(row, 0), "a row that is hidden", "no such rows: show them, or delete them");
        }
    }

    private Fields fields(Sheet.Line row, Sheet.Line heading) {
        Map<String, Object> values = new HashMap<>(forAll);
        Map<String, String> places = new HashMap<>();
        for (String field : List.of(DAY, VALUE, CURRENCY)) {
            places.put(field, "row " + heading.row() + ", " + field);
        }
        for (int column = 0; column < row.cells().size(); column++) {
            Cell cell = row.cell(column);
            String field = fields.get(column);
            if (field == null && !cell.isBlank() && heading.cell(column).isBlank()) {
                notes.fault(
                        cell(row.row(), column),
                        Fields.found(cell.text()),
                        "nothing, as there is no heading; quotes stand round a cell that has a separator in it");
            } else if (field != null) {
                values.put(
                        field,
                        switch (field) {
                            case DAY -> CostCell.day(cell);
                            case VALUE -> CostCell.value(cell);
                            default -> Text.tidy(cell.text());
                        });
            }
        }
        fields.forEach((column, field) -> places.put(field, cell(row.row(), column)));
        return Fields.placed(values, places, notes);
    }

    private String cell(int row, int column) {
        return new CellAddress(sheet.file(), sheet.name(), column, row).cell();
    }
}
