package dev.headwater.command;

import dev.headwater.rules.EngineerTables;
import dev.headwater.rules.Reloader;
import dev.headwater.rules.RuleFiles;
import dev.headwater.rules.RuleSet;
import dev.headwater.rules.RuleSetLoader;
import dev.headwater.table.Flaw;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules that a command works with, read once.
 *
 * @param folder the folder they stand in; null for those inside the jar
 * @param origin where they come from, for people
 * @param files content by key
 * @param unreadable what kept them from being read; empty mostly
 * @param tables whether decision tables in Drools' own format are loaded
 */
record ChosenRules(
        @Nullable Path folder, String origin, Map<String, byte[]> files, List<Flaw> unreadable, EngineerTables tables) {
    private static final Logger LOG = LoggerFactory.getLogger(ChosenRules.class);
    private static final Path HERE = Path.of("rules");

    /**
     * The folder that was named; else {@code rules/} in the working directory; else what came with the jar.
     *
     * @param named null where the caller leaves the choice
     */
    static ChosenRules of(@Nullable Path named) {
        return of(named, EngineerTables.REFUSED);
    }

    /** @param tables whether decision tables in Drools' own format are loaded */
    static ChosenRules of(@Nullable Path named, EngineerTables tables) {
        List<Flaw> flaws = new ArrayList<>();
        if (named != null) {
            return new ChosenRules(named, "from " + named, RuleFiles.in(named, flaws), flaws, tables);
        }
        if (Files.isDirectory(HERE)) {
            return new ChosenRules(HERE, "from " + HERE, RuleFiles.in(HERE, flaws), flaws, tables);
        }
        return new ChosenRules(null, "from the jar", RuleFiles.embedded(flaws), flaws, tables);
    }

    /** Reads, checks and compiles them. */
    RuleSetLoader.Loaded load() {
        return RuleSetLoader.load(files, unreadable, tables);
    }

    boolean cannotBeRead() {
        return unreadable.stream().anyMatch(flaw -> flaw.severity() == Flaw.Severity.ERROR);
    }

    /**
     * The rules ready to decide, said so in the log; null, with every flaw printed, where they are refused.
     *
     * @param err takes the flaws
     */
    @Nullable
    RuleSet open(PrintWriter err) {
        return open(load(), err);
    }

    /**
     * The same, taking over from earlier loads what has not changed.
     *
     * @param reloader the one that loaded before
     */
    @Nullable
    RuleSet open(Reloader reloader, PrintWriter err) {
        return open(reloader.load(files, unreadable), err);
    }

    @Nullable
    private RuleSet open(RuleSetLoader.Loaded loaded, PrintWriter err) {
        loaded.flaws().forEach(err::println);
        RuleSet rules = loaded.ruleSet();
        if (rules == null) {
            err.println("The rules " + origin + " are refused; nothing was done.");
        } else {
            LOG.info("rules {} {}", rules.revision(), origin);
        }
        err.flush();
        return rules;
    }
}
