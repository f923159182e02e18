package dev.headwater.http;

import java.time.Duration;

/**
 * What checking rules that somebody sends may cost.
 *
 * @param maxBody bytes of what is sent; more is a 413. Unpacked it is bounded as a folder of rules is
 * @param time how long a check may take; longer is a 503
 * @param atOnce how many may run at one time; more is a 503
 */
public record CheckBounds(int maxBody, Duration time, int atOnce) {

    /** 16 MiB, a minute, two. */
    public static final CheckBounds DEFAULT = new CheckBounds(16 << 20, Duration.ofSeconds(60), 2);

    /** @throws IllegalArgumentException if a bound is not positive */
    public CheckBounds {
        if (maxBody < 1 || atOnce < 1 || time.toMillis() < 1) {
            throw new IllegalArgumentException("a bound is 1 or more");
        }
    }
}
