package dev.headwater.signal;

import dev.headwater.lead.LandingPage;
import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Paths that were printed, spoken or put into a QR code, by {@code lists/vanity-paths.csv}: path, source, category.
 * Immutable.
 *
 * <p>Case and a slash at the end never matter. A path may have a host before it ({@code go.acme.example/tv}), which must
 * then fit; it may have a query behind it ({@code /qr?c=expo}), whose parameters must then all be there, in any order and
 * among others; and it may end in {@code /*} for everything below it. Of several rows that fit, one for the very path
 * beats one that ends in {@code /*}, the longer path the shorter, one with a host one without, more parameters fewer.
 */
public final class VanityPaths {
    private static final String PATH = "path";
    private static final String BELOW = "/*";

    /** By host and path; the rows of one place in the order in which they are tried. */
    private final Map<String, List<Entry>> byPlace;

    private VanityPaths(Map<String, List<Entry>> byPlace) {
        this.byPlace = byPlace;
    }

    private record Entry(Map<String, String> query, Recognised recognised) {
        boolean fits(PagePath landing) {
            return query.isEmpty() || landing.query().entrySet().containsAll(query.entrySet());
        }
    }

    /**
     * Reads the list.
     *
     * @param list vanity-paths
     * @param flaws takes all that is wrong with it
     */
    public static VanityPaths of(ReferenceList list, List<Flaw> flaws) {
        ListReader reader = new ListReader(list, flaws);
        Map<String, List<Entry>> byPlace = new HashMap<>();
        Map<String, Recognised> once = new HashMap<>();
        if (reader.has(PATH, ListReader.SOURCE, ListReader.CATEGORY)) {
            for (Row row : list.rows()) {
                PagePath path = path(row, reader);
                Recognised recognised = reader.recognised(row);
                if (path != null && recognised != null) {
                    String place = path.host() + path.path();
                    reader.put(once, place + new TreeMap<>(path.query()), row, PATH, recognised);
                    byPlace.computeIfAbsent(place, key -> new ArrayList<>()).add(new Entry(path.query(), recognised));
                }
            }
        }
        byPlace.values()
                .forEach(entries -> entries.sort(
                        Comparator.comparing((Entry entry) -> -entry.query().size())));
        return new VanityPaths(byPlace);
    }

    private static @Nullable PagePath path(Row row, ListReader reader) {
        String cell = row.cell(PATH);
        if (cell.isEmpty()) {
            reader.wrong(row, PATH, "No path stands here.", "Write it as in the address: /expo");
            return null;
        }
        if (cell.indexOf('/') < 0 && cell.indexOf('.') >= 0) {
            reader.wrong(
                    row,
                    PATH,
                    ListReader.quote(cell) + " is not a path.",
                    "Write \"/" + cell + "\" for a path, \"" + cell + "/\" for a host");
            return null;
        }
        PagePath path = PagePath.of(cell);
        boolean everywhere = path.path().equals("/") || path.path().equals(BELOW);
        if (everywhere && path.host().isEmpty() && path.query().isEmpty()) {
            reader.wrong(
                    row, PATH, ListReader.quote(cell) + " fits every visit.", "Write the path that was printed: /expo");
            return null;
        }
        int star = path.path().indexOf('*');
        if (star >= 0 && !(path.path().endsWith(BELOW) && star == path.path().length() - 1)) {
            reader.wrong(
                    row,
                    PATH,
                    ListReader.quote(cell) + " has a star that is not its end.",
                    "End it in \"/*\" for all below");
            return null;
        }
        return path;
    }

    /** What the path of a landing page points to; null where no row knows it. */
    public @Nullable Recognised find(LandingPage page) {
        return find(PagePath.of(page.url()));
    }

    @Nullable
    Recognised find(PagePath landing) {
        Recognised exact = at(landing, landing.path());
        if (exact != null) {
            return exact;
        }
        for (int slash = landing.path().lastIndexOf('/'); slash >= 0; slash = parent(landing.path(), slash)) {
            Recognised below = at(landing, landing.path().substring(0, slash) + BELOW);
            if (below != null) {
                return below;
            }
        }
        return null;
    }

    private static int parent(String path, int slash) {
        return slash == 0 ? -1 : path.lastIndexOf('/', slash - 1);
    }

    private @Nullable Recognised at(PagePath landing, String path) {
        Recognised onHost = landing.host().isEmpty() ? null : first(landing.host() + path, landing);
        return onHost != null ? onHost : first(path, landing);
    }

    private @Nullable Recognised first(String place, PagePath landing) {
        for (Entry entry : byPlace.getOrDefault(place, List.of())) {
            if (entry.fits(landing)) {
                return entry.recognised();
            }
        }
        return null;
    }
}
