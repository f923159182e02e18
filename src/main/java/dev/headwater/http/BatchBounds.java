package dev.headwater.http;

import java.time.Duration;

/**
 * What a batch may cost.
 *
 * @param maxLeads leads of an array; more is a 422. A stream has as many as it likes
 * @param maxBody bytes of an array; more is a 413
 * @param maxLine bytes of one line of a stream; more is an error of that line
 * @param maxBatches batches that are answered at one time; more is a 429
 * @param idleTime how long a stream may go without a whole line from the sender, or without the answers being taken; then
 *     it is ended, with the reason as its last line where it can still be told
 */
public record BatchBounds(int maxLeads, int maxBody, int maxLine, int maxBatches, Duration idleTime) {

    /** 1,000 leads or 4 MiB an array, 256 KiB a line, 100 batches, 30 seconds. */
    public static final BatchBounds DEFAULT = new BatchBounds(1_000, 4 << 20, 256 << 10, 100, Duration.ofSeconds(30));

    /** @throws IllegalArgumentException if a bound is not positive */
    public BatchBounds {
        if (maxLeads < 1 || maxBody < 1 || maxLine < 1 || maxBatches < 1 || idleTime.toMillis() < 1) {
            throw new IllegalArgumentException("a bound on batches is 1 or more");
        }
    }
}
