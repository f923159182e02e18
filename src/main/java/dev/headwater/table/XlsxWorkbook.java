package dev.headwater.table;

import java.util.HashSet;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** What a workbook says of itself: which sheets are hidden, and from which year it counts its days. */
final class XlsxWorkbook extends DefaultHandler {
    private final Set<String> hidden = new HashSet<>();
    private boolean from1904;

    boolean isHidden(String sheet) {
        return hidden.contains(sheet);
    }

    boolean countsFrom1904() {
        return from1904;
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) {
        if (localName.equals("workbookPr")) {
            from1904 = XlsxSheet.isTrue(attributes.getValue("date1904"));
        } else if (localName.equals("sheet")) {
            String state = attributes.getValue("state");
            if (state != null && !state.equals("visible")) {
                hidden.add(attributes.getValue("name"));
            }
        }
    }
}
