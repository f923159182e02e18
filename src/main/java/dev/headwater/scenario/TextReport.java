package dev.headwater.scenario;

import dev.headwater.decision.NearMiss;
import dev.headwater.table.DecisionTable;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What came of a run, for people at a terminal. */
public final class TextReport {
    private final PrintWriter out;
    private final boolean colours;

    /**
     * @param out where to write; flushed, left open
     * @param colours whether the reader's terminal shows them
     */
    public TextReport(PrintWriter out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /**
     * Writes every suite, every difference with the row behind it, and a closing line.
     *
     * @param run what came of it
     * @param rules where the rules come from, for people
     * @param each whether scenarios that passed are named too
     */
    public void write(RunResult run, String rules, boolean each) {
        for (SuiteResult suite : run.suites()) {
            if (!suite.results().isEmpty()) {
                suite(suite, each);
            }
        }
        out.println();
        out.println(paint(run.failed() == 0 ? Colour.GREEN : Colour.RED, counts(run))
                + " in " + seconds(run.took())
                + (run.perSecond() == 0 ? "" : String.format(Locale.ROOT, ", %,d a second", run.perSecond()))
                + faint(" (rules " + shortened(run.revision()) + ", " + rules + ")"));
        out.flush();
    }

    private static String counts(RunResult run) {
        String skipped = run.skipped() == 0 ? "" : ", " + run.skipped() + " skipped";
        return run.passed() + " passed, " + run.failed() + " failed" + skipped;
    }

    /** Writes which rows of each table had a part in an answer, and how far scenarios got with the others. */
    public void write(List<Coverage> coverage) {
        List<DecisionTable> tables = coverage.stream().map(Coverage::table).toList();
        out.println();
        for (Coverage of : coverage) {
            out.println("table " + named(of.table(), tables) + ": "
                    + of.reached().size() + " of " + of.rows().size() + " rows decided");
            of.rows().stream()
                    .filter(use -> use.reach() != Coverage.Reach.DECIDED)
                    .forEach(use -> row(of.table(), use));
        }
        out.println(String.format(Locale.ROOT, "coverage: %.1f %% of all rows", Coverage.percent(coverage)));
        out.flush();
    }

    /** Writes how well each table is guarded, what survived, and a scenario against each survivor, where there is one. */
    public void write(Strength strength) {
        List<DecisionTable> tables =
                strength.tables().stream().map(Strength.OfTable::table).toList();
        out.println();
        for (Strength.OfTable of : strength.tables()) {
            int survived = of.survivors().size();
            out.println("table " + named(of.table(), tables) + ": " + of.mutants() + " changes tried, " + of.killed()
                    + " noticed, " + of.equivalent().size() + " change nothing, "
                    + paint(survived == 0 ? Colour.GREEN : Colour.RED, survived + " unnoticed"));
            of.survivors().forEach(this::survivor);
        }
        out.println("strength " + strength.shownPercent() + faint(" in " + seconds(strength.took())));
        out.flush();
    }

    /** Its name; with its file where others have that name too, as each profile has a table Channel. */
    private static String named(DecisionTable table, List<DecisionTable> all) {
        long namesakes =
                all.stream().filter(other -> other.name().equals(table.name())).count();
        return namesakes == 1 ? table.name() : table.name() + " (" + table.file() + ")";
    }

    private void survivor(Strength.Survivor survivor) {
        out.println(
                "  " + paint(Colour.RED, "unnoticed") + "  " + survivor.mutant().place() + " ("
                        + survivor.mutant().row() + ") " + survivor.mutant().told());
        if (survivor.suggestion() == null) {
            out.println("    no lead was found that would tell");
        } else {
            out.println("    this scenario would notice:");
            survivor.suggestion().lines().forEach(line -> out.println("    " + line));
        }
    }

    private void row(DecisionTable table, Coverage.RowUse use) {
        String near = use.nearMisses() == 0
                ? ""
                : "; " + use.nearMisses() + (use.nearMisses() == 1 ? " scenario missed" : " scenarios missed")
                        + " it by one condition";
        out.println("  " + paint(Colour.RED, use.reach().words()) + ": " + table.address(use.row()) + " ("
                + use.row().id() + ") " + faint(use.row().because()) + near);
    }

    private void suite(SuiteResult suite, boolean each) {
        String counts = suite.passed() + " passed"
                + (suite.failed() == 0 ? "" : ", " + suite.failed() + " failed")
                + (suite.skipped() == 0 ? "" : ", " + suite.skipped() + " skipped");
        out.println(paint(Colour.BOLD, suite.file().suite()) + "  " + counts + "  "
                + faint(suite.file().file()));
        for (ScenarioResult result : suite.results()) {
            if (each || !result.passed()) {
                result(suite.file(), result);
            }
        }
    }

    private void result(ScenarioFile file, ScenarioResult result) {
        String name = result.scenario().name();
        ScenarioResult.Verdict verdict = result.verdict();
        if (verdict instanceof ScenarioResult.Passed) {
            out.println("  " + paint(Colour.GREEN, "passed") + "  " + name);
        } else if (verdict instanceof ScenarioResult.Failed failed) {
            out.println("  " + paint(Colour.RED, "FAILED") + "  " + name);
            failed.mismatches().forEach(mismatch -> mismatch(file, mismatch));
        } else if (verdict instanceof ScenarioResult.Broken broken) {
            out.println("  " + paint(Colour.RED, "BROKEN") + "  " + name);
            out.println("    no answer was given: " + broken.trouble());
        } else if (verdict instanceof ScenarioResult.Skipped skipped) {
            out.println("  " + paint(Colour.YELLOW, "skipped") + "  " + name);
            out.println("    " + skipped.why());
        }
    }

    private void mismatch(ScenarioFile file, Mismatch mismatch) {
        out.println("    " + mismatch.place().lineIn(file.file()) + ": " + mismatch.what());
        out.println("      expected  " + paint(Colour.GREEN, mismatch.expected()));
        out.println("      actual    " + paint(Colour.RED, mismatch.actual()));
        mismatch.decidedBy().forEach(decider -> out.println("      because   " + decider));
        for (NearMiss near : mismatch.near()) {
            out.println("      near      " + told(near));
        }
    }

    /** A row that missed by one condition, and by which. */
    static String told(NearMiss near) {
        String found = near.missed().found() == null ? "missing" : near.missed().found();
        return near.row() + " (" + near.id() + ") would fit if " + near.missed().word() + " were "
                + near.missed().asked() + "; it is " + found;
    }

    private static String shortened(String revision) {
        return revision.length() > 19 ? revision.substring(0, 19) : revision;
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.2f s", took.toNanos() / 1e9);
    }

    private String faint(String text) {
        return paint(Colour.FAINT, text);
    }

    private String paint(Colour colour, String text) {
        return colours && !text.isEmpty() ? "\u001B[" + colour.code + "m" + text + "\u001B[0m" : text;
    }

    private enum Colour {
        BOLD(1),
        FAINT(2),
        RED(31),
        GREEN(32),
        YELLOW(33);

        private final int code;

        Colour(int code) {
            this.code = code;
        }
    }
}
