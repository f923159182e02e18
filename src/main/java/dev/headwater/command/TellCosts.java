package dev.headwater.command;

import dev.headwater.attribution.Cost;
import dev.headwater.attribution.Costs;
import dev.headwater.json.CostsJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code costs}: what marketing cost, from a spreadsheet. */
@Command(
        name = "costs",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Tells what marketing cost, from spreadsheets (.xlsx or .csv), for cost per lead and return in reports.",
            "The first row names the columns, in any order: day (or date), channel, source, campaign, value (or cost, spend,"
                    + " amount) and currency; \"cost EUR\" tells both. What all rows have in common can be said with an option"
                    + " instead.",
            "Each cost takes the place of one told before of the same day, channel, source, campaign and currency: a month told"
                    + " again, corrected, counts once. 0 takes a cost back.",
            "Of files with anything wrong in them nothing is taken."
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:they are kept",
            "1:something is wrong in a file",
            "2:they cannot be read or kept, or a setting is wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar headwater.jar costs november.xlsx --url http://127.0.0.1:8080",
            "  java -jar headwater.jar costs google-ads.csv --channel paid-search --source google-ads --currency EUR",
            "  java -jar headwater.jar costs november.csv --check"
        })
public final class TellCosts implements Callable<Integer> {
    /** Well below what a body may have, with names of usual length. */
    private static final int AT_ONCE = 2_000;

    private final KeptFolder.Opening opening;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Spreadsheets, each with one sheet that is seen")
    private List<Path> files = List.of();

    @Mixin
    private KeptFolder kept = new KeptFolder();

    @Mixin
    private ServiceOption service = new ServiceOption();

    @Option(
            names = "--channel",
            paramLabel = "CHANNEL",
            description = "Of all rows: its ID or name, as answers have it")
    private @Nullable String channel;

    @Option(names = "--source", paramLabel = "SOURCE", description = "Of all rows: its ID or name, as answers have it")
    private @Nullable String source;

    @Option(names = "--campaign", paramLabel = "CAMPAIGN", description = "Of all rows: its name, as touches have it")
    private @Nullable String campaign;

    @Option(names = "--currency", paramLabel = "CODE", description = "Of all rows: its ISO 4217 code, such as EUR")
    private @Nullable String currency;

    @Option(names = "--check", description = "Only tell whether all is well with the files")
    private boolean check;

    /** @param opening opens a folder of histories */
    public TellCosts(KeptFolder.Opening opening) {
        this.opening = opening;
    }

    @Override
    public Integer call() throws IOException {
        Map<List<String>, Cost> all = new LinkedHashMap<>();
        boolean fine = true;
        for (Path file : files) {
            List<String> faults = new ArrayList<>();
            for (Cost cost : CostFile.read(file, forAll(), faults)) {
                if (all.putIfAbsent(cost.about(), cost) != null) {
                    faults.add(file + ": what was spent on " + cost.day() + " on the same channel, source and campaign"
                            + " is told by another file as well.");
                }
            }
            faults.forEach(spec.commandLine().getErr()::println);
            fine &= faults.isEmpty();
        }
        List<Cost> costs = List.copyOf(all.values());
        if (!fine) {
            spec.commandLine().getErr().println("Nothing was kept.");
            return ExitCode.NO;
        }
        String why = check ? null : service.isTold() ? tellService(costs) : tellFolder(costs);
        if (why != null) {
            spec.commandLine().getErr().println(why);
            return ExitCode.CANNOT;
        }
        spec.commandLine().getOut().println(sentence(costs) + (check ? " Nothing was kept." : " All are kept."));
        return ExitCode.FINE;
    }

    private Map<String, String> forAll() {
        Map<String, String> forAll = new TreeMap<>();
        Map<String, @Nullable String> told = new TreeMap<>();
        told.put("channel", channel);
        told.put("source", source);
        told.put("campaign", campaign);
        told.put("currency", currency);
        told.forEach((name, value) -> {
            if (value != null && !value.isBlank()) {
                forAll.put(name, value);
            }
        });
        return forAll;
    }

    /** Why they are not kept; null where they are. */
    private @Nullable String tellFolder(List<Cost> costs) {
        String missing = kept.missing();
        if (missing != null) {
            return missing + " Say their folder with --data DIR, or tell a running service with --url.";
        }
        try (KeptFolder.Opened opened = kept.open(opening)) {
            List<LocalDate> full = opened.costs().put(costs);
            return full.isEmpty()
                    ? null
                    : "Of one day " + Costs.MAX_A_DAY + " costs are kept, and these would have more: " + full
                            + ". Nothing was kept.";
        } catch (IOException e) {
            return e.getMessage() + " A running service can be told with --url.";
        }
    }

    /** Why they are not all kept; null where they are. */
    private @Nullable String tellService(List<Cost> costs) {
        for (int from = 0; from < costs.size(); from += AT_ONCE) {
            try {
                service.post("/v1/costs", CostsJson.tell(costs.subList(from, Math.min(costs.size(), from + AT_ONCE))));
            } catch (IOException e) {
                return e.getMessage()
                        + System.lineSeparator()
                        + (from == 0
                                ? "Nothing was kept."
                                : "The first " + from + " of " + costs.size()
                                        + " costs are kept; told again, they count once.");
            }
        }
        return null;
    }

    /** {@code 61 costs from 2026-11-01 to 2026-11-30: 1,234.50 EUR, 20.00 CHF.} */
    private static String sentence(List<Cost> costs) {
        TreeSet<LocalDate> days = new TreeSet<>();
        costs.forEach(cost -> days.add(cost.day()));
        return (costs.size() == 1 ? "1 cost" : costs.size() + " costs")
                + (days.size() == 1 ? " of " + days.first() : " from " + days.first() + " to " + days.last())
                + ": "
                + Cost.totals(costs).entrySet().stream()
                        .map(total -> total.getValue().toPlainString() + " " + total.getKey())
                        .collect(Collectors.joining(", "))
                + ".";
    }
}
