package dev.headwater.infinispan;

import dev.headwater.attribution.CostDay;
import dev.headwater.touch.Dossier;
import dev.headwater.touch.FirstAnswers;
import java.util.List;
import org.infinispan.container.entries.CacheEntry;

/**
 * What a member had of each person and day, and may be nowhere else, when it let go of its caches.
 *
 * @param dossiers nothing where they lie on disk
 * @param answers nothing where they lie on disk
 * @param costs nothing where they lie on disk
 */
record Held(
        List<CacheEntry<String, Dossier>> dossiers,
        List<CacheEntry<String, FirstAnswers>> answers,
        List<CacheEntry<String, CostDay>> costs) {
    static final Held NOTHING = new Held(List.of(), List.of(), List.of());

    Held {
        dossiers = List.copyOf(dossiers);
        answers = List.copyOf(answers);
        costs = List.copyOf(costs);
    }
}
