package dev.headwater.signal;

import dev.headwater.lead.OfflineEvent;
import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Kinds of contact away from the web, by {@code lists/offline-types.csv}: type, source, category. The source is the event's
 * own name where it has one that says something, else the name that the list has for the kind. Immutable.
 */
public final class OfflineTypes {
    private static final String TYPE = "type";

    /** An empty value says that the type is known to say nothing. */
    private final Map<String, Optional<Recognised>> byType;

    private OfflineTypes(Map<String, Optional<Recognised>> byType) {
        this.byType = Map.copyOf(byType);
    }

    /**
     * Reads the list.
     *
     * @param list offline-types; a row of the category {@code no answer} holds a type, or a name, that says nothing
     * @param flaws takes all that is wrong with it
     */
    public static OfflineTypes of(ReferenceList list, List<Flaw> flaws) {
        return new OfflineTypes(new ListReader(list, flaws).byWord(TYPE));
    }

    /** What an event points to; null where no row knows its type. */
    public @Nullable Recognised find(OfflineEvent event) {
        Recognised kind = byType.getOrDefault(Letters.only(event.type()), Optional.empty())
                .orElse(null);
        if (kind == null || event.name() == null) {
            return kind;
        }
        String name = DisplayName.of(event.name());
        String key = Letters.only(name);
        // "Trade show" as the name of a trade show, or "n/a", names nothing.
        return key.isEmpty() || byType.containsKey(key) ? kind : kind.named(name);
    }
}
