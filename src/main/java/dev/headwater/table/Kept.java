package dev.headwater.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What earlier loads have made, for later ones to take over where nothing has changed of what it was made of. Within a load, several
 * threads may ask for different things.
 *
 * <p>Of each thing only the last make is kept, and none that a few loads did not ask for, so that no more is kept than
 * about one folder of rules.
 */
public final class Kept {
    /** A refused load asks for less than a sound one; what it did not come to ask for is worth keeping for a while. */
    private static final int MOST_LOADS_UNASKED = 3;

    private final Map<String, Piece> pieces = new ConcurrentHashMap<>();
    private volatile long load;

    private record Piece(List<?> madeOf, Object made, List<Flaw> flaws, long load) {
        boolean isMadeOf(List<?> other) {
            if (madeOf.size() != other.size()) {
                return false;
            }
            for (int i = 0; i < madeOf.size(); i++) {
                if (madeOf.get(i) != other.get(i) && !madeOf.get(i).equals(other.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Begins a load, and forgets what none of the last few has asked for. */
    public void beginLoad() {
        load++;
        pieces.values().removeIf(piece -> load - piece.load() > MOST_LOADS_UNASKED);
    }

    /**
     * Makes something, or takes over what was made before of the same.
     *
     * @param name of the thing; within a load, each is asked for once
     * @param madeOf everything that decides what is made, compared by {@code equals}
     * @param flaws takes what is wrong with it, whether it is made now or was before
     * @param make makes it, and tells what is wrong; must return something immutable
     */
    public <T> T get(String name, List<?> madeOf, List<Flaw> flaws, Function<List<Flaw>, T> make) {
        Piece before = pieces.get(name);
        if (before != null && before.isMadeOf(madeOf)) {
            pieces.put(name, new Piece(before.madeOf(), before.made(), before.flaws(), load));
            flaws.addAll(before.flaws());
            @SuppressWarnings("unchecked") // whoever asks under this name put it there
            T made = (T) before.made();
            return made;
        }
        List<Flaw> found = new ArrayList<>();
        T made = make.apply(found);
        pieces.put(name, new Piece(List.copyOf(madeOf), made, List.copyOf(found), load));
        flaws.addAll(found);
        return made;
    }

    /** The last make under a name, whatever it was made of; null where there is none. */
    public @Nullable Object last(String name) {
        Piece piece = pieces.get(name);
        return piece == null ? null : piece.made();
    }
}
