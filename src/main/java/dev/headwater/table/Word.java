package dev.headwater.table;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A word that may stand in a table's header, as the dictionary declares it.
 *
 * @param name as written in headers: {@code Source category}
 * @param signal the key of the signal it stands for: {@code sourceCategory}, {@code attributes.companySize}; empty for
 *     a word that is only ever set
 * @param type the type of its values
 * @param values the only values it can take, as the author writes them; empty where any value can come
 * @param range of a number, between which bounds it lies; null where any number can come
 * @param knownFrom the first stage whose conditions may ask for it
 * @param setBy the stages whose THEN columns may set it; empty for a word that is only asked for
 * @param about one sentence for the people who edit tables
 */
public record Word(
        String name,
        String signal,
        WordType type,
        List<String> values,
        Condition.@Nullable Between range,
        Stage knownFrom,
        Set<Stage> setBy,
        String about) {

    public Word {
        values = List.copyOf(values);
        setBy = Set.copyOf(setBy);
    }

    /** A word whose numbers, if it has any, have no bounds. */
    public Word(
            String name,
            String signal,
            WordType type,
            List<String> values,
            Stage knownFrom,
            Set<Stage> setBy,
            String about) {
        this(name, signal, type, values, null, knownFrom, setBy, about);
    }

    /** A word of any text at all, for cells that no dictionary knows of. */
    static Word ofFreeText(String name) {
        return new Word(name, "", WordType.TEXT, List.of(), Stage.SOURCE, Set.of(), "");
    }

    /** Whether the table of a stage can ask for its value: known by then, and not what it is about to set. */
    public boolean isKnownAt(Stage stage) {
        return !signal.isEmpty() && knownFrom.compareTo(stage) <= 0 && !setBy.contains(stage);
    }

    /** Whether only the listed values can come. */
    public boolean isClosed() {
        return !values.isEmpty();
    }
}
