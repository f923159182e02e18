package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.table.Condition;
import dev.headwater.table.Condition.OneOf;
import dev.headwater.table.Never;
import dev.headwater.table.ReferenceList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** In which categories a source of some name never comes: as soon as any list could bring it there, nothing is said. */
class SourceNamesTest {
    private static final Condition CUSTOMER = new OneOf(List.of("customer referral"));

    private static boolean neverComes(Catalog catalog, Condition name, String category) {
        return new SourceNames(catalog)
                .laws(List.of(name)).stream()
                        .map(Never::facts)
                        .anyMatch(facts -> name.equals(facts.get(Signal.SOURCE))
                                && Objects.requireNonNull(facts.get(Signal.SOURCE_CATEGORY))
                                        .test(category));
    }

    /** The shipped lists, with one row more in one of them. */
    private static Catalog with(String list, String header, String row) {
        Map<String, ReferenceList> lists = new HashMap<>(ShippedLists.LISTS);
        ReferenceList before = ShippedLists.list(list);
        List<ReferenceList.Row> rows = new ArrayList<>(before.rows());
        rows.addAll(ListText.of(list, header, row).rows());
        lists.put(list, new ReferenceList(list, before.file(), before.columns(), rows));
        return Catalog.of(lists, new ArrayList<>(), ShippedLists.CATALOG);
    }

    @Test
    void whoIsNamedInNoListOfSearchEnginesIsNone() {
        assertThat(neverComes(ShippedLists.CATALOG, CUSTOMER, "search")).isTrue();
        assertThat(neverComes(ShippedLists.CATALOG, CUSTOMER, "purchased list")).isTrue();
        assertThat(neverComes(ShippedLists.CATALOG, CUSTOMER, "word of mouth"))
                .as("near miss: its own category")
                .isFalse();
    }

    @Test
    void aListThatNamesItThereIsBelieved() {
        assertThat(neverComes(
                        with("promo-codes", "code|source|category", "X-1|Customer Referral|search"),
                        CUSTOMER,
                        "search"))
                .isFalse();
        assertThat(neverComes(
                        with("crm-tags", "tag|source|category", "Met|customer referral|walk-in"), CUSTOMER, "walk-in"))
                .isFalse();
        assertThat(neverComes(
                        with("self-reports", "phrase|source|category|paid source", "xyz|X|search|Customer referral"),
                        CUSTOMER,
                        "search"))
                .as("the paid twin of what somebody heard of")
                .isFalse();
        assertThat(neverComes(
                        with("ga4-source-categories", "source|category", "customer referral|video"), CUSTOMER, "video"))
                .as("a tag to which Google Analytics gives a category")
                .isFalse();
        assertThat(neverComes(
                        with("sources", "id|name|category", "customer-referral|Customer referral|site"),
                        CUSTOMER,
                        "search"))
                .as("a source of the web may get another category from any list")
                .isFalse();
    }

    @Test
    void whatIsTaggedCanBeCalledAsOneLikes() {
        assertThat(neverComes(ShippedLists.CATALOG, CUSTOMER, "partner"))
                .as("a medium of partners makes everything one")
                .isFalse();
        assertThat(neverComes(with("mediums", "medium|class|category", "on-foot|offline|walk-in"), CUSTOMER, "walk-in"))
                .isFalse();
        assertThat(neverComes(ShippedLists.CATALOG, CUSTOMER, "site"))
                .as("hosts are called as they like too")
                .isFalse();
    }

    @Test
    void anEventCanBeCalledAsOneLikesUnlessThatIsAKindOfEventItself() {
        Condition seminar = new OneOf(List.of("spring seminar"));
        assertThat(neverComes(ShippedLists.CATALOG, seminar, "walk-in")).isFalse();
        assertThat(neverComes(ShippedLists.CATALOG, seminar, "search")).isTrue();
        assertThat(neverComes(
                        ShippedLists.CATALOG, new OneOf(List.of("customer referral", "spring seminar")), "walk-in"))
                .as("near miss: one of the two is no kind of event")
                .isFalse();
    }

    @Test
    void ofWhatEverybodyFitsNothingIsSaid() {
        assertThat(new SourceNames(ShippedLists.CATALOG)
                        .laws(List.of(new Condition.Known(), new Condition.Anything(), new Condition.Missing())))
                .isEmpty();
    }
}
