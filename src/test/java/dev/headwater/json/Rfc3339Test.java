package dev.headwater.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:15:00Z, 2026-11-23T10:15:00Z",
        "2026-11-23T10:15:00.12Z, 2026-11-23T10:15:00.120Z",
        "2026-11-23T10:15:00.123456789Z, 2026-11-23T10:15:00.123456789Z",
        "2028-02-29T23:59:59Z, 2028-02-29T23:59:59Z",
        "2026-11-23 10:15:00Z, 2026-11-23T10:15:00Z",
        "2026-11-23T12:15:00+02:00, 2026-11-23T10:15:00Z",
        "2026-11-23t10:15:00z, 2026-11-23T10:15:00Z",
    })
    void aTimeWithItsOffsetIsTaken(String text, Instant time) {
        assertThat(Rfc3339.parse(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T10:15:00",
                "2026-02-29T10:15:00Z",
                "2026-13-01T10:15:00Z",
                "2026-00-10T10:15:00Z",
                "2026-11-23T24:00:01Z",
                "2026-11-23T10:60:00Z",
                "2026-11-23T10:15:60Z",
                "2026-11-23T10:15:00.Zz",
                "2026-11-23T10:15:00.1234567890Z",
                "1969-12-31T23:59:59Z",
                "2026-11-23T1\u0660:15:00Z",
                "2026-11-23T-1:15:00Z",
            })
    void whatIsNoSuchTimeIsNone(String text) {
        assertThat(Rfc3339.parse(text)).isNull();
    }

    /** The form that is read without a parser means what the parser says, one character off included. */
    @Test
    void theShortWayAgreesWithTheLongOne() {
        Random random = new Random(3339);
        String letters = "0123456789-:TZ.+ x9";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder(
                    Instant.ofEpochSecond(random.nextLong(0, 253_402_300_800L), random.nextInt(3) * 120_000_000L)
                            .toString());
            if (i % 2 == 0) {
                text.setCharAt(random.nextInt(text.length()), letters.charAt(random.nextInt(letters.length())));
            }
            assertThat(Rfc3339.parse(text.toString())).as(text.toString()).isEqualTo(longWay(text.toString()));
        }
    }

    private static @Nullable Instant longWay(String text) {
        String time = text.strip();
        if (time.length() > 10 && time.charAt(10) == ' ') {
            time = time.substring(0, 10) + "T" + time.substring(11);
        }
        try {
            OffsetDateTime parsed = OffsetDateTime.parse(time);
            return parsed.getYear() < 1970 || parsed.getYear() > 9999 ? null : parsed.toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
