package dev.headwater.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The jar: it does nothing itself but names its commands. */
@Command(
        name = "headwater",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Answers where a lead came from: its source, its channel and how ready it seems to buy,"
                + " with the table rows that decided.",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is well",
            "1:it ran and the answer is no: a flaw in the rules, a scenario that differs, a lead that was refused",
            "2:it could not run; the message says why"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar headwater.jar serve --rules rules",
            "  java -jar headwater.jar check rules",
            "  java -jar headwater.jar test --filter email",
            "  echo '{\"referrer\": \"https://www.google.com/\"}' | java -jar headwater.jar resolve --pretty",
            "",
            "Each command tells more: java -jar headwater.jar serve --help"
        })
public final class Headwater implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: serve, check, test, resolve, replay, report, show, diff, new, convert or key");
    }
}
