package dev.headwater.signal;

import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import dev.headwater.table.Text;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where within a network an ad was shown, as a parameter beside its click ID tells, by {@code lists/ad-surfaces.csv}:
 * parameter, value, source, medium. Immutable.
 */
public final class AdSurfaces {
    private static final String PARAMETER = "parameter";
    private static final String VALUE = "value";

    private final Map<String, Surface> byValue;
    private final Set<String> parameters;

    private AdSurfaces(Map<String, Surface> byValue, Set<String> parameters) {
        this.byValue = Map.copyOf(byValue);
        this.parameters = Set.copyOf(parameters);
    }

    /**
     * One place for ads.
     *
     * @param source what ads there are called
     * @param medium their medium; null where that follows from the source
     */
    record Surface(Listed source, @Nullable String medium) {}

    /**
     * Reads the list.
     *
     * @param list ad-surfaces
     * @param sources the sources that rows point to
     * @param flaws takes all that is wrong with it
     */
    static AdSurfaces of(ReferenceList list, Sources sources, List<Flaw> flaws) {
        ListReader reader = new ListReader(list, flaws);
        Map<String, Surface> byValue = new HashMap<>();
        Set<String> parameters = new HashSet<>();
        if (reader.has(PARAMETER, VALUE, ListReader.SOURCE)) {
            for (Row row : list.rows()) {
                Listed source = sources.read(list, row, ListReader.SOURCE, flaws);
                String parameter = row.cell(PARAMETER).toLowerCase(Locale.ROOT);
                String medium = Text.fold(row.cell(ListReader.MEDIUM));
                if (parameter.isEmpty()
                        || row.cell(VALUE).isEmpty()
                        || row.cell(ListReader.SOURCE).isEmpty()) {
                    reader.wrong(
                            row, PARAMETER, "The row is not complete.", "It takes a parameter, a value and a source");
                } else if (source != null) {
                    Surface surface = new Surface(source, medium.isEmpty() ? null : medium);
                    reader.put(byValue, parameter + "=" + Text.fold(row.cell(VALUE)), row, VALUE, surface);
                    parameters.add(parameter);
                }
            }
        }
        return new AdSurfaces(byValue, parameters);
    }

    /** The place that the parameters of a link tell, of those of one network; null where they tell none. */
    @Nullable
    Surface find(Parameters link, String network) {
        for (String parameter : parameters) {
            String value = link.raw(parameter);
            Surface surface = value == null ? null : byValue.get(parameter + "=" + Text.fold(value));
            if (surface != null && surface.source().sharesNetworkWith(network)) {
                return surface;
            }
        }
        return null;
    }
}
