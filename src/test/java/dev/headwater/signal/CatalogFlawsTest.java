package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.RuleBook;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list that somebody got wrong is told to them, cell by cell. */
class CatalogFlawsTest {
    private static final String SOURCES = "id,name,category,network,ads source\n"
            + "google,Google,search,google,google-ads\ngoogle-ads,Google Ads,search,google,\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sources | x,X,serch,, | C4 | \"serch\" is not a source category. Did you mean \"search\"?",
                "sources | x,X,search,,y-ads | E4 | \"y-ads\" is not a source.",
                "sources | x-social,X,social,, | A4 | \"x-social\" is not the ID that follows from the name \"X\"",
                "sources | google,Google,social,, | A4 | \"google\" is the same as \"google\" in cell A2, but points to something else.",
                "sources | ,X,social,, | A4 | The cell is empty",
                "hosts | google.com,gogle, | B2 | \"gogle\" is not a source. Did you mean \"google\"?",
                "hosts | google.com,google,serch | C2 | \"serch\" is not a source category. Did you mean \"search\"?",
                "hosts | google com,google, | A2 | \"google com\" is not a host",
                "hosts | https://google.com/,google, | A2 | \"https://google.com/\" begins as a whole address",
                "hosts | {}.google.{},google, | A2 | \"{}.google.{}\" is not a host",
                "hosts | {},google, | A2 | \"{}\" is not a host",
                "hosts | google.com,, | B2 | No source stands here",
                "aliases | goog,gogle, | B2 | \"gogle\" is not a source. Did you mean \"google\"?",
                "aliases | ,google, | A2 | This row fits every tag",
                "aliases | goog,, | B2 | No source stands here",
                "mediums | cpx,payed, | B2 | \"payed\" is not a medium class. Did you mean \"paid\"?",
                "mediums | cpx,, | B2 | No class stands here",
                "click-ids | xclid,google-ads,,google,payd, | E2 | \"payd\" is not a cost. Did you mean \"paid\"?",
                "click-ids | xclid,gogle,,google,paid, | B2 | \"gogle\" is not a source. Did you mean \"google\"?",
                "click-ids | xclid,,,google,paid, | B2 | No source stands here",
                "click-ids | ,google-ads,,google,paid, | A2 | No parameter stands here",
                "own-hosts | acme.example,owned | B2 | \"owned\" is not a category of own hosts. Did you mean \"own\"?",
                "own-hosts | acme.example/x,own | A2 | \"acme.example/x\" is not a host",
                "spam-referrers | not a host | A2 | \"not a host\" is not a host",
                "ga4-source-categories | x,serch | B2 | \"serch\" is not a source category. Did you mean \"search\"?",
                "ad-surfaces | gad_source,2,gogle, | C2 | \"gogle\" is not a source. Did you mean \"google\"?",
                "tag-parameters | x_source,sauce,x,always | B2 | \"sauce\" is not a tag.",
                "promo-codes | EXPO,Expo,evnt, | C2 | \"evnt\" is not a source category. Did you mean \"event\"?",
                "crm-tags | Expo,Expo,evnt | C2 | \"evnt\" is not a source category. Did you mean \"event\"?",
            })
    void aBadCellIsToldWithItsPlaceAndTheNearestKnownWord(String list, String row, String cell, String problem) {
        List<Flaw> flaws = flawsOf(list, row);
        assertThat(flaws)
                .filteredOn(flaw -> flaw.severity() == Flaw.Severity.ERROR)
                .anySatisfy(flaw -> {
                    assertThat(flaw.file()).isEqualTo("rules/lists/" + list + ".csv");
                    assertThat(flaw.cell()).isEqualTo(cell);
                    assertThat(flaw.problem()).startsWith(problem);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sources | x,X,social,,",
                "hosts | WWW.Google.COM,google,",
                "hosts | google.com/Maps/,google,",
                "hosts | bücher.example,google,",
                "hosts | images.{}.google.com,google,social",
                "aliases | *newsletter*,,email",
                "mediums | cpx,paid,",
                "click-ids | xclid,google-ads,,google,paid,",
                "click-ids | _x,,,,none,",
                "own-hosts | 10.1.2.3,internal",
                "crm-tags | Other,,no answer",
            })
    void whatIsOnlyWrittenOtherwiseIsNoFlaw(String list, String row) {
        assertThat(flawsOf(list, row))
                .filteredOn(flaw -> flaw.severity() == Flaw.Severity.ERROR)
                .isEmpty();
    }

    @Test
    void aColumnThatIsMissingIsTold() {
        Map<String, String> lists = new HashMap<>();
        lists.put("hosts", "domain,source\ngoogle.com,google\n");
        assertThat(flaws(lists))
                .anySatisfy(flaw -> assertThat(flaw.problem()).isEqualTo("The column \"host\" is missing."));
    }

    @Test
    void aListOfAHundredThousandRowsIsLookedUpLikeAShortOne() {
        Catalog large = ListScale.catalog(100_000);
        assertThat(Leads.signals(Leads.visit(null, "https://www.site10099999.example/"), large)
                        .value(Signal.REFERRER))
                .isEqualTo("google");
        assertThat(Leads.signals(Leads.visit(null, "https://www.site10100000.example/"), large)
                        .value(Signal.REFERRER))
                .isEqualTo("site10100000.example");
    }

    @Test
    void aListThatIsMissingIsToldButServes() {
        List<Flaw> flaws = new ArrayList<>();
        Catalog.of(Map.of(), flaws);
        assertThat(flaws)
                .isNotEmpty()
                .allSatisfy(flaw -> assertThat(flaw.severity()).isEqualTo(Flaw.Severity.WARNING));
        assertThat(flaws)
                .anySatisfy(flaw -> assertThat(flaw.toString())
                        .isEqualTo("rules/lists/hosts.csv: The list is missing; it counts as empty."));
    }

    private static List<Flaw> flawsOf(String list, String row) {
        Map<String, String> lists = new HashMap<>();
        String header = switch (list) {
            case "sources" -> SOURCES;
            case "hosts" -> "host,source,category\n";
            case "aliases" -> "tag,source,medium\n";
            case "mediums" -> "medium,class,category\n";
            case "click-ids" -> "parameter,source,free source,network,cost,medium\n";
            case "own-hosts" -> "host,category\n";
            case "spam-referrers" -> "host\n";
            case "ga4-source-categories" -> "source,category\n";
            case "ad-surfaces" -> "parameter,value,source,medium\n";
            case "tag-parameters" -> "parameter,tag,family,counts\n";
            case "promo-codes" -> "code,source,category,medium class\n";
            case "crm-tags" -> "tag,source,category\n";
            default -> throw new IllegalArgumentException(list);
        };
        lists.put(list, header + row + "\n");
        return flaws(lists);
    }

    private static List<Flaw> flaws(Map<String, String> texts) {
        Map<String, byte[]> files = new HashMap<>();
        texts.forEach((name, text) -> put(files, name, text));
        if (!texts.containsKey("sources")) {
            put(files, "sources", SOURCES);
        }
        put(files, "source-categories", "category\nsearch\nsocial\nevent\n");
        put(files, "medium-classes", "class\npaid\nemail\n");
        Map<String, ReferenceList> lists =
                new HashMap<>(RuleBook.read(files, new ArrayList<>()).lists());
        List<Flaw> flaws = new ArrayList<>();
        Catalog.of(lists, flaws);
        return flaws;
    }

    private static void put(Map<String, byte[]> files, String name, String text) {
        files.put("rules/lists/" + name + ".csv", text.getBytes(StandardCharsets.UTF_8));
    }
}
