package dev.headwater.signal;

import dev.headwater.attribution.Model;
import dev.headwater.decision.Campaign;
import dev.headwater.table.Flaw;
import dev.headwater.table.Memo;
import dev.headwater.table.ReferenceList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The reference lists, indexed for looking up while a lead waits. Immutable, and safe for use by many threads.
 *
 * <p>A look-up costs the same however long the list is.
 */
public final class Catalog {
    private static final int MOST_CAMPAIGNS = 4_096;

    private static final Vocabulary OWN_CATEGORIES = new Vocabulary(
            "category of own hosts",
            "rules/lists/own-hosts.csv",
            new LinkedHashSet<>(List.of("own", "internal", "payment", "sign-on")));

    /** The lists for what people say and do away from the page's address. */
    private static final List<String> TOLD_BY_PEOPLE =
            List.of("promo-codes", "phone-lines", "vanity-paths", "crm-tags", "offline-types", "self-reports");

    private final Map<String, BuiltParts.Part> parts;
    private final Sources sources;
    private final Hosts hosts;
    private final SearchTerms searchTerms;
    private final TagNames tagNames;
    private final PublishedCategories publishedCategories;
    private final OwnBrands ownBrands;
    private final TagParameters tagParameters;
    private final Mediums mediums;
    private final ClickIds clickIds;
    private final AdSurfaces adSurfaces;
    private final Set<String> paidSigns;
    private final NamedHosts ownHosts;
    private final NamedHosts spamReferrers;
    private final PromoCodes promoCodes;
    private final PhoneLines phoneLines;
    private final VanityPaths vanityPaths;
    private final CrmTags crmTags;
    private final OfflineTypes offlineTypes;
    private final Memo<Campaign, Campaign> campaigns = new Memo<>(MOST_CAMPAIGNS);
    private final SelfReports selfReports;
    private final Forms forms;
    private final Pages pages;
    private final Map<String, Model> attributionModels;
    private final Map<String, ReferenceList> lists;

    private Catalog(Lists lists, BuiltParts parts, List<Flaw> flaws) {
        this.lists = lists.byName();
        Vocabulary categories =
                Vocabulary.of("source category", lists.get("source-categories", "category"), "category");
        Vocabulary classes = Vocabulary.of("medium class", lists.get("medium-classes", "class"), "class");
        ReferenceList sourceList = lists.get("sources", Sources.ID, "name", "category");
        sources = parts.part(
                "sources", Sources.class, found -> Sources.of(sourceList, categories, found), sourceList, categories);
        ReferenceList hostList = lists.get("hosts", "host", "source");
        hosts = parts.part(
                "hosts",
                Hosts.class,
                found -> Hosts.of(hostList, sources, categories, found),
                hostList,
                sources,
                categories);
        ReferenceList aliasList = lists.get("aliases", "tag", "source", "medium");
        Aliases aliases = parts.part(
                "aliases", Aliases.class, found -> Aliases.of(aliasList, sources, found), aliasList, sources);
        ReferenceList publishedList = lists.get("ga4-source-categories", "source", "category");
        publishedCategories = parts.part(
                "published categories",
                PublishedCategories.class,
                found -> PublishedCategories.of(publishedList, categories, found),
                publishedList,
                categories);
        ReferenceList searchList = lists.get("search-parameters", "source", "parameters");
        searchTerms = parts.part(
                "search terms",
                SearchTerms.class,
                found -> SearchTerms.of(searchList, sources, found),
                searchList,
                sources);
        tagNames = parts.part(
                "tag names",
                TagNames.class,
                found -> TagNames.of(sources, aliases, hosts, publishedCategories),
                sources,
                aliases,
                hosts,
                publishedCategories);
        ownBrands = ofOne("own brands", OwnBrands.class, lists.get("own-brands", "brand"), OwnBrands::of, parts);
        tagParameters = ofOne(
                "tag parameters",
                TagParameters.class,
                lists.get("tag-parameters", "parameter", "tag", "family", "counts"),
                TagParameters::of,
                parts);
        ReferenceList mediumList = lists.get("mediums", "medium", "class");
        mediums = parts.part(
                "mediums",
                Mediums.class,
                found -> Mediums.of(mediumList, classes, categories, found),
                mediumList,
                classes,
                categories);
        ReferenceList clickIdList = lists.get("click-ids", "parameter", "source", "cost");
        clickIds = parts.part(
                "click IDs", ClickIds.class, found -> ClickIds.of(clickIdList, sources, found), clickIdList, sources);
        ReferenceList surfaceList = lists.get("ad-surfaces", "parameter", "value", "source");
        adSurfaces = parts.part(
                "ad surfaces",
                AdSurfaces.class,
                found -> AdSurfaces.of(surfaceList, sources, found),
                surfaceList,
                sources);
        ReferenceList signs = lists.get("paid-signs", "parameter");
        new ListReader(signs, flaws).has("parameter");
        paidSigns = Vocabulary.of("parameter", signs, "parameter").words();
        ownHosts = ofOne(
                "own hosts",
                NamedHosts.class,
                lists.get("own-hosts", "host", "category"),
                (list, found) -> NamedHosts.own(list, OWN_CATEGORIES, found),
                parts);
        spamReferrers = ofOne("spam", NamedHosts.class, lists.get("spam-referrers", "host"), NamedHosts::spam, parts);
        promoCodes = ofOne(
                "promo codes",
                PromoCodes.class,
                lists.get("promo-codes", "code", "source", "category"),
                PromoCodes::of,
                parts);
        phoneLines = ofOne(
                "phone lines",
                PhoneLines.class,
                lists.get("phone-lines", "number", "source", "category"),
                PhoneLines::of,
                parts);
        vanityPaths = ofOne(
                "vanity paths",
                VanityPaths.class,
                lists.get("vanity-paths", "path", "source", "category"),
                VanityPaths::of,
                parts);
        crmTags = ofOne(
                "crm tags", CrmTags.class, lists.get("crm-tags", "tag", "source", "category"), CrmTags::of, parts);
        offlineTypes = ofOne(
                "offline types",
                OfflineTypes.class,
                lists.get("offline-types", "type", "source", "category"),
                OfflineTypes::of,
                parts);
        selfReports = ofOne(
                "self-reports",
                SelfReports.class,
                lists.get("self-reports", "phrase", "source", "category"),
                SelfReports::of,
                parts);
        forms = ofOne("forms", Forms.class, lists.get("forms", "form", "purpose"), Forms::of, parts);
        pages = ofOne("pages", Pages.class, lists.get("pages", "path", "class"), Pages::of, parts);
        ReferenceList own = lists.byName().get("attribution-models");
        attributionModels = own == null ? Map.of() : CustomModels.of(own, flaws);
        for (String name : TOLD_BY_PEOPLE) {
            ReferenceList list = lists.byName().get(name);
            if (list != null) {
                categories.check(list, ListReader.CATEGORY, word -> isRole(name, word), flaws);
                classes.check(list, ListReader.MEDIUM_CLASS, word -> false, flaws);
            }
        }
        this.parts = parts.all();
    }

    private static <T> T ofOne(
            String name,
            Class<T> type,
            ReferenceList list,
            BiFunction<ReferenceList, List<Flaw>, T> build,
            BuiltParts parts) {
        return parts.part(name, type, found -> build.apply(list, found), list);
    }

    /**
     * Builds all look-ups.
     *
     * @param lists by name, as read from {@code rules/lists}
     * @param flaws takes whatever is wrong with the lists; the catalog is not to be used if an error was added
     */
    public static Catalog of(Map<String, ReferenceList> lists, List<Flaw> flaws) {
        return new Catalog(new Lists(lists, flaws), new BuiltParts(Map.of(), flaws), flaws);
    }

    /**
     * The same, where a catalog is in force already: what was built of a list that has not changed is taken over, and so
     * are the flaws that were found in it.
     *
     * @param before the catalog in force
     */
    public static Catalog of(Map<String, ReferenceList> lists, List<Flaw> flaws, Catalog before) {
        return new Catalog(new Lists(lists, flaws), new BuiltParts(before.parts, flaws), flaws);
    }

    /** Whether a category of such a list is none of a source, but says what part a phrase plays. */
    private static boolean isRole(String list, String category) {
        return list.equals("self-reports")
                ? Phrase.Role.ofCategory(category).isPresent()
                : category.equals(ListReader.NO_ANSWER);
    }

    /** What one column of a list holds, from top to bottom; nothing where there is no such list or column. */
    public List<String> entries(String list, String column) {
        ReferenceList named = lists.get(list);
        return named == null
                ? List.of()
                : named.rows().stream()
                        .map(row -> row.cell(column))
                        .filter(cell -> !cell.isEmpty())
                        .toList();
    }

    /** The rows of a list; none where there is no such list. */
    List<ReferenceList.Row> rows(String list) {
        ReferenceList named = lists.get(list);
        return named == null ? List.of() : named.rows();
    }

    Sources sources() {
        return sources;
    }

    Hosts hosts() {
        return hosts;
    }

    SearchTerms searchTerms() {
        return searchTerms;
    }

    TagNames tagNames() {
        return tagNames;
    }

    PublishedCategories publishedCategories() {
        return publishedCategories;
    }

    OwnBrands ownBrands() {
        return ownBrands;
    }

    TagParameters tagParameters() {
        return tagParameters;
    }

    Mediums mediums() {
        return mediums;
    }

    ClickIds clickIds() {
        return clickIds;
    }

    AdSurfaces adSurfaces() {
        return adSurfaces;
    }

    /** Names of parameters, in lower case, that stand on paid links only. */
    Set<String> paidSigns() {
        return paidSigns;
    }

    NamedHosts ownHosts() {
        return ownHosts;
    }

    NamedHosts spamReferrers() {
        return spamReferrers;
    }

    PromoCodes promoCodes() {
        return promoCodes;
    }

    PhoneLines phoneLines() {
        return phoneLines;
    }

    VanityPaths vanityPaths() {
        return vanityPaths;
    }

    CrmTags crmTags() {
        return crmTags;
    }

    OfflineTypes offlineTypes() {
        return offlineTypes;
    }

    /** An equal campaign that was seen lately: histories hold one many times over, and are to hold it once. */
    Campaign shared(Campaign campaign) {
        return campaigns.answer(campaign, unknown -> unknown);
    }

    SelfReports selfReports() {
        return selfReports;
    }

    Forms forms() {
        return forms;
    }

    Pages pages() {
        return pages;
    }

    /** The house's own attribution models, by name and in the order of their list; most houses have none. */
    public Map<String, Model> attributionModels() {
        return attributionModels;
    }

    /** The lists by name; one that is not there is told, and empty. */
    private record Lists(Map<String, ReferenceList> byName, List<Flaw> flaws) {
        ReferenceList get(String name, String... columns) {
            ReferenceList list = byName.get(name);
            if (list != null) {
                return list;
            }
            String file = "rules/lists/" + name + ".csv";
            flaws.add(Flaw.warningIn(file, "The list is missing; it counts as empty.", null));
            return new ReferenceList(name, file, List.of(columns), List.of());
        }
    }
}
