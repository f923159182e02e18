package dev.headwater.command;

import dev.headwater.cluster.Cluster;
import dev.headwater.http.HttpBounds;
import dev.headwater.http.HttpSettings;
import dev.headwater.http.HttpSettings.DecideOn;
import dev.headwater.infinispan.InfinispanTouches;
import dev.headwater.journal.Journal;
import dev.headwater.rules.LiveRules;
import dev.headwater.rules.RuleGate;
import dev.headwater.rules.RuleSet;
import dev.headwater.scenario.ScenarioGate;
import dev.headwater.touch.TouchHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: answers over HTTP until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Answers over HTTP: POST a lead to /v1/leads:resolve.",
            "A change of the rules folder goes live within a second or so; one with flaws is told and changes nothing.",
            "Prints one line when it is ready. On SIGTERM or Ctrl-C it takes no more requests, finishes those it has and"
                    + " ends with 0."
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it served, and was told to stop",
            "1:it could not stop in good order",
            "2:it could not start: the rules have flaws, the port is taken, the histories are in use or damaged, or a"
                    + " setting is wrong"
        },
        footerHeading = "%nSettings:%n",
        footer = {
            "  Each option can be given as an environment variable too: HEADWATER_PORT for --port,",
            "  HEADWATER_MAX_BODY for --max-body; or in the file that --settings names: port = 9000, one a line.",
            "  The command line wins over the environment, and that over the file.",
            "",
            "Examples:",
            "  java -jar headwater.jar serve",
            "  java -jar headwater.jar serve --rules /srv/headwater/rules --port 9000",
            "  java -jar headwater.jar serve --port 9001 --data /var/lib/headwater",
            "  java -jar headwater.jar serve --cluster 10.0.0.1:7800,10.0.0.2:7800 --cluster-secret /etc/headwater/secret",
            "  HEADWATER_HISTORY_AGE=90d java -jar headwater.jar serve"
        })
public final class Serve implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

    private static final String NONE = "none";

    private final Service service;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOption settings = new SettingsOption();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Mixin
    private CheckOption checks = new CheckOption();

    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Mixin
    private EngineerTablesOption engineers = new EngineerTablesOption();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to listen on (default: ${DEFAULT-VALUE}, which only this machine reaches)")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            converter = Values.Port.class,
            description = "The port to listen on; 0 for any free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Option(
            names = "--history-length",
            paramLabel = "TOUCHES",
            defaultValue = "50",
            converter = Values.Count.class,
            description = "How many touches are kept of each person (default: ${DEFAULT-VALUE})")
    private int historyLength;

    @Option(
            names = "--history-age",
            paramLabel = "TIME",
            defaultValue = "400d",
            converter = Values.Time.class,
            description = "How long a touch is kept, such as 90d or 36h (default: ${DEFAULT-VALUE})")
    private Duration historyAge = Duration.ZERO;

    @Option(
            names = "--max-persons",
            paramLabel = "PERSONS",
            defaultValue = "100000",
            converter = Values.Count.class,
            description = "How many persons' histories are held in memory; those seen longest ago leave it, and with"
                    + " --data none are forgotten (default: ${DEFAULT-VALUE})")
    private int maxPersons;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The folder in which histories are kept; \"none\" keeps them in memory, until the end of the"
                    + " process (default: ${DEFAULT-VALUE}, in the working directory)")
    private String data = "";

    @Mixin
    private DiskOption disk = new DiskOption();

    @Option(
            names = "--sync",
            description = "Acknowledge a touch only when the disk itself has it. Without, the operating system has it:"
                    + " that outlives a crash of the process, and not a power cut")
    private boolean sync;

    @Option(
            names = "--history-wait",
            paramLabel = "TIME",
            defaultValue = "500ms",
            converter = Values.Wait.class,
            description = "How long an answer waits for the histories on disk, such as 100ms or 2s; then it is given"
                    + " without, and says so (default: ${DEFAULT-VALUE})")
    private Duration historyWait = Duration.ZERO;

    @Option(
            names = "--gate",
            paramLabel = "DIR",
            description =
                    "Let rules go live, the first ones too, only if the scenario files in this folder are answered as"
                            + " they expect (default: no gate)")
    private @Nullable Path gate;

    @Option(
            names = "--gate-coverage",
            paramLabel = "PERCENT",
            description = "With --gate: and only if so many of all rows decide the answer to a scenario")
    private @Nullable Double gateCoverage;

    @Mixin
    private AccessOption access = new AccessOption();

    @Mixin
    private TlsOption tls = new TlsOption();

    @Mixin
    private LogOption log = new LogOption();

    @Mixin
    private StoppingOption stopping = new StoppingOption();

    @Mixin
    private DecisionLogOptions decisionLog = new DecisionLogOptions();

    /** Puts the service together; the commands do not know of what. */
    @FunctionalInterface
    public interface Service {
        /** Begins with what needs no rules, and returns at once: rules can be loaded meanwhile. */
        Opening open(Histories histories);
    }

    /** A service that does not listen yet. Closing it lets go of what was opened, unless it has been started. */
    public interface Opening extends AutoCloseable {
        /**
         * Starts to listen, and returns when it does.
         *
         * @param rules in force; left open
         * @param profile whose channels are the answers'
         * @param decisionLog where the log of decisions is kept; null where none is
         * @throws IOException if it cannot listen there, or cannot keep histories or that log where it is told to; in words
         *     for the one who runs it
         */
        Running start(LiveRules rules, String profile, HttpSettings http, Journal.@Nullable Settings decisionLog)
                throws IOException;

        @Override
        void close();
    }

    /**
     * Where and how histories are kept.
     *
     * @param bounds how much of each is kept
     * @param maxPersons how many are held in memory
     * @param folder where the rest is; null where nothing outlives the process
     * @param disk how it is written to
     * @param cluster who keeps them together with this process; null where nobody does
     */
    public record Histories(
            TouchHistory.Bounds bounds,
            int maxPersons,
            @Nullable Path folder,
            InfinispanTouches.Disk disk,
            @Nullable Cluster cluster) {}

    /** A service that listens until it is closed; closing finishes what it has. */
    public interface Running extends AutoCloseable {
        /** The port it listens on. */
        int port();

        /** How many processes keep histories together, this one included; 0 where it is on its own. */
        int members();

        @Override
        void close();
    }

    public Serve(Service service) {
        this.service = service;
    }

    @Override
    public Integer call() {
        log.apply();
        PrintWriter err = spec.commandLine().getErr();
        String wrong = tls.wrong() == null ? access.tooOpen(host) : tls.wrong();
        if (wrong != null) {
            err.println("Headwater cannot start: " + wrong);
            return ExitCode.CANNOT;
        }
        ChosenRules chosen = ChosenRules.of(rules.folder, engineers.tables());
        if (gate != null && chosen.folder() == null) {
            err.println("Headwater cannot start: --gate is for rules that can change; name their folder with --rules.");
            return ExitCode.CANNOT;
        }
        if (gate == null && gateCoverage != null) {
            err.println("Headwater cannot start: --gate-coverage goes with --gate.");
            return ExitCode.CANNOT;
        }
        Histories histories;
        try {
            histories = histories(folder());
        } catch (IOException e) {
            err.println("Headwater cannot start: " + e.getMessage());
            return ExitCode.CANNOT;
        }
        RuleGate scenarios = gate == null ? RuleGate.OPEN : new ScenarioGate(gate, gateCoverage);
        try (Opening opening = service.open(histories);
                LiveRules live = open(chosen, profile.gate().and(scenarios))) {
            RuleSet ruleSet = live.state().active();
            if (ruleSet == null) {
                LiveRules.Refused refused = live.state().lastRefused();
                if (refused != null) {
                    refused.flaws().forEach(err::println);
                }
                err.println("The rules " + chosen.origin() + " are refused; Headwater does not start on them.");
                return ExitCode.CANNOT;
            }
            if (!profile.isKnownTo(ruleSet, err)) {
                return ExitCode.CANNOT;
            }
            return serve(opening, live, ruleSet.revision(), chosen.origin());
        }
    }

    /** A folder is watched; what is in the jar cannot change. */
    private static LiveRules open(ChosenRules chosen, RuleGate guard) {
        InstantSource clock = InstantSource.system();
        return chosen.folder() == null
                ? new LiveRules(chosen.load(), clock)
                : new LiveRules(chosen.folder(), clock, guard, chosen.tables());
    }

    private int serve(Opening opening, LiveRules live, String revision, String origin) {
        PrintWriter err = spec.commandLine().getErr();
        Path folder = folder();
        try (Running running = opening.start(live, profile.name, http(), decisionLog.settings())) {
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running), "stop"));
            PrintWriter out = spec.commandLine().getOut();
            out.println("Headwater listens on " + (tls.settings() == null ? "http" : "https") + "://"
                    + (host.contains(":") ? "[" + host + "]" : host) + ":"
                    + running.port() + " (rules " + revision + ", " + origin + "; histories "
                    + (folder == null ? "in memory" : "in " + folder)
                    + (running.members() == 0 ? "" : "; member of a cluster of " + running.members()) + ")");
            out.flush();
            stopped.await();
            return ExitCode.FINE;
        } catch (IOException e) {
            err.println("Headwater cannot start: " + e.getMessage());
            return ExitCode.CANNOT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FINE;
        }
    }

    private Histories histories(@Nullable Path folder) throws IOException {
        TouchHistory.Bounds bounds = new TouchHistory.Bounds(historyLength, historyAge);
        InfinispanTouches.Sync kept = sync ? InfinispanTouches.Sync.ALWAYS : InfinispanTouches.Sync.NEVER;
        InfinispanTouches.Disk written = new InfinispanTouches.Disk(kept, disk.maxBytes());
        return new Histories(bounds, maxPersons, folder, written, cluster.cluster());
    }

    /** Java ends with 143 after SIGTERM, however well it went; who sent the signal wants to know how it went. */
    private static void stop(Running running) {
        int code = ExitCode.FINE;
        try {
            LOG.info("stopping: finishing what was taken");
            running.close();
            LOG.info("stopped");
        } catch (RuntimeException e) {
            LOG.error("could not stop in good order", e);
            code = ExitCode.NO;
        }
        Runtime.getRuntime().halt(code);
    }

    /** Null where histories are kept in memory alone. */
    private @Nullable Path folder() {
        return data.equalsIgnoreCase(NONE)
                ? null
                : Path.of(data).toAbsolutePath().normalize();
    }

    private HttpSettings http() {
        DecideOn alone = folder() == null ? DecideOn.EVENT_LOOPS : DecideOn.WHERE_AT_HAND;
        DecideOn decideOn = cluster.isTold() ? DecideOn.WORKERS : alone;
        int eventLoops = HttpSettings.DEFAULT.eventLoops();
        HttpBounds bounds =
                limits.bounds(historyWait, stopping.closingTime, checks.bounds().maxBody());
        return new HttpSettings(
                host,
                port,
                eventLoops,
                decideOn,
                bounds,
                access.settings(),
                tls.settings(),
                checks.bounds(),
                stopping.drain());
    }
}
