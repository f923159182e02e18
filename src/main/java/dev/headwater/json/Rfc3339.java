package dev.headwater.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Times as RFC 3339 writes them, with the offset that it demands, from 1970 to 9999. Earlier ones are what programs
 * write when they know no time.
 */
public final class Rfc3339 {
    /** What to tell somebody whose text is no such time. */
    public static final String EXPECTED = "a time with its offset, such as 2026-11-23T10:15:00Z";

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;
    private static final int DATE_LENGTH = 10;
    private static final int USUAL_LENGTH = "2026-11-23T10:15:00Z".length();

    private Rfc3339() {}

    /** A time, or null where the text is none. A blank between date and time is as good as a T. */
    public static @Nullable Instant parse(String text) {
        Instant usual = usual(text);
        if (usual != null) {
            return usual;
        }
        String time = text.strip();
        if (time.length() > DATE_LENGTH && time.charAt(DATE_LENGTH) == ' ') {
            time = time.substring(0, DATE_LENGTH) + "T" + time.substring(DATE_LENGTH + 1);
        }
        try {
            OffsetDateTime parsed = OffsetDateTime.parse(time);
            int year = parsed.getYear();
            return year < FIRST_YEAR || year > LAST_YEAR ? null : parsed.toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * The form that nearly all programs write, in UTC with a Z, read without a parser; null for any other, be it good or
     * bad: {@code 2026-11-23T10:15:00Z}, with up to nine digits of a second.
     */
    private static @Nullable Instant usual(String text) {
        int length = text.length();
        if (length < USUAL_LENGTH
                || length > USUAL_LENGTH + 10
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(DATE_LENGTH) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || text.charAt(length - 1) != 'Z'
                || (length > USUAL_LENGTH && text.charAt(19) != '.')) {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, DATE_LENGTH);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        int fraction = length == USUAL_LENGTH ? 0 : digits(text, 20, length - 1);
        if (year < FIRST_YEAR
                || month < 1
                || month > 12
                || day < 1
                || day > YearMonth.of(year, month).lengthOfMonth()
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 59
                || fraction < 0) {
            return null;
        }
        for (int places = length == USUAL_LENGTH ? 9 : length - 21; places < 9; places++) {
            fraction *= 10;
        }
        long seconds = ((LocalDate.of(year, month, day).toEpochDay() * 24 + hour) * 60 + minute) * 60 + second;
        return Instant.ofEpochSecond(seconds, fraction);
    }

    /** A number of digits alone; negative where it is none, or nothing. */
    private static int digits(String text, int from, int to) {
        int number = from < to ? 0 : -1;
        for (int i = from; i < to && number >= 0; i++) {
            int digit = text.charAt(i) - '0';
            number = digit < 0 || digit > 9 ? -1 : number * 10 + digit;
        }
        return number;
    }

    /** A time that may lack its offset, and is UTC where it does; null where the text is none. */
    static @Nullable Instant parseInUtc(String text) {
        Instant time = parse(text);
        return time != null ? time : parse(text.strip() + "Z");
    }
}
