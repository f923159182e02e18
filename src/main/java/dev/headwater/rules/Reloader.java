package dev.headwater.rules;

import dev.headwater.rules.RuleSetLoader.Loaded;
import dev.headwater.table.Flaw;
import dev.headwater.table.Kept;
import java.util.List;
import java.util.Map;

/**
 * Loads rule files again and again, with the same outcome as {@link RuleSetLoader}, taking over from earlier loads what has
 * not changed: files read, tables checked, look-ups built, rules compiled. Safe for use by many threads, one after the other.
 */
public final class Reloader {
    private final Kept kept = new Kept();
    private final EngineerTables tables;

    /** Loads no tables in Drools' own format. */
    public Reloader() {
        this(EngineerTables.REFUSED);
    }

    /** @param tables whether decision tables in Drools' own format are loaded */
    public Reloader(EngineerTables tables) {
        this.tables = tables;
    }

    /**
     * Reads, checks and compiles what has changed.
     *
     * @param files content by key, as {@link RuleFiles} gives them
     * @param before what {@link RuleFiles} found; told with the rest, and an error among them refuses the files
     */
    public synchronized Loaded load(Map<String, byte[]> files, List<Flaw> before) {
        kept.beginLoad();
        return RuleSetLoader.load(files, before, kept, tables);
    }
}
