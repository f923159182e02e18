package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.lead.OfflineEvent;
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

/** What the list as shipped makes of contacts away from the web. */
class OfflineTypesTest {
    private static final OfflineTypes TYPES =
            OfflineTypes.of(Objects.requireNonNull(ShippedLists.LISTS.get("offline-types")), new ArrayList<>());

    @ParameterizedTest
    @CsvSource({
        "trade-show, event",
        "TRADE_SHOW, event",
        "tradeshow, event",
        "conference, event",
        "seminar, event",
        "webinar, webinar",
        "partner, partner",
        "reseller, partner",
        "word-of-mouth, word of mouth",
        "referral, word of mouth",
        "phone, phone",
        "inbound call, phone",
        "cold-call, outbound",
        "door-to-door, outbound",
        "direct mail, direct mail",
        "postcard, direct mail",
        "print, print",
        "newspaper, print",
        "radio, broadcast",
        "tv, broadcast",
        "billboard, out of home",
        "ooh, out of home",
        "press, public relations",
        "walk-in, walk-in",
        "Walkin, walk-in",
        "purchased-list, purchased list",
        "Messe, event",
        "Mundpropaganda, word of mouth"
    })
    void theUsualTypesAreKnown(String type, String category) {
        Recognised found = TYPES.find(new OfflineEvent(type, null));
        assertThat(found).isNotNull();
        assertThat(found.category()).isEqualTo(category);
        assertThat(found.mediumClass()).isEqualTo("offline");
    }

    @Test
    void anEventsOwnNameIsTheSource() {
        assertThat(source("trade-show", "SaaStr 2026")).isEqualTo("saastr-2026 SaaStr 2026");
        assertThat(source("trade-show", "  SaaStr \n 2026\u202E ")).isEqualTo("saastr-2026 SaaStr 2026");
    }

    @Test
    void withoutANameTheKindIsTheSource() {
        assertThat(source("tradeshow", null)).isEqualTo("trade-show Trade show");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "n/a", "-", "Unknown", "Trade Show", "tradeshow", "\u0000", "???"})
    void aNameThatSaysNothingIsNone(String name) {
        assertThat(source("trade-show", name)).isEqualTo("trade-show Trade show");
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "n/a", "carrier pigeon", "trade", "show", "website", "???"})
    void aTypeThatNoRowKnowsIsNotGuessed(String type) {
        assertThat(source(type, "SaaStr 2026")).isEqualTo("nothing");
    }

    @Test
    void aLongNameIsCutToWhatCanBeShown() {
        Recognised found = TYPES.find(new OfflineEvent("trade-show", "x".repeat(Hostile.TWO_MEGABYTES)));
        assertThat(found).isNotNull();
        assertThat(found.source().name()).hasSize(120);
        assertThat(found.source().id()).hasSize(100);
    }

    @ParameterizedTest
    @MethodSource("dev.headwater.signal.Hostile#texts")
    void noTextMakesItFail(String text) {
        assertThat(source(text, text)).isEqualTo("nothing");
        assertThat(TYPES.find(new OfflineEvent("trade-show", text))).isNotNull();
    }

    @Test
    void aTypeWithoutLettersIsAFlaw() {
        List<Flaw> flaws = new ArrayList<>();
        OfflineTypes.of(ListText.of("offline-types", "type | source | category", "- | Event | event"), flaws);
        assertThat(flaws)
                .extracting(Flaw::toString)
                .containsExactly("rules/lists/offline-types.csv, cell A2: No type stands here.\n"
                        + "  A type needs a letter or a digit");
    }

    private static String source(String type, @Nullable String name) {
        Recognised found = TYPES.find(new OfflineEvent(type, name));
        return found == null
                ? "nothing"
                : found.source().id() + " " + found.source().name();
    }
}
