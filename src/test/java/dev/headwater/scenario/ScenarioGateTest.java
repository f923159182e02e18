package dev.headwater.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.rules.RuleSet;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.Flaw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of the shipped rules before a folder of scenarios. */
class ScenarioGateTest {
    @TempDir
    Path folder;

    @BeforeEach
    void someScenarios() throws IOException {
        Files.writeString(folder.resolve("paid.yaml"), """
                suite: Paid
                now: 2026-11-23T10:00:00Z
                scenarios:
                  - name: A paid click
                    lead: { landingUrl: "https://acme.example/?utm_source=google&utm_medium=cpc&gclid=x" }
                    expect: { channel: paid-search }
                  - name: A bare visit
                    lead: { landingUrl: "https://acme.example/" }
                    expect: { channel: direct }
                """);
    }

    @Test
    void rulesThatEveryScenarioIsMetByPass() {
        assertThat(gate(null).against(ShippedRules.RULES, ShippedRules.RULES)).isEmpty();
        assertThat(gate(null).against(null, ShippedRules.RULES)).isEmpty();
    }

    @Test
    void aRefusalNamesTheScenarioAndTheCellThroughWhichItFails() {
        List<Flaw> flaws = gate(null).against(ShippedRules.RULES, withChannelOf("paid-search-1", "Display"));
        assertThat(flaws).singleElement().satisfies(flaw -> {
            assertThat(flaw.severity()).isEqualTo(Flaw.Severity.ERROR);
            assertThat(flaw.file()).isEqualTo("rules/channel.xlsx");
            assertThat(flaw.sheet()).isEqualTo("Channel");
            assertThat(flaw.cell()).isEqualTo(cellOf("paid-search-1"));
            assertThat(flaw.problem())
                    .startsWith("Scenario \"A paid click\" (" + folder + "/paid.yaml:4) would be answered otherwise:"
                            + " channel: expected paid-search, but it was Display (display).")
                    .endsWith(" Here Channel was \"Paid Search\" and is \"Display\".");
        });
    }

    @Test
    void aRowThatIsGoneIsNamedThoughAnotherOneDecides() {
        List<Flaw> flaws = gate(null).against(ShippedRules.RULES, without("paid-search-1"));
        assertThat(flaws)
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.problem()).endsWith(" Here row paid-search-1 is gone."));
    }

    @Test
    void rowsThatOnlyMovedHaveNoChangedCellAndThatIsSaid() {
        RuleSet same = ShippedRules.RULES;
        DecisionTable channel = channel();
        List<DecisionTable.Row> rows = new ArrayList<>(channel.rows());
        DecisionTable.Row other = rows.remove(index(rows, "paid-other-1"));
        rows.add(0, other);
        List<Flaw> flaws = gate(null).against(same, same.with(with(channel, rows)));
        assertThat(flaws)
                .singleElement()
                .satisfies(
                        flaw -> assertThat(flaw.problem())
                                .contains(
                                        "No cell of the rows that decide changed: the order of rows, a list or a .drl file did"));
    }

    @Test
    void coverageBelowTheLeastIsRefusedWithTheRowsThatNobodyGuards() {
        assertThat(gate(1.0).against(null, ShippedRules.RULES)).isEmpty();
        assertThat(gate(99.0).against(null, ShippedRules.RULES))
                .isNotEmpty()
                .allSatisfy(flaw -> assertThat(flaw.problem()).startsWith("No scenario is decided by row "));
    }

    @Test
    void aFolderWithoutScenariosLetsNothingPass() throws IOException {
        Files.delete(folder.resolve("paid.yaml"));
        assertThat(gate(null).against(null, ShippedRules.RULES))
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.problem()).startsWith("There is no scenario here"));
    }

    @Test
    void aScenarioFileWithAFlawLetsNothingPassAndIsNamed() throws IOException {
        Files.writeString(folder.resolve("wrong.yaml"), "suite: S\nnow: 2026-11-23T10:00:00Z\nscenarioes: []\n");
        assertThat(gate(null).against(null, ShippedRules.RULES))
                .anySatisfy(flaw -> assertThat(flaw.toString())
                        .contains("wrong.yaml, line 3: This scenario file", "Did you mean \"scenarios\"?"));
    }

    private ScenarioGate gate(@Nullable Double coverage) {
        return new ScenarioGate(folder, coverage);
    }

    private static DecisionTable channel() {
        return ShippedRules.RULES.tables().stream()
                .filter(table -> table.name().equals("Channel"))
                .findFirst()
                .orElseThrow();
    }

    private static int index(List<DecisionTable.Row> rows, String id) {
        return rows.stream().map(DecisionTable.Row::id).toList().indexOf(id);
    }

    private static String cellOf(String id) {
        DecisionTable channel = channel();
        return channel.address(
                        channel.rows().get(index(channel.rows(), id)),
                        channel.outcomes().get(0))
                .cell();
    }

    private static RuleSet without(String id) {
        List<DecisionTable.Row> rows = new ArrayList<>(channel().rows());
        rows.remove(index(rows, id));
        return ShippedRules.RULES.with(with(channel(), rows));
    }

    private static RuleSet withChannelOf(String id, String name) {
        List<DecisionTable.Row> rows = new ArrayList<>(channel().rows());
        int at = index(rows, id);
        DecisionTable.Row row = rows.get(at);
        List<@Nullable Object> outcomes = new ArrayList<>(row.outcomes());
        outcomes.set(0, name);
        rows.set(
                at,
                new DecisionTable.Row(
                        row.line(),
                        row.id(),
                        row.conditions(),
                        row.written(),
                        outcomes,
                        row.because(),
                        row.from(),
                        row.until()));
        return ShippedRules.RULES.with(with(channel(), rows));
    }

    private static DecisionTable with(DecisionTable table, List<DecisionTable.Row> rows) {
        return new DecisionTable(
                table.name(),
                table.file(),
                table.sheet(),
                table.hitPolicy(),
                table.about(),
                table.conditions(),
                table.outcomes(),
                rows);
    }
}
