package dev.headwater.attribution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The ways in which a report can share credit, by name: the models of single paths, and two that learn from all paths
 * together, {@value #MARKOV} and {@value #SHAPLEY}.
 */
public final class Ways {
    /** By removal effects: {@link Chain}. */
    public static final String MARKOV = "markov";

    /** By Shapley values: {@link Sharing.Shapley}. */
    public static final String SHAPLEY = "shapley";

    private final Map<String, Supplier<Sharing>> byName;

    private Ways(Map<String, Supplier<Sharing>> byName) {
        this.byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /** These models, and the two that learn. */
    public static Ways of(Models models) {
        Map<String, Supplier<Sharing>> byName = new LinkedHashMap<>();
        models.byName().forEach((name, model) -> byName.put(name, () -> new Sharing.ByModel(model)));
        byName.put(MARKOV, Markov::new);
        byName.put(SHAPLEY, Sharing.Shapley::new);
        return new Ways(byName);
    }

    /** Their names, in the order in which they are shown beside each other. */
    public List<String> names() {
        return new ArrayList<>(byName.keySet());
    }

    /**
     * Some of these.
     *
     * @param names that are among them
     */
    public Ways only(List<String> names) {
        Map<String, Supplier<Sharing>> some = new LinkedHashMap<>();
        for (String name : names) {
            Supplier<Sharing> way = byName.get(name);
            if (way == null) {
                throw new IllegalArgumentException("no such model: " + name);
            }
            some.put(name, way);
        }
        return new Ways(some);
    }

    Map<String, Sharing> begin() {
        Map<String, Sharing> begun = new LinkedHashMap<>();
        byName.forEach((name, way) -> begun.put(name, way.get()));
        return begun;
    }
}
