package dev.headwater.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headwater.scenario.Coverage.Reach;
import dev.headwater.scenario.Coverage.RowUse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What scenarios do with the rows of the shipped channel table. */
class CoverageTest {
    private static final String PAID_CLICK = """
            suite: S
            now: 2026-11-23T10:00:00Z
            scenarios:
              - name: A paid click
                lead: { landingUrl: "https://acme.example/?utm_source=google&utm_medium=cpc&gclid=x" }
                expect: { because: { channel: paid-search-1 } }
            """;

    private final RunResult run =
            ShippedRules.line().run(List.of(ShippedRules.file("s.yaml", PAID_CLICK)), scenario -> true);
    private final List<Coverage> coverage = ShippedRules.line().coverage(run);

    @Test
    void aRowThatHadAPartIsToldFromOneThatOnlyFittedAndOneThatNoLeadCameTo() {
        assertThat(use("paid-search-1").reach()).isEqualTo(Reach.DECIDED);
        assertThat(use("paid-other-1").reach()).isEqualTo(Reach.FITTED);
        assertThat(use("email-1").reach()).isEqualTo(Reach.NEVER);
    }

    @Test
    void aRowThatMissedByOneConditionIsNearAndOneThatMissedByMoreIsNot() {
        assertThat(use("paid-social-1").nearMisses()).isEqualTo(1);
        assertThat(use("paid-social-1").fitted()).isZero();
        assertThat(use("paid-search-1").nearMisses()).isZero();
    }

    @Test
    void thePercentageIsOfAllRowsOfAllTables() {
        long rows = coverage.stream().mapToLong(table -> table.rows().size()).sum();
        long decided =
                coverage.stream().mapToLong(table -> table.reached().size()).sum();
        assertThat(decided).isPositive().isLessThan(rows);
        assertThat(Coverage.percent(coverage)).isCloseTo(100.0 * decided / rows, within(1e-9));
    }

    @Test
    void tablesThatShareANameAreToldApartByTheirFiles() {
        StringWriter text = new StringWriter();
        new TextReport(new PrintWriter(text), false).write(coverage);
        assertThat(text.toString())
                .contains("table Channel (rules/channel.xlsx): ")
                .contains("table Channel (rules/profiles/ga4/channel.xlsx): ")
                .as("near miss: the only one of its name needs no file")
                .contains("table Source: ");
    }

    private RowUse use(String id) {
        return coverage.stream()
                .filter(table -> table.table().name().equals("Channel"))
                .flatMap(table -> table.rows().stream())
                .filter(use -> use.row().id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
