package dev.headwater.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;

/** Reads the cell of a FROM or UNTIL column. A date that could be meant in two ways is a flaw. */
final class DateCell {
    private static final List<DateTimeFormatter> FORMS =
            List.of(form("uuuu-M-d"), form("d.M.uuuu"), form("d MMM uuuu"), form("d MMMM uuuu"));

    private DateCell() {}

    static LocalDate read(String cell) throws Misread {
        String text = Text.tidy(cell);
        boolean midnight = text.matches(".* 00:00(:00)?");
        String day = midnight ? text.substring(0, text.lastIndexOf(' ')) : text;
        for (DateTimeFormatter form : FORMS) {
            try {
                return LocalDate.parse(day, form);
            } catch (DateTimeException e) {
                // not in this form; perhaps in the next
            }
        }
        String slashes = "\\d{1,2}/\\d{1,2}/\\d{2,4}";
        throw new Misread(
                Found.quote(cell)
                        + (day.matches(slashes) ? " is a date that could be meant in two ways." : " is not a date."),
                "Write it as 2026-11-23 or 23 Nov 2026, without a time");
    }

    private static DateTimeFormatter form(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
