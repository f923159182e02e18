package dev.headwater.rules;

import dev.headwater.table.Cell;
import dev.headwater.table.CellAddress;
import dev.headwater.table.Flaw;
import dev.headwater.table.Flaw.Severity;
import dev.headwater.table.Sheet;
import dev.headwater.table.Sheet.Line;
import dev.headwater.table.Spreadsheet;
import dev.headwater.table.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.drools.decisiontable.SpreadsheetCompiler;
import org.drools.decisiontable.parser.DefaultRuleSheetListener;
import org.drools.template.parser.DataListener;
import org.jspecify.annotations.Nullable;

/**
 * A decision table in Drools' own format, turned into DRL. What Drools passes over without a word is told here.
 *
 * <p>Drools sees the cells that {@link Spreadsheet} read, and never the file: so the bounds, separators, encodings and byte
 * order marks are those of all tables here, and the engine's process-wide store of compiled spreadsheets, which knows a file
 * by its path alone, has no part in it. After {@code RuleTable} come a row of kinds ({@code CONDITION}, {@code ACTION}), one of
 * patterns, one of code, one of labels, and the rows.
 */
final class EngineerTable {
    private static final String RULE_TABLE = "ruletable";
    private static final int KINDS = 1;
    private static final int CODE = 3;
    private static final int LABELS = 4;
    private static final int FIRST_ROW = 5;

    /** What Drools takes for true or false in its own way: {@code yes} is true to it, {@code 1} is false. */
    private static final Set<String> FLAGS = Set.of("sequential", "escapequotes");

    private static final Set<String> TRUE_OR_FALSE = Set.of("true", "false");
    private static final Pattern ORIGIN = Pattern.compile("\\s*// rule values at [A-Z]+(\\d+), header at .*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$(\\d+)");
    private static final Pattern QUOTED_PLACEHOLDER = Pattern.compile("\"\\$(param|1\\b)");

    private final Sheet sheet;
    private final Map<Integer, Line> lines;
    private final List<Flaw> flaws = new ArrayList<>();
    /** By line of the generated text: the row whose rule begins there. */
    private final NavigableMap<Integer, Integer> rowOfLine = new TreeMap<>();

    private EngineerTable(Sheet sheet) {
        this.sheet = sheet;
        this.lines = sheet.lines().stream().collect(Collectors.toMap(Line::row, Function.identity()));
    }

    /** One block of rules on the sheet. {@code row} and {@code column} are where {@code RuleTable} stands. */
    private record Block(int row, int column, int end, List<Integer> columns) {}

    /**
     * Reads one file.
     *
     * @param flaws takes everything that is wrong with it
     * @return null if it cannot be compiled
     */
    static @Nullable DrlFile read(String file, byte[] content, List<Flaw> flaws) {
        List<Flaw> unreadable = new ArrayList<>();
        List<Sheet> sheets = Spreadsheet.read(file, content, unreadable);
        flaws.addAll(unreadable);
        if (sheets.isEmpty() || !unreadable.isEmpty()) {
            if (unreadable.isEmpty()) {
                flaws.add(Flaw.in(file, "The file is empty.", null));
            }
            return null;
        }
        EngineerTable table = new EngineerTable(sheets.get(0));
        DrlFile read = table.read();
        for (Sheet other : sheets.subList(1, sheets.size())) {
            table.tellUnread(other);
        }
        flaws.addAll(table.flaws);
        return table.isRefused() ? null : read;
    }

    /** Whether a sheet holds a block of rules in Drools' own format. */
    private static boolean holdsRules(Sheet sheet) {
        return sheet.lines().stream().flatMap(line -> line.cells().stream()).anyMatch(EngineerTable::opensBlock);
    }

    private static boolean opensBlock(Cell cell) {
        return Text.fold(cell.text()).startsWith(RULE_TABLE);
    }

    private @Nullable DrlFile read() {
        List<Block> blocks = blocks();
        if (blocks.isEmpty()) {
            add(
                    null,
                    "No cell begins with RuleTable, so Drools finds no rule.",
                    "Begin each block of rules with RuleTable and its name");
            return null;
        }
        if (sheet.lines().stream()
                .noneMatch(line -> line.cells().stream()
                        .anyMatch(cell -> Text.fold(cell.text()).equals("ruleset")))) {
            add(
                    null,
                    "No cell says RuleSet, so the rules have no package.",
                    "Let the first row begin with RuleSet, and beside it a package such as rules.pricing");
        }
        checkFlags();
        blocks.forEach(this::check);
        if (isRefused()) {
            return null;
        }
        String text;
        try {
            text = generated();
        } catch (RuntimeException e) {
            add(null, "Drools cannot make rules of the sheet: " + e.getMessage(), null);
            return null;
        }
        List<String> written = text.lines().toList();
        for (int i = 0; i < written.size(); i++) {
            Matcher origin = ORIGIN.matcher(written.get(i));
            if (origin.matches()) {
                rowOfLine.put(i + 1, Integer.parseInt(origin.group(1)));
            }
        }
        blocks.forEach(this::checkAllBecameRules);
        List<Flaw> found = new ArrayList<>();
        DrlFile file = DrlFile.read(sheet.file(), text, this, found);
        found.stream().map(this::placed).distinct().forEach(flaws::add);
        return file;
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        List<Line> all = sheet.lines();
        int end = Integer.MAX_VALUE;
        for (int i = all.size() - 1; i >= 0; i--) {
            Line line = all.get(i);
            for (int column = 0; column < line.cells().size(); column++) {
                if (opensBlock(line.cell(column))) {
                    Line kinds = lines.get(line.row() + KINDS);
                    int first = column;
                    List<Integer> columns = kinds == null
                            ? List.of()
                            : IntStream.range(first, kinds.cells().size())
                                    .filter(other -> !kinds.cell(other).isBlank())
                                    .boxed()
                                    .toList();
                    blocks.add(0, new Block(line.row(), column, end, columns));
                    end = line.row();
                }
            }
        }
        return blocks;
    }

    private void checkFlags() {
        for (Line line : sheet.lines()) {
            for (int column = 0; column < line.cells().size(); column++) {
                String value = Text.fold(line.cell(column + 1).text());
                if (FLAGS.contains(Text.fold(line.cell(column).text())) && !TRUE_OR_FALSE.contains(value)) {
                    add(
                            sheet.address(line, column + 1),
                            "\"" + line.cell(column + 1).text() + "\" is neither true nor false; Drools would guess.",
                            "Write true or false");
                }
            }
        }
    }

    private void check(Block block) {
        if (block.columns().isEmpty()) {
            add(
                    at(block.row() + KINDS, block.column()),
                    "The row below RuleTable says of no column whether it is a CONDITION or an ACTION.",
                    null);
            return;
        }
        checkLabels(block);
        for (Line line : rows(block)) {
            boolean hasCondition = block.columns().stream()
                    .anyMatch(column ->
                            isCondition(block, column) && !line.cell(column).isBlank());
            if (!hasCondition) {
                add(
                        sheet.address(line, block.columns().get(0)),
                        "The row has no condition, so its rule would fire for every lead.",
                        "Fill in a condition, or delete the row");
            }
            block.columns().forEach(column -> check(block, line, column));
            if (sheet.hiddenRows().contains(line.row())) {
                flaws.add(Flaw.warningAt(
                        sheet.address(line, block.columns().get(0)),
                        "Row " + line.row() + " is hidden; its rule is asked all the same.",
                        "Show it, or delete it"));
            }
        }
    }

    /** Without labels Drools takes the first row for them, and its rule is gone. */
    private void checkLabels(Block block) {
        Line labels = lines.get(block.row() + LABELS);
        if (labels == null) {
            add(
                    at(block.row() + LABELS, block.column()),
                    "The row of labels is missing: Drools passes over this row, whatever it holds.",
                    "Give each column a label in this row");
            return;
        }
        List<Line> rows = rows(block);
        for (int column : block.columns()) {
            Cell label = labels.cell(column);
            String looks = Text.fold(label.text());
            boolean isValue = label.kind() != Cell.Kind.TEXT
                    || looks.startsWith("\"")
                    || rows.stream()
                            .anyMatch(row -> Text.fold(row.cell(column).text()).equals(looks));
            if (label.isBlank() || isValue) {
                add(
                        sheet.address(labels, column),
                        label.isBlank()
                                ? "The column has no label. Drools takes row " + labels.row()
                                        + " for the labels, never for a rule."
                                : "\"" + label.text() + "\" looks like a value, but Drools takes row " + labels.row()
                                        + " for the labels, never for a rule.",
                        "Put a row of labels between the code and the first rule");
                return;
            }
        }
        if (rows.isEmpty()) {
            add(sheet.address(labels, block.column()), "No rule stands below the labels.", null);
        }
    }

    private void check(Block block, Line line, int column) {
        Line code = lines.get(block.row() + CODE);
        Cell cell = line.cell(column);
        String snippet = code == null ? "" : code.cell(column).text();
        if (cell.isBlank() || snippet.contains("forall")) {
            return;
        }
        int asked = PLACEHOLDER
                .matcher(snippet)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .max()
                .orElse(0);
        int given = cell.text().split("(?<!\\\\),", -1).length;
        if (asked > 0 && given != asked) {
            add(
                    sheet.address(line, column),
                    "The code of the column asks for " + asked + (asked == 1 ? " value" : " values")
                            + ", and the cell has " + given
                            + (given < asked
                                    ? "; \"$" + asked + "\" would stay in the rule."
                                    : "; the rest would be dropped."),
                    "Separate the values by commas; write a comma within a value as \\,");
        }
        if (cell.text().strip().startsWith("\"")
                && QUOTED_PLACEHOLDER.matcher(snippet).find()) {
            add(
                    sheet.address(line, column),
                    "The cell begins with a quote, and the code of the column puts quotes around it, so the text would end at once.",
                    "Leave the quotes out of the cell");
        }
    }

    private void checkAllBecameRules(Block block) {
        List<Line> lost = rows(block).stream()
                .filter(line -> !rowOfLine.containsValue(line.row()))
                .toList();
        if (!lost.isEmpty()) {
            Line first = lost.get(0);
            boolean isBelowBlank = rows(block).stream().noneMatch(line -> line.row() == first.row() - 1);
            add(
                    sheet.address(first, block.columns().get(0)),
                    (isBelowBlank
                                    ? "The row stands below a blank one, at which Drools ends the table: "
                                    : "Drools makes no rule of the row: ")
                            + (lost.size() == 1
                                    ? "it would never fire."
                                    : "it and " + (lost.size() - 1) + " below would never fire."),
                    isBelowBlank ? "Delete the blank row" : null);
        }
    }

    /** The rows that their author takes for rules, blank ones left out. */
    private List<Line> rows(Block block) {
        return sheet.lines().stream()
                .filter(line -> line.row() >= block.row() + FIRST_ROW && line.row() < block.end())
                .filter(line -> block.columns().stream()
                        .anyMatch(column -> !line.cell(column).isBlank()))
                .toList();
    }

    private boolean isCondition(Block block, int column) {
        Line kinds = lines.get(block.row() + KINDS);
        String kind = kinds == null ? "" : Text.fold(kinds.cell(column).text());
        return kind.equals("condition") || kind.equals("c");
    }

    private void tellUnread(Sheet other) {
        if (holdsRules(other)) {
            flaws.add(new Flaw(
                    Severity.ERROR,
                    other.file(),
                    other.name(),
                    null,
                    "The sheet holds rules, but Drools reads the first sheet alone.",
                    "Move it to a file of its own"));
        } else if (!other.lines().isEmpty()) {
            flaws.add(new Flaw(
                    Severity.WARNING,
                    other.file(),
                    other.name(),
                    null,
                    "The sheet is not read: Drools reads the first sheet alone.",
                    null));
        }
    }

    private String generated() {
        DefaultRuleSheetListener listener = new DefaultRuleSheetListener();
        listener.startSheet(sheet.name());
        int last = sheet.lines().isEmpty()
                ? 0
                : sheet.lines().get(sheet.lines().size() - 1).row();
        int width = sheet.width();
        for (int row = 1; row <= last; row++) {
            Line line = lines.get(row);
            listener.newRow(row - 1, width);
            for (int column = 0; column < width; column++) {
                Sheet.Range merged = mergedAt(row, column);
                Line from = merged == null ? line : lines.get(merged.firstRow());
                int source = merged == null ? column : merged.firstColumn();
                listener.newCell(
                        row - 1,
                        column,
                        from == null ? "" : from.cell(source).text(),
                        merged == null ? DataListener.NON_MERGED : merged.firstColumn());
            }
        }
        listener.finishSheet();
        return new SpreadsheetCompiler().listenerToString(listener);
    }

    private Sheet.@Nullable Range mergedAt(int row, int column) {
        return sheet.merged().stream()
                .filter(range -> range.firstRow() <= row
                        && row <= range.lastRow()
                        && range.firstColumn() <= column
                        && column <= range.lastColumn())
                .findFirst()
                .orElse(null);
    }

    /** A flaw of the generated text, told of the row that it was generated from. */
    Flaw placed(Flaw flaw) {
        String cell = flaw.cell();
        String place = cell != null && cell.startsWith("line ") ? cellOf(Integer.parseInt(cell.substring(5))) : cell;
        return new Flaw(flaw.severity(), flaw.file(), sheetName(), place, flaw.problem(), flaw.remedy());
    }

    /** The first cell of the row that a line was generated from; null for what stands above all rules. */
    @Nullable
    String cellOf(int line) {
        Map.Entry<Integer, Integer> origin = rowOfLine.floorEntry(line);
        if (origin == null) {
            return null;
        }
        int column = blocks().stream()
                .filter(block -> block.row() < origin.getValue() && origin.getValue() < block.end())
                .mapToInt(Block::column)
                .findFirst()
                .orElse(0);
        return at(origin.getValue(), column).cell();
    }

    @Nullable
    String sheetName() {
        return sheet.name().isEmpty() ? null : sheet.name();
    }

    private CellAddress at(int row, int column) {
        return new CellAddress(sheet.file(), sheet.name(), column, row);
    }

    private void add(@Nullable CellAddress where, String problem, @Nullable String remedy) {
        flaws.add(
                where == null
                        ? new Flaw(Severity.ERROR, sheet.file(), sheetName(), null, problem, remedy)
                        : Flaw.at(where, problem, remedy));
    }

    private boolean isRefused() {
        return flaws.stream().anyMatch(flaw -> flaw.severity() == Severity.ERROR);
    }
}
