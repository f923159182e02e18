package dev.headwater.signal;

import dev.headwater.decision.Source;
import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sources of the web that have a name, by {@code lists/sources.csv}: id, name, category, network, ads source. All
 * other lists of the web point to these. Immutable.
 */
public final class Sources {
    static final String ID = "id";
    private static final String ADS_SOURCE = "ads source";

    private final Map<String, Listed> byId;
    private final Map<String, Listed> byKey;
    private final Set<String> twins;
    private final Vocabulary ids;

    private Sources(Map<String, Listed> byId, Map<String, Listed> byKey, Vocabulary ids) {
        this.byId = Map.copyOf(byId);
        this.byKey = Map.copyOf(byKey);
        this.ids = ids;
        Set<String> adsSources = new HashSet<>();
        byId.values().forEach(listed -> {
            if (listed.adsSource() != null) {
                adsSources.add(listed.adsSource());
            }
        });
        this.twins = Set.copyOf(adsSources);
    }

    /**
     * Reads the list.
     *
     * @param list sources
     * @param categories the categories that there are
     * @param flaws takes all that is wrong with it
     */
    static Sources of(ReferenceList list, Vocabulary categories, List<Flaw> flaws) {
        ListReader reader = new ListReader(list, flaws);
        Map<String, Listed> byId = new HashMap<>();
        Map<String, Listed> byKey = new HashMap<>();
        Vocabulary ids = Vocabulary.of("source", list, ID);
        if (reader.has(ID, "name", ListReader.CATEGORY)) {
            List<Listed> all = new ArrayList<>();
            for (Row row : list.rows()) {
                String id = row.cell(ID);
                String name = row.cell("name");
                if (id.isEmpty() || name.isEmpty()) {
                    reader.wrong(
                            row, id.isEmpty() ? ID : "name", "The cell is empty.", "A source has an ID and a name");
                    continue;
                }
                if (!id.equals(Slug.of(name))) {
                    reader.wrong(
                            row,
                            ID,
                            "\"" + id + "\" is not the ID that follows from the name \"" + name + "\".",
                            "Write \"" + Slug.of(name) + "\", so that all lists mean the same source");
                }
                Listed listed = new Listed(
                        new Source(id, name),
                        categories.read(list, row, ListReader.CATEGORY, flaws),
                        orNull(row.cell("network")),
                        ids.read(list, row, ADS_SOURCE, flaws));
                reader.put(byId, id, row, ID, listed);
                all.add(listed);
            }
            for (Listed listed : all) {
                byKey.putIfAbsent(key(listed.source().id()), listed);
            }
        }
        return new Sources(byId, byKey, ids);
    }

    /** What makes spellings of one name equal: its letters and digits. */
    static String key(String name) {
        return Slug.of(name).replace("-", "");
    }

    /** The source of that ID; null where none is listed. */
    @Nullable
    Listed byId(String id) {
        return byId.get(id);
    }

    /** The IDs of all sources. */
    Set<String> ids() {
        return byId.keySet();
    }

    /** The source of that name, however spelled; null where none is listed. */
    @Nullable
    Listed named(String name) {
        return byKey.get(key(name));
    }

    /** What a source is called when its clicks are paid; itself where it has no twin. */
    Listed paid(Listed listed) {
        Listed twin = listed.adsSource() == null ? null : byId.get(listed.adsSource());
        return twin == null ? listed : twin;
    }

    /** Whether a source is the paid twin of another, and so may stand for several of one network. */
    boolean isTwin(Listed listed) {
        return twins.contains(listed.source().id());
    }

    /** The source that a cell names by its ID; null where it is empty or names none, which is a flaw. */
    @Nullable
    Listed read(ReferenceList list, Row row, String column, List<Flaw> flaws) {
        String id = ids.read(list, row, column, flaws);
        return id == null ? null : byId.get(id);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
