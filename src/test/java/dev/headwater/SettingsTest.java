package dev.headwater;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.command.Check;
import dev.headwater.command.Headwater;
import dev.headwater.command.Resolve;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class SettingsTest {
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

    private CommandSpec command(String name) {
        return requireNonNull(line.getSubcommands().get(name)).getCommandSpec();
    }
}
