package dev.headwater.rules;

import dev.headwater.decision.Channel;
import dev.headwater.decision.FollowUp;
import dev.headwater.decision.IntentTier;
import dev.headwater.rules.Then.Choice;
import dev.headwater.signal.Catalog;
import dev.headwater.signal.Signal;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.Flaw;
import dev.headwater.table.Flaw.Severity;
import dev.headwater.table.Kept;
import dev.headwater.table.RuleBook;
import dev.headwater.table.Spreadsheet;
import dev.headwater.table.Stage;
import dev.headwater.table.Word;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;

/**
 * From rule files to a rule set, or to everything that is wrong with them. Nothing is in force until somebody puts it
 * there ({@link ActiveRuleSet}).
 */
public final class RuleSetLoader {
    private static final String DRL = ".drl";
    private static final String CATALOG = "catalog";

    /** Idle sessions beyond one for each thread that can run would only wait. */
    private static final int IDLE_SESSIONS = 2 * Runtime.getRuntime().availableProcessors();

    /** Leads are tried on a fixed day, so that the same files are always told the same. */
    private static final Instant TRIED_AT = Instant.parse("2026-01-01T12:00:00Z");

    private final Map<String, byte[]> files;
    private final List<Flaw> flaws = new ArrayList<>();

    private final Kept kept;
    private final EngineerTables tables;

    /** Whether the rule set is only tried out: then its tables are not compiled. */
    private boolean isTrial;

    /** Under way on another thread; null where they are read when they are needed. */
    private @Nullable CompletableFuture<Engineers> engineers;

    private RuleSetLoader(Map<String, byte[]> files, Kept kept, EngineerTables tables) {
        this.files = new TreeMap<>(files);
        this.kept = kept;
        this.tables = tables;
    }

    /**
     * What came of a load.
     *
     * @param ruleSet ready to decide, to be closed by whoever uses it; null if the files were refused
     * @param flaws all that is wrong, by place; with a rule set, warnings only
     */
    public record Loaded(@Nullable RuleSet ruleSet, List<Flaw> flaws) {
        public Loaded {
            flaws = flaws.stream().sorted(Flaw.BY_PLACE).toList();
        }

        /** The rule set. @throws IllegalStateException with the flaws in words if the files were refused */
        public RuleSet orThrow() {
            if (ruleSet == null) {
                throw new IllegalStateException(
                        flaws.stream().map(Flaw::toString).collect(Collectors.joining(System.lineSeparator())));
            }
            return ruleSet;
        }
    }

    /**
     * Reads, checks and compiles. Takes seconds for the first rule set of a process, and a fraction of one for the next.
     *
     * @param files content by key, as {@link RuleFiles} gives them
     */
    public static Loaded load(Map<String, byte[]> files) {
        return load(files, List.of());
    }

    /**
     * The same, for files whose reading found flaws already.
     *
     * @param before what {@link RuleFiles} found; told with the rest, and an error among them refuses the files
     */
    public static Loaded load(Map<String, byte[]> files, List<Flaw> before) {
        return load(files, before, EngineerTables.REFUSED);
    }

    /** @param tables whether decision tables in Drools' own format are loaded */
    public static Loaded load(Map<String, byte[]> files, List<Flaw> before, EngineerTables tables) {
        return load(files, before, new Kept(), tables);
    }

    /** @param kept what earlier loads made; has begun this one */
    static Loaded load(Map<String, byte[]> files, List<Flaw> before, Kept kept, EngineerTables tables) {
        RuleSetLoader loader = new RuleSetLoader(files, kept, tables);
        loader.flaws.addAll(before);
        // Compiling takes about as long as all the rest of a first load, and needs nothing of it.
        loader.engineers = CompletableFuture.supplyAsync(loader::readEngineers);
        RuleBook book = RuleBook.read(loader.files, loader.flaws, kept);
        return withLeads(loader.build(book), book, loader.files, kept, tables);
    }

    /** Adds leads to what cases show. The rules are put together once more, as far as they go, to try the leads on them. */
    private static Loaded withLeads(
            Loaded loaded, RuleBook book, Map<String, byte[]> files, Kept kept, EngineerTables tables) {
        boolean allTables = Arrays.stream(Stage.values())
                .filter(Stage::isNeeded)
                .allMatch(stage ->
                        book.tables().stream().anyMatch(table -> table.name().equals(stage.tableName())));
        if (!allTables || loaded.flaws().stream().allMatch(flaw -> flaw.example() == null)) {
            return loaded;
        }
        RuleSetLoader trial = new RuleSetLoader(files, kept, tables);
        trial.isTrial = true;
        try (RuleSet rules = trial.build(book).ruleSet()) {
            return rules == null
                    ? loaded
                    : new Loaded(loaded.ruleSet(), new ExampleLeads(rules, book, TRIED_AT).shown(loaded.flaws()));
        }
    }

    /** @param book what was read of the files that are not code */
    static Loaded load(RuleBook book, Map<String, byte[]> files) {
        return new RuleSetLoader(files, new Kept(), EngineerTables.REFUSED).build(book);
    }

    private Loaded build(RuleBook book) {
        Catalog catalog = catalog(book);
        Channels channels = Channels.of(book.lists(), flaws);
        Engineers engineers = engineers();
        flaws.addAll(engineers.unread());
        checkConflicts(book, engineers.files());
        if (isRefused()) {
            // Whoever mends the tables wants to know now what else is wrong.
            flaws.addAll(engineers.uncompiled());
            return new Loaded(null, flaws);
        }

        DecisionTable source = tableOf(book, Stage.SOURCE);
        DecisionTable channel = tableOf(book, Stage.CHANNEL);
        DecisionTable intent = tableOf(book, Stage.INTENT);
        DecisionTable tier = tableOf(book, Stage.TIER);
        List<Choice> choices = new Then(source, flaws).choices();
        List<Channel> decided = new Then(channel, flaws).channels(channels);
        List<Double> points = new Then(intent, flaws).points();
        List<IntentTier> tiers = new Then(tier, flaws).tiers();
        DecisionTable followUp = anyTableOf(book, Stage.FOLLOW_UP).orElse(null);
        DecisionTable crm = anyTableOf(book, Stage.CRM).orElse(null);
        List<FollowUp> followUps = followUp == null ? List.of() : new Then(followUp, flaws).followUps();
        List<CrmRow> crmRows = crm == null ? List.of() : new Then(crm, flaws).crmRows();
        List<ReadProfile> profiles = book.profiles().stream().map(this::read).toList();
        if (isRefused()) {
            return new Loaded(null, flaws);
        }

        List<DecisionTable> tables = Stream.concat(
                        book.tables().stream(), profiles.stream().map(ReadProfile::table))
                .toList();
        Slots slots = new Slots(tables);
        flaws.addAll(engineers.uncompiled());
        Optional<RowMatcher> sourceRows = matcher(source, slots);
        Optional<RowMatcher> channelRows = matcher(channel, slots);
        Optional<RowMatcher> intentRows = matcher(intent, slots);
        Optional<RowMatcher> tierRows = matcher(tier, slots);
        StageTable<FollowUp> followUpTable = stage("follow-up", followUp, followUps, slots);
        StageTable<CrmRow> crmTable = stage("crm", crm, crmRows, slots);
        Map<String, Stages.Profile> others = new LinkedHashMap<>();
        for (ReadProfile profile : profiles) {
            StageTable<Channel> table = stage("channel", profile.table(), profile.decided(), slots);
            if (table != null) {
                others.put(profile.name(), new Stages.Profile(table, profile.channels()));
            }
        }
        if (isRefused()) {
            return new Loaded(null, flaws);
        }
        Stages stages = new Stages(
                slots,
                new EngineerRules(engineers.files()),
                new StageTable<>("source", sourceRows.orElseThrow(), choices, slots),
                new StageTable<>("channel", channelRows.orElseThrow(), decided, slots),
                new StageTable<>("points", intentRows.orElseThrow(), points, slots),
                new StageTable<>("tier", tierRows.orElseThrow(), tiers, slots),
                followUpTable,
                crmTable,
                others,
                channels.unassigned());
        SessionPool sessions = new SessionPool(engineers.base().orElseThrow(), IDLE_SESSIONS);
        String revision = RuleSetRevision.of(files);
        return new Loaded(new CompiledRuleSet(revision, files, catalog, channels, tables, stages, sessions), flaws);
    }

    /** A profile whose rows were understood. */
    private record ReadProfile(String name, DecisionTable table, Channels channels, List<Channel> decided) {}

    private ReadProfile read(RuleBook.Profile profile) {
        Channels known = Channels.of(profile.channels(), flaws);
        return new ReadProfile(
                profile.name(), profile.channel(), known, new Then(profile.channel(), flaws).channels(known));
    }

    /** A table ready to be asked; null where there is none, or if an error was added. */
    private <T> @Nullable StageTable<T> stage(
            String decides, @Nullable DecisionTable table, List<T> decisions, Slots slots) {
        return table == null
                ? null
                : matcher(table, slots)
                        .map(rows -> new StageTable<>(decides, rows, decisions, slots))
                        .orElse(null);
    }

    private Catalog catalog(RuleBook book) {
        Object before = kept.last(CATALOG);
        return kept.get(
                CATALOG,
                List.copyOf(book.lists().values()),
                flaws,
                found -> before instanceof Catalog catalog
                        ? Catalog.of(book.lists(), found, catalog)
                        : Catalog.of(book.lists(), found));
    }

    /**
     * What came of engineers' files.
     *
     * @param files those that could be read
     * @param unread what is wrong with the others
     * @param base their rules; empty where they cannot be compiled
     * @param uncompiled what is wrong then
     */
    private record Engineers(List<DrlFile> files, List<Flaw> unread, Optional<KieBase> base, List<Flaw> uncompiled) {}

    private Engineers engineers() {
        try {
            return engineers == null ? readEngineers() : engineers.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Engineers readEngineers() {
        List<Flaw> unread = new ArrayList<>();
        List<DrlFile> drlFiles = readDrl(unread);
        List<Flaw> uncompiled = new ArrayList<>();
        Optional<KieBase> base = kept.get(
                "rules of engineers",
                drlFiles,
                uncompiled,
                found -> Optional.ofNullable(Knowledge.compile(drlFiles, found)));
        return new Engineers(drlFiles, unread, base, uncompiled);
    }

    /** A table in the engine's network; empty if an error was added. */
    private Optional<RowMatcher> matcher(DecisionTable table, Slots slots) {
        if (isTrial) {
            return Optional.of(new PlainMatcher(table, slots));
        }
        TableRules rules = new TableRules(table);
        Optional<TableNetwork> network =
                kept.get("rules of " + rules.source(), rules.rules(), flaws, found -> network(rules, found));
        return network.map(whole -> new EngineMatcher(rules, whole, slots));
    }

    /** A rule that went missing on the way would be a row that never decides. */
    private static Optional<TableNetwork> network(TableRules rules, List<Flaw> found) {
        TableNetwork network = TableNetwork.of(rules.rules());
        int rows = rules.rules().size();
        if (network.rows() == rows) {
            return Optional.of(network);
        }
        found.add(rules.flaw("Of " + rows + " rows, " + network.rows() + " became rules."));
        return Optional.empty();
    }

    private boolean isRefused() {
        return flaws.stream().anyMatch(flaw -> flaw.severity() == Severity.ERROR);
    }

    /** The table that decides a stage. That there is one, and one only, was checked when the book was read. */
    private static DecisionTable tableOf(RuleBook book, Stage stage) {
        return anyTableOf(book, stage)
                .orElseThrow(() -> new IllegalArgumentException("a book without the table " + stage.tableName()));
    }

    private static Optional<DecisionTable> anyTableOf(RuleBook book, Stage stage) {
        return book.tables().stream()
                .filter(table -> table.name().equals(stage.tableName()))
                .findFirst();
    }

    private List<DrlFile> readDrl(List<Flaw> unread) {
        List<DrlFile> read = new ArrayList<>();
        files.forEach((name, content) -> {
            boolean isTable = Spreadsheet.isOfDrools(name);
            if (isTable && tables == EngineerTables.REFUSED) {
                unread.add(Flaw.in(
                        name,
                        "This is a decision table in Drools' own format, whose cells are code; it is not loaded.",
                        "Write it as a table that begins with Decision table, or as a .drl file; whoever runs Headwater"
                                + " can allow such tables with --engineer-tables (HEADWATER_ENGINEER_TABLES=true)"));
            } else if (isTable || name.endsWith(DRL)) {
                if (name.indexOf('/') != name.lastIndexOf('/')) {
                    unread.add(Flaw.in(
                            name,
                            "Rules of engineers stand in the folder of rules itself, not in one below.",
                            "Move the file up"));
                }
                Optional<DrlFile> file = kept.get(
                        "engineers' file " + name,
                        List.of(ByteBuffer.wrap(content)),
                        unread,
                        found -> Optional.ofNullable(
                                isTable
                                        ? EngineerTable.read(name, content, found)
                                        : DrlFile.read(name, content, found)));
                file.filter(one -> !repeats(read, one, unread)).ifPresent(read::add);
            }
        });
        return read;
    }

    /** Two rules of one name in one package: the engine would drop one of them. */
    private static boolean repeats(List<DrlFile> read, DrlFile file, List<Flaw> unread) {
        int before = unread.size();
        for (DrlFile other : read) {
            if (other.content().getName().equals(file.content().getName())) {
                Set<String> names =
                        other.rules().stream().map(RuleDescr::getName).collect(Collectors.toSet());
                file.rules().stream()
                        .filter(rule -> names.contains(rule.getName()))
                        .map(rule -> file.flaw(
                                rule.getLine(),
                                "A rule \"" + rule.getName() + "\" stands in " + other.file() + " already.",
                                "Rename one of them"))
                        .map(file::placed)
                        .forEach(unread::add);
            }
        }
        return unread.size() > before;
    }

    /** What rules tell and what tables ask about should meet; where they do not, nothing would ever say so. */
    private void checkConflicts(RuleBook book, List<DrlFile> drlFiles) {
        Set<String> known = book.dictionary().words().stream().map(Word::signal).collect(Collectors.toSet());
        Set<String> told = new HashSet<>();
        for (DrlFile file : drlFiles) {
            for (String id : file.conflictIds()) {
                told.add(Signal.CONFLICT_PREFIX + id);
                if (!known.contains(Signal.CONFLICT_PREFIX + id)) {
                    flaws.add(Flaw.warningIn(
                            file.file(),
                            "The dictionary has no word for the conflict \"" + id + "\", so no table can ask about it.",
                            "Add a row to dictionary.csv with the signal " + Signal.CONFLICT_PREFIX + id));
                }
            }
        }
        for (DecisionTable table : book.tables()) {
            for (DecisionTable.Column column : table.conditions()) {
                String signal = column.word().signal();
                if (signal.startsWith(Signal.CONFLICT_PREFIX) && !told.contains(signal)) {
                    flaws.add(Flaw.warningIn(
                            table.file(),
                            "\"" + column.word().name() + "\" is always \"no\": no rule of a .drl file tells of it.",
                            null));
                }
            }
        }
    }
}
