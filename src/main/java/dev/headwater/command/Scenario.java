package dev.headwater.command;

import dev.headwater.decision.Explain;
import dev.headwater.json.AnswerJson;
import dev.headwater.json.LeadContextJson;
import dev.headwater.json.PlainJson;
import dev.headwater.json.Reading;
import dev.headwater.lead.LeadContext;
import dev.headwater.resolver.Answer;
import dev.headwater.resolver.SourceResolver;
import dev.headwater.rules.RuleSet;
import dev.headwater.scenario.ScenarioSchema;
import dev.headwater.scenario.ScenarioText;
import dev.headwater.touch.KeptTouches;
import dev.headwater.touch.TouchHistory;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scenario}: writes a scenario from a real lead and its answer. */
@Command(
        name = "scenario",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Writes a scenario from a real lead, ready to be pasted and pruned: what it expects is what was answered.",
            "Without --from-answer the lead is resolved by the rules here. With --schema it writes the form of scenario"
                    + " files instead, for editors."
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it was written",
            "2:it could not be: a file is missing, or is no lead or no answer, or the rules have flaws"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar headwater.jar scenario --lead lead.json",
            "  java -jar headwater.jar scenario --lead lead.json --from-answer answer.json --name \"A fair is an event\"",
            "  java -jar headwater.jar scenario --lead - --suite Events < lead.json > test-scenarios/events.yaml",
            "  java -jar headwater.jar scenario --schema > test-scenarios/scenario.schema.json"
        })
public final class Scenario implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    private final InputStream standardInput;
    private final InstantSource clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Mixin
    private EngineerTablesOption engineers = new EngineerTablesOption();

    @Option(names = "--lead", paramLabel = "FILE", description = "The lead as JSON; - for standard input")
    private @Nullable String lead;

    @Option(
            names = "--from-answer",
            paramLabel = "FILE",
            description = "Its answer as JSON, such as resolve or the service gave it; - for standard input."
                    + " {\"lead\": …, \"answer\": …} holds both")
    private @Nullable String fromAnswer;

    @Option(
            names = "--now",
            paramLabel = "TIME",
            description = "The scenario's clock (default: when the contact happened, else now)")
    private @Nullable Instant now;

    @Option(names = "--name", paramLabel = "TEXT", description = "The scenario's name (default: a line to be replaced)")
    private String name = "Say what this lead shows";

    @Option(
            names = "--suite",
            paramLabel = "TEXT",
            description = "Write a whole file with a suite of that name, not an item to be pasted")
    private @Nullable String suite;

    @Option(names = "--schema", description = "Write the JSON Schema of scenario files")
    private boolean schema;

    /**
     * @param standardInput where - is read from
     * @param clock the time, where neither the lead nor the caller says it
     */
    public Scenario(InputStream standardInput, InstantSource clock) {
        this.standardInput = standardInput;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (schema) {
            out.print(new String(ScenarioSchema.write(), StandardCharsets.UTF_8));
            out.flush();
            return ExitCode.FINE;
        }
        if (lead == null && fromAnswer == null) {
            return cannot("Name a lead: --lead FILE, or --from-answer FILE with the lead in it.");
        }
        Object answer = null;
        Object told = null;
        if (fromAnswer != null) {
            answer = json(fromAnswer);
            if (answer instanceof Map<?, ?> both && both.containsKey("answer")) {
                told = both.get("lead");
                answer = both.get("answer");
            }
        }
        if (lead != null) {
            told = json(lead);
        }
        if (told == null) {
            return cannot("An answer does not hold its lead: name that too, --lead FILE.");
        }
        Reading reading = LeadContextJson.read(told);
        if (!(reading instanceof Reading.Lead read)) {
            return cannot("This is no lead: " + reading);
        }
        return write(read.lead(), answer);
    }

    private int write(LeadContext told, @Nullable Object answered) {
        Instant clockOfLead = told.occurredAt() != null ? told.occurredAt() : clock.instant();
        Instant at = now != null ? now : clockOfLead;
        Answer answer;
        try {
            answer = answered == null ? resolve(told, at) : AnswerJson.read(answered);
        } catch (IllegalArgumentException e) {
            return cannot("This is no answer: " + e.getMessage());
        }
        if (answer == null) {
            return ExitCode.CANNOT;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                suite == null
                        ? ScenarioText.item(name, told, answer, at)
                        : ScenarioText.file(suite, at, ScenarioText.item(name, told, answer, null)));
        out.flush();
        return ExitCode.FINE;
    }

    private @Nullable Answer resolve(LeadContext told, Instant at) {
        try (RuleSet ruleSet = ChosenRules.of(rules.folder, engineers.tables())
                .open(spec.commandLine().getErr())) {
            return ruleSet == null
                    ? null
                    : new SourceResolver(
                                    () -> ruleSet, KeptTouches.onTheHeap(TouchHistory.Bounds.DEFAULT), () -> "scenario")
                            .resolve(told, at, Explain.SUMMARY, false);
        }
    }

    /** @throws IOException if it cannot be read or is not JSON */
    private @Nullable Object json(String file) throws IOException {
        byte[] content = file.equals(STANDARD_INPUT) ? standardInput.readAllBytes() : Files.readAllBytes(Path.of(file));
        PlainJson.Read read = PlainJson.read(content);
        if (read instanceof PlainJson.NotJson not) {
            throw new IOException(file + " is not JSON: " + not.trouble());
        }
        return ((PlainJson.Tree) read).value();
    }

    private int cannot(String why) {
        spec.commandLine().getErr().println(why);
        spec.commandLine().getErr().flush();
        return ExitCode.CANNOT;
    }
}
