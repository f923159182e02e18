package dev.headwater.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything of a rules folder that is not code: its dictionary, its lists and its tables, read and checked as a whole.
 *
 * @param dictionary the words
 * @param lists by name
 * @param tables in the order of {@link Stage}
 * @param profiles other tables Channel, by name
 */
public record RuleBook(
        Dictionary dictionary, Map<String, ReferenceList> lists, List<DecisionTable> tables, List<Profile> profiles) {

    public RuleBook {
        lists = Collections.unmodifiableMap(new LinkedHashMap<>(lists));
        tables = List.copyOf(tables);
        profiles = List.copyOf(profiles);
    }

    /**
     * Another way to call channels, from {@code profiles/<name>/}.
     *
     * @param name the name of its folder
     * @param channel its table Channel
     * @param channels its own list of channels, or the common one
     */
    public record Profile(String name, DecisionTable channel, ReferenceList channels) {}

    /**
     * Reads and checks a folder's files, all of them, in one pass.
     *
     * @param files content by path relative to the folder that holds {@code rules/}, with forward slashes
     *     ({@code rules/channel.xlsx}), in the order of the paths; .drl files are left to others
     * @param flaws takes everything that is wrong, in the order of {@link Flaw#BY_PLACE}; the book is not to be used if
     *     an error was added
     */
    public static RuleBook read(Map<String, byte[]> files, List<Flaw> flaws) {
        return read(files, flaws, new Kept());
    }

    /**
     * The same, taking over from earlier readings what has not changed.
     *
     * @param kept what those made; has begun a load
     */
    public static RuleBook read(Map<String, byte[]> files, List<Flaw> flaws, Kept kept) {
        List<Flaw> found = new ArrayList<>();
        RuleBook book = new RuleFolder(files, found, kept).read();
        found.sort(Flaw.BY_PLACE);
        flaws.addAll(found);
        return book;
    }
}
