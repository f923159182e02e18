package dev.headwater.table;

import static org.apache.poi.ss.usermodel.Row.MissingCellPolicy.CREATE_NULL_AS_BLANK;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.jspecify.annotations.Nullable;

/** Writes into a sheet that is there what another says, at the same rows and columns, and no cell more than needed. */
final class SheetUpdate {
    private final XSSFSheet out;
    private final SheetParts was;
    private final SheetParts is;
    private final Dictionary dictionary;
    /** What each cell says now, by row and column as they will be. */
    private final Map<Integer, Sheet.Line> present = new HashMap<>();

    private boolean changed;

    /**
     * @param out holds {@code was}
     * @param is what it is to say
     * @param dictionary tells which cells are numbers
     */
    SheetUpdate(XSSFSheet out, SheetParts was, SheetParts is, Dictionary dictionary) {
        this.out = out;
        this.was = was;
        this.is = is;
        this.dictionary = dictionary;
    }

    /** Whether anything had to be written. */
    boolean write() {
        Map<Integer, Integer> places = places();
        was.sheet().lines().forEach(line -> {
            Integer place = places.get(line.row());
            if (place != null) {
                present.put(place, line);
            }
        });
        move(places);
        for (Sheet.Line line : is.sheet().lines()) {
            write(line);
        }
        if (changed && out.getCTWorksheet().isSetAutoFilter()) {
            CellRangeAddress filter = CellRangeAddress.valueOf(
                    out.getCTWorksheet().getAutoFilter().getRef());
            int last = is.sheet().lines().get(is.sheet().lines().size() - 1).row() - 1;
            filter.setLastRow(Math.max(filter.getFirstRow(), last));
            out.getCTWorksheet().getAutoFilter().setRef(filter.formatAsString());
        }
        return changed;
    }

    /** By row as it was, the row where it is to be; rows that go away are not in it. */
    private Map<Integer, Integer> places() {
        Map<Integer, Integer> places = new TreeMap<>();
        List<Integer> headWas = head(was);
        List<Integer> headIs = head(is);
        RowPairs.Columns columns = RowPairs.Columns.of(was, is);
        boolean sameColumns = columns.added().isEmpty() && columns.removed().isEmpty() && !columns.areMoved();
        if (!sameColumns || headWas.size() != headIs.size() || isMergedBelowHeadings()) {
            // Where columns differ, cells are compared where they stand.
            was.sheet().lines().forEach(line -> places.put(line.row(), line.row()));
            return places;
        }
        for (int i = 0; i < headWas.size(); i++) {
            places.put(headWas.get(i), headIs.get(i));
        }
        RowPairs pairs = RowPairs.of(was, is, columns);
        for (int i = 0; i < was.rows().size(); i++) {
            if (pairs.partnerOfBefore(i) >= 0) {
                places.put(
                        was.rows().get(i).line(),
                        is.rows().get(pairs.partnerOfBefore(i)).line());
            }
        }
        return places;
    }

    /** The rows above those that decide: what the table is, and its headings. */
    private static List<Integer> head(SheetParts parts) {
        List<Integer> rows = parts.rows().stream().map(SheetParts.Row::line).toList();
        return parts.sheet().lines().stream()
                .map(Sheet.Line::row)
                .filter(row -> !rows.contains(row))
                .toList();
    }

    private boolean isMergedBelowHeadings() {
        int first = was.rows().isEmpty() ? Integer.MAX_VALUE : was.rows().get(0).line();
        return was.sheet().merged().stream().anyMatch(range -> range.lastRow() >= first);
    }

    private void move(Map<Integer, Integer> places) {
        Map<Integer, RowImage> leaving = new TreeMap<>();
        for (Sheet.Line line : was.sheet().lines()) {
            Integer place = places.get(line.row());
            if (place == null || place != line.row()) {
                leaving.put(line.row(), RowImage.of(out.getRow(line.row() - 1)));
            }
        }
        if (leaving.isEmpty()) {
            return;
        }
        changed = true;
        Map<XSSFComment, Integer> comments = setAside(places, leaving.keySet());
        leaving.keySet().forEach(row -> out.removeRow(out.getRow(row - 1)));
        leaving.forEach((row, image) -> {
            Integer place = places.get(row);
            if (place != null) {
                // A row that was there held nothing but looks.
                image.restore(out.createRow(place - 1));
            }
        });
        comments.forEach((comment, row) -> comment.setAddress(row, comment.getColumn()));
    }

    /** Takes comments out of the way, since a row that is removed takes its comments with it; gives where they belong. */
    private Map<XSSFComment, Integer> setAside(Map<Integer, Integer> places, Set<Integer> leaving) {
        Map<XSSFComment, Integer> moving = new LinkedHashMap<>();
        for (Map.Entry<CellAddress, XSSFComment> comment : new TreeMap<>(out.getCellComments()).entrySet()) {
            int row = comment.getKey().getRow() + 1;
            Integer place = places.get(row);
            if (leaving.contains(row) && place != null) {
                moving.put(comment.getValue(), place - 1);
            }
        }
        int aside = Spreadsheet.MAX_ROWS;
        for (XSSFComment comment : moving.keySet()) {
            comment.setAddress(aside++, comment.getColumn());
        }
        return moving;
    }

    private void write(Sheet.Line line) {
        Sheet.Line now = present.get(line.row());
        XSSFRow row = out.getRow(line.row() - 1) == null ? dressed(line.row()) : out.getRow(line.row() - 1);
        int width = Math.max(line.cells().size(), now == null ? 0 : now.cells().size());
        for (int i = 0; i < width; i++) {
            String wanted = line.cell(i).text();
            if (!wanted.equals(now == null ? "" : now.cell(i).text())) {
                changed = true;
                write(row.getCell(i, CREATE_NULL_AS_BLANK), wanted, i);
            }
        }
    }

    /** A new row that looks like the one above it, if that is one of a kind, else like the one below. */
    private XSSFRow dressed(int number) {
        XSSFRow row = out.createRow(number - 1);
        int first = is.rows().isEmpty() ? number : is.rows().get(0).line();
        XSSFRow above = number > first ? out.getRow(number - 2) : null;
        XSSFRow like = above != null ? above : number >= first ? out.getRow(number) : null;
        if (like != null) {
            like.forEach(cell -> row.createCell(cell.getColumnIndex()).setCellStyle(cell.getCellStyle()));
        }
        return row;
    }

    private void write(XSSFCell cell, String text, int column) {
        XSSFCellStyle style = cell.getCellStyle();
        boolean date = DateUtil.isADateFormat(style.getDataFormat(), style.getDataFormatString());
        boolean number = cell.getCellType() == CellType.NUMERIC && !date || isOfNumbers(column);
        if (cell.getCellType() == CellType.FORMULA) {
            cell.removeFormula();
        }
        if (text.isEmpty()) {
            cell.setBlank();
        } else if (date && SheetWriter.isPlainDate(text)) {
            cell.setCellValue(LocalDate.parse(text));
        } else if (!date && number && SheetWriter.isPlainNumber(text)) {
            cell.setCellValue(Double.parseDouble(text));
        } else {
            SheetWriter.text(cell, text, style);
        }
    }

    /** As in a workbook that is written anew, what a row sets to a number is one; what it asks for is text. */
    private boolean isOfNumbers(int column) {
        return is.columns().stream()
                .filter(each -> each.index() == column && each.kind() == ColumnKind.THEN)
                .flatMap(each -> dictionary.word(each.label()).stream())
                .anyMatch(word -> word.type() == WordType.NUMBER);
    }

    /** What a row looks like and holds, apart from where it stands. */
    private record RowImage(@Nullable Float height, boolean hidden, List<CellImage> cells) {
        static RowImage of(XSSFRow row) {
            List<CellImage> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(CellImage.of((XSSFCell) cell)));
            boolean custom = row.getCTRow().getCustomHeight();
            return new RowImage(custom ? row.getHeightInPoints() : null, row.getZeroHeight(), cells);
        }

        void restore(XSSFRow row) {
            if (height != null) {
                row.setHeightInPoints(height);
            }
            row.setZeroHeight(hidden);
            cells.forEach(cell -> cell.restore(row));
        }
    }

    private record CellImage(
            int column,
            XSSFCellStyle style,
            CellType type,
            @Nullable Object value,
            @Nullable String formula) {
        static CellImage of(XSSFCell cell) {
            String formula = cell.getCellType() == CellType.FORMULA ? cell.getCellFormula() : null;
            CellType type = formula == null ? cell.getCellType() : cell.getCachedFormulaResultType();
            Object value = switch (type) {
                case NUMERIC -> cell.getNumericCellValue();
                case STRING -> cell.getRichStringCellValue();
                case BOOLEAN -> cell.getBooleanCellValue();
                case ERROR -> cell.getErrorCellValue();
                default -> null;
            };
            return new CellImage(cell.getColumnIndex(), cell.getCellStyle(), type, value, formula);
        }

        void restore(XSSFRow row) {
            XSSFCell cell = row.createCell(column);
            cell.setCellStyle(style);
            if (formula != null) {
                cell.setCellFormula(formula);
            }
            if (value instanceof Double number) {
                cell.setCellValue(number);
            } else if (value instanceof XSSFRichTextString text) {
                cell.setCellValue(text);
            } else if (value instanceof Boolean flag) {
                cell.setCellValue(flag);
            } else if (value instanceof Byte error) {
                cell.setCellErrorValue(error);
            }
        }
    }
}
