package dev.headwater.table;

import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** The cell styles of a written workbook: blue asks, green answers, grey is for people. */
final class Looks {
    private static final byte[] BLUE = {0x1F, 0x4E, 0x79};
    private static final byte[] LIGHT_BLUE = {(byte) 0xDD, (byte) 0xEB, (byte) 0xF7};
    private static final byte[] GREEN = {0x37, 0x56, 0x23};
    private static final byte[] LIGHT_GREEN = {(byte) 0xE2, (byte) 0xEF, (byte) 0xDA};
    private static final byte[] GREY = {0x59, 0x59, 0x59};
    private static final byte[] LIGHT_GREY = {(byte) 0xED, (byte) 0xED, (byte) 0xED};

    private final XSSFWorkbook workbook;
    private final XSSFCellStyle text;
    private final XSSFCellStyle unwrapped;
    private final XSSFCellStyle number;
    private final XSSFCellStyle date;
    private final XSSFCellStyle title;
    private final XSSFCellStyle[] kinds;
    private final XSSFCellStyle[] labels;

    Looks(XSSFWorkbook workbook) {
        this.workbook = workbook;
        text = style("@", null, null, false);
        text.setWrapText(true);
        unwrapped = style("@", null, null, false);
        number = style("General", null, null, false);
        date = style("yyyy-mm-dd", null, null, false);
        title = style("@", null, null, true);
        kinds = new XSSFCellStyle[] {
            style("@", BLUE, new byte[] {-1, -1, -1}, true),
            style("@", GREEN, new byte[] {-1, -1, -1}, true),
            style("@", GREY, new byte[] {-1, -1, -1}, true)
        };
        labels = new XSSFCellStyle[] {
            style("@", LIGHT_BLUE, null, true), style("@", LIGHT_GREEN, null, true), style("@", LIGHT_GREY, null, true)
        };
        for (XSSFCellStyle label : labels) {
            label.setWrapText(true);
            label.setBorderBottom(BorderStyle.THIN);
        }
    }

    /** Text, in a cell in which Excel makes nothing else of what is typed. */
    XSSFCellStyle text() {
        return text;
    }

    /** Text on one line, which may run on over empty cells to its right. */
    XSSFCellStyle unwrapped() {
        return unwrapped;
    }

    XSSFCellStyle number() {
        return number;
    }

    XSSFCellStyle date() {
        return date;
    }

    XSSFCellStyle title() {
        return title;
    }

    XSSFCellStyle kind(@Nullable ColumnKind kind) {
        return kinds[colour(kind)];
    }

    XSSFCellStyle label(@Nullable ColumnKind kind) {
        return labels[colour(kind)];
    }

    private static int colour(@Nullable ColumnKind kind) {
        if (kind == ColumnKind.WHEN) {
            return 0;
        }
        return kind == ColumnKind.THEN ? 1 : 2;
    }

    private XSSFCellStyle style(String format, byte @Nullable [] fill, byte @Nullable [] letters, boolean bold) {
        XSSFCellStyle style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        style.setVerticalAlignment(VerticalAlignment.TOP);
        if (fill != null) {
            style.setFillForegroundColor(new XSSFColor(fill));
            style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        }
        if (bold) {
            XSSFFont font = workbook.createFont();
            font.setBold(true);
            if (letters != null) {
                font.setColor(new XSSFColor(letters));
            }
            style.setFont(font);
        }
        return style;
    }
}
