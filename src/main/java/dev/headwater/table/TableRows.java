package dev.headwater.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one table, cell by cell. */
final class TableRows {
    private static final Set<String> OFF = Set.of("x", "yes", "y", "true", "1", "off", "\u2713", "\u2714");
    private static final Set<String> ON = Set.of("", "-", "no", "n", "false", "0", "on");

    private final Sheet sheet;
    private final @Nullable Stage stage;
    private final List<DecisionTable.Column> conditions;
    private final List<DecisionTable.Column> outcomes;
    private final Map<ColumnKind, Integer> single;
    private final Dictionary dictionary;
    private final CellGrammar grammar;
    private final List<Flaw> flaws;
    private final CellForm form;

    private final List<DecisionTable.Row> rows = new ArrayList<>();
    private final Map<String, Integer> rowOfId = new HashMap<>();
    private boolean anyRefused;
    private boolean lastRefused;

    TableRows(
            Sheet sheet,
            @Nullable Stage stage,
            List<DecisionTable.Column> conditions,
            List<DecisionTable.Column> outcomes,
            Map<ColumnKind, Integer> single,
            Dictionary dictionary,
            CellGrammar grammar,
            List<Flaw> flaws) {
        this.sheet = sheet;
        this.stage = stage;
        this.conditions = conditions;
        this.outcomes = outcomes;
        this.single = single;
        this.dictionary = dictionary;
        this.grammar = grammar;
        this.flaws = flaws;
        this.form = new CellForm(flaws);
    }

    List<DecisionTable.Row> rows() {
        return rows;
    }

    /** Whether a row was left out because of what is wrong with it. */
    boolean anyRefused() {
        return anyRefused;
    }

    /** Whether the last row was left out because of what is wrong with it. */
    boolean isLastRefused() {
        return lastRefused;
    }

    void read(Sheet.Line line) {
        if (Text.fold(line.cell(0).text()).equals("decision table")) {
            flaws.add(Flaw.at(
                    sheet.address(line, 0), "A second table begins here.", "Give each table a sheet of its own"));
            refuse();
            return;
        }
        if (isOff(line) || isRemark(line)) {
            return;
        }
        int flawsBefore = flaws.size();
        String id = id(line);
        List<Condition> asked = new ArrayList<>();
        List<String> written = new ArrayList<>();
        for (DecisionTable.Column column : conditions) {
            Cell cell = line.cell(column.index());
            asked.add(condition(cell, column.word(), sheet.address(line, column.index())));
            written.add(Text.tidy(cell.text()));
        }
        List<@Nullable Object> set = new ArrayList<>();
        for (DecisionTable.Column column : outcomes) {
            set.add(outcome(line, column));
        }
        String because = because(line);
        LocalDate from = date(line, ColumnKind.FROM);
        LocalDate until = date(line, ColumnKind.UNTIL);
        if (from != null && until != null && from.isAfter(until)) {
            flaws.add(Flaw.at(
                    address(line, ColumnKind.UNTIL),
                    "The row ends on " + until + ", before it begins on " + from + ".",
                    "Swap the two dates, or empty one"));
        }
        if (!errorSince(flawsBefore)) {
            lastRefused = false;
            rows.add(new DecisionTable.Row(line.row(), id, asked, written, set, because, from, until));
        } else {
            refuse();
        }
    }

    private void refuse() {
        anyRefused = true;
        lastRefused = true;
    }

    private boolean errorSince(int index) {
        return flaws.subList(index, flaws.size()).stream().anyMatch(flaw -> flaw.severity() == Flaw.Severity.ERROR);
    }

    private Cell cell(Sheet.Line line, ColumnKind kind) {
        Integer column = single.get(kind);
        return column == null ? Cell.EMPTY : line.cell(column);
    }

    private CellAddress address(Sheet.Line line, ColumnKind kind) {
        return sheet.address(line, single.getOrDefault(kind, 0));
    }

    private boolean isOff(Sheet.Line line) {
        String mark = Text.fold(cell(line, ColumnKind.OFF).text());
        if (!OFF.contains(mark) && !ON.contains(mark)) {
            flaws.add(Flaw.at(
                    address(line, ColumnKind.OFF),
                    Found.quote(mark) + " does not say whether the row rests.",
                    "Write x to rest the row, or leave the cell empty"));
        }
        return OFF.contains(mark);
    }

    /** A line with nothing but notes is a remark between rows. */
    private boolean isRemark(Sheet.Line line) {
        boolean anything = !cell(line, ColumnKind.ID).isBlank()
                || !cell(line, ColumnKind.BECAUSE).isBlank()
                || !cell(line, ColumnKind.FROM).isBlank()
                || !cell(line, ColumnKind.UNTIL).isBlank();
        for (DecisionTable.Column column : conditions) {
            anything |= !line.cell(column.index()).isBlank();
        }
        for (DecisionTable.Column column : outcomes) {
            anything |= !line.cell(column.index()).isBlank();
        }
        return !anything;
    }

    private String id(Sheet.Line line) {
        Cell cell = cell(line, ColumnKind.ID);
        CellAddress where = address(line, ColumnKind.ID);
        String text = form.text(cell, where);
        String id = Text.tidy(text == null ? "" : text);
        String invisible = Found.invisible(id);
        if (invisible != null) {
            flaws.add(Flaw.at(
                    where,
                    "The cell holds an invisible character (" + invisible + ").",
                    "Delete the cell and type it again"));
        }
        if (id.isEmpty()) {
            id = Integer.toString(line.row());
        }
        Integer earlier = rowOfId.putIfAbsent(Text.fold(id), line.row());
        if (earlier != null) {
            flaws.add(Flaw.at(
                    where,
                    "The ID " + Found.quote(id) + " is that of row " + earlier + " already.",
                    "Give each row an ID of its own; a row without one takes its row number"));
        }
        return id;
    }

    private Condition condition(Cell cell, Word word, CellAddress where) {
        String text = word.type() == WordType.TEXT ? form.text(cell, where) : form.value(cell, where);
        Condition condition = text == null ? null : grammar.condition(text, word, where, flaws);
        return condition == null ? new Condition.Anything() : condition;
    }

    private @Nullable Object outcome(Sheet.Line line, DecisionTable.Column column) {
        Cell cell = line.cell(column.index());
        Word word = column.word();
        CellAddress where = sheet.address(line, column.index());
        int before = flaws.size();
        String text = word.type() == WordType.TEXT ? form.text(cell, where) : form.value(cell, where);
        Object outcome = text == null ? null : outcome(text, word, where);
        if (outcome == null
                && flaws.size() == before
                && stage != null
                && stage.isNeeded()
                && word.setBy().equals(Set.of(stage))) {
            flaws.add(Flaw.at(
                    where,
                    "The row sets no " + word.name() + ".",
                    word.isClosed() ? Found.oneOf(word.name(), word.values()) : "Fill in the cell"));
        }
        return outcome;
    }

    private @Nullable Object outcome(String text, Word word, CellAddress where) {
        Object outcome = grammar.outcome(text, word, where, flaws);
        boolean asIs = word.isClosed() || Text.straightQuotes(Text.tidy(text)).startsWith("\"");
        if (stage == null || !stage.fillsIn() || asIs || !(outcome instanceof String) || text.indexOf('{') < 0) {
            return outcome;
        }
        try {
            return FillIn.read(outcome.toString(), dictionary, stage);
        } catch (Misread e) {
            flaws.add(e.at(where));
            return null;
        }
    }

    private String because(Sheet.Line line) {
        Cell cell = cell(line, ColumnKind.BECAUSE);
        CellAddress where = address(line, ColumnKind.BECAUSE);
        String text = form.text(cell, where);
        String invisible = text == null ? null : Found.invisible(text);
        if (invisible != null) {
            flaws.add(Flaw.at(
                    where,
                    "The cell holds an invisible character (" + invisible + ").",
                    "Delete the cell and type it again"));
        }
        return Text.tidy(text == null ? "" : text);
    }

    private @Nullable LocalDate date(Sheet.Line line, ColumnKind kind) {
        Cell cell = cell(line, kind);
        CellAddress where = address(line, kind);
        String text = form.date(cell, where);
        if (text == null || Text.isBlank(text)) {
            return null;
        }
        try {
            return DateCell.read(text);
        } catch (Misread e) {
            flaws.add(e.at(where));
            return null;
        }
    }
}
