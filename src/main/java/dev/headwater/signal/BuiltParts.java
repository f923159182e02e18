package dev.headwater.signal;

import dev.headwater.table.Flaw;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The look-ups of a catalog by what each was built of. A catalog that follows another takes over those whose lists have
 * not changed, with the flaws that were found in them: most changes are of one list, and some take long to index.
 */
final class BuiltParts {
    private final Map<String, Part> before;
    private final Map<String, Part> parts = new HashMap<>();
    private final List<Flaw> flaws;

    /**
     * @param before the parts of the catalog before this one; empty where there is none
     * @param flaws takes what is wrong with the lists, whether found now or then
     */
    BuiltParts(Map<String, Part> before, List<Flaw> flaws) {
        this.before = before;
        this.flaws = flaws;
    }

    /**
     * One part.
     *
     * @param from all that it was built of
     * @param flaws what was wrong with that
     */
    record Part(List<Object> from, Object built, List<Flaw> flaws) {}

    /** All parts asked for so far, by name. */
    Map<String, Part> all() {
        return Map.copyOf(parts);
    }

    /**
     * One part, built now or taken over.
     *
     * @param name told apart from all others
     * @param type what it is
     * @param build builds it, and adds what is wrong with its lists to the flaws that it is given
     * @param from all that it is built of; other parts count as changed where they were built anew
     */
    <T> T part(String name, Class<T> type, Function<List<Flaw>, T> build, Object... from) {
        List<Object> inputs = List.of(from);
        Part known = before.get(name);
        if (known == null || !known.from().equals(inputs)) {
            List<Flaw> found = new ArrayList<>();
            T built = build.apply(found);
            known = new Part(inputs, built, List.copyOf(found));
        }
        parts.put(name, known);
        flaws.addAll(known.flaws());
        return type.cast(known.built());
    }
}
