package dev.headwater.command;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a service stops. */
final class StoppingOption {
    @Option(
            names = "--drain",
            paramLabel = "TIME",
            converter = Values.Wait.class,
            description = "After SIGTERM, go on serving for this long while /health/ready answers 503, so that a load"
                    + " balancer sends no more, such as 5s (default: stop at once)")
    private @Nullable Duration drain;

    @Option(
            names = "--closing-time",
            paramLabel = "TIME",
            defaultValue = "15s",
            converter = Values.Wait.class,
            description =
                    "How long requests that are being answered are waited for in the end (default: ${DEFAULT-VALUE})")
    Duration closingTime = Duration.ofSeconds(15);

    Duration drain() {
        return drain == null ? Duration.ZERO : drain;
    }
}
