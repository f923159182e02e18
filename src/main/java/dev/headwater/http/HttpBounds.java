package dev.headwater.http;

import java.time.Duration;

/**
 * What a caller may cost. Past a bound the answer says so at once; nothing hangs and nothing grows.
 *
 * @param maxBody bytes of one body; more is a 413
 * @param maxBodies bytes of all bodies that are being received at one time; more is a 503
 * @param maxLine bytes of the request line, and so of the address; more is a 414
 * @param maxHeaders bytes of all headers of one request; more is a 431
 * @param bodyTime how long a body may take to arrive; longer is a 408
 * @param idleTime how long a connection may stay without sending a whole request head, and without taking an answer;
 *     then it is closed
 * @param closingTime how long requests in flight are waited for when the service stops
 * @param historyTime how long an answer waits for a store of histories that may keep it waiting; then it is given without
 */
public record HttpBounds(
        int maxBody,
        long maxBodies,
        int maxLine,
        int maxHeaders,
        Duration bodyTime,
        Duration idleTime,
        Duration closingTime,
        Duration historyTime) {

    /** 1 MiB a body and 64 MiB of them, a line of 8 KiB, headers of 16 KiB, 10, 60 and 15 seconds, 500 ms. */
    public static final HttpBounds DEFAULT = new HttpBounds(
            1 << 20,
            64L << 20,
            8 << 10,
            16 << 10,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(15),
            Duration.ofMillis(500));

    /** Bounds that wait as long for histories as is shipped. */
    public HttpBounds(
            int maxBody,
            long maxBodies,
            int maxLine,
            int maxHeaders,
            Duration bodyTime,
            Duration idleTime,
            Duration closingTime) {
        this(maxBody, maxBodies, maxLine, maxHeaders, bodyTime, idleTime, closingTime, DEFAULT.historyTime);
    }

    /** @throws IllegalArgumentException if a bound is not positive, or all bodies are to be smaller than one */
    public HttpBounds {
        if (maxBody < 1 || maxLine < 1 || maxHeaders < 1) {
            throw new IllegalArgumentException("a bound on bytes is 1 or more");
        }
        if (maxBodies < maxBody) {
            throw new IllegalArgumentException("all bodies together may be at least as large as one");
        }
        if (!isPositive(bodyTime) || !isPositive(idleTime) || !isPositive(closingTime) || !isPositive(historyTime)) {
            throw new IllegalArgumentException("a bound on time is 1 millisecond or more");
        }
    }

    /** The same for bodies of another size. */
    HttpBounds withMaxBody(int other) {
        return new HttpBounds(
                other, Math.max(maxBodies, other), maxLine, maxHeaders, bodyTime, idleTime, closingTime, historyTime);
    }

    private static boolean isPositive(Duration time) {
        return time.toMillis() > 0;
    }
}
