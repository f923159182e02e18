package dev.headwater.table;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.poi.ss.usermodel.IgnoredErrorType;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.jspecify.annotations.Nullable;

/** Writes one sheet of a workbook. What stands in a cell comes back as the same text when the workbook is read. */
final class SheetWriter {
    /** How many rows below the last one are made ready for typing. */
    private static final int SPARE_ROWS = 500;

    private static final int NARROWEST = 6;
    private static final int WIDEST = 60;
    /** Width is told in 1/256 of a character; the rest is room for the filter's arrow. */
    private static final int CHARACTER = 256;

    private static final int ARROW = 3;

    private static final Pattern ESCAPED = Pattern.compile("_x[0-9A-Fa-f]{4}_");

    private final Sheet sheet;
    private final XSSFSheet out;
    private final Dictionary dictionary;
    private final Looks looks;
    private final DropDowns dropDowns;
    private final Optional<TableLayout> layout;

    SheetWriter(Sheet sheet, XSSFSheet out, Dictionary dictionary, Looks looks, DropDowns dropDowns) {
        this.sheet = sheet;
        this.out = out;
        this.dictionary = dictionary;
        this.looks = looks;
        this.dropDowns = dropDowns;
        this.layout = TableLayout.of(sheet);
    }

    void write() {
        for (int i = 0; i < sheet.width(); i++) {
            out.setDefaultColumnStyle(i, looks.text());
        }
        for (Sheet.Line line : sheet.lines()) {
            XSSFRow row = out.createRow(line.row() - 1);
            for (int i = 0; i < line.cells().size(); i++) {
                if (!line.cell(i).text().isEmpty()) {
                    write(row.createCell(i), line.cell(i).text(), line.row(), i);
                }
            }
            layout.ifPresent(table -> fillHeading(row, table));
        }
        widths();
        layout.ifPresent(this::furnish);
        if (layout.isEmpty() && sheet.opening().equals(RuleFolder.LIST)) {
            out.createFreezePane(0, 1);
        }
    }

    private void write(XSSFCell cell, String text, int row, int column) {
        if (layout.isEmpty()) {
            text(cell, text, row == 1 ? looks.title() : looks.text());
            return;
        }
        TableLayout table = layout.get();
        @Nullable ColumnKind kind = table.kinds().get(column);
        if (row < table.kindRow()) {
            text(cell, text, column == 0 || row == 1 ? looks.title() : looks.unwrapped());
        } else if (row == table.kindRow()) {
            text(cell, text, looks.kind(kind));
        } else if (row == table.labelRow()) {
            text(cell, text, looks.label(kind));
        } else if (kind == ColumnKind.THEN && isPlainNumber(text) && isOfNumbers(table, column)) {
            cell.setCellValue(Double.parseDouble(text));
            cell.setCellStyle(looks.number());
        } else if ((kind == ColumnKind.FROM || kind == ColumnKind.UNTIL) && isPlainDate(text)) {
            cell.setCellValue(LocalDate.parse(text));
            cell.setCellStyle(looks.date());
        } else {
            text(cell, text, looks.text());
        }
    }

    /** Colours the empty cells of the two heading lines too. */
    private void fillHeading(XSSFRow row, TableLayout table) {
        int number = row.getRowNum() + 1;
        if (number != table.kindRow() && number != table.labelRow()) {
            return;
        }
        table.kinds().forEach((column, kind) -> {
            if (row.getCell(column) == null) {
                row.createCell(column).setCellStyle(number == table.kindRow() ? looks.kind(kind) : looks.label(kind));
            }
        });
    }

    private void furnish(TableLayout table) {
        int firstRow = table.labelRow();
        int lastRow = lastRow();
        int lastColumn = table.kinds().keySet().stream().reduce(0, Math::max);
        boolean idFirst = table.kinds().get(0) == ColumnKind.ID;
        out.createFreezePane(idFirst ? 1 : 0, table.labelRow());
        out.setAutoFilter(
                new CellRangeAddress(table.labelRow() - 1, Math.max(lastRow, table.labelRow()) - 1, 0, lastColumn));
        out.addIgnoredErrors(
                new CellRangeAddress(0, lastRow + SPARE_ROWS, 0, lastColumn), IgnoredErrorType.NUMBER_STORED_AS_TEXT);
        policyDropDown(table);
        table.kinds().forEach((column, kind) -> {
            if (kind == ColumnKind.OFF) {
                dropDowns.add(
                        out, "OFF", List.of("x"), DropDowns.Strictness.ASKS, firstRow, lastRow + SPARE_ROWS, column);
            }
            word(table, column, kind).ifPresent(word -> {
                remark(table, column, word);
                List<String> choices = choices(word, kind);
                if (!choices.isEmpty()) {
                    DropDowns.Strictness strictness =
                            kind == ColumnKind.THEN ? DropDowns.Strictness.ASKS : DropDowns.Strictness.SUGGESTS;
                    dropDowns.add(out, word.name(), choices, strictness, firstRow, lastRow + SPARE_ROWS, column);
                }
            });
        });
    }

    private void policyDropDown(TableLayout table) {
        for (Sheet.Line line : sheet.lines()) {
            if (line.row() < table.kindRow() && Text.fold(line.cell(0).text()).equals("hit policy")) {
                List<String> policies = new ArrayList<>();
                for (HitPolicy policy : HitPolicy.values()) {
                    policies.add(policy.words());
                }
                dropDowns.add(
                        out, "Hit policy", policies, DropDowns.Strictness.ASKS, line.row() - 1, line.row() - 1, 1);
            }
        }
    }

    private Optional<Word> word(TableLayout table, int column, ColumnKind kind) {
        return kind == ColumnKind.WHEN || kind == ColumnKind.THEN
                ? dictionary.word(table.labels().get(column))
                : Optional.empty();
    }

    private boolean isOfNumbers(TableLayout table, int column) {
        return dictionary
                .word(table.labels().get(column))
                .map(word -> word.type() == WordType.NUMBER)
                .orElse(false);
    }

    private static List<String> choices(Word word, ColumnKind kind) {
        List<String> choices = new ArrayList<>();
        if (word.isClosed()) {
            choices.addAll(word.values());
        } else if (word.type() == WordType.FLAG) {
            choices.addAll(List.of("yes", "no"));
        }
        if (kind == ColumnKind.WHEN) {
            choices.addAll(List.of("known", "missing"));
        }
        return choices;
    }

    private void remark(TableLayout table, int column, Word word) {
        XSSFClientAnchor anchor = new XSSFClientAnchor();
        anchor.setCol1(column);
        anchor.setCol2(column + 3);
        anchor.setRow1(table.labelRow() - 1);
        anchor.setRow2(table.labelRow() + 5);
        XSSFComment comment = out.createDrawingPatriarch().createCellComment(anchor);
        comment.setString(escaped(word.name() + ": " + word.about() + "\n" + takes(word)));
        comment.setAuthor("Headwater");
        comment.setAddress(table.labelRow() - 1, column);
    }

    private static String takes(Word word) {
        if (word.isClosed()) {
            return "One of: " + Found.list(word.values());
        }
        return switch (word.type()) {
            case TEXT -> "Any text";
            case NUMBER -> "A number: 3, >= 3, 3..7";
            case FLAG -> "yes or no";
            case AGE -> "An age: within 7 days, > 30 days";
        };
    }

    private int lastRow() {
        return sheet.lines().isEmpty()
                ? 1
                : sheet.lines().get(sheet.lines().size() - 1).row();
    }

    private void widths() {
        int headingRow = layout.map(TableLayout::kindRow).orElse(0);
        for (int i = 0; i < sheet.width(); i++) {
            int widest = NARROWEST;
            for (Sheet.Line line : sheet.lines()) {
                if (line.row() >= headingRow || i == 0) {
                    for (String part : line.cell(i).text().split("\n", -1)) {
                        widest = Math.max(widest, part.length());
                    }
                }
            }
            out.setColumnWidth(i, (Math.min(widest, WIDEST) + ARROW) * CHARACTER);
        }
    }

    static boolean isPlainNumber(String text) {
        if (!text.matches("-?(0|[1-9]\\d{0,14})(\\.\\d{0,9}[1-9])?") || text.equals("-0")) {
            return false;
        }
        return Digits.of(Double.parseDouble(text)).compareTo(new BigDecimal(text)) == 0;
    }

    static boolean isPlainDate(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            return date.getYear() > 1900 && date.getYear() < 9999;
        } catch (DateTimeException e) {
            return false;
        }
    }

    static void text(XSSFCell cell, String text, XSSFCellStyle style) {
        cell.setCellValue(escaped(text));
        cell.setCellStyle(style);
    }

    /** As the format has it, {@code _x000D_} is a carriage return; so a text that looks like that is escaped too. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        Matcher matcher = ESCAPED.matcher(text);
        int next = matcher.find() ? matcher.start() : -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (i == next) {
                escaped.append("_x005F_");
                next = matcher.find(i + 1) ? matcher.start() : -1;
            } else if (c < ' ' && c != '\t' && c != '\n'
                    || c == '\uFFFE'
                    || c == '\uFFFF'
                    || Character.isSurrogate(c) && !isPaired(text, i)) {
                escaped.append(String.format(Locale.ROOT, "_x%04X_", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static boolean isPaired(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
