package dev.headwater.table;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a raw cell can be taken to say: undoes nothing that a spreadsheet did to it by itself, but names it. A formula,
 * a number or a date may not be what its author typed.
 */
final class CellForm {
    private static final Pattern CHANGES_BY_ITSELF = Pattern.compile(
            "(?i)\\b(?:NOW|TODAY|RAND|RANDBETWEEN|RANDARRAY|OFFSET|INDIRECT|INFO|CELL|WEBSERVICE)\\s*\\(");
    private static final Pattern OTHER_WORKBOOK = Pattern.compile("\\[[^\\]]+\\][^!]*!");
    private static final Pattern SHORTENED = Pattern.compile("^[+-]?\\d(?:[.,]\\d+)?E\\+\\d{2,}$");
    private static final String MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
    private static final Pattern MADE_DATE =
            Pattern.compile("^(?:\\d{1,2}-" + MONTH + "(?:-\\d{2})?|" + MONTH + "-\\d{2})$");
    // Most cells have none of this, and are not worth a regular expression each: there are tens of thousands.
    private static final String EXPONENT = "E+";
    private static final int LONGEST_MADE_DATE = "23-Nov-26".length();

    /** From here on Excel shows a number with an exponent, so that its author cannot see what it is. */
    private static final BigDecimal SHOWN_SHORTENED = BigDecimal.ONE.movePointRight(11);
    /** From here on a double, and so Excel, no longer keeps every digit. */
    private static final BigDecimal DIGITS_LOST = BigDecimal.ONE.movePointRight(15);

    private static final String FORMAT_AS_TEXT = "Format the cell as Text and type it again";
    private static final String TYPE_THE_VALUE = "Type the value itself";

    private final List<Flaw> flaws;

    CellForm(List<Flaw> flaws) {
        this.flaws = flaws;
    }

    /** The text of a cell that holds text, or nothing; null where it cannot be trusted, which is a flaw. */
    @Nullable
    String text(Cell cell, CellAddress where) {
        return notDate(cell, where) && longNumber(cell, where, true) ? cell.text() : null;
    }

    /** As {@link #text}, for a list, where a text that only looks like a date that Excel made may well be meant. */
    @Nullable
    String listText(Cell cell, CellAddress where) {
        return notDate(cell, where) && longNumber(cell, where, false) ? cell.text() : null;
    }

    /** The text of a cell that holds a number, an age or a flag. */
    @Nullable
    String value(Cell cell, CellAddress where) {
        return notDate(cell, where) ? cell.text() : null;
    }

    /** The text of a cell that holds a date. */
    @Nullable
    String date(Cell cell, CellAddress where) {
        if (!sound(cell, where)) {
            return null;
        }
        if (cell.kind() == Cell.Kind.NUMBER) {
            flaws.add(Flaw.at(
                    where,
                    Found.quote(cell.text()) + " is a number, not a date.",
                    "Format the cell as a date, or write it as 2026-11-23"));
            return null;
        }
        return cell.text();
    }

    /** Whether a cell has a value that somebody typed, or a formula's plain one. */
    private boolean sound(Cell cell, CellAddress where) {
        if (cell.kind() == Cell.Kind.ERROR) {
            flaws.add(Flaw.at(where, "The cell shows the error " + Text.tidy(cell.text()) + ".", TYPE_THE_VALUE));
            return false;
        }
        String formula = cell.formula();
        if (formula == null) {
            return true;
        }
        String shown = formula.isEmpty() ? "a formula" : "a formula (" + unquoted(Found.quote("=" + formula)) + ")";
        if (CHANGES_BY_ITSELF.matcher(formula).find()
                || OTHER_WORKBOOK.matcher(formula).find()) {
            flaws.add(Flaw.at(where, "The cell is " + shown + " whose value changes by itself.", TYPE_THE_VALUE));
            return false;
        }
        if (Text.isBlank(cell.text())) {
            flaws.add(Flaw.at(where, "The cell is " + shown + " without a value.", TYPE_THE_VALUE));
            return false;
        }
        flaws.add(Flaw.warningAt(
                where,
                "The cell is " + shown + "; its present value " + Found.quote(cell.text()) + " is used.",
                TYPE_THE_VALUE + ", so that the rule changes only when you change it"));
        return true;
    }

    private boolean notDate(Cell cell, CellAddress where) {
        if (!sound(cell, where)) {
            return false;
        }
        if (cell.kind() == Cell.Kind.DATE) {
            flaws.add(Flaw.at(
                    where,
                    "Excel made a date of what was typed: " + cell.text() + ".",
                    FORMAT_AS_TEXT + "; MAR1, 3-7 and the like become dates by themselves"));
            return false;
        }
        return true;
    }

    private boolean longNumber(Cell cell, CellAddress where, boolean dateTextIsWrong) {
        if (cell.kind() == Cell.Kind.NUMBER) {
            BigDecimal number = new BigDecimal(cell.text()).abs();
            if (number.compareTo(DIGITS_LOST) >= 0) {
                flaws.add(Flaw.at(
                        where,
                        "Excel made a number of what was typed, and its last digits are lost: " + cell.text() + ".",
                        FORMAT_AS_TEXT));
                return false;
            }
            if (number.compareTo(SHOWN_SHORTENED) >= 0) {
                flaws.add(Flaw.warningAt(
                        where,
                        "Excel made a number of what was typed and shows it shortened; it is read as " + cell.text()
                                + ".",
                        FORMAT_AS_TEXT + ", since a number has no leading zeros and no plus sign"));
            }
            return true;
        }
        String text = cell.kind() == Cell.Kind.TEXT ? Text.tidy(cell.text()) : "";
        if (text.contains(EXPONENT) && SHORTENED.matcher(text).find()) {
            flaws.add(Flaw.at(
                    where,
                    Found.quote(text) + " is a number that Excel shortened; its last digits are lost.",
                    FORMAT_AS_TEXT + "; put quotes round it if it is meant as it stands"));
            return false;
        }
        if (text.length() <= LONGEST_MADE_DATE
                && text.indexOf('-') > 0
                && MADE_DATE.matcher(text).find()) {
            String problem = Found.quote(text) + " looks like a date that Excel made of something else.";
            String remedy = FORMAT_AS_TEXT + "; put quotes round it if it is meant as it stands";
            flaws.add(
                    dateTextIsWrong
                            ? Flaw.at(where, problem, remedy)
                            : Flaw.warningAt(where, problem, FORMAT_AS_TEXT + ", unless it is meant as it stands"));
            return !dateTextIsWrong;
        }
        return true;
    }

    private static String unquoted(String quoted) {
        return quoted.substring(1, quoted.length() - 1);
    }
}
