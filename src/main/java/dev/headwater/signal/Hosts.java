package dev.headwater.signal;

import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which source a host belongs to, by {@code lists/hosts.csv}: host, source, category. Immutable; a look-up costs the same
 * however long the list is.
 *
 * <p>A row is for a host and all its subdomains, with two exceptions: only a few subdomains of a search engine are the
 * search engine too ({@code m.}, {@code de.}, {@code search.}), the others are its owner's other sites
 * ({@code docs.google.com}); and the hosts of providers where anybody can have a site ({@code wordpress.com}) are meant by
 * themselves. A host may have a path behind it, which beats a row without one. {@code google.{}} is google under any
 * public suffix, {@code {}.bing.com} is any one label before bing.com, {@code webmail.*} is that label before any domain
 * of which no other row knows anything.
 */
public final class Hosts {
    private static final String HOST = "host";
    private static final String ANY = "{}";
    private static final String ANY_DOMAIN = ".*";
    private static final Pattern ROW = Pattern.compile("(\\{}|[a-z0-9_-]+)(\\.(\\{}|[a-z0-9_-]+))*");
    private static final Pattern LABEL_ROW = Pattern.compile("[a-z][a-z0-9_-]*\\.\\*");
    private static final int MOST_SEGMENTS = 8;

    /** Labels before a search engine's host that show the same engine in another form, language or place. */
    private static final Pattern SAME_ENGINE =
            Pattern.compile("www\\d*|m|mobile|wap|touch|lite|amp|search|html|s\\d+[a-z0-9-]*|[a-z]{2}\\d*");

    private final Index<Listed> byHost;
    private final Map<String, Listed> byLabel;
    private final Map<String, Listed> byPlace;
    private final Set<String> hostsWithPaths;

    private Hosts(
            Map<String, Listed> byHost,
            Map<String, Listed> byLabel,
            Map<String, Listed> byPlace,
            Set<String> hostsWithPaths) {
        this.byHost = Index.of(byHost);
        this.byLabel = Map.copyOf(byLabel);
        this.byPlace = Map.copyOf(byPlace);
        this.hostsWithPaths = Set.copyOf(hostsWithPaths);
    }

    /**
     * Reads the list.
     *
     * @param list hosts
     * @param sources the sources that rows point to
     * @param categories the categories that there are
     * @param flaws takes all that is wrong with it
     */
    static Hosts of(ReferenceList list, Sources sources, Vocabulary categories, List<Flaw> flaws) {
        ListReader reader = new ListReader(list, flaws);
        Map<String, Listed> byHost = new HashMap<>();
        Map<String, Listed> byLabel = new HashMap<>();
        Map<String, Listed> byPlace = new HashMap<>();
        Set<String> hostsWithPaths = new HashSet<>();
        if (reader.has(HOST, ListReader.SOURCE)) {
            for (Row row : list.rows()) {
                String place = place(row, reader);
                Listed source = sources.read(list, row, ListReader.SOURCE, flaws);
                String category = categories.read(list, row, ListReader.CATEGORY, flaws);
                if (row.cell(ListReader.SOURCE).isEmpty()) {
                    reader.wrong(
                            row, ListReader.SOURCE, "No source stands here.", "Write an ID of rules/lists/sources.csv");
                }
                if (place == null || source == null) {
                    continue;
                }
                int slash = place.indexOf('/');
                if (place.endsWith(ANY_DOMAIN)) {
                    String label = place.substring(0, place.length() - ANY_DOMAIN.length());
                    reader.put(byLabel, label, row, HOST, source.in(category));
                    continue;
                }
                reader.put(slash < 0 ? byHost : byPlace, place, row, HOST, source.in(category));
                if (slash >= 0) {
                    hostsWithPaths.add(place.substring(0, slash));
                }
            }
        }
        return new Hosts(byHost, byLabel, byPlace, hostsWithPaths);
    }

    private static @Nullable String place(Row row, ListReader reader) {
        String cell = row.cell(HOST);
        if (cell.contains("://")) {
            reader.wrong(row, HOST, "\"" + cell + "\" begins as a whole address.", "Write the host alone: example.com");
            return null;
        }
        int slash = cell.indexOf('/');
        String path = slash < 0 ? "" : cell.substring(slash).toLowerCase(Locale.ROOT);
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        String host = host(slash < 0 ? cell : cell.substring(0, slash));
        if (host == null) {
            reader.wrong(
                    row,
                    HOST,
                    "\"" + cell + "\" is not a host.",
                    "Write a host (example.com), one with a path (example.com/shop), one with {} in one place"
                            + " (example.{}, {}.example.com), or a first label alone (webmail.*)");
            return null;
        }
        return host + path;
    }

    private static @Nullable String host(String cell) {
        if (LABEL_ROW.matcher(cell.toLowerCase(Locale.ROOT)).matches()) {
            return cell.toLowerCase(Locale.ROOT);
        }
        if (cell.contains(ANY)) {
            String lower = cell.toLowerCase(Locale.ROOT);
            String host = lower.startsWith("www.") ? lower.substring(4) : lower;
            boolean once = host.indexOf(ANY) == host.lastIndexOf(ANY);
            return once && host.length() > ANY.length() + 1 && ROW.matcher(host).matches() ? host : null;
        }
        HostName name = HostName.of(cell);
        return name == null ? null : name.name();
    }

    /**
     * The source that a page belongs to; null where no row knows it.
     *
     * @param host the page's host
     * @param path the page's path, in lower case
     */
    @Nullable
    Listed find(HostName host, String path) {
        String suffix = host.registrySuffix();
        Listed bare = null;
        for (HostName level = host; level != null; level = level.parent()) {
            boolean same = isSameSite(host, level);
            if (same) {
                Listed page = page(level, suffix, path);
                if (page != null) {
                    return page;
                }
            }
            if (bare == null) {
                Listed found = bare(level, suffix);
                bare = found != null && (same || !"search".equals(found.category())) ? found : null;
            }
        }
        return bare != null || host.parent() == null ? bare : byLabel.get(firstLabel(host));
    }

    /** Without the digits behind it, by which providers tell their servers apart: {@code webmail22}. */
    private static String firstLabel(HostName host) {
        int end = Math.max(0, host.name().indexOf('.'));
        while (end > 1 && Character.isDigit(host.name().charAt(end - 1))) {
            end--;
        }
        return host.name().substring(0, end);
    }

    /** The source whose host this is, or is a part of, whatever kind of site it may be. */
    @Nullable
    Listed owner(HostName host) {
        HostName domain = host.domain();
        return bare(domain, domain.registrySuffix());
    }

    private static boolean isSameSite(HostName host, HostName level) {
        int end = host.name().length() - level.name().length();
        for (int start = 0; start < end; ) {
            int dot = host.name().indexOf('.', start);
            if (!SAME_ENGINE.matcher(host.name().substring(start, dot)).matches()) {
                return false;
            }
            start = dot + 1;
        }
        return true;
    }

    private @Nullable Listed bare(HostName level, @Nullable String suffix) {
        Listed found = byHost.get(level.name());
        for (int i = 0; found == null && i < 3; i++) {
            String key = key(level, suffix, i);
            found = key == null ? null : byHost.get(key);
        }
        return found;
    }

    private @Nullable Listed page(HostName level, @Nullable String suffix, String path) {
        Listed found = page(level.name(), path);
        for (int i = 0; found == null && i < 3; i++) {
            String key = key(level, suffix, i);
            found = key == null ? null : page(key, path);
        }
        return found;
    }

    private @Nullable Listed page(String host, String path) {
        if (path.isEmpty() || !hostsWithPaths.contains(host)) {
            return null;
        }
        String rest = firstSegments(path);
        while (!rest.isEmpty()) {
            Listed found = byPlace.get(host + rest);
            if (found != null) {
                return found;
            }
            rest = rest.substring(0, Math.max(0, rest.lastIndexOf('/')));
        }
        return null;
    }

    private static String firstSegments(String path) {
        int end = 0;
        for (int i = 0; i < MOST_SEGMENTS && end >= 0; i++) {
            end = path.indexOf('/', end + 1);
        }
        return end < 0 ? path : path.substring(0, end);
    }

    /** The row that a host falls under with {@code {}} in its first label, in its second, or for its public suffix. */
    private static @Nullable String key(HostName level, @Nullable String suffix, int which) {
        String name = level.name();
        int first = name.indexOf('.');
        int second = first < 0 ? -1 : name.indexOf('.', first + 1);
        return switch (which) {
            case 0 -> first < 0 ? null : ANY + name.substring(first);
            case 1 -> second < 0 ? null : name.substring(0, first + 1) + ANY + name.substring(second);
            default ->
                suffix == null || name.length() <= suffix.length() + 1
                        ? null
                        : name.substring(0, name.length() - suffix.length()) + ANY;
        };
    }
}
