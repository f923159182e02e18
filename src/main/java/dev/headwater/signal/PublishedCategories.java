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
 * The categories that Google Analytics publishes for tagged sources, by {@code lists/ga4-source-categories.csv}: source,
 * category. They come before our own for tags, so that channels agree with it. Immutable.
 */
public final class PublishedCategories {
    private final Map<String, String> bySource;

    private PublishedCategories(Map<String, String> bySource) {
        this.bySource = Map.copyOf(bySource);
    }

    /**
     * Reads the list.
     *
     * @param list ga4-source-categories
     * @param categories the categories that there are
     * @param flaws takes all that is wrong with it
     */
    static PublishedCategories of(ReferenceList list, Vocabulary categories, List<Flaw> flaws) {
        ListReader reader = new ListReader(list, flaws);
        Map<String, String> bySource = new HashMap<>();
        if (reader.has(ListReader.SOURCE, ListReader.CATEGORY)) {
            for (Row row : list.rows()) {
                String source = Text.fold(row.cell(ListReader.SOURCE));
                String category = categories.read(list, row, ListReader.CATEGORY, flaws);
                if (source.isEmpty()) {
                    reader.wrong(row, ListReader.SOURCE, "No source stands here.", "Write the source as it is tagged");
                } else if (category != null) {
                    reader.put(bySource, source, row, ListReader.SOURCE, category);
                }
            }
        }
        return new PublishedCategories(bySource);
    }

    /** The category of a source as tagged; null where it is not listed. */
    @Nullable
    String find(String source) {
        return bySource.get(Text.fold(source));
    }
}
