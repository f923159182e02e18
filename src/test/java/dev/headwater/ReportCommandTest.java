package dev.headwater;

import static java.nio.charset.StandardCharsets.UTF_8;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.attribution.Cost;
import dev.headwater.infinispan.InfinispanTouches;
import dev.headwater.lead.Conversion;
import dev.headwater.lead.ConversionId;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.Money;
import dev.headwater.touch.TouchFixtures;
import dev.headwater.touch.TouchHistory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Reports of a folder that nobody serves. */
class ReportCommandTest {
    private static final LeadId ANNA = new LeadId("anna");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @BeforeEach
    void fill() throws IOException {
        try (InfinispanTouches kept = opened()) {
            kept.record(ANNA, TouchFixtures.touch("=autumn", TouchFixtures.daysAgo(3)), TouchFixtures.NOW);
            kept.record(ANNA, TouchFixtures.touch("winter", TouchFixtures.daysAgo(2)), TouchFixtures.NOW);
            kept.convert(
                    ANNA,
                    new Conversion(
                            new ConversionId("D-1"),
                            Conversion.USUAL,
                            TouchFixtures.daysAgo(1),
                            new Money(new BigDecimal("99.99"), "EUR"),
                            null,
                            null),
                    TouchFixtures.NOW);
            kept.costs()
                    .put(List.of(new Cost(
                            LocalDate.of(2026, 11, 20),
                            "paid-search",
                            null,
                            "winter",
                            new Money(new BigDecimal("10"), "EUR"))));
        }
    }

    @Test
    void aFolderIsReportedAsATableWithItsLimits() throws IOException {
        assertThat(run("--from", "2026-11-01", "--to", "2026-11-30", "--model", "last-touch,markov"))
                .isZero();
        assertThat(out.toString(UTF_8))
                .startsWith("From 2026-11-01 to 2026-11-30 (UTC), touches of 90 days before; by channel\n");
        assertThat(out.toString(UTF_8).lines().map(line -> line.replaceAll(" {2,}", " ")))
                .containsSequence(
                        "last-touch",
                        " leads conversions value EUR cost EUR per lead EUR per conversion EUR return EUR",
                        " Paid Search 1.00 1.00 99.99 10.00 10.00 10.00 10.00",
                        " all 1.00 1.00 99.99 10.00 10.00 10.00 10.00")
                .contains("markov")
                .anyMatch(line ->
                        line.startsWith("Credit is shared over what is kept: of each person the last 50 touches"));
    }

    @Test
    void aTableSaysHowItWasMade() throws IOException {
        assertThat(run("--to", "2026-11-30T12:00:00.5Z", "--drop-direct", "--collapse", "--type", "trial"))
                .isZero();
        assertThat(out.toString(UTF_8))
                .startsWith(
                        "From 2026-10-31T12:00:00Z to 2026-11-30T12:00:00Z, touches of 90 days before, without Direct"
                                + " ones, without repeats; conversions of the type trial; by channel\n");
    }

    @Test
    void aSpreadsheetNeverTakesACampaignForAFormula() throws IOException {
        assertThat(run("--from", "2026-11-01", "--to", "2026-11-30", "--by", "campaign", "--format", "csv"))
                .isZero();
        assertThat(out.toString(UTF_8))
                .contains("\r\nlinear,\"'=autumn\",\"'=autumn\",1.000000,0.500000,50.00,,,,\r\n")
                .contains("\r\nlinear,winter,winter,0.000000,0.500000,49.99,10.00,,20.00,4.9990\r\n");
    }

    @Test
    void programsGetJson() throws IOException {
        assertThat(run("--from", "2026-11-01", "--to", "2026-11-30", "--format", "json", "--type", "trial"))
                .isZero();
        assertThatJson(out.toString(UTF_8)).node("totals.conversions").isEqualTo(0);
        assertThatJson(out.toString(UTF_8)).node("type").isEqualTo("trial");
    }

    @Test
    void aFolderThatIsInUseIsLeftAlone() throws IOException {
        try (InfinispanTouches serving = opened()) {
            assertThat(serving.recent(ANNA).total()).isEqualTo(2);
            assertThat(run()).isEqualTo(2);
        }
        assertThat(err.toString()).contains("are in use").contains("--url");
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "--by,country,channel",
        "--from,yesterday,a day",
        "--to,soon,a day",
        "--window,90,a time",
        "--format,xml,csv",
        "--url,not a url,url"
    })
    void aSettingThatIsWrongIsNamed(String option, String value, String right) throws IOException {
        assertThat(run(option, value)).isEqualTo(2);
        assertThat(err.toString()).contains(value).containsIgnoringCase(right);
    }

    @Test
    void aFolderThatIsNotThereIsNotMade() throws IOException {
        Path nowhere = folder.resolve("nowhere");
        assertThat(run("--data", nowhere.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("There are no histories in " + nowhere);
        assertThat(nowhere).doesNotExist();
    }

    private InfinispanTouches opened() throws IOException {
        return InfinispanTouches.onDisk(
                folder.resolve("data"), TouchHistory.Bounds.DEFAULT, 100, InfinispanTouches.Disk.DEFAULT);
    }

    private int run(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("report"));
        if (!List.of(arguments).contains("--data")) {
            all.addAll(List.of("--data", folder.resolve("data").toString()));
        }
        all.addAll(List.of(arguments));
        CommandLine commands = Main.commands(new Settings(Map.of()), new ByteArrayInputStream(new byte[0]), out);
        commands.setErr(new PrintWriter(err, true));
        commands.setOut(new PrintWriter(new StringWriter(), true));
        return commands.execute(all.toArray(String[]::new));
    }
}
