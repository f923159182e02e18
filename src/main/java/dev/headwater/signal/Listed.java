package dev.headwater.signal;

import dev.headwater.decision.Source;
import org.jspecify.annotations.Nullable;

/**
 * A source of {@code lists/sources.csv}, or one that no list knows and that was only named.
 *
 * @param source its ID and name
 * @param category its category, folded; null where unknown
 * @param network who sells its ads; null where nobody or several do
 * @param adsSource the ID of what it is called when its clicks are paid ({@code google-ads} for Google); null where it
 *     has no such twin
 */
record Listed(
        Source source,
        @Nullable String category,
        @Nullable String network,
        @Nullable String adsSource) {

    /** A source that only its name is known of. */
    static Listed named(String name) {
        return new Listed(Recognised.sourceNamed(name), null, null, null);
    }

    /** The same source in another category; itself where that is null. */
    Listed in(@Nullable String other) {
        return other == null || other.equals(category) ? this : new Listed(source, other, network, adsSource);
    }

    /** Whether one network sells the ads of both. */
    boolean sharesNetworkWith(@Nullable String other) {
        return network != null && network.equals(other);
    }
}
