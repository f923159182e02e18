package dev.headwater.decision;

import java.util.List;

/**
 * The channel that a profile gives.
 *
 * @param profile the profile's name: {@code ga4}
 * @param channel its channel
 * @param because the row that decided; empty where none fitted
 */
public record ProfiledChannel(String profile, Channel channel, List<Reason> because) {
    public ProfiledChannel {
        because = List.copyOf(because);
    }
}
