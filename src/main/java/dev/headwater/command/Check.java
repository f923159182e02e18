package dev.headwater.command;

import dev.headwater.rules.RuleSet;
import dev.headwater.rules.RuleSetLoader;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.Flaw;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check}: everything that is wrong with the rules, and nothing goes live. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Checks the rules as a whole and tells every flaw with its cell and how to mend it."
                + " Nothing goes live.",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the rules can go live (there may be warnings)",
            "1:the rules have flaws and would be refused",
            "2:the rules cannot be read at all"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  java -jar headwater.jar check", "  java -jar headwater.jar check /srv/headwater/rules"})
public final class Check implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Mixin
    private EngineerTablesOption engineers = new EngineerTablesOption();

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder that holds the rules, as with --rules")
    private @Nullable Path folder;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ChosenRules chosen = ChosenRules.of(folder != null ? folder : rules.folder, engineers.tables());
        if (chosen.cannotBeRead()) {
            chosen.unreadable().forEach(spec.commandLine().getErr()::println);
            return ExitCode.CANNOT;
        }
        RuleSetLoader.Loaded loaded = chosen.load();
        try (RuleSet ruleSet = loaded.ruleSet()) {
            loaded.flaws().forEach(out::println);
            out.println(sizes(ruleSet, chosen) + counted(loaded.flaws()));
            return ruleSet == null ? ExitCode.NO : ExitCode.FINE;
        }
    }

    private static String sizes(@Nullable RuleSet ruleSet, ChosenRules chosen) {
        if (ruleSet == null) {
            return "The rules " + chosen.origin() + " would be refused: ";
        }
        List<DecisionTable> tables = ruleSet.tables();
        int rows = tables.stream().mapToInt(table -> table.rows().size()).sum();
        long lists = chosen.files().keySet().stream()
                .filter(file -> file.startsWith("rules/lists/"))
                .count();
        return some(tables.size(), "table") + ", " + some(rows, "row") + ", " + some(lists, "list") + ": ";
    }

    private static String counted(List<Flaw> flaws) {
        long errors = flaws.stream()
                .filter(flaw -> flaw.severity() == Flaw.Severity.ERROR)
                .count();
        long warnings = flaws.size() - errors;
        String counted = errors == 0 ? "no flaws" : some(errors, "flaw");
        return warnings == 0 ? counted : counted + ", " + some(warnings, "warning");
    }

    private static String some(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
