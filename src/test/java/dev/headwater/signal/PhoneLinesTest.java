package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.lead.DialledNumber;
import dev.headwater.table.Flaw;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which source the number that a lead dialled belongs to. All numbers are from the ranges kept for fiction. */
class PhoneLinesTest {
    private static final String HEADER = "number | source | category | region";
    private static final PhoneLines LINES = read(
            "+44 20 7946 0101 | Radio | broadcast |",
            "(202) 555-0102 | Yellow Pages | print | US",
            "+1 800 356 9377 | Print ad | print |");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+44 20 7946 0101",
                "+442079460101",
                "+44 (0)20 7946-0101",
                "0044 20 7946 0101",
                "00442079460101",
                "442079460101",
                "020 7946 0101",
                "(020) 7946 0101",
                "tel:+44-20-7946-0101",
                "sip:+442079460101@pbx.acme.example",
                "whatsapp:+442079460101",
                "+44 20 7946 0101 ext. 12",
                "\u202A+44 20 7946 0101\u202C",
                "＋４４ ２０ ７９４６ ０１０１",
                "+44\u00A020\u00A07946\u00A00101",
                "+٤٤ ٢٠ ٧٩٤٦ ٠١٠١"
            })
    void aNumberIsFoundInAnyFormatting(String dialled) {
        assertThat(name(dialled)).isEqualTo("Radio");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1 202 555 0102", "1-202-555-0102", "202.555.0102", "2025550102", "011 44 20 7946 0101"})
    void aNumberWithoutItsCountrysCodeIsReadAsOneOfACountryThatHasLines(String dialled) {
        assertThat(name(dialled)).isIn("Yellow Pages", "Radio");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-800-FLOWERS", "+1 800 FLOWERS", "800 flowers", "1 (800) 356-9377"})
    void lettersStandForDigits(String dialled) {
        assertThat(name(dialled)).isEqualTo("Print ad");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+44 20 7946 0102",
                "+44 20 7946 010",
                "+44 20 7946 01011",
                "+1 20 7946 0101",
                "+49 20 7946 0101",
                "7946 0101",
                "20 7946",
                "0101",
                "1-800-FLOWERY",
                "anonymous",
                "withheld",
                "+"
            })
    void anotherNumberIsNobodys(String dialled) {
        assertThat(name(dialled)).isNull();
    }

    @Test
    void aNationalNumberThatFitsLinesOfTwoCountriesIsNobodys() {
        PhoneLines lines = PhoneLines.of(
                ListText.of(
                        "phone-lines",
                        HEADER,
                        "+44 161 496 0101 | Radio | broadcast |",
                        "+49 161 4960101 | Press | public relations |"),
                new ArrayList<>());
        assertThat(lines.find(new DialledNumber("0161 4960101"))).isNull();
        assertThat(lines.find(new DialledNumber("+44 161 4960101"))).isNotNull();
    }

    @Test
    void aListedNumberMustSayItsCountry() {
        assertThat(flaws("020 7946 0101 | Radio | broadcast |"))
                .containsExactly(
                        "rules/lists/phone-lines.csv, cell A2: \"020 7946 0101\" does not say which country's number"
                                + " it is.\n  Write it with its country's code, as in +44 20 7946 0101, or the country's two"
                                + " letters in a column named \"region\"");
    }

    @Test
    void aRegionThatIsNoneIsToldAtItsCell() {
        assertThat(flaws("020 7946 0101 | Radio | broadcast | England"))
                .containsExactly(
                        "rules/lists/phone-lines.csv, cell D2: \"England\" is not the two letters of a country.\n"
                                + "  As in GB, DE, US");
        assertThat(flaws("020 7946 0101 | Radio | broadcast | gb")).isEmpty();
        assertThat(flaws("020 7946 0101 | Radio | broadcast | UK")).isEmpty();
    }

    @Test
    void aNumberThatExcelMadeOfOneIsToldWithHowToMendIt() {
        assertThat(flaws("4.47911E+11 | Radio | broadcast |"))
                .containsExactly("rules/lists/phone-lines.csv, cell A2: \"4.47911E+11\" is what a spreadsheet made of a"
                        + " phone number.\n  Format the column as Text and type the number again");
    }

    @Test
    void aNumberThatIsTooShortIsToldAtItsCell() {
        assertThat(flaws("+44 20 79 | Radio | broadcast |", "hotline | Radio | broadcast | GB"))
                .containsExactly(
                        "rules/lists/phone-lines.csv, cell A2: \"+44 20 79\" is not a whole phone number.\n"
                                + "  As in +44 20 7946 0101",
                        "rules/lists/phone-lines.csv, cell A3: \"hotline\" is not a whole phone number.\n"
                                + "  As in +44 20 7946 0101");
    }

    @Test
    void aNumberThatItsCountryDoesNotGiveOutIsDoubtedButTaken() {
        assertThat(flaws("+49 161 4960101 | Radio | broadcast |"))
                .containsExactly("rules/lists/phone-lines.csv, cell A2: \"+49 161 4960101\" is not a number that its"
                        + " country gives out.\n  Look for a slip in it");
    }

    @Test
    void oneLineInTwoFormattingsIsOneLine() {
        assertThat(flaws("+44 20 7946 0101 | Radio | broadcast |", "020-7946-0101 | Press | public relations | GB"))
                .singleElement()
                .asString()
                .contains("cell A3")
                .contains("in cell A2");
    }

    @ParameterizedTest
    @MethodSource("dev.headwater.signal.Hostile#texts")
    void noTextMakesItFail(String dialled) {
        assertThat(name(dialled)).isNull();
    }

    private static @Nullable String name(String dialled) {
        Recognised found = LINES.find(new DialledNumber(dialled));
        return found == null ? null : found.source().name();
    }

    private static PhoneLines read(String... rows) {
        List<Flaw> flaws = new ArrayList<>();
        PhoneLines lines = PhoneLines.of(ListText.of("phone-lines", HEADER, rows), flaws);
        assertThat(flaws).isEmpty();
        return lines;
    }

    private static List<String> flaws(String... rows) {
        List<Flaw> flaws = new ArrayList<>();
        PhoneLines.of(ListText.of("phone-lines", HEADER, rows), flaws);
        return flaws.stream().map(Flaw::toString).toList();
    }
}
