package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import dev.headwater.table.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists of what people say and do, as shipped: without a flaw, in order, and at one with the other lists. */
class ToldByPeopleListsTest {
    private static final Map<String, BiConsumer<ReferenceList, List<Flaw>>> READERS = new TreeMap<>(Map.of(
            "promo-codes", PromoCodes::of,
            "phone-lines", PhoneLines::of,
            "vanity-paths", VanityPaths::of,
            "crm-tags", CrmTags::of,
            "offline-types", OfflineTypes::of,
            "self-reports", SelfReports::of,
            "forms", Forms::of,
            "pages", Pages::of));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "promo-codes",
                "phone-lines",
                "vanity-paths",
                "crm-tags",
                "offline-types",
                "self-reports",
                "forms",
                "pages"
            })
    void aListHasNeitherFlawNorWarning(String name) {
        List<Flaw> flaws = new ArrayList<>();
        Objects.requireNonNull(READERS.get(name)).accept(list(name), flaws);
        assertThat(flaws).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"promo-codes", "crm-tags", "offline-types"})
    void aListIsSortedByItsLettersAndDigits(String name) {
        assertThat(firstColumn(name).stream().map(Letters::only)).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"forms", "pages"})
    void exactRowsAreSortedAndStandBeforePatterns(String name) {
        List<String> rows = firstColumn(name);
        int firstPattern =
                (int) rows.stream().takeWhile(row -> !row.contains("*")).count();
        assertThat(rows.subList(0, firstPattern)).hasSizeGreaterThan(100).isSorted();
        assertThat(rows.subList(firstPattern, rows.size())).allMatch(row -> row.contains("*"));
        assertThat(rows).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crm-tags", "offline-types", "self-reports", "forms", "pages"})
    void everyRowSaysWhereItComesFrom(String name) {
        Set<String> codes =
                list("provenance").rows().stream().map(row -> row.cell("code")).collect(Collectors.toSet());
        assertThat(list(name).rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(codes).contains(row.cell("from")));
    }

    @Test
    void thereIsEnoughForDayOne() {
        assertThat(list("self-reports").rows()).hasSizeGreaterThan(2_000);
        assertThat(list("crm-tags").rows()).hasSizeGreaterThan(500);
        assertThat(list("offline-types").rows()).hasSizeGreaterThan(300);
        assertThat(list("forms").rows()).hasSizeGreaterThan(200);
        assertThat(list("pages").rows()).hasSizeGreaterThan(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"promo-codes", "phone-lines", "vanity-paths", "crm-tags", "offline-types", "self-reports"})
    void categoriesAndMediumClassesAreThoseThatAreDeclared(String name) {
        Set<String> categories = column("source-categories", "category");
        Set<String> classes = column("medium-classes", "class");
        for (Row row : list(name).rows()) {
            String category = row.cell(ListReader.CATEGORY);
            if (!row.cell(ListReader.SOURCE).isEmpty()) {
                assertThat(categories).contains(category);
            }
            if (!row.cell(ListReader.MEDIUM_CLASS).isEmpty()) {
                assertThat(classes).contains(row.cell(ListReader.MEDIUM_CLASS));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"promo-codes", "phone-lines", "vanity-paths", "crm-tags", "offline-types", "self-reports"})
    void aSourceOfTheWebHasTheCategoryThatTheListOfSourcesGivesIt(String name) {
        Map<String, String> web = new HashMap<>();
        list("sources").rows().forEach(row -> web.put(row.cell("id"), row.cell("category")));
        List<String> differ = new ArrayList<>();
        for (Row row : list(name).rows()) {
            for (String column : List.of(ListReader.SOURCE, "paid source")) {
                String id = row.cell(column).isEmpty() ? "" : Slug.of(row.cell(column));
                String category = web.getOrDefault(id, row.cell(ListReader.CATEGORY));
                if (!category.equals(row.cell(ListReader.CATEGORY))) {
                    differ.add("row " + row.line() + ": " + row.cell(column) + " is " + category);
                }
            }
        }
        assertThat(differ).isEmpty();
    }

    @Test
    void oneSourceHasOneSpellingAndOneCategoryInAllLists() {
        Map<String, String> spelling = new HashMap<>();
        Map<String, String> category = new HashMap<>();
        List<String> differ = new ArrayList<>();
        for (String name : List.of("crm-tags", "offline-types", "self-reports")) {
            for (Row row : list(name).rows()) {
                String source = row.cell(ListReader.SOURCE);
                if (!source.isEmpty()) {
                    String first = spelling.putIfAbsent(Slug.of(source), source);
                    String was = category.putIfAbsent(Slug.of(source), row.cell(ListReader.CATEGORY));
                    if ((first != null && !first.equals(source))
                            || (was != null && !was.equals(row.cell(ListReader.CATEGORY)))) {
                        differ.add(name + " row " + row.line() + ": " + source);
                    }
                }
            }
        }
        assertThat(differ).isEmpty();
    }

    @Test
    void examplesUseOnlyNumbersAndHostsThatAreKeptForExamples() {
        assertThat(firstColumn("phone-lines"))
                .allSatisfy(number -> assertThat(number).matches("\\+44 20 7946 0\\d{3}|\\+1 202 555 01\\d{2}"));
        assertThat(firstColumn("vanity-paths"))
                .allSatisfy(path -> assertThat(path).matches("(go\\.)?acme\\.example/.+"));
    }

    private static List<String> firstColumn(String name) {
        ReferenceList list = list(name);
        return list.rows().stream().map(row -> row.cell(list.columns().get(0))).toList();
    }

    private static Set<String> column(String name, String column) {
        return list(name).rows().stream()
                .map(row -> Text.fold(row.cell(column)))
                .collect(Collectors.toSet());
    }

    private static ReferenceList list(String name) {
        return Objects.requireNonNull(ShippedLists.LISTS.get(name), name);
    }
}
