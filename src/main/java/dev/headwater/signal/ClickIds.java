package dev.headwater.signal;

import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import dev.headwater.table.Text;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that ad networks and mailing tools put on links, by {@code lists/click-ids.csv}: parameter, source, free
 * source, network, cost, medium, named by, or source, or in. Case never matters. Immutable.
 */
public final class ClickIds {
    private static final String PARAMETER = "parameter";
    private static final String FREE_SOURCE = "free source";
    private static final String COST = "cost";
    private static final String OR_SOURCE = "or source";
    private static final Vocabulary COSTS = new Vocabulary(
            "cost", "rules/lists/click-ids.csv", new LinkedHashSet<>(List.of("paid", "free", "either", "none")));

    private final Map<String, Kind> byName;
    private final Set<String> noSource;

    private ClickIds(Map<String, Kind> byName, Set<String> noSource) {
        this.byName = Map.copyOf(byName);
        this.noSource = Set.copyOf(noSource);
    }

    /**
     * What is known of a click ID.
     *
     * @param parameter as its network spells it
     * @param paid the source where it is paid for; null where it never is
     * @param free the source where it is not; null where it always is, or nobody can tell
     * @param network whose it is; null where several networks' ads carry it
     * @param cost whether it stands on paid links, on free ones, or on both
     * @param medium the medium of links that carry it and no tag; null where that follows from the source
     * @param namedBy another parameter whose value names the source as a tag does; null where there is none
     * @param or the source of another network that uses the same parameter; null where none does
     * @param orIn the top-level domain where that other one is meant; null where there is none
     */
    record Kind(
            String parameter,
            @Nullable Listed paid,
            @Nullable Listed free,
            @Nullable String network,
            Evidence.Cost cost,
            @Nullable String medium,
            @Nullable String namedBy,
            @Nullable Listed or,
            @Nullable String orIn) {}

    /**
     * Reads the list.
     *
     * @param list click-ids
     * @param sources the sources that rows point to
     * @param flaws takes all that is wrong with it
     */
    static ClickIds of(ReferenceList list, Sources sources, List<Flaw> flaws) {
        ListReader reader = new ListReader(list, flaws);
        Map<String, Kind> byName = new HashMap<>();
        Set<String> noSource = new HashSet<>();
        if (reader.has(PARAMETER, ListReader.SOURCE, COST)) {
            for (Row row : list.rows()) {
                Kind kind = read(list, row, reader, sources, flaws);
                String name = row.cell(PARAMETER).toLowerCase(Locale.ROOT);
                if (kind != null) {
                    reader.put(byName, name, row, PARAMETER, kind);
                } else {
                    noSource.add(name);
                }
            }
        }
        return new ClickIds(byName, noSource);
    }

    /** What a row says; null where it says that its parameter is no source, or is wrong. */
    private static @Nullable Kind read(
            ReferenceList list, Row row, ListReader reader, Sources sources, List<Flaw> flaws) {
        String word = COSTS.read(list, row, COST, flaws);
        Listed paid = sources.read(list, row, ListReader.SOURCE, flaws);
        Listed free = sources.read(list, row, FREE_SOURCE, flaws);
        Listed or = sources.read(list, row, OR_SOURCE, flaws);
        if (row.cell(PARAMETER).isEmpty()) {
            reader.wrong(
                    row, PARAMETER, "No parameter stands here.", "Write its name as it stands in addresses: gclid");
            return null;
        }
        if (row.cell(COST).isEmpty()) {
            reader.wrong(row, COST, "No cost stands here.", "Write paid, free, either or none");
        }
        if (word == null || word.equals("none")) {
            return null;
        }
        Evidence.Cost cost = Evidence.Cost.valueOf(word.toUpperCase(Locale.ROOT));
        if (cost != Evidence.Cost.FREE && row.cell(ListReader.SOURCE).isEmpty()) {
            reader.wrong(row, ListReader.SOURCE, "No source stands here.", "A click ID that is paid for has a source");
        }
        return new Kind(
                row.cell(PARAMETER),
                paid,
                free,
                orNull(row.cell("network")),
                cost,
                orNull(Text.fold(row.cell(ListReader.MEDIUM))),
                orNull(row.cell("named by").toLowerCase(Locale.ROOT)),
                or,
                orNull(row.cell("or in").toLowerCase(Locale.ROOT)));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** What is known of a parameter, in any case; null where no row knows it, or it is no source. */
    @Nullable
    Kind find(String parameter) {
        return byName.get(parameter.toLowerCase(Locale.ROOT));
    }

    /** Whether a row knows the parameter at all, if only as no source. */
    boolean isListed(String parameter) {
        String name = parameter.toLowerCase(Locale.ROOT);
        return byName.containsKey(name) || noSource.contains(name);
    }
}
