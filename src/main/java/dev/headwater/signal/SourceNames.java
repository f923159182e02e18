package dev.headwater.signal;

import dev.headwater.table.Condition;
import dev.headwater.table.Condition.Like;
import dev.headwater.table.Condition.OneOf;
import dev.headwater.table.Never;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.Text;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * In which categories a source of a certain name never comes, as the lists are: nobody who was sent by a customer is of
 * the category of search engines. What somebody can call as they like is taken to come in every category that such a
 * source can have.
 */
final class SourceNames {
    /** Categories that hosts get, whatever their name. */
    private static final Set<String> OF_HOSTS = Set.of("site", "app", "own", "internal", "payment", "sign-on", "spam");

    /** The lists that name a source and its category beside each other. */
    private static final List<String> PAIRED =
            List.of("promo-codes", "phone-lines", "vanity-paths", "crm-tags", "offline-types", "self-reports");

    private static final String SOURCE = "source";
    private static final String CATEGORY = "category";
    private static final String OFFLINE_TYPES = "offline-types";

    private final Catalog catalog;
    /** Categories that come with a tagged medium, and so with every name that can be tagged. */
    private final Set<String> ofMediums;

    SourceNames(Catalog catalog) {
        this.catalog = catalog;
        this.ofMediums = folded("mediums", CATEGORY);
    }

    /** @param names what tables ask of the name of a source; only texts and patterns say something here */
    List<Never> laws(Collection<Condition> names) {
        return names.stream()
                .filter(name -> name instanceof OneOf || name instanceof Like)
                .filter(name -> catalog.entries("sources", "name").stream().noneMatch(listed -> meets(listed, name)))
                .flatMap(this::law)
                .toList();
    }

    private Stream<Never> law(Condition name) {
        List<String> never = folded("source-categories", CATEGORY).stream()
                .filter(category -> !OF_HOSTS.contains(category) && !ofMediums.contains(category))
                .filter(category -> !isListed(name, category) && !isCalledSo(name, category))
                .sorted()
                .toList();
        return never.isEmpty()
                ? Stream.empty()
                : Stream.of(Never.both(Signal.SOURCE, name, Signal.SOURCE_CATEGORY, new OneOf(never)));
    }

    private boolean isListed(Condition name, String category) {
        boolean told = PAIRED.stream()
                .flatMap(list -> rows(list, category))
                .anyMatch(row -> meets(row.cell(SOURCE), name) || meets(row.cell("paid source"), name));
        return told || rows("ga4-source-categories", category).anyMatch(row -> meets(row.cell(SOURCE), name));
    }

    /** Whether an event of the category can be called so: by any name that is not that of a kind of event itself. */
    private boolean isCalledSo(Condition name, String category) {
        if (rows(OFFLINE_TYPES, category).findAny().isEmpty()) {
            return false;
        }
        Set<String> kinds = new HashSet<>();
        catalog.entries(OFFLINE_TYPES, "type").forEach(type -> kinds.add(Letters.only(type)));
        return !(name instanceof OneOf texts
                && texts.texts().stream().map(Letters::only).allMatch(kinds::contains));
    }

    private Stream<ReferenceList.Row> rows(String list, String category) {
        return catalog.rows(list).stream()
                .filter(row -> Text.fold(row.cell(CATEGORY)).equals(category));
    }

    private Set<String> folded(String list, String column) {
        return catalog.entries(list, column).stream().map(Text::fold).collect(Collectors.toSet());
    }

    private static boolean meets(String name, Condition condition) {
        return condition.test(Text.fold(name));
    }
}
