package dev.headwater;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.command.Check;
import dev.headwater.command.Headwater;
import dev.headwater.command.Resolve;
import dev.headwater.command.Serve;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class SettingsTest {
    private static final CommandSpec SERVE = new CommandLine(new Serve(histories -> {
                throw new IllegalStateException("not started");
            }))
            .getCommandSpec();

    @TempDir
    private Path folder;

    private static final Settings SETTINGS =
            new Settings(Map.of("HEADWATER_RULES", "/srv/rules", "HEADWATER_EXPLAIN", "full", "PATH", "/bin"));

    private final CommandLine line = new CommandLine(new Headwater())
            .addSubcommand(new Check())
            .addSubcommand(new Resolve(
                    InputStream.nullInputStream(),
                    OutputStream.nullOutputStream(),
                    Clock.systemUTC(),
                    () -> {
                        throw new IllegalStateException("not opened");
                    },
                    () -> "d-1"));

    @Test
    void theFolderOfRulesIsSetForEveryCommandThatReadsRules() {
        assertThat(SETTINGS.defaultValue(command("check").findOption("--rules")))
                .isEqualTo("/srv/rules");
        assertThat(SETTINGS.defaultValue(command("resolve").findOption("--rules")))
                .isEqualTo("/srv/rules");
    }

    @Test
    void whatIsAskedOfOneRunIsNotTakenFromTheEnvironment() {
        assertThat(SETTINGS.defaultValue(command("resolve").findOption("--explain")))
                .isNull();
        assertThat(SETTINGS.defaultValue(command("check").findOption("--help"))).isNull();
        assertThat(SETTINGS.defaultValue(command("check").positionalParameters().get(0)))
                .isNull();
    }

    // --- the file

    @Test
    void theCommandLineWinsOverTheEnvironmentThatOverTheFileAndAllOverWhatIsShipped() throws IOException {
        Path file = write("port = 1\nmax-body = 2KB\nhistory-age=90d\n");
        Map<String, String> environment = Map.of("HEADWATER_PORT", "2", "HEADWATER_MAX_BODY", "3KB");
        Settings settings = Settings.of(environment, "serve", "--settings", file.toString(), "--port=4");
        assertThat(settings.defaultValue(option("--port")))
                .as("the command line's own")
                .isNull();
        assertThat(settings.defaultValue(option("--max-body"))).isEqualTo("3KB");
        assertThat(settings.defaultValue(option("--history-age"))).isEqualTo("90d");
        assertThat(settings.defaultValue(option("--history-length"))).isNull();
    }

    @Test
    void theFileMayBeNamedByTheEnvironment() throws IOException {
        Path file = write("port = 1\n");
        Path other = Files.writeString(folder.resolve("other"), "port = 2\n");
        Map<String, String> environment = Map.of("HEADWATER_SETTINGS", file.toString());
        assertThat(Settings.of(environment, "serve").defaultValue(option("--port")))
                .isEqualTo("1");
        assertThat(Settings.of(environment, "serve", "--settings=" + other).defaultValue(option("--port")))
                .isEqualTo("2");
        assertThat(Settings.of(environment, "check").file())
                .as("a file for a service")
                .isNull();
    }

    @Test
    void everySettingOfAServiceCanBeGivenInEachWay() throws IOException {
        for (OptionSpec option : Settings.options(SERVE)) {
            String name = option.longestName().substring(2);
            String variable = "HEADWATER_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
            assertThat(new Settings(Map.of(variable, "x")).defaultValue(option))
                    .as(variable)
                    .isEqualTo("x");
            if (!name.equals("settings")) {
                Path file = write(name + " = y\n");
                Settings settings = Settings.of(Map.of(), "serve", "--settings", file.toString());
                assertThat(settings.defaultValue(option)).as(name).isEqualTo("y");
                assertThat(settings.flaws(SERVE)).isEmpty();
            }
        }
    }

    @Test
    void aValueIsTakenAsItIsWritten() throws IOException {
        Path file = write("\uFEFF# ours\n\n  data   =   C:\\new\\table # 7  \ngate = a=b\nkeys=\n");
        Settings settings = Settings.of(Map.of(), "serve", "--settings", file.toString());
        assertThat(settings.defaultValue(option("--data"))).isEqualTo("C:\\new\\table # 7");
        assertThat(settings.defaultValue(option("--gate"))).isEqualTo("a=b");
        assertThat(settings.defaultValue(option("--keys"))).isEmpty();
    }

    @Test
    void allThatIsWrongWithAFileIsToldWithItsLine() throws IOException {
        Path file = write("max-bodi = 1\nport\nport = 1\nport = 2\n--port = 3\n= 4\nsettings = x\nhelp = true\n");
        assertThat(Settings.of(Map.of(), "serve", "--settings", file.toString()).flaws(SERVE))
                .containsExactlyInAnyOrder(
                        file + ":1: there is no setting \"max-bodi\". Did you mean \"max-body\"?",
                        file + ":2: a setting is written as: name = value.",
                        file + ":4: \"port\" is set already, in line 3.",
                        file + ":5: there is no setting \"--port\". Did you mean \"port\"?",
                        file + ":6: a setting is written as: name = value.",
                        file + ":7: there is no setting \"settings\".",
                        file + ":8: there is no setting \"help\".");
    }

    @Test
    void aFileThatIsNotThereOrIsNoTextStopsTheStart() throws IOException {
        assertThatThrownBy(() -> Settings.of(Map.of(), "serve", "--settings", folder + "/none"))
                .hasMessageContaining("there is no settings file");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> Settings.of(Map.of(), "serve", "--settings", binary.toString()))
                .hasMessageContaining("is not text in UTF-8");
    }

    // --- strangers

    @Test
    void aVariableThatLooksLikeOursAndIsNotIsToldWithTheNearest() {
        Settings settings = new Settings(Map.of("HEADWATER_MAXBODY", "1", "HEADWATER_PORT", "1", "HEADWAY_PORT", "1"));
        assertThat(settings.strangers(SERVE))
                .containsExactly("There is no setting HEADWATER_MAXBODY. Did you mean \"HEADWATER_MAX_BODY\"?"
                        + " It changes nothing.");
    }

    @Test
    void whatKubernetesSetsForAServiceOfOurNameIsNotToldButItsNearMissIs() {
        Map<String, String> environment = Map.of(
                "HEADWATER_SERVICE_HOST", "x",
                "HEADWATER_SERVICE_PORT", "x",
                "HEADWATER_SERVICE_PORT_HTTP", "x",
                "HEADWATER_PORT_8080_TCP", "x",
                "HEADWATER_PORT_8080_TCP_ADDR", "x",
                "HEADWATER_PORT_8080", "x");
        assertThat(new Settings(environment).strangers(SERVE))
                .singleElement()
                .asString()
                .contains("HEADWATER_PORT_8080.");
    }

    // --- the list

    @Test
    void theListOfSettingsHasEachOfThemAsTheHelpTellsIt() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("src/docs/settings.md")).stream()
                .filter(line -> line.startsWith("| `--"))
                .toList();
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        Settings.options(SERVE).stream().map(SettingsTest::row).toList());
    }

    @Test
    void eachSettingSaysWhatHoldsWithoutIt() {
        for (OptionSpec option : Settings.options(SERVE)) {
            assertThat(row(option))
                    .as(option.longestName() + " has a default, goes with another one, or is off")
                    .matches(row -> option.arity().max() == 0
                            || row.contains("(default: ")
                            || row.contains("Without it: ")
                            || row.contains("| With --"));
        }
    }

    private static String row(OptionSpec option) {
        String about = String.join(" ", option.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()))
                .replace("|", "\\|");
        String written = option.longestName()
                + (option.arity().max() == 0 ? "" : " " + option.paramLabel().replace("|", "\\|"));
        return "| `" + written + "` | `" + Settings.variable(option) + "` | " + about + " |";
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("settings"), text);
    }

    private static OptionSpec option(String name) {
        return SERVE.findOption(name);
    }

    private CommandSpec command(String name) {
        return requireNonNull(line.getSubcommands().get(name)).getCommandSpec();
    }
}
