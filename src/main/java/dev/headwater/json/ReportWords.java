package dev.headwater.json;

import dev.headwater.attribution.Dimension;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How callers write what a report is to say, over HTTP and on the command line alike. */
public final class ReportWords {
    /** What to tell somebody whose text is no end of a period. */
    public static final String A_DAY = "a day, such as 2026-10-01, or " + Rfc3339.EXPECTED;

    /** How long a period is unless its beginning is told. */
    public static final Duration USUAL_PERIOD = Duration.ofDays(30);

    private ReportWords() {}

    /** The beginning of a period: a time, or the beginning of a day in UTC; null where the text is neither. */
    public static @Nullable Instant from(String text) {
        LocalDate day = day(text);
        return day == null
                ? Rfc3339.parse(text)
                : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The end of a period, no longer in it: a time, or the end of a day in UTC; null where the text is neither. */
    public static @Nullable Instant to(String text) {
        LocalDate day = day(text);
        return day == null
                ? Rfc3339.parse(text)
                : day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** A day from 1970 to 9999; null where the text is none. */
    public static @Nullable LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text.strip());
            return day.getYear() < 1970 || day.getYear() > 9998 ? null : day;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** What rows are to be; null where the text is no such thing. */
    public static @Nullable Dimension by(String text) {
        return Arrays.stream(Dimension.values())
                .filter(dimension -> dimension.word().equals(text.strip()))
                .findFirst()
                .orElse(null);
    }

    /** What rows can be, in words. */
    public static String dimensions() {
        return Arrays.stream(Dimension.values()).map(Dimension::word).collect(Collectors.joining(", "));
    }
}
