package dev.headwater.command;

import dev.headwater.decision.Explain;
import dev.headwater.json.IndentedJson;
import dev.headwater.json.LeadContextJson;
import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import dev.headwater.json.Reading;
import dev.headwater.json.ResolutionJson;
import dev.headwater.resolver.SourceResolver;
import dev.headwater.rules.RuleSet;
import dev.headwater.touch.Touches;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code resolve}: leads in, answers out, one on each line and in the same order. */
@Command(
        name = "resolve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Answers where leads came from. Reads leads as JSON: one object, an array, or one on each line (NDJSON).",
            "Writes one line for each lead, in the same order: its answer, or why it was refused. Contacts of the same"
                    + " lead in one run are its history; nothing is kept after."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every lead was answered",
            "1:a lead was refused; the others were answered",
            "2:nothing could be answered: no lead was read, or the rules have flaws"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar headwater.jar resolve --pretty lead.json",
            "  java -jar headwater.jar resolve leads.ndjson > answers.ndjson",
            "  curl -s https://crm.example/leads | java -jar headwater.jar resolve --explain full"
        })
public final class Resolve implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Resolve.class);
    private static final String STANDARD_INPUT = "-";

    private final InputStream standardInput;
    private final OutputStream standardOutput;
    private final InstantSource clock;
    private final Supplier<? extends Touches> histories;
    private final Supplier<String> decisionIds;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Mixin
    private EngineerTablesOption engineers = new EngineerTablesOption();

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Files of leads; - or none for standard input")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--explain",
            paramLabel = "HOW",
            defaultValue = "summary",
            description = "How much of the reasons to give: none, summary or full (default: ${DEFAULT-VALUE})")
    private ExplainOption explain = ExplainOption.summary;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "Ask as if it were this time, such as 2026-11-23T10:00:00Z (default: now)")
    private @Nullable Instant asOf;

    @Option(names = "--pretty", description = "Write each answer on several lines, for people")
    private boolean pretty;

    private long answered;
    private long refused;

    /** How much of the reasons to give, as named on the command line. */
    enum ExplainOption {
        none(Explain.NONE),
        summary(Explain.SUMMARY),
        full(Explain.FULL);

        private final Explain explain;

        ExplainOption(Explain explain) {
            this.explain = explain;
        }
    }

    /**
     * @param standardInput where leads come from unless files are named
     * @param standardOutput where answers go, in UTF-8
     * @param clock the time of the question, unless it is told
     * @param histories opens a fresh store of histories, closed after the run if it can be
     * @param decisionIds a fresh name for each decision
     */
    public Resolve(
            InputStream standardInput,
            OutputStream standardOutput,
            InstantSource clock,
            Supplier<? extends Touches> histories,
            Supplier<String> decisionIds) {
        this.standardInput = standardInput;
        this.standardOutput = standardOutput;
        this.clock = clock;
        this.histories = histories;
        this.decisionIds = decisionIds;
    }

    @Override
    public Integer call() throws Exception {
        for (String file : files) {
            if (!file.equals(STANDARD_INPUT) && !Files.isRegularFile(Path.of(file))) {
                complain("There is no file " + file + ".");
                return ExitCode.CANNOT;
            }
        }
        try (RuleSet ruleSet = ChosenRules.of(rules.folder, engineers.tables())
                .open(spec.commandLine().getErr())) {
            if (ruleSet == null
                    || !profile.isKnownTo(ruleSet, spec.commandLine().getErr())) {
                return ExitCode.CANNOT;
            }
            Touches touches = histories.get();
            try {
                resolveAll(new SourceResolver(() -> ruleSet, touches, decisionIds, profile.name));
            } finally {
                if (touches instanceof AutoCloseable open) {
                    open.close();
                }
            }
        }
        return exitCode();
    }

    private void resolveAll(SourceResolver resolver) throws IOException {
        OutputStream out = new BufferedOutputStream(standardOutput, 1 << 16);
        for (String file : files.isEmpty() ? List.of(STANDARD_INPUT) : files) {
            if (file.equals(STANDARD_INPUT)) {
                resolve("standard input", standardInput, resolver, out);
            } else {
                try (InputStream in = Progress.reading(Path.of(file))) {
                    resolve(file, in, resolver, out);
                }
            }
        }
        out.flush();
    }

    private void resolve(String file, InputStream in, SourceResolver resolver, OutputStream out) throws IOException {
        Iterator<LeadContextJson.Item> items = LeadContextJson.readAll(new BufferedInputStream(in));
        while (items.hasNext()) {
            LeadContextJson.Item item = items.next();
            byte[] line = line(file, item, resolver);
            out.write(pretty ? IndentedJson.of(line) : line);
            out.write('\n');
        }
    }

    private byte[] line(String file, LeadContextJson.Item item, SourceResolver resolver) {
        String place = file + ":" + item.line() + ": ";
        Reading reading = item.reading();
        Problem problem;
        if (reading instanceof Reading.Lead read) {
            try {
                Instant now = asOf != null ? asOf : clock.instant();
                byte[] answer = ResolutionJson.write(
                        resolver.resolve(read.lead(), now, explain.explain, true), explain.explain, read.unknown());
                answered++;
                return answer;
            } catch (RuntimeException e) {
                LOG.error("{}no answer", place, e);
                problem = Problem.of(ProblemType.INTERNAL_ERROR, "The log of this run tells more.");
            }
        } else if (reading instanceof Reading.NotALead notALead) {
            notALead.faults().forEach(fault -> complain(place + fault));
            problem = Problem.of(notALead);
        } else {
            Reading.NotJson notJson = (Reading.NotJson) reading;
            complain(place + "not JSON: " + notJson);
            problem = Problem.of(notJson);
        }
        refused++;
        return problem.named("#/" + item.index()).toJson();
    }

    private int exitCode() {
        if (answered + refused == 0) {
            complain("No lead was read.");
            return ExitCode.CANNOT;
        }
        if (answered + refused > 1) {
            complain(answered + " answered, " + refused + " refused");
        }
        return refused == 0 ? ExitCode.FINE : ExitCode.NO;
    }

    private void complain(String text) {
        spec.commandLine().getErr().println(text);
        spec.commandLine().getErr().flush();
    }
}
