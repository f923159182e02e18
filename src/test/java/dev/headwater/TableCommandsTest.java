package dev.headwater;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headwater.rules.RuleFiles;
import dev.headwater.table.Csv;
import dev.headwater.table.Flaw;
import dev.headwater.table.HitPolicy;
import dev.headwater.table.RuleBook;
import dev.headwater.table.Sheet;
import dev.headwater.table.Spreadsheet;
import dev.headwater.table.Stage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** Looking at tables, comparing them and beginning new ones, from the command line. */
class TableCommandsTest {
    private static final String TABLE = """
            Decision table,Channel
            Hit policy,First match

            ID,WHEN,WHEN,THEN,BECAUSE
            ,Source category,Medium class,Channel,
            ps-1,search,paid,Paid Search,a paid click
            em-1,,email,Email,the medium is e-mail
            last,,,Unassigned,no row fits
            """;

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @BeforeEach
    void startAfresh() {
        out = new StringWriter();
        err = new StringWriter();
    }

    // --- show

    @Test
    void aTableIsShownByItsNameInAlignedColumns() {
        assertThat(run("show", "tier", "--width", "0")).isZero();
        assertThat(out.toString().lines())
                .contains("rules/intent.xlsx, sheet Tier", "Hit policy  First match")
                .anyMatch(line -> line.matches("row +ID +WHEN +THEN +BECAUSE"))
                .anyMatch(line -> line.matches(" +Points +Tier"))
                .anyMatch(line -> line.matches(" +7 +high +>= \\d+ +High +.*"));
        assertThat(out.toString()).as("nobody watches, so no colours").doesNotContain("\u001B");
    }

    @Test
    void noLineIsWiderThanAskedFor() throws IOException {
        String file = write("channel.csv", TABLE).toString();
        assertThat(run("show", file, "--width", "44")).isZero();
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 44 || line.endsWith(".csv"));
        assertThat(out.toString()).contains("Paid");
        startAfresh();
        assertThat(run("show", file, "--width", "50", "--cut")).isZero();
        assertThat(out.toString().lines().filter(line -> line.contains("ps-1"))).hasSize(1);
        assertThat(out.toString()).contains("…");
    }

    @Test
    void aListAndAWordThatIsNeitherAreToldApart() {
        assertThat(run("show", "medium-classes")).isZero();
        assertThat(out.toString()).contains("rules/lists/medium-classes.csv", "row  class");
        assertThat(run("show", "chanel")).isEqualTo(2);
        assertThat(err.toString()).contains("no table, list or file \"chanel\". Did you mean \"Channel\"?");
    }

    @Test
    void withoutANameItTellsWhatThereIs() {
        assertThat(run("show")).isZero();
        assertThat(out.toString()).contains("table  Channel ", "list   hosts ", "rules/intent.xlsx, sheet Tier");
    }

    @Test
    void otherFormsHoldTheSame() throws IOException {
        String file = write("channel.csv", TABLE).toString();
        assertThat(run("show", file, "--format", "csv")).isZero();
        assertThat(out.toString())
                .isEqualTo(TABLE.replace("match\n\n", "match,,,\n\n")
                        .replace("Channel\nHit policy,First match,,,", "Channel,,,\nHit policy,First match,,,"));
        startAfresh();
        assertThat(run("show", file, "--format", "markdown")).isZero();
        assertThat(out.toString())
                .contains("| ID | WHEN Source category | WHEN Medium class | THEN Channel | BECAUSE |")
                .contains("| em-1 |  | email | Email | the medium is e-mail |");
    }

    @Test
    void whatSteersTerminalsIsShownByName() throws IOException {
        String file =
                write("list.csv", "name\n\"\u001B]0;owned\u0007\"\n\u202Etxt\n").toString();
        assertThat(run("show", file)).isZero();
        assertThat(out.toString()).contains("U+001B]0;ownedU+0007", "U+202Etxt").doesNotContain("\u001B", "\u202E");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        assertThat(run("show", write("channel.xlsx", "not a workbook").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("channel.xlsx: The file is not a workbook");
    }

    @Test
    void plainTextHasOneLineForEachRowThatNamesItsWords() throws IOException {
        String file = write("channel.csv", TABLE).toString();
        assertThat(run("show", "--plain", file)).isZero();
        assertThat(out.toString()).isEqualTo("""
                Decision table | Channel
                Hit policy | First match
                Columns | ID | WHEN Source category | WHEN Medium class | THEN Channel | BECAUSE
                ps-1 | Source category: search | Medium class: paid | → Channel: Paid Search | BECAUSE: a paid click
                em-1 | Medium class: email | → Channel: Email | BECAUSE: the medium is e-mail
                last | → Channel: Unassigned | BECAUSE: no row fits
                """);
    }

    @Test
    void gitShowsTheChangedRowOfAWorkbook() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/git")), "git is there");
        git("init", "--quiet");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        git(
                "config",
                "diff.headwater.textconv",
                "'" + java + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '" + classPath()
                        + "' dev.headwater.Main show --plain");
        write(".gitattributes", "*.xlsx diff=headwater\n");
        Path workbook = folder.resolve("channel.xlsx");
        assertThat(run("convert", write("channel.csv", TABLE).toString(), workbook.toString()))
                .isZero();
        git("add", "--all");
        git("-c", "user.name=t", "-c", "user.email=t@acme.example", "commit", "--quiet", "--message=as it was");
        String changed = write("channel.csv", TABLE.replace("search,paid", "\"search, video\",paid"))
                .toString();
        assertThat(run("convert", "--force", changed, workbook.toString())).isZero();
        assertThat(git("diff", "--unified=0", "channel.xlsx").lines().filter(line -> line.matches("[-+] ?p.*")))
                .containsExactly(
                        "-ps-1 | Source category: search | Medium class: paid | → Channel: Paid Search"
                                + " | BECAUSE: a paid click",
                        "+ps-1 | Source category: search, video | Medium class: paid | → Channel: Paid Search"
                                + " | BECAUSE: a paid click");
    }

    // --- diff

    @Test
    void twoFilesOfTheSameContentDoNotDiffer() throws IOException {
        Path text = write("channel.csv", TABLE);
        Path workbook = folder.resolve("channel.xlsx");
        assertThat(run("convert", text.toString(), workbook.toString())).isZero();
        startAfresh();
        assertThat(run("diff", text.toString(), workbook.toString())).isZero();
        assertThat(out.toString()).isEqualTo("No differences.\n");
    }

    @Test
    void differencesAreToldRowByRowAndCellByCell() throws IOException {
        Path before = write("before.csv", TABLE);
        Path after = write("after.csv", TABLE.replace("""
                ps-1,search,paid,Paid Search,a paid click
                em-1,,email,Email,the medium is e-mail
                """, """
                em-1,,"email, sms",Email,the medium is e-mail
                ps-1,search,paid,Paid Search,a paid click
                ev-1,event,,Event,met at an event
                """));
        assertThat(run("diff", before.toString(), after.toString())).isEqualTo(1);
        assertThat(out.toString().lines().skip(1))
                .containsExactly(
                        "  ~ row 6 (em-1)",
                        "      C6  WHEN Medium class: \"email\" → \"email, sms\"",
                        "  > row 6 (em-1) was row 7; it is now above row 7 (ps-1)",
                        "  + row 8 (ev-1): Source category \"event\" → Channel \"Event\"; BECAUSE \"met at an event\"",
                        "    The first row that fits decides, so the order counts.",
                        "3 differences.");
    }

    @Test
    void foldersAreComparedTableByTableWhateverTheirFiles() throws IOException {
        Path before = Files.createDirectories(folder.resolve("before"));
        Path after = Files.createDirectories(folder.resolve("after/lists"));
        Files.writeString(before.resolve("channel.csv"), TABLE);
        Files.writeString(before.resolve("a.drl"), "package a;");
        Files.writeString(after.resolve("own.csv"), "host\nacme.example\n");
        Path workbook = folder.resolve("after/channels.xlsx");
        assertThat(run("convert", before.resolve("channel.csv").toString(), workbook.toString()))
                .isZero();
        startAfresh();
        assertThat(run("diff", before.toString(), folder.resolve("after").toString()))
                .isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "+ rules/lists/own.csv: the list own was added, with 1 row",
                        "~ rules/a.drl was removed",
                        "2 differences.");
    }

    @Test
    void whatCannotBeComparedIsNoDifference() throws IOException {
        Path table = write("channel.csv", TABLE);
        assertThat(run("diff", table.toString(), folder.resolve("gone.csv").toString()))
                .isEqualTo(2);
        assertThat(run("diff", table.toString(), folder.toString())).isEqualTo(2);
        assertThat(run("diff", table.toString(), write("bad.xlsx", "x").toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("There is no file or folder", "One is a folder", "bad.xlsx: The file is not a workbook");
    }

    // --- convert into a workbook that is there

    @Test
    void aWorkbookThatIsThereIsBroughtUpToDateAndKeepsTheRest() throws IOException {
        Path workbook = folder.resolve("intent.xlsx");
        String tier = "Decision table,Tier\nHit policy,First match\nID,WHEN,THEN\n,Points,Tier\nlast,,Low\n";
        assertThat(run(
                        "convert",
                        write("channel.csv", TABLE).toString(),
                        write("tier.csv", tier).toString(),
                        workbook.toString()))
                .isZero();
        String changed = write("channel.csv", TABLE.replace("search,paid", "social,paid"))
                .toString();
        startAfresh();
        assertThat(run("convert", changed, workbook.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--force, or write what differs into it with --update.");
        startAfresh();
        assertThat(run("convert", "--update", changed, workbook.toString())).isZero();
        assertThat(out.toString()).contains("B6  WHEN Source category: \"search\" → \"social\"", "1 difference.");
        startAfresh();
        assertThat(run("convert", "--update", changed, workbook.toString())).isZero();
        assertThat(out.toString()).contains("says all of it already; it was left as it is.");
        startAfresh();
        assertThat(run("show", "--plain", workbook.toString())).isZero();
        assertThat(out.toString()).contains("ps-1 | Source category: social", "last | → Tier: Low");
    }

    // --- new

    @ParameterizedTest
    @EnumSource(Stage.class)
    void aNewTableFitsTheRulesAsFarAsAnEmptyOneCan(Stage stage) throws IOException {
        Path rules = copyOfTheRules();
        Path table = folder.resolve("new.xlsx");
        assertThat(run("new", stage.tableName(), "--rules", rules.toString(), table.toString()))
                .isZero();
        List<String> flaws = flawsWith(rules, table, stage);
        boolean wantsRows = stage.hitPolicies().contains(HitPolicy.SUM_POINTS);
        assertThat(flaws).hasSize(wantsRows ? 1 : 0);
        assertThat(flaws).allMatch(flaw -> flaw.contains("The table has no rows that count."));
    }

    @Test
    void aNewTableAsksForTheWordsThatWereNamed() throws IOException {
        Path table = folder.resolve("mine.csv");
        assertThat(run("new", "channel", "--when", "medium class, Campaign", table.toString()))
                .isZero();
        assertThat(table).content().contains("ID,WHEN,WHEN,THEN,", ",Medium class,Campaign,Channel,");
        assertThat(run("new", "channel", table.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("mine.csv is there already. Write over it with --force.");
        assertThat(run("new", "channel", "--force", table.toString())).isZero();
    }

    @Test
    void aTableOrWordThatThereIsNotIsAnsweredWithTheNearest() {
        assertThat(run("new", "chanel")).isEqualTo(2);
        assertThat(err.toString()).contains("No table is named \"chanel\". Did you mean \"Channel\"?");
        String file = folder.resolve("x.xlsx").toString();
        assertThat(run("new", "source", "--when", "Medium klass,Channel", file)).isEqualTo(2);
        assertThat(err.toString()).contains("cannot ask for \"Medium klass\"", "cannot ask for \"Channel\"");
        assertThat(Path.of(file)).doesNotExist();
    }

    private static List<String> flawsWith(Path rules, Path table, Stage stage) throws IOException {
        Map<String, byte[]> files = new TreeMap<>(RuleFiles.in(rules, new ArrayList<>()));
        List<Flaw> flaws = new ArrayList<>();
        // Only the sheets of other tables are kept of the workbook that the new one takes the place of.
        for (Map.Entry<String, byte[]> file : List.copyOf(new TreeMap<>(files).entrySet())) {
            if (file.getKey().matches("rules/[^/]+\\.(xlsx|csv)")
                    && !file.getKey().endsWith("dictionary.csv")) {
                files.remove(file.getKey());
                for (Sheet sheet : Spreadsheet.read(file.getKey(), file.getValue(), flaws)) {
                    String name = sheet.lines().get(0).cell(1).text();
                    if (!name.equals(stage.tableName())) {
                        files.put("rules/" + name + ".csv", Csv.write(sheet).getBytes(UTF_8));
                    }
                }
            }
        }
        files.put("rules/new.xlsx", Files.readAllBytes(table));
        RuleBook.read(files, flaws);
        return flaws.stream().map(Flaw::toString).toList();
    }

    private Path copyOfTheRules() throws IOException {
        Path copy = folder.resolve("rules-copy");
        try (Stream<Path> paths = Files.walk(Path.of("rules"))) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Files.copy(path, copy.resolve(Path.of("rules").relativize(path).toString()));
            }
        }
        return copy;
    }

    private static String classPath() {
        return Main.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs())
                        .map(url -> Path.of(URI.create(url.toString())).toString())
                        .collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(git.getInputStream().readAllBytes(), UTF_8);
        assertThat(git.waitFor()).as(told).isZero();
        return told;
    }

    private int run(String... arguments) {
        CommandLine commands = Main.commands(
                new Settings(Map.of()), new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream());
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        return commands.execute(arguments);
    }

    private Path write(String file, String text) throws IOException {
        return Files.writeString(folder.resolve(file), text);
    }
}
