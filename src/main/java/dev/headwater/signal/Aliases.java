package dev.headwater.signal;

import dev.headwater.table.CellGrammar;
import dev.headwater.table.Condition;
import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import dev.headwater.table.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Other spellings of sources in tags, by {@code lists/aliases.csv}: tag, source, medium. Case, blanks, hyphens and low
 * lines never matter. A row for a pattern ({@code *newsletter*}) may leave the source out: what is tagged is then a source
 * of its own name. A spelling that stands in the list by itself beats all patterns; of those, the first that fits counts.
 * Immutable.
 */
public final class Aliases {
    private static final String TAG = "tag";

    private final Index<Alias> byKey;
    private final List<Pattern> patterns;

    private Aliases(Map<String, Alias> byKey, List<Pattern> patterns) {
        this.byKey = Index.of(byKey);
        this.patterns = List.copyOf(patterns);
    }

    private record Pattern(Condition condition, Alias alias) {}

    /**
     * What a spelling means.
     *
     * @param source the source; null where the tag is a source of its own name
     * @param medium the medium that the spelling implies ({@code cpc} for {@code fb-ads}); null where it implies none
     */
    record Alias(@Nullable Listed source, @Nullable String medium) {}

    /**
     * Reads the list.
     *
     * @param list aliases
     * @param sources the sources that rows point to
     * @param flaws takes all that is wrong with it
     */
    static Aliases of(ReferenceList list, Sources sources, List<Flaw> flaws) {
        ListReader reader = new ListReader(list, flaws);
        CellGrammar grammar = new CellGrammar(List.of(list));
        Map<String, Alias> byKey = new HashMap<>();
        List<Pattern> patterns = new ArrayList<>();
        if (reader.has(TAG, ListReader.SOURCE, ListReader.MEDIUM)) {
            for (Row row : list.rows()) {
                Listed source = sources.read(list, row, ListReader.SOURCE, flaws);
                String medium = Text.fold(row.cell(ListReader.MEDIUM));
                Alias alias = new Alias(source, medium.isEmpty() ? null : medium);
                Condition condition = grammar.textCondition(row.cell(TAG), "Tag", list.address(row, TAG), flaws);
                if (condition instanceof Condition.Anything) {
                    reader.wrong(row, TAG, "This row fits every tag.", "Write the utm_source that is in use");
                } else if (condition instanceof Condition.OneOf oneOf) {
                    if (row.cell(ListReader.SOURCE).isEmpty()) {
                        reader.wrong(
                                row,
                                ListReader.SOURCE,
                                "No source stands here.",
                                "Write an ID of rules/lists/sources.csv; only a pattern may go without");
                    }
                    oneOf.texts().forEach(text -> reader.put(byKey, Sources.key(text), row, TAG, alias));
                } else if (condition != null) {
                    patterns.add(new Pattern(condition, alias));
                }
            }
        }
        return new Aliases(byKey, patterns);
    }

    /** All spellings that stand in the list by themselves, by their letters and digits. */
    List<String> keys() {
        return byKey.texts();
    }

    /** What a spelling that stands in the list by itself means; null where none does. */
    @Nullable
    Alias find(String tag) {
        return byKey.get(Sources.key(tag));
    }

    /** What the first pattern that fits says; null where none does. */
    @Nullable
    Alias like(String tag) {
        String folded = Text.fold(tag);
        for (Pattern pattern : patterns) {
            if (pattern.condition().test(folded)) {
                return pattern.alias();
            }
        }
        return null;
    }
}
