package dev.headwater.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** How settings are written, and what is said of one that is written otherwise. */
final class Values {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12})\\s*([a-z]*)");

    private Values() {}

    /**
     * A time that is to come.
     *
     * @param written {@code 90d} from now, a day (its beginning in UTC) or a time
     * @param name the option
     */
    static Instant until(CommandLine command, String name, String written, Instant now) {
        Instant until = until(written.strip(), now);
        if (until == null || !until.isAfter(now)) {
            throw wrong(command, name, written, "a time to come, such as 90d, 2027-01-01 or 2027-01-01T12:00:00Z");
        }
        return until;
    }

    private static @Nullable Instant until(String written, Instant now) {
        try {
            return written.length() == 10
                    ? LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : written.contains("T") ? Instant.parse(written) : now.plus(new Time().convert(written));
        } catch (DateTimeException | TypeConversionException e) {
            return null;
        }
    }

    /** What is said of a value that only all options together show to be wrong, in the words of those wrong by themselves. */
    static ParameterException wrong(CommandLine command, String name, String written, String right) {
        return new ParameterException(
                command,
                "Invalid value for option '" + name + "': "
                        + wrong(written, right).getMessage());
    }

    private static TypeConversionException wrong(String written, String right) {
        return new TypeConversionException("\"" + written + "\" is not " + right);
    }

    private static long amount(String written, Map<String, Long> units, String right) {
        Matcher amount = AMOUNT.matcher(written.strip().toLowerCase(Locale.ROOT));
        Long unit = amount.matches() ? units.get(amount.group(2)) : null;
        if (unit == null) {
            throw wrong(written, right);
        }
        try {
            return Math.multiplyExact(Long.parseLong(amount.group(1)), unit);
        } catch (ArithmeticException e) {
            throw wrong(written, right);
        }
    }

    /** A port, 0 for any. */
    static final class Port implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String written) {
            String right = "a port: 0 to 65535";
            long port = amount(written, Map.of("", 1L), right);
            if (port > 65_535) {
                throw wrong(written, right);
            }
            return (int) port;
        }
    }

    /** How many, 1 or more. */
    static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String written) {
            String right = "a number from 1 to " + Integer.MAX_VALUE;
            long count = amount(written, Map.of("", 1L), right);
            if (count < 1 || count > Integer.MAX_VALUE) {
                throw wrong(written, right);
            }
            return (int) count;
        }
    }

    /** Bytes, 1 or more, less than 1 GB. */
    static final class Bytes implements ITypeConverter<Integer> {
        private static final Map<String, Long> UNITS =
                Map.of("", 1L, "b", 1L, "kb", 1L << 10, "kib", 1L << 10, "mb", 1L << 20, "mib", 1L << 20);

        @Override
        public Integer convert(String written) {
            String right = "a size from 1 to 1023MB, such as 65536, 512KB or 2MB";
            long bytes = amount(written, UNITS, right);
            if (bytes < 1 || bytes >= 1L << 30) {
                throw wrong(written, right);
            }
            return (int) bytes;
        }
    }

    /** Bytes of a disk: 16 MB or more. */
    static final class DiskBytes implements ITypeConverter<Long> {
        private static final Map<String, Long> UNITS = Map.of(
                "", 1L, "b", 1L, "kb", 1L << 10, "mb", 1L << 20, "mib", 1L << 20, "gb", 1L << 30, "gib", 1L << 30, "tb",
                1L << 40, "tib", 1L << 40);

        @Override
        public Long convert(String written) {
            String right = "a size of 16MB or more, such as 500MB or 20GB";
            long bytes = amount(written, UNITS, right);
            if (bytes < 16L << 20) {
                throw wrong(written, right);
            }
            return bytes;
        }
    }

    /** A wait of 1 millisecond to a minute. */
    static final class Wait implements ITypeConverter<Duration> {
        private static final Map<String, Long> UNITS = Map.of("ms", 1L, "s", 1_000L);

        @Override
        public Duration convert(String written) {
            String right = "a wait of a millisecond to a minute, such as 100ms or 2s";
            long millis = amount(written, UNITS, right);
            if (millis < 1 || millis > 60_000) {
                throw wrong(written, right);
            }
            return Duration.ofMillis(millis);
        }
    }

    /** A time of 1 second or more. */
    static final class Time implements ITypeConverter<Duration> {
        private static final Map<String, Long> UNITS = Map.of(
                "s", 1L,
                "m", 60L,
                "h", 3_600L,
                "d", 86_400L,
                "day", 86_400L,
                "days", 86_400L,
                "hour", 3_600L,
                "hours", 3_600L);
        private static final long LONGEST = 100 * 366 * 86_400L;

        @Override
        public Duration convert(String written) {
            String right = "a time of a second to a hundred years, such as 90d or 36h";
            long seconds = amount(written, UNITS, right);
            if (seconds < 1 || seconds > LONGEST) {
                throw wrong(written, right);
            }
            return Duration.ofSeconds(seconds);
        }
    }
}
