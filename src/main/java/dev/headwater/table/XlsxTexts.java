package dev.headwater.table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** The texts that a workbook's cells share, by their numbers. How they look, and how Japanese ones are read aloud, is passed over. */
final class XlsxTexts extends DefaultHandler {
    /** A character that XML cannot hold is written by its number: {@code _x000D_} is a carriage return. */
    private static final Pattern BY_NUMBER = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private static final int HEXADECIMAL = 16;

    private final List<String> texts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean inText;
    private boolean phonetic;

    /** @throws IndexOutOfBoundsException if there is no such text */
    String get(int number) {
        return texts.get(number);
    }

    /** What is meant by a text of a workbook. */
    static String meant(String written) {
        return written.contains("_x")
                ? BY_NUMBER
                        .matcher(written)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                String.valueOf((char) Integer.parseInt(found.group(1), HEXADECIMAL))))
                : written;
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) {
        switch (localName) {
            case "si" -> text.setLength(0);
            case "rPh" -> phonetic = true;
            case "t" -> inText = !phonetic;
            default -> {
                // everything else is looks
            }
        }
    }

    @Override
    public void characters(char[] content, int start, int length) {
        if (inText) {
            text.append(content, start, length);
        }
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        switch (localName) {
            case "si" -> texts.add(meant(text.toString()));
            case "rPh" -> phonetic = false;
            case "t" -> inText = false;
            default -> {
                // nothing to close
            }
        }
    }
}
