package dev.headwater.signal;

import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import java.util.List;
import java.util.Map;

/** The reference lists, indexed for looking up while a lead waits. Immutable. */
public final class Catalog {
    private Catalog() {}

    /**
     * Builds all look-ups.
     *
     * @param lists by name, as read from {@code rules/lists}
     * @param flaws takes whatever is wrong with the lists; the catalog is not to be used if an error was added
     */
    public static Catalog of(Map<String, ReferenceList> lists, List<Flaw> flaws) {
        return new Catalog();
    }
}
