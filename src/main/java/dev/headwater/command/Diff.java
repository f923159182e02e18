package dev.headwater.command;

import dev.headwater.rules.RuleFiles;
import dev.headwater.table.Flaw;
import dev.headwater.table.RuleSheets;
import dev.headwater.table.SheetDiff;
import dev.headwater.table.SheetParts;
import dev.headwater.table.Spreadsheet;
import dev.headwater.table.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code diff}: what differs between two tables, or two whole sets of rules. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Tells what differs between two tables or lists, or between two folders of rules: row by row, cell by cell.",
            "Rows are known again by their ID, else by what stands in them; that a row moved is told too, since under"
                    + " First match it may decide otherwise. A table that moved to another file, or from .csv to .xlsx,"
                    + " is still the same table."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:both say the same, cell for cell",
            "1:they differ",
            "2:they cannot be compared; the message says why"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar headwater.jar diff channel.xlsx channel-of-last-week.xlsx",
            "  java -jar headwater.jar diff /srv/headwater/rules rules"
        })
public final class Diff implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A .xlsx or .csv file, or a folder of rules")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "The same, later")
    private Path after = Path.of("");

    @Override
    public Integer call() throws IOException {
        boolean folders = Files.isDirectory(before);
        for (Path each : List.of(before, after)) {
            if (!Files.exists(each)) {
                return cannot("There is no file or folder " + each + ".");
            }
        }
        if (folders != Files.isDirectory(after)) {
            return cannot("One is a folder and the other a file; name two of a kind.");
        }
        List<Flaw> flaws = new ArrayList<>();
        Map<String, byte[]> earlier = files(before, flaws);
        Map<String, byte[]> later = files(after, flaws);
        RuleSheets was = RuleSheets.of(earlier, flaws);
        RuleSheets is = RuleSheets.of(later, List.of());
        was.flaws().forEach(spec.commandLine().getErr()::println);
        is.flaws().forEach(spec.commandLine().getErr()::println);
        DiffText text = new DiffText(spec.commandLine().getOut(), Terminal.showsColours());
        sheets(was.all(), is.all(), folders, text);
        if (folders) {
            otherFiles(earlier, later, text);
        }
        text.total();
        if (!was.flaws().isEmpty() || !is.flaws().isEmpty()) {
            return ExitCode.CANNOT;
        }
        return text.isEmpty() ? ExitCode.FINE : ExitCode.NO;
    }

    private static Map<String, byte[]> files(Path path, List<Flaw> flaws) throws IOException {
        return Files.isDirectory(path)
                ? RuleFiles.in(path, flaws)
                : Map.of(path.toString().replace('\\', '/'), Files.readAllBytes(path));
    }

    private static void sheets(List<SheetParts> before, List<SheetParts> after, boolean folders, DiffText text) {
        if (!folders && before.size() == 1 && after.size() == 1) {
            text.of(SheetDiff.between(before.get(0), after.get(0)));
            return;
        }
        Map<String, SheetParts> earlier = byIdentity(before, folders);
        Map<String, SheetParts> later = byIdentity(after, folders);
        TreeSet<String> all = new TreeSet<>(earlier.keySet());
        all.addAll(later.keySet());
        for (String identity : all) {
            @Nullable SheetParts was = earlier.get(identity);
            @Nullable SheetParts is = later.get(identity);
            if (was == null && is != null) {
                text.added(is);
            } else if (is == null && was != null) {
                text.removed(was);
            } else if (was != null && is != null) {
                text.of(SheetDiff.between(was, is));
            }
        }
    }

    /** A table is known by its name and the folder of its file, so that the file itself may be another. */
    private static Map<String, SheetParts> byIdentity(List<SheetParts> sheets, boolean folders) {
        Map<String, SheetParts> byIdentity = new LinkedHashMap<>();
        for (SheetParts sheet : sheets) {
            String file = sheet.sheet().file();
            String folder = folders ? file.substring(0, file.lastIndexOf('/') + 1) : "";
            String identity = folder + sheet.form() + " " + Text.nameKey(sheet.title());
            for (int i = 2; byIdentity.putIfAbsent(identity, sheet) != null && byIdentity.get(identity) != sheet; i++) {
                identity = folder + sheet.form() + " " + Text.nameKey(sheet.title()) + " " + i;
            }
        }
        return byIdentity;
    }

    /** Files that are no spreadsheets: rules of engineers, and what nothing reads. */
    private static void otherFiles(Map<String, byte[]> before, Map<String, byte[]> after, DiffText text) {
        Map<String, byte[]> all = new TreeMap<>(before);
        all.putAll(after);
        for (String file : all.keySet()) {
            byte @Nullable [] was = before.get(file);
            byte @Nullable [] is = after.get(file);
            if (!Spreadsheet.isNamedLikeOne(file) && !Arrays.equals(was, is)) {
                text.otherFile(file, was == null ? "was added" : is == null ? "was removed" : "is another text");
            }
        }
    }

    private Integer cannot(String why) {
        spec.commandLine().getErr().println(why);
        return ExitCode.CANNOT;
    }
}
