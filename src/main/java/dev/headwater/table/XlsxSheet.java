package dev.headwater.table;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Gathers one sheet of a workbook from its XML: cells that hold anything, what is hidden, what is merged. */
final class XlsxSheet extends DefaultHandler {
    private static final int MOST_MERGED = 10_000;
    private static final int MOST_COLUMNS = 16_384;

    private final String file;
    private final String name;
    private final XlsxTexts texts;
    private final XlsxStyles styles;
    private final XlsxWorkbook workbook;
    private final Xlsx.Budget budget;

    private final Map<Integer, List<Cell>> rows = new TreeMap<>();
    private final Set<Integer> hiddenRows = new HashSet<>();
    private final Set<Integer> hiddenColumns = new HashSet<>();
    private final List<Sheet.Range> merged = new ArrayList<>();
    private final Map<Integer, Cell> sharedCells = new TreeMap<>();

    private int row;
    private int column;
    private boolean rowHidden;
    private @Nullable String type;
    private @Nullable String style;
    private final StringBuilder value = new StringBuilder();
    private @Nullable StringBuilder formula;
    private @Nullable StringBuilder target;
    private boolean phonetic;

    XlsxSheet(String file, String name, XlsxTexts texts, XlsxStyles styles, XlsxWorkbook workbook, Xlsx.Budget budget) {
        this.file = file;
        this.name = name;
        this.texts = texts;
        this.styles = styles;
        this.workbook = workbook;
        this.budget = budget;
    }

    Sheet toSheet() {
        List<Sheet.Line> lines = new ArrayList<>();
        rows.forEach((number, cells) -> lines.add(new Sheet.Line(number, cells)));
        int width = lines.stream().mapToInt(line -> line.cells().size()).max().orElse(0);
        hiddenRows.retainAll(rows.keySet());
        hiddenColumns.removeIf(hiddenColumn -> hiddenColumn >= width);
        return new Sheet(file, name, lines, hiddenRows, hiddenColumns, merged, workbook.isHidden(name));
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) {
        switch (localName) {
            case "col" -> hideColumns(attributes);
            case "row" -> {
                String number = attributes.getValue("r");
                row = number == null ? row + 1 : number(number);
                column = -1;
                rowHidden = isTrue(attributes.getValue("hidden"));
            }
            case "c" -> {
                String reference = attributes.getValue("r");
                column = reference == null ? column + 1 : new CellReference(reference).getCol();
                type = attributes.getValue("t");
                style = attributes.getValue("s");
                value.setLength(0);
                formula = null;
                target = null;
                phonetic = false;
            }
            case "f" -> target = formula = new StringBuilder();
            case "v" -> target = value;
            case "t" -> target = phonetic ? null : value;
            case "rPh" -> phonetic = true;
            case "mergeCell" -> merge(attributes.getValue("ref"));
            default -> {
                // everything else is looks
            }
        }
    }

    @Override
    public void characters(char[] text, int start, int length) {
        if (target != null) {
            target.append(text, start, length);
        }
    }

    @Override
    public void endElement(String uri, String localName, String qName) throws SAXException {
        switch (localName) {
            case "f", "v", "t" -> target = null;
            case "rPh" -> phonetic = false;
            case "c" -> endCell();
            default -> {
                // nothing to close
            }
        }
    }

    private void endCell() throws SAXException {
        Cell cell = cell();
        if (cell.text().isEmpty() && cell.formula() == null) {
            return;
        }
        budget.take(name, row, column);
        List<Cell> cells = rows.computeIfAbsent(row, number -> new ArrayList<>());
        while (cells.size() <= column) {
            cells.add(Cell.EMPTY);
        }
        cells.set(column, cell);
        if (rowHidden) {
            hiddenRows.add(row);
        }
    }

    private Cell cell() {
        String found = value.toString();
        String written = formula == null ? null : formula.toString();
        String kind = type == null ? "n" : type;
        return switch (kind) {
            case "s" -> shared(number(found), written);
            case "inlineStr", "str" -> text(XlsxTexts.meant(found), written);
            case "b" -> new Cell(isTrue(found) ? "TRUE" : "FALSE", Cell.Kind.FLAG, written);
            case "e" -> new Cell(found, Cell.Kind.ERROR, written);
            case "d" -> new Cell(found, Cell.Kind.DATE, written);
            default -> numeric(found, written);
        };
    }

    private Cell shared(int index, @Nullable String written) {
        if (written != null) {
            return text(texts.get(index), written);
        }
        return sharedCells.computeIfAbsent(index, number -> text(texts.get(number), null));
    }

    private static Cell text(String text, @Nullable String written) {
        return written == null ? Cell.of(text) : new Cell(text, Cell.Kind.TEXT, written);
    }

    private Cell numeric(String found, @Nullable String written) {
        if (found.isEmpty()) {
            return written == null ? Cell.EMPTY : new Cell("", Cell.Kind.TEXT, written);
        }
        double number = Double.parseDouble(found);
        if (styles.isDate(style) && DateUtil.isValidExcelDate(number)) {
            return new Cell(date(number), Cell.Kind.DATE, written);
        }
        return new Cell(Digits.plain(number), Cell.Kind.NUMBER, written);
    }

    private String date(double number) {
        LocalDateTime time = DateUtil.getLocalDateTime(number, workbook.countsFrom1904());
        if (number < 1) {
            return time.toLocalTime().toString();
        }
        return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? time.toLocalDate().toString()
                : time.toString().replace('T', ' ');
    }

    private void hideColumns(Attributes attributes) {
        if (isTrue(attributes.getValue("hidden"))) {
            int last = Math.min(MOST_COLUMNS, number(attributes.getValue("max")));
            for (int i = number(attributes.getValue("min")); i <= last; i++) {
                hiddenColumns.add(i - 1);
            }
        }
    }

    private void merge(String reference) {
        CellRangeAddress range = CellRangeAddress.valueOf(reference);
        if (range.getNumberOfCells() > 1 && merged.size() < MOST_MERGED) {
            merged.add(new Sheet.Range(
                    range.getFirstRow() + 1, range.getFirstColumn(), range.getLastRow() + 1, range.getLastColumn()));
        }
    }

    static boolean isTrue(@Nullable String flag) {
        return flag != null && (flag.equals("1") || flag.equals("true"));
    }

    static int number(String digits) {
        return Integer.parseInt(digits.strip());
    }
}
