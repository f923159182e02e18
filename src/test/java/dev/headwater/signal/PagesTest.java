package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.lead.LandingPage;
import dev.headwater.table.Flaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the list as shipped makes of the pages that leads land on. */
class PagesTest {
    private static final Pages PAGES =
            Pages.of(Objects.requireNonNull(ShippedLists.LISTS.get("pages")), new ArrayList<>());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.example/pricing",
                "https://acme.example/Pricing/?utm_source=google",
                "https://acme.example/en/pricing",
                "https://acme.example/pt-BR/precos",
                "https://acme.example/pricing.html",
                "https://acme.example/pricing/index.php",
                "https://acme.example/plans_and_pricing",
                "https://acme.example/de/preise#top",
                "https://acme.example/pricing/enterprise",
                "https://acme.example/crm/pricing",
                "/pricing"
            })
    void onePageInManySpellings(String url) {
        assertThat(classOf(url)).isEqualTo("pricing");
    }

    @ParameterizedTest
    @CsvSource({
        "/, home",
        "https://acme.example, home",
        "/index.html, home",
        "/de/, home",
        "/book-a-demo, demo",
        "/contact-us, contact",
        "/kontakt, contact",
        "/fr/contactez-nous, contact",
        "/features/reports, product",
        "/lösungen, product",
        "/blog/how-we-chose-our-pricing, blog",
        "/blog/pricing, blog",
        "/docs/api/demo, docs",
        "/careers/head-of-demo, careers",
        "/customers/acme, case study",
        "/login, login",
        "/lp/spring-offer, landing",
        "/compare/headwater-vs-other, comparison",
        "/über-uns, about",
        "/datenschutz, legal",
        "/gracias, thank you"
    })
    void theUsualPagesAreKnown(String url, String kind) {
        assertThat(classOf(url)).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/enterprise", // holds "price" in other letters only
                "/priceless",
                "/democracy",
                "/blogger",
                "/contactless",
                "/x/y/z",
                "/?page=pricing",
                "/#/pricing",
                "/expo"
            })
    void aPathThatNoRowKnowsHasNoClass(String url) {
        assertThat(classOf(url)).isIn(null, "home").isNotEqualTo("pricing");
        assertThat(classOf(url)).isEqualTo(url.startsWith("/?") || url.startsWith("/#") ? "home" : null);
    }

    @Test
    void aLanguageIsLeftOutOnlyWhereTheWholePathIsUnknown() {
        Pages pages = read("/it/services | product", "/services | support", "/hr/* | careers");
        assertThat(pages.classOf(new LandingPage("/it/services"))).isEqualTo("product");
        assertThat(pages.classOf(new LandingPage("/fr/services"))).isEqualTo("support");
        assertThat(pages.classOf(new LandingPage("/fra/services"))).isNull();
        assertThat(pages.classOf(new LandingPage("/hr/services"))).isEqualTo("careers");
    }

    @Test
    void aPatternMayHaveAccentsAsAnyPath() {
        assertThat(read("/über-uns/* | about").classOf(new LandingPage("/%C3%BCber-uns/team")))
                .isEqualTo("about");
    }

    @Test
    void onePathInTwoSpellingsIsToldAtItsCell() {
        List<Flaw> flaws = new ArrayList<>();
        Pages.of(ListText.of("pages", "path | class", "/a_b | blog", "/A-B/ | docs"), flaws);
        assertThat(flaws)
                .extracting(Flaw::toString)
                .containsExactly(
                        "rules/lists/pages.csv, cell A3: \"/A-B/\" is the same as \"/a_b\" in cell A2, but points"
                                + " to something else.\n  Keep the row that is right");
    }

    @ParameterizedTest
    @MethodSource("dev.headwater.signal.Hostile#texts")
    void noTextMakesItFail(String url) {
        assertThat(classOf("/zzz" + url)).isNull();
        assertThat(classOf(url)).isIn(null, "home");
    }

    private static @Nullable String classOf(String url) {
        return PAGES.classOf(new LandingPage(url));
    }

    private static Pages read(String... rows) {
        List<Flaw> flaws = new ArrayList<>();
        Pages pages = Pages.of(ListText.of("pages", "path | class", rows), flaws);
        assertThat(flaws).isEmpty();
        return pages;
    }
}
