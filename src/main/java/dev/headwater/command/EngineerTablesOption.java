package dev.headwater.command;

import dev.headwater.rules.EngineerTables;
import picocli.CommandLine.Option;

/** Whether a command loads decision tables whose cells are code. */
final class EngineerTablesOption {
    @Option(
            names = "--engineer-tables",
            description =
                    "Load decision tables in Drools' own format (*.drl.xlsx, *.drl.csv) too. Their cells are code and"
                            + " run with the rights of this process (default: refused)")
    private boolean allowed;

    EngineerTables tables() {
        return allowed ? EngineerTables.LOADED : EngineerTables.REFUSED;
    }
}
