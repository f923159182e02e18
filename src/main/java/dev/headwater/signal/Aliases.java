package dev.headwater.signal;

import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import dev.headwater.table.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Other spellings of sources in tags, by {@code lists/aliases.csv}: tag, source, medium. Case, blanks, hyphens and low
 * lines never matter. Immutable.
 */
public final class Aliases {
    private static final String TAG = "tag";

    private final Map<String, Alias> byKey;

    private Aliases(Map<String, Alias> byKey) {
        this.byKey = Map.copyOf(byKey);
    }

    /**
     * What a spelling means.
     *
     * @param source the source
     * @param medium the medium that the spelling implies ({@code cpc} for {@code fb-ads}); null where it implies none
     */
    record Alias(Listed source, @Nullable String medium) {}

    /**
     * Reads the list.
     *
     * @param list aliases
     * @param sources the sources that rows point to
     * @param flaws takes all that is wrong with it
     */
    static Aliases of(ReferenceList list, Sources sources, List<Flaw> flaws) {
        ListReader reader = new ListReader(list, flaws);
        Map<String, Alias> byKey = new HashMap<>();
        if (reader.has(TAG, ListReader.SOURCE, ListReader.MEDIUM)) {
            for (Row row : list.rows()) {
                Listed source = sources.read(list, row, ListReader.SOURCE, flaws);
                String medium = Text.fold(row.cell(ListReader.MEDIUM));
                if (row.cell(TAG).isEmpty()) {
                    reader.wrong(row, TAG, "no tag stands here", "Write the utm_source that is in use");
                } else if (row.cell(ListReader.SOURCE).isEmpty()) {
                    reader.wrong(
                            row, ListReader.SOURCE, "no source stands here", "Write an ID of rules/lists/sources.csv");
                } else if (source != null) {
                    reader.put(
                            byKey,
                            Sources.key(row.cell(TAG)),
                            row,
                            TAG,
                            new Alias(source, medium.isEmpty() ? null : medium));
                }
            }
        }
        return new Aliases(byKey);
    }

    /** What a tag means; null where no row knows it. */
    @Nullable
    Alias find(String tag) {
        return byKey.get(Sources.key(tag));
    }
}
