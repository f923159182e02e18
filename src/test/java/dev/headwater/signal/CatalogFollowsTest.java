package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A catalog that follows another is the same as one built from nothing, only sooner. */
class CatalogFollowsTest {
    private static final Catalog BEFORE = ShippedLists.CATALOG;

    @Test
    void whatWasBuiltOfUnchangedListsIsTakenOver() {
        Catalog after = Catalog.of(ShippedLists.LISTS, new ArrayList<>(), BEFORE);
        assertThat(after.selfReports()).isSameAs(BEFORE.selfReports());
        assertThat(after.hosts()).isSameAs(BEFORE.hosts());
        assertThat(after.spamReferrers()).isSameAs(BEFORE.spamReferrers()).isNotSameAs(after.ownHosts());
    }

    @Test
    void equalListsReadAnewCountAsUnchanged() {
        Map<String, ReferenceList> again = new HashMap<>();
        ShippedLists.LISTS.forEach((name, list) -> again.put(
                name,
                new ReferenceList(
                        list.name(), list.file(), list.sheet(), list.columns(), new ArrayList<>(list.rows()))));
        assertThat(Catalog.of(again, new ArrayList<>(), BEFORE).pages()).isSameAs(BEFORE.pages());
    }

    @Test
    void aChangedListIsBuiltAnewAndNoOther() {
        Map<String, ReferenceList> lists =
                with("promo-codes", Map.of("code", "NEW-1", "source", "X", "category", "event"));
        Catalog after = Catalog.of(lists, new ArrayList<>(), BEFORE);
        assertThat(after.promoCodes()).isNotSameAs(BEFORE.promoCodes());
        assertThat(after.selfReports()).isSameAs(BEFORE.selfReports());
    }

    @Test
    void whatPointsIntoAChangedListIsBuiltAnewToo() {
        Map<String, ReferenceList> lists =
                with("sources", Map.of("id", "new-one", "name", "New one", "category", "social"));
        Catalog after = Catalog.of(lists, new ArrayList<>(), BEFORE);
        assertThat(after.hosts()).isNotSameAs(BEFORE.hosts());
        assertThat(after.clickIds()).isNotSameAs(BEFORE.clickIds());
        assertThat(after.crmTags()).isSameAs(BEFORE.crmTags());
    }

    @Test
    void flawsOfAListThatIsTakenOverAreToldAgain() {
        Map<String, ReferenceList> lists = with("pages", Map.of("path", "/x", "class", ""));
        List<Flaw> first = new ArrayList<>();
        Catalog flawed = Catalog.of(lists, first);
        List<Flaw> second = new ArrayList<>();
        Catalog.of(lists, second, flawed);
        assertThat(first).isNotEmpty();
        assertThat(second).isEqualTo(first);
    }

    private static Map<String, ReferenceList> with(String name, Map<String, String> cells) {
        ReferenceList list = Objects.requireNonNull(ShippedLists.LISTS.get(name));
        List<Row> rows = new ArrayList<>(list.rows());
        rows.add(new Row(rows.size() + 2, cells));
        Map<String, ReferenceList> lists = new HashMap<>(ShippedLists.LISTS);
        lists.put(name, new ReferenceList(list.name(), list.file(), list.sheet(), list.columns(), rows));
        return lists;
    }
}
