package dev.headwater.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
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

    private Rfc3339() {}

    /** A time, or null where the text is none. A blank between date and time is as good as a T. */
    public static @Nullable Instant parse(String text) {
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

    /** A time that may lack its offset, and is UTC where it does; null where the text is none. */
    static @Nullable Instant parseInUtc(String text) {
        Instant time = parse(text);
        return time != null ? time : parse(text.strip() + "Z");
    }
}
