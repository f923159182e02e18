package dev.headwater.attribution;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What a report is to say.
 *
 * @param ways the models, side by side
 * @param by what its rows are
 * @param from the beginning of the period, in it
 * @param to the end of the period, no longer in it
 * @param rules which touches count
 * @param conversionType the only type of conversions that counts; null for all
 */
public record ReportQuestion(
        Ways ways,
        Dimension by,
        Instant from,
        Instant to,
        Path.Rules rules,
        @Nullable String conversionType) {

    /** @throws IllegalArgumentException if the period ends before it has begun */
    public ReportQuestion {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a period ends after it has begun");
        }
    }

    boolean covers(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }

    boolean covers(LocalDate day) {
        return covers(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** The first day whose costs count. */
    public LocalDate firstDay() {
        LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC);
        return covers(day) ? day : day.plusDays(1);
    }

    /** The last day whose costs count; before {@link #firstDay} where no day begins in the period. */
    public LocalDate lastDay() {
        return LocalDate.ofInstant(to.minusNanos(1), ZoneOffset.UTC);
    }
}
