package dev.headwater.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.attribution.Dimension;
import dev.headwater.attribution.Model;
import dev.headwater.attribution.Models;
import dev.headwater.attribution.ReportQuestion;
import dev.headwater.attribution.Reports;
import dev.headwater.attribution.Ways;
import dev.headwater.json.IndentedJson;
import dev.headwater.json.ReportCsv;
import dev.headwater.json.ReportJson;
import dev.headwater.json.ReportWords;
import dev.headwater.rules.RuleSet;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code report}: who gets the credit for the leads and conversions of a period, and what they cost. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Adds up leads, conversions and their value, and where costs were posted cost per lead and return, by channel,"
                    + " source or campaign, under one attribution model or several.",
            "Reads the histories of a folder that no running serve uses, or asks a running service with --url. What is kept"
                    + " stays as it is.",
            "It sees what is kept: of each person the last touches within the bounds of serve, and the first one ever."
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:here is the report",
            "2:there is none: the histories are in use or not there, the service refuses, or a setting is wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar headwater.jar report --from 2026-11-01 --to 2026-11-30",
            "  java -jar headwater.jar report --model last-non-direct,markov,shapley --by campaign",
            "  java -jar headwater.jar report --url http://127.0.0.1:8080 --format csv > november.csv"
        })
public final class Report implements Callable<Integer> {
    private final OutputStream standardOutput;
    private final InstantSource clock;
    private final KeptFolder.Opening opening;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Mixin
    private EngineerTablesOption engineers = new EngineerTablesOption();

    @Mixin
    private KeptFolder kept = new KeptFolder();

    @Mixin
    private ServiceOption service = new ServiceOption();

    @Option(
            names = "--model",
            paramLabel = "MODELS",
            defaultValue = "linear",
            description = "One or several with commas between, or all: first-touch, last-touch, last-non-direct,"
                    + " last-paid, linear, time-decay, position-based, w-shaped, full-path, markov, shapley, and those of"
                    + " lists/attribution-models.csv (default: ${DEFAULT-VALUE})")
    private String model = "";

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "channel",
            description = "What rows are: channel, source or campaign (default: ${DEFAULT-VALUE})")
    private String by = "";

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "The first day, in UTC, or a time with its offset (default: 30 days before --to)")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "DAY",
            description = "The last day, in UTC, or the time at which the period ends (default: now)")
    private @Nullable String to;

    @Option(names = "--type", paramLabel = "TYPE", description = "The only type of conversions that counts")
    private @Nullable String type;

    @Option(
            names = "--window",
            paramLabel = "TIME",
            defaultValue = "90d",
            converter = Values.Time.class,
            description = "How far back touches count (default: ${DEFAULT-VALUE})")
    private Duration window = Duration.ZERO;

    @Option(names = "--drop-direct", description = "Leave Direct touches out, unless all of a path are")
    private boolean dropDirect;

    @Option(names = "--collapse", description = "Leave out a touch of the same source and channel as the one before it")
    private boolean collapse;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "table",
            description = "table, csv or json (default: ${DEFAULT-VALUE})")
    private Form form = Form.table;

    /** How a report is written, as named on the command line. */
    enum Form {
        table("application/json"),
        csv("text/csv"),
        json("application/json");

        private final String mediaType;

        Form(String mediaType) {
            this.mediaType = mediaType;
        }
    }

    /**
     * @param standardOutput where the report goes
     * @param clock tells the end of the period unless it is told
     * @param opening opens the folder of histories
     */
    public Report(OutputStream standardOutput, InstantSource clock, KeptFolder.Opening opening) {
        this.standardOutput = standardOutput;
        this.clock = clock;
        this.opening = opening;
    }

    @Override
    public Integer call() throws IOException {
        byte[] report = service.isTold() ? fromService() : fromFolder();
        if (report == null) {
            return ExitCode.CANNOT;
        }
        standardOutput.write(
                switch (form) {
                    case csv -> report;
                    case json -> IndentedJson.of(report);
                    case table -> (String.join("\n", ReportTable.lines(report)) + "\n").getBytes(UTF_8);
                });
        standardOutput.flush();
        return ExitCode.FINE;
    }

    private byte @Nullable [] fromFolder() {
        String why = kept.missing();
        if (why != null) {
            return cannot(why + " Say their folder with --data DIR, or ask a running service with --url.");
        }
        ReportQuestion question = question();
        if (question == null) {
            return null;
        }
        try (KeptFolder.Opened opened = kept.open(opening)) {
            dev.headwater.attribution.Report report =
                    Reports.over(opened.touches(), opened.costs(), question, () -> true);
            return report == null ? null : form == Form.csv ? ReportCsv.write(report) : ReportJson.write(report);
        } catch (IOException e) {
            return cannot(e.getMessage() + " A running service can be asked with --url.");
        }
    }

    /** Null where the rules are refused, which has been told by then. */
    private @Nullable ReportQuestion question() {
        Ways ways = ways();
        if (ways == null) {
            return null;
        }
        Instant end = read("--to", to, ReportWords::to, clock.instant(), ReportWords.A_DAY);
        Instant start = read("--from", from, ReportWords::from, end.minus(ReportWords.USUAL_PERIOD), ReportWords.A_DAY);
        Dimension rows = read("--by", by, ReportWords::by, Dimension.CHANNEL, ReportWords.dimensions());
        if (!start.isBefore(end)) {
            throw wrong("--from", start.toString(), "before the end of the period, " + end);
        }
        return new ReportQuestion(
                ways, rows, start, end, new dev.headwater.attribution.Path.Rules(window, dropDirect, collapse), type);
    }

    /** The house's own models stand in its rules, which take a while to load; the others need none. */
    private @Nullable Ways ways() {
        List<String> names = Arrays.stream(model.split(",", -1))
                .map(String::strip)
                .distinct()
                .toList();
        Models standard = Models.standard(Model.WEEK);
        if (Ways.of(standard).names().containsAll(names)) {
            return Ways.of(standard).only(names);
        }
        RuleSet loaded = ChosenRules.of(rules.folder, engineers.tables())
                .open(spec.commandLine().getErr());
        if (loaded == null) {
            return null;
        }
        Ways all = Ways.of(standard.with(loaded.catalog().attributionModels()));
        if (names.equals(List.of("all"))) {
            return all;
        }
        for (String name : names) {
            if (!all.names().contains(name)) {
                throw wrong("--model", name, "all alone, or some of " + String.join(", ", all.names()));
            }
        }
        return all.only(names);
    }

    private <T> T read(
            String option, @Nullable String told, Function<String, @Nullable T> reading, T usual, String expected) {
        if (told == null) {
            return usual;
        }
        T read = reading.apply(told);
        if (read == null) {
            throw wrong(option, told, expected);
        }
        return read;
    }

    private ParameterException wrong(String option, String told, String expected) {
        return Values.wrong(spec.commandLine(), option, told, expected);
    }

    private byte @Nullable [] fromService() {
        Map<String, @Nullable String> query = new LinkedHashMap<>();
        query.put("model", model);
        query.put("by", by);
        query.put("from", from);
        query.put("to", to);
        query.put("type", type);
        query.put("window", window.toSeconds() + "s");
        query.put("dropDirect", String.valueOf(dropDirect));
        query.put("collapse", String.valueOf(collapse));
        String asked = query.entrySet().stream()
                .filter(parameter -> parameter.getValue() != null)
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        try {
            return service.get("/v1/reports/attribution?" + asked, form.mediaType);
        } catch (IOException e) {
            return cannot(e.getMessage());
        }
    }

    private byte @Nullable [] cannot(@Nullable String why) {
        spec.commandLine().getErr().println(why);
        return null;
    }
}
