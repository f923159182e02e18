package dev.headwater.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.table.Csv;
import dev.headwater.table.HitPolicy;
import dev.headwater.table.Nearest;
import dev.headwater.table.NewTable;
import dev.headwater.table.RuleBook;
import dev.headwater.table.Sheet;
import dev.headwater.table.Stage;
import dev.headwater.table.Text;
import dev.headwater.table.Word;
import dev.headwater.table.WorkbookWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code new}: a table to begin with. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Writes an empty table to begin with: its columns, the drop-downs of their values, the hit policy, and the"
                    + " last row that always fits. It asks for the words that the present table of that name asks for,"
                    + " unless others are named.",
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it was written", "2:it could not be written; the message says why"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar headwater.jar new channel my-channel.xlsx",
            "  java -jar headwater.jar new channel --when \"Source category, Medium class\" my-channel.csv"
        })
public final class New implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Option(
            names = "--when",
            paramLabel = "WORD",
            split = ",",
            description = "The words of the dictionary that the table asks for, with commas between them")
    private List<String> whens = new ArrayList<>();

    @Option(names = "--force", description = "Write over a file that is there already")
    private boolean force;

    @Parameters(index = "0", paramLabel = "TABLE", description = "What the table decides, such as Channel or Tier")
    private String table = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "The .xlsx or .csv file to write. Without it: one named like the table, in the working directory")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        Optional<Stage> stage = Stage.named(table);
        if (stage.isEmpty()) {
            List<String> names =
                    Arrays.stream(Stage.values()).map(Stage::tableName).toList();
            return cannot(
                    "No table is named \"" + Text.visible(table) + "\"." + question(table, names),
                    "A table is one of: " + String.join(", ", names));
        }
        Path to = file != null ? file : Path.of(fileName(stage.get()));
        String name = to.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".xlsx") && !name.endsWith(".csv")) {
            return cannot(to + " is neither a .xlsx file nor a .csv file.", null);
        }
        if (Files.exists(to) && !force) {
            return cannot(to + " is there already. Write over it with --force.", null);
        }
        RuleBook book = RuleBook.read(ChosenRules.of(rules.folder).files(), new ArrayList<>());
        List<Word> asked = new ArrayList<>();
        if (!asked(stage.get(), book, asked)) {
            return ExitCode.CANNOT;
        }
        Sheet sheet = NewTable.of(stage.get(), book, asked);
        if (to.toAbsolutePath().getParent() != null) {
            Files.createDirectories(to.toAbsolutePath().getParent());
        }
        Files.write(to, name.endsWith(".csv") ? Csv.write(sheet).getBytes(UTF_8) : workbook(sheet, book));
        PrintWriter out = spec.commandLine().getOut();
        out.println(to);
        if (stage.get().hitPolicies().get(0) == HitPolicy.SUM_POINTS) {
            out.println("It needs a row before it can go live.");
        }
        return ExitCode.FINE;
    }

    private boolean asked(Stage stage, RuleBook book, List<Word> asked) {
        List<String> names = NewTable.askable(stage, book.dictionary()).stream()
                .map(Word::name)
                .toList();
        boolean known = true;
        for (String when : whens) {
            Optional<Word> word = book.dictionary().word(when).filter(found -> names.contains(found.name()));
            word.ifPresent(asked::add);
            if (word.isEmpty()) {
                known = false;
                cannot(
                        "The table " + stage.tableName() + " cannot ask for \"" + Text.visible(when.strip()) + "\"."
                                + question(when, names),
                        "It can ask for: " + String.join(", ", names));
            }
        }
        return known;
    }

    private static byte[] workbook(Sheet sheet, RuleBook book) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WorkbookWriter.write(List.of(sheet), book.dictionary(), bytes);
        return bytes.toByteArray();
    }

    private static String fileName(Stage stage) {
        return Arrays.stream(Text.nameKey(stage.tableName()).split(" ")).collect(Collectors.joining("-")) + ".xlsx";
    }

    private static String question(String found, List<String> known) {
        return Nearest.to(found, known)
                .map(near -> " Did you mean \"" + near + "\"?")
                .orElse("");
    }

    private Integer cannot(String why, @Nullable String remedy) {
        spec.commandLine().getErr().println(why + (remedy == null ? "" : System.lineSeparator() + "  " + remedy));
        return ExitCode.CANNOT;
    }
}
