package dev.headwater.signal;

import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The reference lists, indexed for looking up while a lead waits. Immutable, and safe for use by many threads.
 *
 * <p>A look-up costs the same however long the list is.
 */
public final class Catalog {
    private static final Vocabulary OWN_CATEGORIES = new Vocabulary(
            "category of own hosts",
            "rules/lists/own-hosts.csv",
            new LinkedHashSet<>(List.of("own", "internal", "payment", "sign-on")));

    /** The lists for what people say and do away from the page's address. */
    private static final List<String> TOLD_BY_PEOPLE =
            List.of("promo-codes", "phone-lines", "vanity-paths", "crm-tags", "offline-types", "self-reports");

    private final Sources sources;
    private final Hosts hosts;
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
    private final SelfReports selfReports;
    private final Forms forms;
    private final Pages pages;

    private Catalog(Lists lists, List<Flaw> flaws) {
        Vocabulary categories =
                Vocabulary.of("source category", lists.get("source-categories", "category"), "category");
        Vocabulary classes = Vocabulary.of("medium class", lists.get("medium-classes", "class"), "class");
        sources = Sources.of(lists.get("sources", Sources.ID, "name", "category"), categories, flaws);
        hosts = Hosts.of(lists.get("hosts", "host", "source"), sources, categories, flaws);
        Aliases aliases = Aliases.of(lists.get("aliases", "tag", "source", "medium"), sources, flaws);
        publishedCategories =
                PublishedCategories.of(lists.get("ga4-source-categories", "source", "category"), categories, flaws);
        tagNames = new TagNames(sources, aliases, hosts, publishedCategories);
        ownBrands = OwnBrands.of(lists.get("own-brands", "brand"), flaws);
        tagParameters = TagParameters.of(lists.get("tag-parameters", "parameter", "tag", "family", "counts"), flaws);
        mediums = Mediums.of(lists.get("mediums", "medium", "class"), classes, categories, flaws);
        clickIds = ClickIds.of(lists.get("click-ids", "parameter", "source", "cost"), sources, flaws);
        adSurfaces = AdSurfaces.of(lists.get("ad-surfaces", "parameter", "value", "source"), sources, flaws);
        ReferenceList signs = lists.get("paid-signs", "parameter");
        new ListReader(signs, flaws).has("parameter");
        paidSigns = Vocabulary.of("parameter", signs, "parameter").words();
        ownHosts = NamedHosts.own(lists.get("own-hosts", "host", "category"), OWN_CATEGORIES, flaws);
        spamReferrers = NamedHosts.spam(lists.get("spam-referrers", "host"), flaws);
        promoCodes = PromoCodes.of(lists.get("promo-codes", "code", "source", "category"), flaws);
        phoneLines = PhoneLines.of(lists.get("phone-lines", "number", "source", "category"), flaws);
        vanityPaths = VanityPaths.of(lists.get("vanity-paths", "path", "source", "category"), flaws);
        crmTags = CrmTags.of(lists.get("crm-tags", "tag", "source", "category"), flaws);
        offlineTypes = OfflineTypes.of(lists.get("offline-types", "type", "source", "category"), flaws);
        selfReports = SelfReports.of(lists.get("self-reports", "phrase", "source", "category"), flaws);
        forms = Forms.of(lists.get("forms", "form", "purpose"), flaws);
        pages = Pages.of(lists.get("pages", "path", "class"), flaws);
        for (String name : TOLD_BY_PEOPLE) {
            ReferenceList list = lists.byName().get(name);
            if (list != null) {
                categories.check(list, ListReader.CATEGORY, word -> isRole(name, word), flaws);
                classes.check(list, ListReader.MEDIUM_CLASS, word -> false, flaws);
            }
        }
    }

    /**
     * Builds all look-ups.
     *
     * @param lists by name, as read from {@code rules/lists}
     * @param flaws takes whatever is wrong with the lists; the catalog is not to be used if an error was added
     */
    public static Catalog of(Map<String, ReferenceList> lists, List<Flaw> flaws) {
        return new Catalog(new Lists(lists, flaws), flaws);
    }

    /** Whether a category of such a list is none of a source, but says what part a phrase plays. */
    private static boolean isRole(String list, String category) {
        return list.equals("self-reports")
                ? Phrase.Role.ofCategory(category).isPresent()
                : category.equals(ListReader.NO_ANSWER);
    }

    Sources sources() {
        return sources;
    }

    Hosts hosts() {
        return hosts;
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

    SelfReports selfReports() {
        return selfReports;
    }

    Forms forms() {
        return forms;
    }

    Pages pages() {
        return pages;
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
