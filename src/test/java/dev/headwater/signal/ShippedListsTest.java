package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lists as shipped: whole, in order, and pointing only to what is there. */
class ShippedListsTest {

    @Test
    void theListsHaveNoFlaw() {
        assertThat(ShippedLists.FLAWS).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sources, id",
        "hosts, host",
        "aliases, tag",
        "click-ids, parameter",
        "paid-signs, parameter",
        "spam-referrers, host",
        "ga4-source-categories, source",
        "search-parameters, source",
        "provenance, code"
    })
    void aListIsSortedAndSaysNothingTwice(String name, String column) {
        List<String> keys = ShippedLists.list(name).rows().stream()
                .map(row -> row.cell(column).toLowerCase(java.util.Locale.ROOT))
                .toList();
        assertThat(keys).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "sources",
        "hosts",
        "aliases",
        "mediums",
        "click-ids",
        "ad-surfaces",
        "paid-signs",
        "tag-parameters",
        "spam-referrers",
        "ga4-source-categories",
        "search-parameters",
        "attribution-models"
    })
    void everyRowSaysWhereItComesFrom(String name) {
        Set<String> codes = ShippedLists.list("provenance").rows().stream()
                .map(row -> row.cell("code"))
                .collect(Collectors.toSet());
        assertThat(ShippedLists.list(name).rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(codes).contains(row.cell("from")));
    }

    @Test
    void everySourceIsUsedOrCanBeTagged() {
        // A tag reaches each source by its ID; so each is found under its own name, and under no other's.
        Set<String> found = new HashSet<>();
        ShippedLists.list("sources").rows().forEach(row -> {
            Listed named = ShippedLists.CATALOG.sources().named(row.cell("name"));
            assertThat(named).as(row.cell("name")).isNotNull();
            found.add(named.source().id());
        });
        assertThat(found).hasSize(ShippedLists.list("sources").rows().size());
    }

    @Test
    void everyListedHostIsFoundByItself() {
        Map<String, String> differ = ShippedLists.list("hosts").rows().stream()
                .filter(row -> !row.cell("host").contains("/"))
                .collect(Collectors.toMap(row -> row.cell("host"), row -> {
                    String host = row.cell("host")
                            .replace("{}.", "de.")
                            .replace(".{}", ".fr")
                            .replace(".*", ".acme.fr");
                    HostName name = HostName.of(host);
                    Listed listed =
                            name == null ? null : ShippedLists.CATALOG.hosts().find(name, "");
                    return listed == null ? "nothing" : listed.source().id();
                }));
        ShippedLists.list("hosts").rows().forEach(row -> {
            if (row.cell("source").equals(differ.get(row.cell("host")))) {
                differ.remove(row.cell("host"));
            }
        });
        differ.keySet().removeIf(host -> host.contains("/"));
        assertThat(differ).isEmpty();
    }

    @Test
    void theNetworkOfAPaidTwinIsThatOfItsSource() {
        ShippedLists.list("sources").rows().stream()
                .filter(row -> !row.cell("ads source").isEmpty())
                .forEach(row -> {
                    Listed twin = ShippedLists.CATALOG.sources().byId(row.cell("ads source"));
                    assertThat(twin).as(row.cell("id")).isNotNull();
                    assertThat(String.valueOf(twin.network()))
                            .isEqualTo(row.cell("network").isEmpty() ? "null" : row.cell("network"));
                });
    }
}
