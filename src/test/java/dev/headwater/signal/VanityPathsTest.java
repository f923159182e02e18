package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.lead.LandingPage;
import dev.headwater.table.Flaw;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which source a printed, spoken or scanned path belongs to. */
class VanityPathsTest {
    private static final String HEADER = "path | source | category";
    private static final VanityPaths PATHS = read(
            "/expo | Expo | event",
            "/qr | QR code | print",
            "/qr?c=poster | Poster | out of home",
            "/qr?c=poster&v=2 | Second poster | out of home",
            "/van/* | Vehicle | out of home",
            "/van/red | Red van | out of home",
            "go.acme.example/tv | Television | broadcast",
            "/?src=card | Business card | print",
            "/grün | Leaflet | print");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.example/expo",
                "https://acme.example/expo/",
                "https://www.acme.example/EXPO",
                "http://acme.example:8080/Expo?utm_source=x#top",
                "//acme.example/expo",
                "acme.example/expo",
                "/expo",
                "https://acme.example//expo//",
                "https://acme.example/%65xpo",
                "https://acme.example/%2565xpo",
                "https:\\\\acme.example\\expo",
                "https://user:secret@acme.example/expo"
            })
    void caseASlashAtTheEndAndAForeignQueryDoNotMatter(String url) {
        assertThat(name(url)).isEqualTo("Expo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.example/",
                "https://acme.example",
                "https://acme.example/expo/tickets",
                "https://acme.example/expos",
                "https://acme.example/en/expo",
                "https://acme.example/?page=/expo",
                "https://acme.example/#/expo",
                "https://expo.example/",
                "about:blank"
            })
    void anotherPathIsAnother(String url) {
        assertThat(name(url)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "/qr, QR code",
        "/qr?c=flyer, QR code",
        "/qr?c=poster, Poster",
        "/QR/?C=Poster, Poster",
        "/qr?utm_source=x&c=poster, Poster",
        "/qr?v=2&c=poster, Second poster",
        "/qr?c=poster&v=3, Poster",
        "/?src=card&x=1, Business card",
        "/van/blue/7, Vehicle",
        "/van/red/, Red van",
        "https://go.acme.example/tv, Television",
        "https://acme.example/gr%C3%BCn, Leaflet",
        "https://acme.example/GRÜN, Leaflet"
    })
    void theRowThatAsksForMostDecides(String url, String source) {
        assertThat(name(url)).isEqualTo(source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/van", "/vanity", "https://acme.example/tv", "https://no.acme.example/tv", "/?src=cards"})
    void whatARowAsksForMustBeThere(String url) {
        assertThat(name(url)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/*", "//"})
    void aPathThatFitsEveryVisitIsAFlaw(String path) {
        assertThat(flaws(path + " | Expo | event")).singleElement().asString().contains("fits every visit");
    }

    @Test
    void whatIsNoPathIsToldAtItsCell() {
        assertThat(flaws(" | Expo | event", "acme.example | Expo | event", "/a/*/b | Expo | event"))
                .containsExactly(
                        "rules/lists/vanity-paths.csv, cell A2: No path stands here.\n  Write it as in the address: /expo",
                        "rules/lists/vanity-paths.csv, cell A3: \"acme.example\" is not a path.\n"
                                + "  Write \"/acme.example\" for a path, \"acme.example/\" for a host",
                        "rules/lists/vanity-paths.csv, cell A4: \"/a/*/b\" has a star that is not its end.\n"
                                + "  End it in \"/*\" for all below");
    }

    @Test
    void onePathInTwoSpellingsIsOnePath() {
        assertThat(flaws("/expo/ | Expo | event", "/Expo | Radio | broadcast"))
                .singleElement()
                .asString()
                .contains("\"/Expo\" is the same as \"/expo/\" in cell A2");
    }

    @ParameterizedTest
    @MethodSource("dev.headwater.signal.Hostile#texts")
    void noTextMakesItFail(String url) {
        assertThat(name(url)).isNull();
        assertThat(name("https://acme.example/" + url)).isNull();
    }

    private static @Nullable String name(String url) {
        Recognised found = PATHS.find(new LandingPage(url));
        return found == null ? null : found.source().name();
    }

    private static VanityPaths read(String... rows) {
        List<Flaw> flaws = new ArrayList<>();
        VanityPaths paths = VanityPaths.of(ListText.of("vanity-paths", HEADER, rows), flaws);
        assertThat(flaws).isEmpty();
        return paths;
    }

    private static List<String> flaws(String... rows) {
        List<Flaw> flaws = new ArrayList<>();
        VanityPaths.of(ListText.of("vanity-paths", HEADER, rows), flaws);
        return flaws.stream().map(Flaw::toString).toList();
    }
}
