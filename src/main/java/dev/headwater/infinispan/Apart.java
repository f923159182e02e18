package dev.headwater.infinispan;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.View;
import org.jgroups.stack.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Tells a member when the network was cut, others keep histories apart from it, and they can be reached again. One side
 * stays as it is, and each member of the others is told to come over; that the two become one behind their backs, as JGroups
 * would have it, does not happen.
 */
final class Apart extends Protocol {
    private final Runnable comeOver;

    /** @param comeOver told again and again while others stay apart; does not take long */
    Apart(Runnable comeOver) {
        this.comeOver = comeOver;
    }

    @Override
    public @Nullable Object up(Event event) {
        if (event.getType() != Event.MERGE) {
            return up_prot.up(event);
        }
        Map<Address, View> sides = event.getArg();
        if (!staying(sides.values()).containsMember(local_addr)) {
            comeOver.run();
        }
        return null;
    }

    /** The side that stays, the same whoever looks: the one with the most members; of two with as many, the later one. */
    static View staying(Collection<View> sides) {
        return sides.stream()
                .max(Comparator.<View>comparingInt(side -> living(side, sides).size())
                        .thenComparing(View::getViewId))
                .orElseThrow(() -> new IllegalArgumentException("no side"));
    }

    /** Those who have not moved on to a later view: a member that hung believes for a while that others are still with it. */
    private static Set<Address> living(View side, Collection<View> all) {
        Set<Address> living = new HashSet<>(side.getMembers());
        all.stream()
                .filter(other -> other.getViewId().compareToIDs(side.getViewId()) > 0)
                .forEach(other -> other.getMembers().forEach(living::remove));
        return living;
    }
}
