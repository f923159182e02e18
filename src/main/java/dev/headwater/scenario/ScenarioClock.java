package dev.headwater.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How scenarios write moments: as RFC 3339 has them, or as so long ago. */
final class ScenarioClock {
    static final String FORMS =
            "Write \"3 days ago\" (or seconds, minutes, hours, weeks), or a time such as" + " 2026-11-23T10:00:00Z";

    private static final Pattern AGO = Pattern.compile("(\\d{1,6}) (second|minute|hour|day|week)s? ago");
    private static final Map<String, Duration> UNITS = Map.of(
            "second", Duration.ofSeconds(1),
            "minute", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1),
            "week", Duration.ofDays(7));

    private ScenarioClock() {}

    /** A moment with its offset from UTC; null where the text is none. */
    static @Nullable Instant absolute(String text) {
        try {
            return OffsetDateTime.parse(text.strip().toUpperCase(Locale.ROOT)).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** A moment written either way; null where the text is neither. */
    static @Nullable Instant moment(String text, Instant now) {
        Matcher ago = AGO.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!ago.matches()) {
            return absolute(text);
        }
        Duration unit = UNITS.getOrDefault(ago.group(2), Duration.ZERO);
        return now.minus(unit.multipliedBy(Long.parseLong(ago.group(1))));
    }
}
