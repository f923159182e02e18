package dev.headwater.scenario;

import dev.headwater.decision.Reason;
import dev.headwater.resolver.Answer;
import dev.headwater.rules.RuleGate;
import dev.headwater.rules.RuleSet;
import dev.headwater.table.Flaw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets rules go live only if the scenarios of a folder are answered as they expect. A refusal names each scenario that
 * would be answered otherwise, and the cell through which: what changed about the row that decides now, or about the row
 * that decided before.
 */
public final class ScenarioGate implements RuleGate {
    private static final int MOST_TOLD = 20;
    private static final String MEND = "Mend the rules; or the scenario, if this answer is meant";

    private final Path folder;
    private final @Nullable Double minCoverage;

    /**
     * @param folder holds the scenario files; read anew for each load
     * @param minCoverage how many of all rows must decide an answer, in percent; null for any number
     */
    public ScenarioGate(Path folder, @Nullable Double minCoverage) {
        this.folder = folder;
        this.minCoverage = minCoverage;
    }

    @Override
    public List<Flaw> against(@Nullable RuleSet inForce, RuleSet next) {
        List<Flaw> flaws = new ArrayList<>();
        List<ScenarioFile> files = read(flaws);
        ScenarioRun scenarios = new ScenarioRun(next, System::nanoTime);
        scenarios.flaws(files).forEach(flaw -> flaws.add(flawOf(flaw)));
        if (!flaws.isEmpty()) {
            return flaws;
        }
        RunResult run = scenarios.run(files, scenario -> true);
        for (SuiteResult suite : run.suites()) {
            for (ScenarioResult result : suite.results()) {
                if (!result.passed() && flaws.size() < MOST_TOLD) {
                    flaws.add(refusal(suite.file().file(), result, inForce, next));
                }
            }
        }
        if (run.failed() > flaws.size()) {
            flaws.add(Flaw.in(
                    "rules",
                    "And " + (run.failed() - flaws.size()) + " more scenarios would be answered otherwise.",
                    null));
        }
        if (minCoverage != null) {
            coverage(scenarios.coverage(run), minCoverage, flaws);
        }
        return flaws;
    }

    private List<ScenarioFile> read(List<Flaw> flaws) {
        List<ScenarioFile> files = new ArrayList<>();
        try {
            for (Path path : ScenarioPaths.under(List.of(folder))) {
                ScenarioFile.Reading reading =
                        ScenarioFile.read(path.toString().replace('\\', '/'), Files.readAllBytes(path));
                if (reading instanceof ScenarioFile.Read read) {
                    files.add(read.file());
                } else if (reading instanceof ScenarioFile.Refused refused) {
                    refused.flaws().forEach(flaw -> flaws.add(flawOf(flaw)));
                }
            }
        } catch (IOException e) {
            flaws.add(Flaw.in(
                    folder.toString(),
                    "The scenarios that every change must pass cannot be read: " + e.getMessage() + ".",
                    null));
            return files;
        }
        if (files.isEmpty() && flaws.isEmpty()) {
            flaws.add(Flaw.in(
                    folder.toString(),
                    "There is no scenario here, and every change must pass some.",
                    "Put scenario files here, or serve without a gate"));
        }
        return files;
    }

    private static Flaw flawOf(ScenarioFlaw flaw) {
        String cell = flaw.place().cell();
        return new Flaw(
                Flaw.Severity.ERROR,
                flaw.file(),
                null,
                cell == null ? "line " + flaw.place().line() : cell.replaceFirst("^.*cell ", ""),
                "This scenario file, which every change must pass, has a flaw: " + flaw.problem() + ".",
                flaw.remedy());
    }

    private static Flaw refusal(String file, ScenarioResult result, @Nullable RuleSet inForce, RuleSet next) {
        Scenario scenario = result.scenario();
        String who = "Scenario \"" + scenario.name() + "\" (" + scenario.place().lineIn(file) + ") ";
        if (!(result.verdict() instanceof ScenarioResult.Failed failed)) {
            return Flaw.in("rules", who + "would get no answer.", null);
        }
        Mismatch first = failed.mismatches().get(0);
        String told = who + "would be answered otherwise: " + first.sentence() + ".";
        if (inForce == null) {
            return Flaw.in("rules", told + deciders(first), MEND);
        }
        List<ChangedCells.Change> changes = changes(scenario, failed, first, inForce, next);
        if (changes.isEmpty()) {
            return Flaw.in(
                    "rules",
                    told + deciders(first)
                            + " No cell of the rows that decide changed: the order of rows, a list or a .drl file did.",
                    MEND);
        }
        List<String> sentences =
                changes.stream().map(ChangedCells.Change::sentence).toList();
        return Flaw.at(changes.get(0).address(), told + " Here " + String.join("; ", sentences) + ".", MEND);
    }

    private static String deciders(Mismatch mismatch) {
        return mismatch.decidedBy().isEmpty()
                ? ""
                : " It is decided by " + mismatch.decidedBy().get(0).row() + " ("
                        + mismatch.decidedBy().get(0).id() + ").";
    }

    /** What changed about the rows that decide now, and about those that decided before: first of the same, then of all. */
    private static List<ChangedCells.Change> changes(
            Scenario scenario, ScenarioResult.Failed failed, Mismatch first, RuleSet inForce, RuleSet next) {
        Set<Row> rows = new LinkedHashSet<>();
        first.decidedBy()
                .forEach(decider ->
                        rows.add(new Row(decider.row().file(), decider.row().sheet(), decider.id())));
        Answer before = new Line(inForce).answerTo(scenario);
        Set<String> sheets = new LinkedHashSet<>();
        rows.forEach(row -> sheets.add(row.file() + "!" + row.sheet()));
        Stream.concat(before.resolution().because().stream(), failed.answer().resolution().because().stream())
                .map((Reason reason) ->
                        new Row(reason.row().file(), reason.row().sheet(), reason.id()))
                .sorted((one, other) -> Boolean.compare(
                        !sheets.contains(one.file() + "!" + one.sheet()),
                        !sheets.contains(other.file() + "!" + other.sheet())))
                .forEach(rows::add);
        for (Row row : rows) {
            List<ChangedCells.Change> changes =
                    ChangedCells.of(inForce.tables(), next.tables(), row.file(), row.sheet(), row.id());
            if (!changes.isEmpty()) {
                return changes;
            }
        }
        return List.of();
    }

    private record Row(String file, String sheet, String id) {}

    private static void coverage(List<Coverage> tables, double least, List<Flaw> flaws) {
        double percent = Coverage.percent(tables);
        if (percent >= least) {
            return;
        }
        for (Coverage table : tables) {
            table.unreached().stream()
                    .limit(MOST_TOLD)
                    .forEach(row -> flaws.add(Flaw.at(
                            table.table().address(row),
                            String.format(
                                    Locale.ROOT,
                                    "No scenario is decided by row %s; %.1f %% of all rows decide one, and %s %% must.",
                                    row.id(),
                                    percent,
                                    least),
                            "Add a scenario that this row decides")));
        }
    }
}
