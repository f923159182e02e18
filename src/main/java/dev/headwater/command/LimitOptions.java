package dev.headwater.command;

import dev.headwater.http.BatchBounds;
import dev.headwater.http.HttpBounds;
import java.time.Duration;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** What a caller of {@code serve} may cost. */
final class LimitOptions {
    @Option(
            names = "--max-body",
            paramLabel = "SIZE",
            defaultValue = "1MB",
            converter = Values.Bytes.class,
            description = "The largest body that is taken, such as 65536, 512KB or 2MB (default: ${DEFAULT-VALUE})")
    private int maxBody;

    @Option(
            names = "--max-bodies",
            paramLabel = "SIZE",
            defaultValue = "64MB",
            converter = Values.Bytes.class,
            description =
                    "How much of all bodies may be on its way at one time (default: ${DEFAULT-VALUE}, or the largest"
                            + " body where that is more)")
    private int maxBodies;

    @Option(
            names = "--body-time",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = Values.Wait.class,
            description = "How long a body may take to arrive (default: ${DEFAULT-VALUE})")
    private Duration bodyTime = Duration.ZERO;

    @Option(
            names = "--max-request-line",
            paramLabel = "SIZE",
            defaultValue = "8KB",
            converter = Values.Bytes.class,
            description = "The longest request line, and so the longest address (default: ${DEFAULT-VALUE})")
    private int maxLine;

    @Option(
            names = "--max-headers",
            paramLabel = "SIZE",
            defaultValue = "16KB",
            converter = Values.Bytes.class,
            description = "How much all headers of a request may have (default: ${DEFAULT-VALUE})")
    private int maxHeaders;

    @Option(
            names = "--idle-time",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = Values.Wait.class,
            description = "How long a connection may stay without a whole request, or without taking an answer"
                    + " (default: ${DEFAULT-VALUE})")
    private Duration idleTime = Duration.ZERO;

    @Option(
            names = "--max-connections",
            paramLabel = "COUNT",
            defaultValue = "10000",
            converter = Values.Count.class,
            description = "How many connections may be open at one time (default: ${DEFAULT-VALUE})")
    private int maxConnections;

    @Option(
            names = "--max-in-flight",
            paramLabel = "COUNT",
            defaultValue = "1000",
            converter = Values.Count.class,
            description = "How many requests are answered at one time (default: ${DEFAULT-VALUE})")
    private int maxInFlight;

    @Option(
            names = "--max-batch",
            paramLabel = "LEADS",
            defaultValue = "1000",
            converter = Values.Count.class,
            description =
                    "How many leads an array may have; lines may be as many as they like (default: ${DEFAULT-VALUE})")
    private int maxLeads;

    @Option(
            names = "--max-batch-body",
            paramLabel = "SIZE",
            defaultValue = "4MB",
            converter = Values.Bytes.class,
            description = "The largest array of leads (default: ${DEFAULT-VALUE})")
    private int maxBatchBody;

    @Option(
            names = "--max-batch-line",
            paramLabel = "SIZE",
            defaultValue = "256KB",
            converter = Values.Bytes.class,
            description = "The longest line of a stream of leads (default: ${DEFAULT-VALUE})")
    private int maxBatchLine;

    @Option(
            names = "--max-batches",
            paramLabel = "COUNT",
            defaultValue = "100",
            converter = Values.Count.class,
            description = "How many batches and streams are answered at one time (default: ${DEFAULT-VALUE})")
    private int maxBatches;

    @Option(
            names = "--stream-idle",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = Values.Time.class,
            description =
                    "How long a stream may go without a line, or without its answers being taken, such as 30s or 10m"
                            + " (default: ${DEFAULT-VALUE})")
    private Duration streamIdle = Duration.ZERO;

    /**
     * @param historyWait how long an answer waits for the store of histories
     * @param largestOther the largest body of a call with a bound of its own; it has room among all bodies
     */
    HttpBounds bounds(Duration historyWait, Duration closingTime, int largestOther) {
        return new HttpBounds(
                maxBody,
                IntStream.of(maxBodies, maxBody, maxBatchBody, largestOther)
                        .max()
                        .orElse(maxBodies),
                maxLine,
                maxHeaders,
                bodyTime,
                idleTime,
                closingTime,
                historyWait,
                maxInFlight,
                maxConnections,
                new BatchBounds(maxLeads, maxBatchBody, maxBatchLine, maxBatches, streamIdle));
    }
}
