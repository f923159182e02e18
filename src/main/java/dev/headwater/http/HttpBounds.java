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
 * @param maxInFlight requests that are being answered at one time, those about health and metrics aside; more is a 503
 * @param maxConnections connections that are open at one time; more are told so by a 503 and closed
 * @param batch what a batch may cost
 */
public record HttpBounds(
        int maxBody,
        long maxBodies,
        int maxLine,
        int maxHeaders,
        Duration bodyTime,
        Duration idleTime,
        Duration closingTime,
        Duration historyTime,
        int maxInFlight,
        int maxConnections,
        BatchBounds batch) {

    /**
     * 1 MiB a body and 64 MiB of them, a line of 8 KiB, headers of 16 KiB, 10, 60 and 15 seconds, 500 ms; 1,000 requests and
     * 10,000 connections.
     */
    public static final HttpBounds DEFAULT = new HttpBounds(
            1 << 20,
            64L << 20,
            8 << 10,
            16 << 10,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(15),
            Duration.ofMillis(500),
            1_000,
            10_000,
            BatchBounds.DEFAULT);

    /** Bounds that wait as long for histories as is shipped. */
    public HttpBounds(
            int maxBody,
            long maxBodies,
            int maxLine,
            int maxHeaders,
            Duration bodyTime,
            Duration idleTime,
            Duration closingTime) {
        this(
                maxBody,
                maxBodies,
                maxLine,
                maxHeaders,
                bodyTime,
                idleTime,
                closingTime,
                DEFAULT.historyTime,
                DEFAULT.maxInFlight,
                DEFAULT.maxConnections,
                DEFAULT.batch);
    }

    /** The same with another wait for histories. */
    public HttpBounds waiting(Duration forHistories) {
        return with(forHistories, maxInFlight, maxConnections, batch);
    }

    /** The same with other bounds on batches. */
    public HttpBounds with(BatchBounds other) {
        return with(historyTime, maxInFlight, maxConnections, other);
    }

    /** The same with room for others at one time. */
    public HttpBounds withRoomFor(int requests, int connections) {
        return with(historyTime, requests, connections, batch);
    }

    private HttpBounds with(Duration forHistories, int requests, int connections, BatchBounds batches) {
        return new HttpBounds(
                maxBody,
                maxBodies,
                maxLine,
                maxHeaders,
                bodyTime,
                idleTime,
                closingTime,
                forHistories,
                requests,
                connections,
                batches);
    }

    /** @throws IllegalArgumentException if a bound is not positive, or all bodies are to be smaller than one */
    public HttpBounds {
        if (maxBody < 1 || maxLine < 1 || maxHeaders < 1) {
            throw new IllegalArgumentException("a bound on bytes is 1 or more");
        }
        if (maxInFlight < 1 || maxConnections < 1) {
            throw new IllegalArgumentException("a bound on how many there are is 1 or more");
        }
        if (maxBodies < maxBody) {
            throw new IllegalArgumentException("all bodies together may be at least as large as one");
        }
        if (!isPositive(bodyTime) || !isPositive(idleTime) || !isPositive(closingTime) || !isPositive(historyTime)) {
            throw new IllegalArgumentException("a bound on time is 1 millisecond or more");
        }
    }

    private static boolean isPositive(Duration time) {
        return time.toMillis() > 0;
    }
}
