package dev.headwater.command;

import dev.headwater.rules.RuleSet;
import dev.headwater.scenario.RunResult;
import dev.headwater.scenario.Scenario;
import dev.headwater.scenario.ScenarioResult;
import dev.headwater.scenario.Strength;
import dev.headwater.scenario.StrengthRun;
import java.io.PrintWriter;
import java.util.List;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --strength} and {@code --min-strength}: whether scenarios would notice a small change to the rules. */
final class StrengthOption {
    private static final int BAR_WIDTH = 80;

    @Option(
            names = "--strength",
            description = "Change the tables in small ways, one at a time, and tell which changes no scenario notices, "
                    + "each with a scenario that would")
    private boolean asked;

    @Option(
            names = "--min-strength",
            paramLabel = "PERCENT",
            description = "End with 1 if fewer of these changes are noticed; implies --strength")
    private @Nullable Double least;

    /**
     * Tries the changes, if that was asked for.
     *
     * @param run what came of the scenarios with the rules as they are
     * @param profile under which they were run
     * @return null if it was not asked for, or if scenarios failed, so that nothing can be told
     */
    @Nullable
    Strength measure(RunResult run, RuleSet rules, String profile, PrintWriter err) {
        if (!asked && least == null) {
            return null;
        }
        if (run.failed() > 0) {
            err.println("Strength was not measured: scenarios that fail already cannot notice a change.");
            return null;
        }
        List<Scenario> scenarios = run.results()
                .filter(ScenarioResult::passed)
                .map(result -> result.scenario())
                .toList();
        StrengthRun strength = new StrengthRun(rules, profile, scenarios, System::nanoTime);
        if (!Terminal.isStandardError()) {
            return strength.run(tried -> {});
        }
        try (ProgressBar bar = ProgressBar.builder()
                .setTaskName("Changes tried")
                .setInitialMax(strength.mutants())
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, BAR_WIDTH))
                .build()) {
            return strength.run(bar::stepBy);
        }
    }

    /** Whether enough was noticed, or nobody asked for a least. */
    boolean isMet(@Nullable Strength strength) {
        return least == null || (strength != null && strength.percent() >= least);
    }

    /** Tells that too little was noticed. */
    void tellShortfall(@Nullable Strength strength, PrintWriter err) {
        if (least != null && strength != null && !isMet(strength)) {
            err.println("Only " + strength.shownPercent() + " of the changes were noticed; --min-strength asks for "
                    + least + " %.");
        }
    }
}
