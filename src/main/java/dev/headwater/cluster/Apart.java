package dev.headwater.cluster;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.View;
import org.jgroups.ViewId;
import org.jgroups.stack.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Tells a member when the network was cut, others keep histories apart from it, and they can be reached again. One side
 * stays as it is, and each member of the others is told to come over; that the two become one behind their backs, as JGroups
 * would have it, does not happen.
 */
final class Apart extends Protocol {
    private final Runnable comeOver;
    private volatile @Nullable ViewId current;

    /** @param comeOver told again and again while others stay apart; does not take long */
    Apart(Runnable comeOver) {
        this.comeOver = comeOver;
    }

    @Override
    public @Nullable Object down(Event event) {
        if (event.getType() == Event.VIEW_CHANGE) {
            View view = event.getArg();
            current = view.getViewId();
        }
        return down_prot.down(event);
    }

    /** Each member finds out for itself that others have another view, and sees the same sides. */
    @Override
    public @Nullable Object up(Event event) {
        if (event.getType() != Event.MERGE) {
            return up_prot.up(event);
        }
        Map<Address, View> sides = event.getArg();
        if (isToComeOver(local_addr, current, sides.values())) {
            comeOver.run();
        }
        return null;
    }

    /**
     * A side with a later view of which the member is one does not call it: that view is on its way to it.
     *
     * @param current the view that the member has; it may be a later one than those that were found
     */
    static boolean isToComeOver(Address member, @Nullable ViewId current, Collection<View> sides) {
        View staying = staying(sides);
        return !staying.containsMember(member)
                || sides.stream()
                        .map(View::getViewId)
                        .anyMatch(own -> own.equals(current)
                                && !own.equals(staying.getViewId())
                                && own.compareToIDs(staying.getViewId()) >= 0);
    }

    /**
     * The side that stays, the same whoever looks: one that has its leader, which one that hung while the leader went on does
     * not; of such the one with the most members; of two with as many, the later one.
     */
    private static View staying(Collection<View> sides) {
        return sides.stream()
                .max(Comparator.<View, Boolean>comparing(
                                side -> living(side, sides).contains(side.getCoord()))
                        .thenComparing(side -> living(side, sides).size())
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
