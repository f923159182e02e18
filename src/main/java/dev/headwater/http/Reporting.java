package dev.headwater.http;

import dev.headwater.attribution.Costs;
import java.time.Duration;

/**
 * What reports are made of besides histories, and what one may take.
 *
 * @param costs what was spent
 * @param longest how long one may take; less than a connection may wait for its answer
 */
public record Reporting(Costs costs, Duration longest) {

    /** How long a report may take as shipped. */
    public static final Duration LONGEST = Duration.ofSeconds(50);

    /** With costs that are kept there. */
    public static Reporting with(Costs costs) {
        return new Reporting(costs, LONGEST);
    }
}
