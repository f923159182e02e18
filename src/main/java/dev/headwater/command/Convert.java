package dev.headwater.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.table.Csv;
import dev.headwater.table.Dictionary;
import dev.headwater.table.Flaw;
import dev.headwater.table.RuleBook;
import dev.headwater.table.Sheet;
import dev.headwater.table.Spreadsheet;
import dev.headwater.table.WorkbookUpdate;
import dev.headwater.table.WorkbookWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convert}: the same table as text and as a workbook. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Turns .csv files into a workbook, one sheet each, or a workbook into .csv files.",
            "The workbook has drop-downs and remarks for the words that the dictionary of the rules knows.",
            "With --update, a workbook that is there keeps its looks, its comments and its other sheets: only cells that"
                    + " differ are written, and rows that moved take their looks along."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it was written", "2:it could not be written; the message says why"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar headwater.jar convert channel.csv channel.xlsx",
            "  java -jar headwater.jar convert --update channel.csv channel.xlsx",
            "  java -jar headwater.jar convert points.csv tiers.csv intent.xlsx",
            "  java -jar headwater.jar convert intent.xlsx intent-as-text/"
        })
public final class Convert implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Option(names = "--force", description = "Write over files that are there already")
    private boolean force;

    @Option(
            names = "--update",
            description = "Write what differs into a workbook that is there already, and leave all else in it as it is")
    private boolean update;

    @Parameters(
            arity = "2..*",
            paramLabel = "FILE",
            description = "What is read, one file or several, and last what is written: a .xlsx file, a .csv file, or a"
                    + " folder that takes a .csv file for each sheet")
    private List<Path> paths = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        List<Flaw> flaws = new ArrayList<>();
        List<Sheet> sheets = new ArrayList<>();
        for (Path from : paths.subList(0, paths.size() - 1)) {
            if (!Files.isRegularFile(from)) {
                return cannot("There is no file " + from + ".");
            }
            sheets.addAll(Spreadsheet.read(from.toString().replace('\\', '/'), Files.readAllBytes(from), flaws));
        }
        sheets.removeIf(Sheet::hidden);
        if (!flaws.isEmpty()) {
            flaws.forEach(flaw -> cannot(flaw.toString()));
            return ExitCode.CANNOT;
        }
        if (sheets.isEmpty()) {
            return cannot("There is no sheet in it.");
        }
        Path to = paths.get(paths.size() - 1);
        if (update && isNamed(to, ".xlsx") && Files.exists(to)) {
            return update(sheets, to);
        }
        return write(isNamed(to, ".xlsx") ? Map.of(to, workbook(sheets)) : texts(sheets, to));
    }

    private Integer write(Map<Path, byte[]> files) throws IOException {
        if (files.isEmpty()) {
            return ExitCode.CANNOT;
        }
        for (Path file : files.keySet()) {
            // Text has no looks to keep.
            if (Files.exists(file) && !force && !update) {
                return cannot(file + " is there already. Write over it with --force"
                        + (isNamed(file, ".xlsx") ? ", or write what differs into it with --update." : "."));
            }
        }
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            Path folder = file.getKey().toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.write(file.getKey(), file.getValue());
            spec.commandLine().getOut().println(file.getKey());
        }
        return ExitCode.FINE;
    }

    private Integer update(List<Sheet> sheets, Path to) throws IOException {
        List<Flaw> flaws = new ArrayList<>();
        Optional<WorkbookUpdate.Updated> updated = WorkbookUpdate.of(
                to.toString().replace('\\', '/'), Files.readAllBytes(to), sheets, dictionary(), flaws);
        flaws.forEach(flaw -> cannot(flaw.toString()));
        if (updated.isEmpty()) {
            return ExitCode.CANNOT;
        }
        PrintWriter out = spec.commandLine().getOut();
        if (updated.get().isNothing()) {
            out.println(to + " says all of it already; it was left as it is.");
            return ExitCode.FINE;
        }
        // Into the file itself, so that its owner and rights stay; a service that watches it waits until it is whole.
        Files.write(to, updated.get().workbook());
        updated.get().added().forEach(sheet -> out.println(to + ": sheet " + sheet + " was added"));
        DiffText text = new DiffText(out, Terminal.showsColours());
        updated.get().changes().forEach(text::of);
        text.total();
        return ExitCode.FINE;
    }

    private byte[] workbook(List<Sheet> sheets) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WorkbookWriter.write(sheets, dictionary(), bytes);
        return bytes.toByteArray();
    }

    /** Whatever else is wrong with the rules, their dictionary gives the drop-downs. */
    private Dictionary dictionary() {
        return RuleBook.read(ChosenRules.of(rules.folder).files(), new ArrayList<>())
                .dictionary();
    }

    private Map<Path, byte[]> texts(List<Sheet> sheets, Path to) {
        Map<Path, byte[]> files = new LinkedHashMap<>();
        if (isNamed(to, ".csv")) {
            if (sheets.size() > 1) {
                String names = sheets.stream().map(Sheet::name).collect(Collectors.joining(", "));
                cannot("A .csv file holds one sheet; there are " + sheets.size() + ": " + names
                        + ". Name a folder to write them into.");
                return Map.of();
            }
            files.put(to, text(sheets.get(0)));
            return files;
        }
        if (Files.exists(to)
                ? !Files.isDirectory(to)
                : String.valueOf(to.getFileName()).contains(".")) {
            cannot(to + " is neither a .xlsx file nor a .csv file nor a folder.");
            return Map.of();
        }
        for (Sheet sheet : sheets) {
            Path file = to.resolve(fileName(sheet));
            if (files.put(file, text(sheet)) != null) {
                cannot("Two sheets would both be written to " + file + ".");
                return Map.of();
            }
        }
        return files;
    }

    /** A sheet's own name as a file's, else the name of the file it comes from. */
    private static String fileName(Sheet sheet) {
        String name = sheet.name();
        if (name.isBlank()) {
            String file = sheet.file().substring(sheet.file().lastIndexOf('/') + 1);
            name = file.substring(0, file.lastIndexOf('.'));
        }
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-") + ".csv";
    }

    private static byte[] text(Sheet sheet) {
        return Csv.write(sheet).getBytes(UTF_8);
    }

    private static boolean isNamed(Path path, String ending) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }

    private Integer cannot(String why) {
        spec.commandLine().getErr().println(why);
        return ExitCode.CANNOT;
    }
}
