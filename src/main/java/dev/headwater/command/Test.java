package dev.headwater.command;

import dev.headwater.rules.RuleSet;
import dev.headwater.scenario.Coverage;
import dev.headwater.scenario.JUnitReport;
import dev.headwater.scenario.RunResult;
import dev.headwater.scenario.Scenario;
import dev.headwater.scenario.ScenarioFile;
import dev.headwater.scenario.ScenarioFlaw;
import dev.headwater.scenario.ScenarioPaths;
import dev.headwater.scenario.ScenarioRun;
import dev.headwater.scenario.Strength;
import dev.headwater.scenario.TextReport;
import dev.headwater.table.Text;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code test}: runs scenario files against the rules. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Runs scenario files against the rules and tells every difference with the table row that decided.",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every scenario was answered as expected",
            "1:a scenario was answered otherwise, or fewer changes were noticed than --min-strength asks for",
            "2:nothing could be run: a scenario file or the rules have flaws, or no scenario was chosen"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar headwater.jar test",
            "  java -jar headwater.jar test test-scenarios/channels --filter newsletter",
            "  java -jar headwater.jar test --report junit=target/scenarios.xml",
            "  java -jar headwater.jar test --min-strength 100"
        })
public final class Test implements Callable<Integer> {
    private static final Path USUAL = Path.of("test-scenarios");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description =
                    "Scenario files, or folders that are searched for .yaml and .yml files (default: test-scenarios)")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--filter",
            paramLabel = "TEXT",
            description = "Run only scenarios with this text in their name, or with this tag; case does not matter")
    private @Nullable String filter;

    @Option(
            names = "--report",
            split = ",",
            paramLabel = "FORM=FILE",
            description = "Write a report too. FORM is junit: the XML that build servers read")
    private Map<ReportForm, Path> reports = new TreeMap<>();

    @Option(names = "--coverage", description = "Tell which rows of the tables no scenario reached")
    private boolean coverage;

    @Mixin
    private StrengthOption strength = new StrengthOption();

    @Option(
            names = {"-v", "--verbose"},
            description = "Name the scenarios that passed too")
    private boolean verbose;

    /** Forms of reports, as named on the command line. */
    enum ReportForm {
        junit
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        List<ScenarioFile> files = read(err);
        if (files.isEmpty()) {
            return ExitCode.CANNOT;
        }
        ChosenRules chosen = ChosenRules.of(rules.folder);
        try (RuleSet ruleSet = chosen.open(err)) {
            if (ruleSet == null) {
                return ExitCode.CANNOT;
            }
            ScenarioRun scenarios = new ScenarioRun(ruleSet, System::nanoTime);
            if (areTold(scenarios.flaws(files), err)) {
                return ExitCode.CANNOT;
            }
            RunResult run = scenarios.run(files, this::isChosen);
            if (run.passed() + run.failed() == 0) {
                err.println("No scenario was run: none has \"" + filter + "\" in its name or as a tag.");
                return ExitCode.CANNOT;
            }
            report(run, ruleSet, chosen.origin());
            Strength measured = strength.measure(run, ruleSet, err);
            if (measured != null) {
                new TextReport(spec.commandLine().getOut(), Terminal.showsColours()).write(measured);
            }
            strength.tellShortfall(measured, err);
            return run.failed() == 0 && strength.isMet(measured) ? ExitCode.FINE : ExitCode.NO;
        }
    }

    /** All files; none, with the reason told, where any of them cannot be run. */
    private List<ScenarioFile> read(PrintWriter err) throws IOException {
        List<ScenarioFile> files = new ArrayList<>();
        List<ScenarioFlaw> flaws = new ArrayList<>();
        List<Path> places = paths.isEmpty() ? List.of(USUAL) : paths;
        for (Path place : places) {
            if (!Files.exists(place)) {
                err.println("There is no " + place + ".");
                return List.of();
            }
        }
        for (Path path : ScenarioPaths.under(places)) {
            ScenarioFile.Reading reading =
                    ScenarioFile.read(path.toString().replace('\\', '/'), Files.readAllBytes(path));
            if (reading instanceof ScenarioFile.Read read) {
                files.add(read.file());
            } else if (reading instanceof ScenarioFile.Refused refused) {
                flaws.addAll(refused.flaws());
            }
        }
        if (areTold(flaws, err)) {
            return List.of();
        }
        if (files.isEmpty()) {
            err.println("Nothing was run: no .yaml or .yml file under " + places + ".");
        }
        return files;
    }

    private static boolean areTold(List<ScenarioFlaw> flaws, PrintWriter err) {
        flaws.forEach(err::println);
        if (!flaws.isEmpty()) {
            err.println("Nothing was run.");
        }
        return !flaws.isEmpty();
    }

    private boolean isChosen(Scenario scenario) {
        if (filter == null) {
            return true;
        }
        String wanted = Text.fold(filter);
        return Text.fold(scenario.name()).contains(wanted)
                || scenario.tags().stream().map(Text::fold).anyMatch(wanted::equals);
    }

    private void report(RunResult run, RuleSet ruleSet, String origin) throws IOException {
        TextReport text = new TextReport(spec.commandLine().getOut(), Terminal.showsColours());
        text.write(run, origin, verbose);
        if (coverage) {
            text.write(Coverage.of(ruleSet.tables(), run));
        }
        Path junit = reports.get(ReportForm.junit);
        if (junit != null) {
            Path folder = junit.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (Writer file = Files.newBufferedWriter(junit)) {
                JUnitReport.write(run, file);
            }
        }
    }
}
