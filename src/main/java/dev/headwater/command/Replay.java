package dev.headwater.command;

import dev.headwater.rules.RuleSet;
import dev.headwater.table.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}: takes the decisions of a log again. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Takes the decisions of a log again that \"serve --decision-log\" kept, and tells every one that is otherwise.",
            "Each is decided on the lead, history and time that its line holds. Decisions of the very rules that are at"
                    + " hand must be the same, row for row. With --rules, those of other rules are taken again too: what"
                    + " is told then is what the rules named would change. Histories stay as they were: touches that other"
                    + " rules would have resolved otherwise are not."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every decision that can be taken again is the same",
            "1:some are otherwise, or are of other rules than those at hand",
            "2:nothing could be told: no decision was read, or the rules have flaws"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar headwater.jar replay /var/log/headwater/decisions-*.ndjson*",
            "  java -jar headwater.jar replay --rules /srv/headwater/next-rules decisions-0000000007.ndjson.gz"
        })
public final class Replay implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    private final InputStream standardInput;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Mixin
    private EngineerTablesOption engineers = new EngineerTablesOption();

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Files of a decision log, compressed or not; - or none for standard input")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--differences",
            paramLabel = "COUNT",
            defaultValue = "100",
            converter = Values.Count.class,
            description = "How many differences are told one by one (default: ${DEFAULT-VALUE})")
    private int mostTold;

    private long told;

    /** @param standardInput where a log comes from unless files are named */
    public Replay(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        for (String file : files) {
            if (!file.equals(STANDARD_INPUT) && !Files.isRegularFile(Path.of(file))) {
                err.println("There is no file " + file + ".");
                return ExitCode.CANNOT;
            }
        }
        try (RuleSet ruleSet = ChosenRules.of(rules.folder, engineers.tables()).open(err)) {
            if (ruleSet == null) {
                return ExitCode.CANNOT;
            }
            var replay = new dev.headwater.journal.Replay(ruleSet, rules.folder != null);
            for (String file : files.isEmpty() ? List.of(STANDARD_INPUT) : files) {
                read(file, replay);
            }
            return summary(replay, ruleSet);
        }
    }

    private void read(String file, dev.headwater.journal.Replay replay) throws IOException {
        if (file.equals(STANDARD_INPUT)) {
            read("standard input", standardInput, replay);
            return;
        }
        try (InputStream in = Progress.reading(Path.of(file))) {
            read(file, in, replay);
        }
    }

    private void read(String file, InputStream in, dev.headwater.journal.Replay replay) throws IOException {
        replay.read(
                in,
                difference -> tell(file, difference),
                broken -> spec.commandLine().getErr().println(Text.visible(file + ":" + broken)));
    }

    private void tell(String file, dev.headwater.journal.Replay.Difference difference) {
        if (++told > mostTold) {
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(Text.visible(file + ":" + difference.line() + ": decision " + difference.decisionId() + ": "
                + (difference.what().isEmpty() ? "other rows" : String.join("; ", difference.what()))));
        difference.rows().forEach(row -> out.println(Text.visible("    " + row)));
    }

    private int summary(dev.headwater.journal.Replay replay, RuleSet ruleSet) {
        PrintWriter out = spec.commandLine().getOut();
        if (told > mostTold) {
            out.println("… and " + (told - mostTold) + " more");
        }
        replay.revisions().forEach((revision, count) -> {
            if (!revision.equals(ruleSet.revision())) {
                out.println(count + " decisions of other rules, " + revision + "; at hand are " + ruleSet.revision()
                        + (rules.folder == null
                                ? ". Name the folder that holds them with --rules, or the one whose changes you want to"
                                        + " see"
                                : ", and what is told above is what they change"));
            }
        });
        if (!replay.channels().isEmpty()) {
            out.println("channels:");
            replay.channels().forEach((change, count) -> out.println("  " + count + "  " + change));
        }
        out.println(replay.same() + " the same"
                + (replay.otherRows() == 0 ? "" : ", " + replay.otherRows() + " the same by other rows") + ", "
                + replay.otherwise() + " otherwise"
                + counted(replay.masked(), "cannot be taken again: what decided is masked")
                + counted(replay.ofOtherRules(), "of other rules, not taken again")
                + counted(replay.missing(), "missing, dropped when they were taken")
                + counted(replay.broken(), "unreadable lines"));
        out.flush();
        if (replay.revisions().isEmpty()) {
            spec.commandLine().getErr().println("No decision was read.");
            return ExitCode.CANNOT;
        }
        return replay.otherwise() == 0 && replay.ofOtherRules() == 0 ? ExitCode.FINE : ExitCode.NO;
    }

    private static String counted(long count, String what) {
        return count == 0 ? "" : ", " + count + " " + what;
    }
}
