package dev.headwater.json;

import dev.headwater.table.Cell;
import dev.headwater.table.Text;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days and amounts as people write them, made plain; what could mean two things stays as it is, and is refused as such. */
final class CostCell {
    private static final int EXCELS_DIGITS = 15;

    private static final Pattern DOTTED_DAY = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");
    private static final Pattern THOUSANDS_APART = Pattern.compile("\\d{1,3}([ '’]\\d{3})+([.,]\\d+)?");
    private static final Pattern COMMA_THEN_POINT = Pattern.compile("\\d{1,3}(,\\d{3})+\\.\\d+");
    private static final Pattern COMMA_FOR_POINT = Pattern.compile("(\\d+|\\d{1,3}(\\.\\d{3})+),\\d{1,2}");

    private CostCell() {}

    /** {@code 2026-11-01}. The day comes first where there are dots; where there are slashes, nobody can say. */
    static String day(Cell cell) {
        String text = Text.tidy(cell.text());
        Matcher dotted = DOTTED_DAY.matcher(text);
        if (!dotted.matches()) {
            return text;
        }
        String day = dotted.group(3) + "-" + two(dotted.group(2)) + "-" + two(dotted.group(1));
        return ReportWords.day(day) == null ? text : day;
    }

    private static String two(String digits) {
        return digits.length() == 1 ? "0" + digits : digits;
    }

    /** {@code 1234.50}. {@code 1,234} stays as it is: it is a thousand to some, and one to others. */
    static String value(Cell cell) {
        String text = Text.tidy(cell.text());
        if (cell.kind() == Cell.Kind.NUMBER) {
            return shown(text);
        }
        String joined = THOUSANDS_APART.matcher(text).matches() ? text.replaceAll("[ '’]", "") : text;
        if (COMMA_THEN_POINT.matcher(joined).matches()) {
            return joined.replace(",", "");
        }
        return COMMA_FOR_POINT.matcher(joined).matches()
                ? joined.replace(".", "").replace(',', '.')
                : joined;
    }

    /** A workbook's number to the digits that Excel shows: sums of binary fractions have more. */
    private static String shown(String number) {
        return new BigDecimal(number)
                .round(new MathContext(EXCELS_DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }
}
