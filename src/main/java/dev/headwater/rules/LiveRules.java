package dev.headwater.rules;

import dev.headwater.rules.RuleSetLoader.Loaded;
import dev.headwater.table.Flaw;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of a folder, kept in force while people edit them: a change that is sound goes live, one that is not changes
 * nothing and is told. Safe for use by many threads.
 *
 * <p>Reading, checking and compiling happen on the one thread that watches; whoever asks for the rules never waits.
 */
public final class LiveRules implements Supplier<RuleSet>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRules.class);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Longer than a program pauses within one save of a file that looks whole, short enough to be live well within a second. */
    private static final Duration REST = Duration.ofMillis(150);

    /** What is sound goes live at once; what is refused may yet be half of something larger, and nobody waits for it. */
    private static final Duration BEFORE_REFUSING = Duration.ofMillis(400);

    private final @Nullable Path folder;
    private final Reloader reloader;
    private final EngineerTables tables;
    private final InstantSource clock;
    private final RuleGate gate;
    private final @Nullable FolderWatch watch;
    private volatile @Nullable ActiveRuleSet active;
    private volatile boolean closing;
    private volatile State state = new State(null, null, 0, 0, null, Duration.ZERO);

    /**
     * What has come of the folder so far.
     *
     * @param active the rule set in force; null while there has been none
     * @param liveSince when it went live; null while there has been none
     * @param loads how many loads went live
     * @param refusedLoads how many were refused
     * @param lastRefused the last one refused; null once a later one has gone live
     * @param lastLoad how long the last load took, from reading the files to being live or refused
     */
    public record State(
            @Nullable RuleSet active,
            @Nullable Instant liveSince,
            long loads,
            long refusedLoads,
            @Nullable Refused lastRefused,
            Duration lastLoad) {}

    /**
     * A load that was refused.
     *
     * @param at when
     * @param flaws why, and whatever else was found
     */
    public record Refused(Instant at, List<Flaw> flaws) {
        public Refused {
            flaws = List.copyOf(flaws);
        }
    }

    /**
     * Loads a folder and goes on watching it. Whether the first load went live is for the caller to ask ({@link #state}).
     *
     * @param folder holds the tables, with its lists in {@code lists}
     * @param clock says when a load went live or was refused
     */
    public LiveRules(Path folder, InstantSource clock) {
        this(folder, clock, RuleGate.OPEN);
    }

    /**
     * The same, behind a gate that every load has to pass, the first one too.
     *
     * @param gate has the last word on each load
     */
    public LiveRules(Path folder, InstantSource clock, RuleGate gate) {
        this(folder, clock, gate, EngineerTables.REFUSED);
    }

    /**
     * The same, with a word on tables of engineers.
     *
     * @param tables whether decision tables in Drools' own format are loaded
     */
    public LiveRules(Path folder, InstantSource clock, RuleGate gate, EngineerTables tables) {
        this.reloader = new Reloader(tables);
        this.tables = tables;
        this.folder = folder;
        this.clock = clock;
        this.gate = gate;
        synchronized (this) {
            // Watching begins before reading, so that no save between the two is missed; its first news waits for us.
            this.watch = new FolderWatch(folder, RuleFiles::isNoLitter, PAUSE, REST, () -> reload(folder, false));
            reload(folder, true);
        }
    }

    /**
     * Rules that no folder can change, such as those inside the jar.
     *
     * @param loaded what came of loading them; may have been refused
     * @param clock says when that was
     */
    public LiveRules(Loaded loaded, InstantSource clock) {
        this.folder = null;
        this.reloader = new Reloader();
        this.tables = EngineerTables.REFUSED;
        this.clock = clock;
        this.gate = RuleGate.OPEN;
        this.watch = null;
        take(loaded, "inside the program", Duration.ZERO);
    }

    /** Whether a change of the files would go live. */
    public boolean isWatching() {
        return watch != null;
    }

    /** The rule set in force. @throws IllegalStateException if none has ever gone live */
    @Override
    public RuleSet get() {
        ActiveRuleSet inForce = active;
        if (inForce == null) {
            throw new IllegalStateException("no rules have gone live yet");
        }
        return inForce.get();
    }

    /** What has come of the folder so far, as of one moment. */
    public State state() {
        return state;
    }

    /**
     * What would come of rules if they were the folder's: they are read, checked, compiled and led to the gate, and then
     * put away. Nothing goes live, and nobody who asks the rules in force waits for it.
     *
     * @param files content by key, as {@link RuleFiles} gives them
     */
    public Checked check(Map<String, byte[]> files) {
        return Checked.of(files, pastTheGate(RuleSetLoader.load(files, List.of(), tables)));
    }

    /**
     * What would come of rules.
     *
     * @param fine whether they would go live
     * @param revision theirs
     * @param flaws what was found; where they are fine, warnings only
     */
    public record Checked(boolean fine, String revision, List<Flaw> flaws) {
        public Checked {
            flaws = List.copyOf(flaws);
        }

        /** What came of loading them; the rule set, if there is one, is closed. */
        public static Checked of(Map<String, byte[]> files, Loaded loaded) {
            RuleSet sound = loaded.ruleSet();
            if (sound != null) {
                sound.close();
            }
            return new Checked(sound != null, RuleSetRevision.of(files), loaded.flaws());
        }
    }

    private synchronized void reload(Path from, boolean isFirst) {
        long start = System.nanoTime();
        List<Flaw> unreadable = new ArrayList<>();
        Map<String, byte[]> files = RuleFiles.in(from, unreadable);
        if (!isFirst && !staysAsTold(Duration.ZERO)) {
            // What was read may be half of a save; the watch tells of it again when it has come to rest.
            return;
        }
        State before = state;
        if (before.active() != null
                && unreadable.isEmpty()
                && before.active().revision().equals(RuleSetRevision.of(files))) {
            // Saved without a change, or changed back: what is in force is what the folder says.
            state = new State(
                    before.active(),
                    before.liveSince(),
                    before.loads(),
                    before.refusedLoads(),
                    null,
                    before.lastLoad());
            return;
        }
        Loaded loaded = pastTheGate(reloader.load(files, unreadable));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (closing) {
            // The interrupt that ends the watch fails a compilation under way: that says nothing of the rules.
            RuleSet late = loaded.ruleSet();
            if (late != null) {
                late.close();
            }
            return;
        }
        if (isFirst || loaded.ruleSet() != null || staysAsTold(BEFORE_REFUSING)) {
            take(loaded, "from " + from, took);
        }
    }

    /** Whether the folder is, and stays for a while, as the watch told of it. */
    private boolean staysAsTold(Duration time) {
        if (watch == null) {
            return true;
        }
        long end = System.nanoTime() + time.toNanos();
        try {
            boolean as = watch.isAsTold();
            while (as && System.nanoTime() < end) {
                Thread.sleep(PAUSE.toMillis());
                as = watch.isAsTold();
            }
            return as;
        } catch (InterruptedException e) {
            // Closing: what is not in force by now need not be.
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What is left of a load when the gate has looked at it. */
    private Loaded pastTheGate(Loaded loaded) {
        RuleSet next = loaded.ruleSet();
        if (next == null) {
            return loaded;
        }
        List<Flaw> flaws = new ArrayList<>(loaded.flaws());
        flaws.addAll(gate.against(state.active(), next));
        if (flaws.stream().noneMatch(flaw -> flaw.severity() == Flaw.Severity.ERROR)) {
            return new Loaded(next, flaws);
        }
        next.close();
        return new Loaded(null, flaws);
    }

    private void take(Loaded loaded, String origin, Duration took) {
        State before = state;
        RuleSet next = loaded.ruleSet();
        if (next == null) {
            state = new State(
                    before.active(),
                    before.liveSince(),
                    before.loads(),
                    before.refusedLoads() + 1,
                    new Refused(clock.instant(), loaded.flaws()),
                    took);
            tellRefused(loaded.flaws(), before.active());
            return;
        }
        ActiveRuleSet inForce = active;
        if (inForce == null) {
            active = new ActiveRuleSet(next);
        } else {
            inForce.replace(next);
        }
        state = new State(next, clock.instant(), before.loads() + 1, before.refusedLoads(), null, took);
        LOG.info("rules {} {} are live", next.revision(), origin);
        loaded.flaws().forEach(flaw -> LOG.warn("{}", flaw));
    }

    private void tellRefused(List<Flaw> flaws, @Nullable RuleSet still) {
        if (still != null) {
            LOG.error("the change of {} is refused; {} stays in force", folder, still.revision());
            flaws.forEach(flaw -> LOG.error("{}", flaw));
        }
    }

    /** Stops watching and closes the rule set in force; whoever holds it may ask it to the end of the request. */
    @Override
    public void close() {
        closing = true;
        if (watch != null) {
            watch.close();
        }
        synchronized (this) {
            if (active != null) {
                active.close();
            }
        }
    }
}
