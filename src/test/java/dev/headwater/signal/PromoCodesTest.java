package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.lead.PromoCode;
import dev.headwater.table.Flaw;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which source a promotion code belongs to. */
class PromoCodesTest {
    private static final PromoCodes CODES = read(
            "code | source | category | medium class",
            "SPRING-26 | Spring mailing | Direct Mail | Offline",
            "FRIEND20 | Customer referral | word of mouth |");

    @ParameterizedTest
    @ValueSource(
            strings = {"SPRING-26", "spring-26", "Spring 26", "SPRING26", " spring_26 ", "“SPRING–26”", "ｓｐｒｉｎｇ２６"})
    void caseBlanksAndHyphensDoNotMatter(String typed) {
        assertThat(name(CODES, typed)).isEqualTo("Spring mailing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SPRING-27", "SPRING", "SPRING-2", "SPRING-266", "SPR1NG-26", "26", "-"})
    void anotherCodeIsAnother(String typed) {
        assertThat(name(CODES, typed)).isNull();
    }

    @Test
    void categoryAndMediumClassAreFoldedAndMayBeMissing() {
        Recognised spring = CODES.find(new PromoCode("SPRING26"));
        assertThat(spring).isNotNull();
        assertThat(spring.category()).isEqualTo("direct mail");
        assertThat(spring.mediumClass()).isEqualTo("offline");
        assertThat(spring.source().id()).isEqualTo("spring-mailing");
        Recognised friend = CODES.find(new PromoCode("FRIEND20"));
        assertThat(friend).isNotNull();
        assertThat(friend.mediumClass()).isNull();
    }

    @Test
    void aCodeListedTwiceForTwoSourcesIsAFlawThatNamesBothCells() {
        assertThat(flaws("code | source | category", "MAY-A | Radio | broadcast", "maya | Press | public relations"))
                .containsExactly(
                        "rules/lists/promo-codes.csv, cell A3: \"maya\" is the same as \"MAY-A\" in cell A2, but"
                                + " points to something else.\n  Keep the row that is right");
    }

    @Test
    void aCodeListedTwiceForOneSourceIsOnlyAWarning() {
        List<Flaw> flaws = new ArrayList<>();
        PromoCodes.of(
                ListText.of(
                        "promo-codes", "code | source | category", "A1 | Radio | broadcast", "a-1 | Radio | broadcast"),
                flaws);
        assertThat(flaws).extracting(Flaw::severity).containsExactly(Flaw.Severity.WARNING);
    }

    @Test
    void whatARowLacksIsToldAtItsCell() {
        assertThat(flaws("code | source | category", "-- | Radio | broadcast", "A1 | | broadcast", "A2 | Radio | "))
                .containsExactly(
                        "rules/lists/promo-codes.csv, cell A2: No promo code stands here.\n"
                                + "  A code needs a letter or a digit",
                        "rules/lists/promo-codes.csv, cell B3: No source stands here.\n"
                                + "  Write the name that people shall see, such as \"Trade show\"",
                        "rules/lists/promo-codes.csv, cell C4: No category stands here.\n"
                                + "  Write one of those in rules/lists/source-categories.csv");
    }

    @Test
    void aMissingColumnIsToldWithTheNearestOne() {
        assertThat(flaws("code | source | catgory", "A1 | Radio | broadcast"))
                .containsExactly("rules/lists/promo-codes.csv: The column \"category\" is missing."
                        + " Is it the one named \"catgory\"?\n"
                        + "  The first line names the columns; this list has: code, source, catgory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.6E+10", "1-Mar", "Mar-01", "#NAME?", "########"})
    void aCodeThatASpreadsheetSpoiltIsToldButTaken(String cell) {
        assertThat(flaws("code | source | category", cell + " | Radio | broadcast"))
                .anySatisfy(flaw -> assertThat(flaw).contains("looks like something that a spreadsheet made"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAR1", "MARCH-SALE", "E10", "1E10", "SAVE#10"})
    void aCodeThatOnlyResemblesADateIsNotToldOf(String cell) {
        assertThat(flaws("code | source | category", cell + " | Radio | broadcast"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.headwater.signal.Hostile#texts")
    void noTextMakesItFail(String typed) {
        assertThat(name(CODES, typed)).isNull();
    }

    private static @Nullable String name(PromoCodes codes, String typed) {
        Recognised found = codes.find(new PromoCode(typed));
        return found == null ? null : found.source().name();
    }

    private static PromoCodes read(String header, String... rows) {
        List<Flaw> flaws = new ArrayList<>();
        PromoCodes codes = PromoCodes.of(ListText.of("promo-codes", header, rows), flaws);
        assertThat(flaws).isEmpty();
        return codes;
    }

    private static List<String> flaws(String header, String... rows) {
        List<Flaw> flaws = new ArrayList<>();
        PromoCodes.of(ListText.of("promo-codes", header, rows), flaws);
        return flaws.stream().map(Flaw::toString).toList();
    }
}
