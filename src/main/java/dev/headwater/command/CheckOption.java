package dev.headwater.command;

import dev.headwater.http.CheckBounds;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What checking rules that somebody sends may cost. */
final class CheckOption {
    @Option(
            names = "--check-body",
            paramLabel = "SIZE",
            defaultValue = "16MB",
            converter = Values.Bytes.class,
            description =
                    "The largest body that /v1/rules:check takes; unpacked it may be as large as a folder of rules"
                            + " (default: ${DEFAULT-VALUE})")
    private int body;

    @Option(
            names = "--check-time",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = Values.Wait.class,
            description = "How long such a check may take, a minute at most (default: ${DEFAULT-VALUE})")
    private Duration time = Duration.ZERO;

    @Option(
            names = "--check-at-once",
            paramLabel = "CHECKS",
            defaultValue = "2",
            converter = Values.Count.class,
            description = "How many such checks run at one time (default: ${DEFAULT-VALUE})")
    private int atOnce;

    CheckBounds bounds() {
        return new CheckBounds(body, time, atOnce);
    }
}
