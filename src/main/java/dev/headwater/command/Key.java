package dev.headwater.command;

import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code key}: the keys that callers of a service show. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Makes, lists and removes the keys that serve --keys asks for.",
            "A role says what a key's holder may do. resolve: ask where leads come from, and have it recorded; it alone is"
                    + " fit for a web page. read: read histories, credits, reports, rules and metrics. edit: both, and"
                    + " merge, tell conversions, check and change rules. admin: everything, and forget persons.",
            "To change a key without a gap: add a second one, give it to the caller, then remove the first."
        },
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is done",
            "1:there is no such key",
            "2:it could not be done: the file cannot be read or has flaws, or there is such a key already"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar headwater.jar key add crm-2026 --roles resolve,read --file keys.txt",
            "  java -jar headwater.jar key add shop --roles tell --expires 90d --note \"the shop's pages\"",
            "  java -jar headwater.jar key list",
            "  java -jar headwater.jar key remove crm-2026"
        })
public final class Key implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Key() {}

    /** @param clock tells when a key of 90 days expires */
    public static CommandLine withItsCommands(InstantSource clock) {
        return new CommandLine(new Key())
                .addSubcommand(new KeyAdd(clock))
                .addSubcommand(new KeyList(clock))
                .addSubcommand(new KeyRemove());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: key add, key list or key remove");
    }
}
