package dev.headwater.command;

import dev.headwater.table.Csv;
import dev.headwater.table.RuleSheets;
import dev.headwater.table.SheetParts;
import dev.headwater.table.Text;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code show}: a table or list as text. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Shows a table or list as text, without a spreadsheet program: blue asks, green answers.",
            "Nothing is checked, so that a table with flaws can be looked at too."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it was shown", "2:there is no such table, or its file cannot be read; the message says why"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar headwater.jar show                       what there is to show",
            "  java -jar headwater.jar show channel               a table of the rules by its name",
            "  java -jar headwater.jar show intent.xlsx --cut     all sheets of a file, a line a row",
            "  java -jar headwater.jar show hosts --format csv",
            "",
            "To read workbooks in git diff, tell git once how, and which files:",
            "  git config diff.headwater.textconv 'java -jar headwater.jar show --plain'",
            "  echo '*.xlsx diff=headwater' >> .gitattributes"
        })
public final class Show implements Callable<Integer> {
    private static final int MARKDOWN_RULE = 3;

    /** How a sheet is written. */
    enum Format {
        TEXT,
        CSV,
        MARKDOWN
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, csv or markdown. As shipped: ${DEFAULT-VALUE}")
    private Format format = Format.TEXT;

    @Option(
            names = "--width",
            paramLabel = "N",
            description = "How many characters a line of text may have, 0 for any number. As shipped: as many as the"
                    + " terminal has, and any number where there is none")
    private @Nullable Integer width;

    @Option(names = "--cut", description = "Cut cells that are too wide, instead of going on in the next line")
    private boolean cut;

    @Option(
            names = "--plain",
            description =
                    "One line for each row, naming the words that the row fills in: for git and other programs that"
                            + " compare texts")
    private boolean plain;

    @Parameters(
            arity = "0..1",
            paramLabel = "TABLE|FILE",
            description = "A table or list of the rules by its name, or a .xlsx or .csv file. Without it: the names")
    private @Nullable String what;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (width != null && width < 0) {
            return cannot("--width is a number of characters, 0 for any number; " + width + " is less than that.");
        }
        if (what == null) {
            RuleSheets all = ofRules();
            all.all().stream().filter(Show::isNamed).forEach(sheet -> out.println(named(sheet)));
            return told(all);
        }
        Path file = Path.of(what);
        boolean isFile = Files.isRegularFile(file);
        RuleSheets sheets = isFile ? ofFile(file) : ofRules();
        List<SheetParts> shown = isFile
                ? sheets.all().stream().filter(sheet -> !sheet.sheet().hidden()).toList()
                : sheets.named(what);
        if (shown.isEmpty() && !isFile) {
            told(sheets);
            return cannot("There is no table, list or file \"" + Text.visible(what) + "\"." + sheets.question(what)
                    + System.lineSeparator() + "  Without a name, show tells what there is");
        }
        for (int i = 0; i < shown.size(); i++) {
            if (i > 0) {
                out.println();
            }
            if (format == Format.CSV && !plain) {
                out.print(Csv.write(shown.get(i).sheet()));
                out.flush();
            } else {
                lines(shown.get(i)).forEach(out::println);
            }
        }
        return isFile ? told(sheets) : ExitCode.FINE;
    }

    private RuleSheets ofFile(Path file) throws IOException {
        return RuleSheets.of(Map.of(file.toString().replace('\\', '/'), Files.readAllBytes(file)), List.of());
    }

    private RuleSheets ofRules() {
        ChosenRules chosen = ChosenRules.of(rules.folder);
        return RuleSheets.of(chosen.files(), chosen.unreadable());
    }

    /** Whatever could not be read; the rest was shown all the same. */
    private Integer told(RuleSheets sheets) {
        sheets.flaws().forEach(spec.commandLine().getErr()::println);
        return sheets.flaws().isEmpty() ? ExitCode.FINE : ExitCode.CANNOT;
    }

    private static boolean isNamed(SheetParts sheet) {
        return sheet.form() != SheetParts.Form.OTHER;
    }

    private static String named(SheetParts sheet) {
        int rows = sheet.rows().size();
        String kind = sheet.form() == SheetParts.Form.TABLE ? "table" : "list";
        return String.format(
                Locale.ROOT,
                "%-5s  %-24s  %5d %s  %s",
                kind,
                Text.visible(sheet.title()),
                rows,
                rows == 1 ? "row, " : "rows,",
                Text.visible(sheet.place()));
    }

    private List<String> lines(SheetParts sheet) {
        if (plain) {
            return PlainText.of(sheet);
        }
        return format == Format.MARKDOWN
                ? markdown(sheet)
                : new AlignedText(sheet, width(), cut, Terminal.showsColours()).lines();
    }

    private int width() {
        return width != null ? width : Terminal.width();
    }

    private static List<String> markdown(SheetParts sheet) {
        List<String> lines = new ArrayList<>();
        sheet.above().forEach(line -> lines.add("**" + cell(line.name()) + "** " + cell(line.value()) + "  "));
        lines.add("");
        List<String> headings = sheet.columns().stream()
                .map(column -> column.kind() == null || column.label().isEmpty()
                        ? column.name()
                        : column.kind() + " " + column.label())
                .map(Show::cell)
                .toList();
        lines.add("| " + String.join(" | ", headings) + " |");
        lines.add("|" + ("-".repeat(MARKDOWN_RULE) + "|").repeat(headings.size()));
        sheet.rows()
                .forEach(row -> lines.add("| "
                        + String.join(
                                " | ",
                                row.cells().stream()
                                        .map(cell -> cell(SheetParts.shown(cell)))
                                        .toList())
                        + " |"));
        return lines;
    }

    private static String cell(String text) {
        return Text.visible(text)
                .strip()
                .replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replaceAll("\\R", "<br>");
    }

    private Integer cannot(String why) {
        spec.commandLine().getErr().println(why);
        return ExitCode.CANNOT;
    }
}
