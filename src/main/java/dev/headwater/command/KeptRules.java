package dev.headwater.command;

import dev.headwater.rules.EngineerTables;
import dev.headwater.rules.Reloader;
import dev.headwater.rules.RuleSet;
import dev.headwater.rules.RuleSetRevision;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one pass, kept for the next: as they are where no file of theirs has changed, else so that only what has
 * changed is read and built again. For one thread at a time.
 */
final class KeptRules implements AutoCloseable {
    private final @Nullable Path named;
    private final EngineerTables tables;
    private final Reloader reloader;
    private @Nullable RuleSet kept;
    private String origin = "";

    /**
     * @param named the folder that was named; null where the caller leaves the choice
     * @param tables whether decision tables in Drools' own format are loaded
     */
    KeptRules(@Nullable Path named, EngineerTables tables) {
        this.named = named;
        this.tables = tables;
        this.reloader = new Reloader(tables);
    }

    /**
     * The rules as they are now; null, with every flaw printed, where they are refused.
     *
     * @param err takes the flaws
     */
    @Nullable
    RuleSet open(PrintWriter err) {
        ChosenRules chosen = ChosenRules.of(named, tables);
        origin = chosen.origin();
        RuleSet before = kept;
        if (before != null && before.revision().equals(RuleSetRevision.of(chosen.files()))) {
            return before;
        }
        close();
        kept = chosen.open(reloader, err);
        return kept;
    }

    /** Where those rules come from, for people. */
    String origin() {
        return origin;
    }

    @Override
    public void close() {
        if (kept != null) {
            kept.close();
            kept = null;
        }
    }
}
