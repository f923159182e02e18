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
 * What kind of medium a tagged one is, by {@code lists/mediums.csv}: medium, class, category. A medium that stands in the
 * list by itself, however spelled, beats all patterns ({@code *cp*}); of those, the first that fits counts. Immutable.
 */
public final class Mediums {
    private static final String CLASS = "class";

    private final Index<Kind> byKey;
    private final List<Pattern> patterns;

    private final Misspelled spellings = new Misspelled();

    private Mediums(Map<String, Kind> byKey, List<Pattern> patterns) {
        this.byKey = Index.of(byKey);
        byKey.keySet().forEach(spellings::add);
        this.patterns = List.copyOf(patterns);
    }

    /**
     * What is known of a medium.
     *
     * @param mediumClass its class, folded
     * @param category the category of a source that nothing else is known of than that it used this medium; null where
     *     that does not follow
     */
    record Kind(String mediumClass, @Nullable String category) {}

    private record Pattern(Condition condition, Kind kind) {}

    /**
     * Reads the list.
     *
     * @param list mediums
     * @param classes the medium classes that there are
     * @param categories the categories that there are
     * @param flaws takes all that is wrong with it
     */
    static Mediums of(ReferenceList list, Vocabulary classes, Vocabulary categories, List<Flaw> flaws) {
        ListReader reader = new ListReader(list, flaws);
        CellGrammar grammar = new CellGrammar(List.of(list));
        Map<String, Kind> byKey = new HashMap<>();
        List<Pattern> patterns = new ArrayList<>();
        if (reader.has(ListReader.MEDIUM, CLASS)) {
            for (Row row : list.rows()) {
                String mediumClass = classes.read(list, row, CLASS, flaws);
                if (row.cell(CLASS).isEmpty()) {
                    reader.wrong(row, CLASS, "No class stands here.", "Write one of rules/lists/medium-classes.csv");
                }
                Condition condition = grammar.textCondition(
                        row.cell(ListReader.MEDIUM), "Medium", list.address(row, ListReader.MEDIUM), flaws);
                if (mediumClass == null || condition == null) {
                    continue;
                }
                Kind kind = new Kind(mediumClass, categories.read(list, row, ListReader.CATEGORY, flaws));
                if (condition instanceof Condition.OneOf oneOf) {
                    oneOf.texts().forEach(text -> reader.put(byKey, Sources.key(text), row, ListReader.MEDIUM, kind));
                } else if (condition instanceof Condition.Anything) {
                    reader.wrong(
                            row,
                            ListReader.MEDIUM,
                            "This row fits every medium.",
                            "Write a medium, or a pattern such as paid*");
                } else {
                    patterns.add(new Pattern(condition, kind));
                }
            }
        }
        return new Mediums(byKey, patterns);
    }

    /** What is known of a medium; null where no row knows it. */
    @Nullable
    Kind find(String medium) {
        Kind exact = byKey.get(Sources.key(medium));
        if (exact != null) {
            return exact;
        }
        String folded = Text.fold(medium);
        for (Pattern pattern : patterns) {
            if (pattern.condition().test(folded)) {
                return pattern.kind();
            }
        }
        return null;
    }

    /** The mediums that somebody may have meant who mistyped one, by their letters; empty where none is near. */
    List<String> nearest(String medium) {
        return spellings.nearest(Sources.key(medium));
    }

    /** The class of a medium; null where there is no medium, or no row knows it. */
    @Nullable
    String classOf(@Nullable String medium) {
        Kind kind = medium == null ? null : find(medium);
        return kind == null ? null : kind.mediumClass();
    }
}
