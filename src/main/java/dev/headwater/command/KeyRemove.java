package dev.headwater.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code key remove}: takes a key away; a running service lets its holder in no more. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description =
                "Takes a key away. Running services that read the file let its holder in no more, within a second or two.",
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class KeyRemove implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ID", description = "The id of the key")
    private String id = "";

    @Mixin
    private KeyFileOption file = new KeyFileOption();

    @Override
    public Integer call() throws IOException {
        boolean removed = file.keys().remove(id);
        spec.commandLine()
                .getErr()
                .println(
                        removed
                                ? "Removed \"" + id + "\" from " + file.file + "."
                                : "There is no key \"" + id + "\" in " + file.file + ".");
        spec.commandLine().getErr().flush();
        return removed ? ExitCode.FINE : ExitCode.NO;
    }
}
