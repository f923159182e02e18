package dev.headwater.command;

import dev.headwater.rules.RuleSet;
import dev.headwater.scenario.Coverage;
import dev.headwater.scenario.HtmlReport;
import dev.headwater.scenario.JUnitReport;
import dev.headwater.scenario.JsonReport;
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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
            "1:a scenario was answered otherwise, or less is covered or noticed than --min-coverage or --min-strength asks",
            "2:nothing could be run: a scenario file or the rules have flaws, or no scenario was chosen"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar headwater.jar test",
            "  java -jar headwater.jar test test-scenarios/channels --filter newsletter",
            "  java -jar headwater.jar test --watch",
            "  java -jar headwater.jar test --coverage --min-coverage 100",
            "  java -jar headwater.jar test --report junit=target/scenarios.xml,html=target/scenarios.html",
            "  java -jar headwater.jar test --min-strength 100",
            "  java -jar headwater.jar test --url http://127.0.0.1:8080",
            "",
            "test-scenarios/README.md says how scenarios are written."
        })
public final class Test implements Callable<Integer> {
    private static final Path USUAL = Path.of("test-scenarios");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Mixin
    private EngineerTablesOption engineers = new EngineerTablesOption();

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description =
                    "Scenario files, or folders that are searched for .yaml, .json, .csv and .xlsx files (default: test-scenarios)")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--filter",
            paramLabel = "TEXT",
            description = "Run only scenarios with this text in their name, or with this tag; case does not matter")
    private @Nullable String filter;

    @Option(names = "--tag", paramLabel = "TAG", description = "Run only scenarios with this tag")
    private @Nullable String tag;

    @Option(names = "--watch", description = "Run again whenever a rule or a scenario is saved, until Ctrl-C")
    private boolean watch;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Put the scenarios to a service that runs there, by the rules that it has; what cannot be asked"
                            + " over HTTP is skipped, with the reason")
    private @Nullable URI url;

    @Option(
            names = "--accept",
            description = "Write what was answered into the files as what is expected, keeping the rest as it is;"
                    + " shows what it changes, and leaves alone what cannot be changed safely")
    private boolean accept;

    @Option(
            names = "--report",
            split = ",",
            paramLabel = "FORM=FILE",
            description =
                    "Write a report too. FORM is junit (the XML that build servers read), html (a page for people)"
                            + " or json")
    private Map<ReportForm, Path> reports = new TreeMap<>();

    @Option(
            names = "--coverage",
            description = "Tell which rows of the tables decided no answer, and how near scenarios came to them")
    private boolean coverage;

    @Mixin
    private StrengthOption strength = new StrengthOption();

    @Option(
            names = "--min-coverage",
            paramLabel = "PERCENT",
            description = "End with 1 unless so many of all rows decided an answer")
    private @Nullable Double minCoverage;

    @Option(
            names = {"-v", "--verbose"},
            description = "Name the scenarios that passed too")
    private boolean verbose;

    /** Forms of reports, as named on the command line. */
    enum ReportForm {
        junit,
        html,
        json
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        if (url != null && (coverage || minCoverage != null || accept || watch || rules.folder != null)) {
            err.println("--url asks a service about its own rules: it goes with none of --rules, --coverage,"
                    + " --min-coverage, --accept and --watch.");
            return ExitCode.CANNOT;
        }
        List<Path> places = paths.isEmpty() ? List.of(USUAL) : paths;
        try (KeptRules kept = new KeptRules(rules.folder, engineers.tables())) {
            return watch
                    ? new Watching(
                                    places,
                                    ChosenRules.of(rules.folder).folder(),
                                    spec.commandLine().getOut(),
                                    () -> pass(kept))
                            .untilStopped()
                    : pass(kept);
        }
    }

    /** Reads, runs and reports once. */
    private int pass(KeptRules kept) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        List<ScenarioFile> files = read(err);
        if (files.isEmpty()) {
            return ExitCode.CANNOT;
        }
        if (url != null) {
            return run(ScenarioRun.against(url, System::nanoTime), files, "of " + url, null);
        }
        RuleSet ruleSet = kept.open(err);
        return ruleSet == null || !profile.isKnownTo(ruleSet, err)
                ? ExitCode.CANNOT
                : run(new ScenarioRun(ruleSet, profile.name, System::nanoTime), files, kept.origin(), ruleSet);
    }

    /** @param ruleSet the rules that are run; null where they are somebody else's */
    private int run(ScenarioRun scenarios, List<ScenarioFile> files, String origin, @Nullable RuleSet ruleSet)
            throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        if (areTold(scenarios.flaws(files), err)) {
            return ExitCode.CANNOT;
        }
        long chosen = files.stream()
                .flatMap(file -> file.scenarios().stream())
                .filter(this::isChosen)
                .count();
        if (chosen == 0) {
            err.println("No scenario was run: none "
                    + (tag == null ? "" : "has the tag \"" + tag + "\"" + (filter == null ? "" : " and "))
                    + (filter == null ? "" : "has \"" + filter + "\" in its name or as a tag") + ".");
            return ExitCode.CANNOT;
        }
        RunResult run;
        try (Progress progress = Progress.of(chosen)) {
            run = scenarios.run(files, this::isChosen, progress::step);
        }
        if (run.passed() + run.failed() == 0) {
            tell(run, origin, List.of());
            write(run, origin, List.of(), null);
            err.println("No scenario was run: all " + run.skipped() + " were skipped.");
            return ExitCode.CANNOT;
        }
        List<Coverage> covered = coverage || minCoverage != null || reports.containsKey(ReportForm.html)
                ? scenarios.coverage(run)
                : List.of();
        tell(run, origin, covered);
        if (accept) {
            new AcceptAnswers(spec.commandLine().getOut(), err).into(run, scenarios);
        }
        Strength measured = ruleSet == null ? null : strength.measure(run, ruleSet, profile.name, err);
        if (measured != null) {
            new TextReport(spec.commandLine().getOut(), Terminal.showsColours()).write(measured);
        }
        write(run, origin, covered, measured);
        strength.tellShortfall(measured, err);
        boolean enough = isCoveredEnough(covered, err) && strength.isMet(measured);
        return run.failed() == 0 && enough ? ExitCode.FINE : ExitCode.NO;
    }

    private boolean isCoveredEnough(List<Coverage> covered, PrintWriter err) {
        if (minCoverage == null || Coverage.percent(covered) >= minCoverage) {
            return true;
        }
        err.println(String.format(
                Locale.ROOT,
                "Coverage is %.1f %%, and is to be %s %% at least.",
                Coverage.percent(covered),
                minCoverage));
        return false;
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
            err.println("Nothing was run: no .yaml, .json, .csv or .xlsx file of scenarios under " + places + ".");
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
        List<String> tags = scenario.tags().stream().map(Text::fold).toList();
        if (tag != null && !tags.contains(Text.fold(tag))) {
            return false;
        }
        return filter == null
                || Text.fold(scenario.name()).contains(Text.fold(filter))
                || tags.contains(Text.fold(filter));
    }

    private void tell(RunResult run, String origin, List<Coverage> covered) {
        TextReport text = new TextReport(spec.commandLine().getOut(), Terminal.showsColours());
        text.write(run, origin, verbose);
        if (coverage) {
            text.write(covered);
        }
    }

    private void write(RunResult run, String origin, List<Coverage> covered, @Nullable Strength measured)
            throws IOException {
        for (Map.Entry<ReportForm, Path> report : reports.entrySet()) {
            Path folder = report.getValue().toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            switch (report.getKey()) {
                case junit -> {
                    try (Writer file = Files.newBufferedWriter(report.getValue())) {
                        JUnitReport.write(run, file);
                    }
                }
                case html -> Files.writeString(report.getValue(), HtmlReport.write(run, origin, covered, measured));
                case json -> Files.write(report.getValue(), JsonReport.write(run, origin, covered, measured));
            }
        }
    }
}
