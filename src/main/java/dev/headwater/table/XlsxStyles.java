package dev.headwater.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Which cell styles show a number as a date: all that the reading of cells needs from a workbook's styles. */
final class XlsxStyles extends DefaultHandler {
    private final Map<Integer, String> formats = new HashMap<>();
    private final List<Integer> formatOfStyle = new ArrayList<>();
    private boolean inCellStyles;

    /** Whether a style, by its number in a cell's {@code s}, shows numbers as dates or times. */
    boolean isDate(@Nullable String style) {
        int number = style == null ? 0 : XlsxSheet.number(style);
        if (number < 0 || number >= formatOfStyle.size()) {
            return false;
        }
        int format = formatOfStyle.get(number);
        String pattern = formats.containsKey(format) ? formats.get(format) : BuiltinFormats.getBuiltinFormat(format);
        return DateUtil.isADateFormat(format, pattern);
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) {
        switch (localName) {
            case "numFmt" ->
                formats.put(XlsxSheet.number(attributes.getValue("numFmtId")), attributes.getValue("formatCode"));
            case "cellXfs" -> inCellStyles = true;
            case "xf" -> {
                if (inCellStyles) {
                    String format = attributes.getValue("numFmtId");
                    formatOfStyle.add(format == null ? 0 : XlsxSheet.number(format));
                }
            }
            default -> {
                // fonts, fills and borders do not matter here
            }
        }
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        if (localName.equals("cellXfs")) {
            inCellStyles = false;
        }
    }
}
