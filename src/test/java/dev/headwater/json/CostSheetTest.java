package dev.headwater.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.attribution.Cost;
import dev.headwater.lead.Money;
import dev.headwater.table.Cell;
import dev.headwater.table.Sheet;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Costs as people have them: in a table. */
class CostSheetTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
    private static final int MOST = 1_000;

    @Test
    void aTableSaysWhatWasSpentDayByDay() {
        assertThat(told("""
                        day,channel,source,campaign,value,currency
                        2026-11-01,paid-search,google-ads,"autumn, late",120.50,EUR

                        2026-11-02,email,,,30,chf
                        """))
                .containsExactly(
                        new Cost(FIRST, "paid-search", "google-ads", "autumn, late", euros("120.50")),
                        new Cost(FIRST.plusDays(1), "email", null, null, new Money(new BigDecimal("30"), "CHF")));
    }

    @Test
    void whatASpreadsheetSavesInAnotherCountryIsTheSameTable() {
        String table =
                "\uFEFFsep=;\r\nDate;Campaign name;Cost (EUR)\r\n1.11.2026;Herbst;\"1.234,50\"\r\n01.11.2026;;1 234,5\r\n";
        assertThat(told(table))
                .containsExactly(
                        new Cost(FIRST, null, null, "Herbst", euros("1234.50")),
                        new Cost(FIRST, null, null, null, euros("1234.50")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7|7.00",
                "0|0.00",
                "12.5|12.50",
                "12,5|12.50",
                "12,50|12.50",
                "1,234.50|1234.50",
                "1.234,50|1234.50",
                "1.234.567,8|1234567.80",
                "12,345,678.90|12345678.90",
                "1’234.50|1234.50",
                "1 234 567,89|1234567.89"
            })
    void aValueIsReadAsItIsWrittenInMostCountries(String written, String value) {
        assertThat(told("day;spend eur\n2026-11-01;" + written + "\n"))
                .containsExactly(new Cost(FIRST, null, null, null, euros(value)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,234",
                "1.234",
                "1,234,567",
                "1.234,567",
                "1,23,4",
                "12.345,678.90",
                "-5",
                "€5",
                "5 EUR",
                "1e3",
                "ten",
                ".5",
                "5,",
                "=1+1",
                "#REF!",
                "1 2"
            })
    void aValueThatCouldMeanTwoThingsOrIsNoneIsRefused(String written) {
        assertThat(refused("day;cost EUR\n2026-11-01;" + written + "\n"))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.pointer()).isEqualTo("B2");
                    assertThat(fault.found()).isNotEqualTo("nothing");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"11/1/2026", "1/11/2026", "31.11.2026", "2026-11-31", "1.11.26", "yesterday", "Total", "46327"})
    void aDayThatCouldMeanTwoThingsOrIsNoneIsRefused(String written) {
        assertThat(refused("day;cost EUR\n" + written + ";5\n"))
                .containsExactly(new Fault("A2", '"' + written + '"', "a day, such as 2026-11-01"));
    }

    @Test
    void allThatIsWrongIsToldAtOnceEachWithItsCell() {
        assertThat(refused("""
                        day,chanel,value,currency
                        2026-11-01,email,5,EUR
                        tomorrow,email,5,EURO
                        2026-11-02,email,,
                        2026-11-03,email,5,EUR,7
                        """)).extracting(Fault::pointer).containsExactly("B1", "A3", "D3", "C4", "E5");
    }

    @Test
    void aColumnThatIsMissingIsToldOnceHoweverManyRowsThereAre() {
        assertThat(refused("date,campaign,value\n2026-11-01,a,5\n2026-11-02,a,5\n"))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.pointer()).isEqualTo("row 1, currency");
                    assertThat(fault.found()).isEqualTo("no such column");
                    assertThat(fault.expected()).startsWith("a column currency");
                });
        assertThat(refused("campaign\na\nb\n"))
                .extracting(Fault::pointer)
                .containsExactly("row 1, day", "row 1, value", "row 1, currency");
    }

    @Test
    void whatHoldsForAllRowsMayBeToldBesideTheTable() {
        Map<String, String> forAll = Map.of("channel", "paid-social", "currency", "eur");
        assertThat(read("day,campaign,value\n2026-11-01,spring,5\n", forAll))
                .isEqualTo(
                        new CostsJson.Read.Told(List.of(new Cost(FIRST, "paid-social", null, "spring", euros("5")))));
        assertThat(faults(read("day,channel,value EUR\n2026-11-01,email,5\n", forAll)))
                .extracting(Fault::pointer)
                .containsExactly("B1");
        assertThat(faults(read("day,value CHF\n2026-11-01,5\n", forAll)))
                .as("two currencies")
                .extracting(Fault::pointer)
                .containsExactly("B1");
    }

    @Test
    void twoRowsAboutTheSameAreRefusedSinceOnlyOneOfThemWouldCount() {
        assertThat(refused("""
                        day,campaign,cost EUR
                        2026-11-01,autumn,5
                        2026-11-02,autumn,5
                        2026-11-01, Autumn ,6
                        """))
                .containsExactly(new Fault(
                        "row 4",
                        "the same day, channel, source, campaign and currency as row 2",
                        "one cost of them: their sum, or with what tells them apart"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "day,value,currency", "day,day,value EUR\n2026-11-01,2026-11-02,5"})
    void aTableWithoutRowsOrWithAColumnTwiceIsRefused(String table) {
        assertThat(refused(table)).isNotEmpty();
    }

    @Test
    void bytesThatAreNoTextAreRefusedInWords() {
        CostsJson.Read read = CostSheet.read(new byte[] {'d', 'a', 'y', '\n', (byte) 0xFC}, Map.of(), MOST);
        assertThat(((CostsJson.Read.Refused) read).why().detail())
                .contains("line 2", "not UTF-8")
                .endsWith("Nothing was kept.");
        assertThat(((CostsJson.Read.Refused) read("day\n\"2026", Map.of()))
                        .why()
                        .detail())
                .contains("A quote is opened in row 2");
    }

    @Test
    void moreRowsThanAreTakenAtOneTimeAreRefused() {
        StringBuilder table = new StringBuilder("day,campaign,cost EUR\n");
        for (int i = 0; i < 4; i++) {
            table.append("2026-11-01,").append(i).append(",5\n");
        }
        assertThat(CostSheet.read(table.toString().getBytes(UTF_8), Map.of(), 4))
                .isInstanceOf(CostsJson.Read.Told.class);
        assertThat(faults(CostSheet.read(table.toString().getBytes(UTF_8), Map.of(), 3)))
                .containsExactly(new Fault("A5", "4 costs", "at most 3 at one time"));
    }

    @Test
    void aWorkbooksSumIsTheNumberThatItShows() {
        Sheet sheet = workbook(Set.of(), new Cell("100.10000000000001", Cell.Kind.NUMBER, "SUM(C1:C9)"));
        assertThat(CostSheet.read(sheet, Map.of(), MOST))
                .isEqualTo(new CostsJson.Read.Told(List.of(new Cost(FIRST, null, null, null, euros("100.10")))));
        assertThat(faults(
                        CostSheet.read(workbook(Set.of(), new Cell("33.333", Cell.Kind.NUMBER, null)), Map.of(), MOST)))
                .extracting(Fault::pointer)
                .containsExactly("B2");
    }

    @Test
    void aRowThatAFilterHidesIsNotAddedUpUnseen() {
        assertThat(faults(CostSheet.read(workbook(Set.of(2), Cell.of("5")), Map.of(), MOST)))
                .extracting(Fault::pointer)
                .containsExactly("A2");
    }

    private static Sheet workbook(Set<Integer> hidden, Cell value) {
        List<Sheet.Line> lines = List.of(
                new Sheet.Line(1, List.of(Cell.of("day"), Cell.of("cost EUR"))),
                new Sheet.Line(2, List.of(new Cell("2026-11-01", Cell.Kind.DATE, null), value)));
        return new Sheet("costs.xlsx", "Sheet1", lines, hidden, Set.of(), List.of(), false);
    }

    private static Money euros(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }

    private static List<Cost> told(String table) {
        CostsJson.Read read = read(table, Map.of());
        assertThat(read).as(read.toString()).isInstanceOf(CostsJson.Read.Told.class);
        return ((CostsJson.Read.Told) read).costs();
    }

    private static List<Fault> refused(String table) {
        return faults(read(table, Map.of()));
    }

    private static List<Fault> faults(CostsJson.Read read) {
        assertThat(read).isInstanceOf(CostsJson.Read.Refused.class);
        return ((CostsJson.Read.Refused) read).why().errors();
    }

    private static CostsJson.Read read(String table, Map<String, String> forAll) {
        return CostSheet.read(table.getBytes(UTF_8), forAll, MOST);
    }
}
