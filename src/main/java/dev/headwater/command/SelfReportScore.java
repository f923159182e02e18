package dev.headwater.command;

import dev.headwater.scenario.AnswerScore;
import dev.headwater.scenario.LabelledAnswers;
import dev.headwater.signal.SelfReports;
import dev.headwater.signal.Slug;
import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.RuleBook;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code self-reports}: how well the list of phrases understands answers whose source is known. */
@Command(
        name = "self-reports",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Scores lists/self-reports.csv against answers to \"How did you hear about us?\" whose source is known, and"
                    + " tells every answer that was not heard as labelled.",
            "Precision is the share of the sources taken that is right, recall the share of the sources to be taken that"
                    + " was. A file has the columns answer and expected: a source by its name or ID, or abstain."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the answers were scored, and no score is below what was asked for",
            "1:a score is below --min-precision or --min-recall",
            "2:nothing could be scored: a file or the list has flaws"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar headwater.jar self-reports",
            "  java -jar headwater.jar self-reports our-answers.csv --min-precision 0.97",
            "  java -jar headwater.jar self-reports our-answers.csv --rules /srv/headwater/rules"
        })
public final class SelfReportScore implements Callable<Integer> {
    private static final String LIST = "self-reports";
    private static final Path USUAL = Path.of("test-scenarios", LIST);
    private static final int LONGEST_SHOWN = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Files of labelled answers (default: test-scenarios/self-reports/*.answers.csv)")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--min-precision", paramLabel = "SHARE", description = "From 0 to 1: end with 1 where it is lower")
    private double minPrecision;

    @Option(names = "--min-recall", paramLabel = "SHARE", description = "From 0 to 1: end with 1 where it is lower")
    private double minRecall;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        ReferenceList phrases = phrases(err);
        List<Path> paths = files.isEmpty() ? usual() : files;
        if (phrases == null) {
            return ExitCode.CANNOT;
        }
        if (paths.isEmpty()) {
            err.println("There is no .answers.csv file in " + USUAL + ".");
            return ExitCode.CANNOT;
        }
        List<Flaw> flaws = new ArrayList<>();
        SelfReports list = SelfReports.of(phrases, flaws);
        List<LabelledAnswers> sets = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isRegularFile(path)) {
                err.println("There is no file " + path + ".");
                return ExitCode.CANNOT;
            }
            LabelledAnswers.read(path.toString().replace('\\', '/'), Files.readAllBytes(path), sources(phrases), flaws)
                    .ifPresent(sets::add);
        }
        flaws.forEach(err::println);
        if (flaws.stream().anyMatch(flaw -> flaw.severity() == Flaw.Severity.ERROR)) {
            err.println("Nothing was scored.");
            return ExitCode.CANNOT;
        }
        boolean enough = true;
        for (LabelledAnswers set : sets) {
            AnswerScore score = AnswerScore.of(set, list);
            tell(set, score);
            enough &= score.precision() >= minPrecision && score.recall() >= minRecall;
        }
        return enough ? ExitCode.FINE : ExitCode.NO;
    }

    private @Nullable ReferenceList phrases(PrintWriter err) {
        ChosenRules chosen = ChosenRules.of(rules.folder);
        if (chosen.cannotBeRead()) {
            chosen.unreadable().forEach(err::println);
            return null;
        }
        List<Flaw> flaws = new ArrayList<>();
        ReferenceList list = RuleBook.read(chosen.files(), flaws).lists().get(LIST);
        if (list == null) {
            err.println("The rules " + chosen.origin() + " have no lists/" + LIST + ".csv.");
        }
        return list;
    }

    private static List<Path> usual() throws IOException {
        if (!Files.isDirectory(USUAL)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(USUAL)) {
            return inside.filter(path -> path.toString().endsWith(".answers.csv"))
                    .sorted()
                    .toList();
        }
    }

    /** The sources that a phrase can name. */
    private static Set<String> sources(ReferenceList phrases) {
        return phrases.rows().stream()
                .flatMap(row -> Stream.of(row.cell("source"), row.cell("paid source")))
                .filter(name -> !name.isEmpty())
                .map(Slug::of)
                .collect(Collectors.toSet());
    }

    private void tell(LabelledAnswers set, AnswerScore score) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(set.file() + ": " + score.answers() + " answers");
        out.println(share("precision", score.precision()) + score.right() + " of " + score.named()
                + " sources taken are right");
        out.println(share("recall", score.recall()) + score.right() + " of " + score.expected()
                + " sources to be taken were");
        for (AnswerScore.Miss miss : score.misses()) {
            out.println(
                    "  line " + miss.row().line() + ", \"" + shown(miss.row().answer()) + "\": labelled "
                            + miss.row().expected()
                            + (miss.why().isEmpty() ? ", heard as " + miss.heard() : ", left open: " + miss.why()));
        }
    }

    private static String share(String name, double share) {
        return String.format(Locale.ROOT, "  %-9s %.3f: ", name, share);
    }

    /** On one line, with nothing in it that a terminal takes for a command. */
    private static String shown(String answer) {
        String line = answer.replaceAll("\\p{Cntrl}|\\p{Cf}|\\p{Cs}", " ").strip();
        return line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "…" : line;
    }
}
