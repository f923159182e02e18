package dev.headwater;

import dev.headwater.access.Access;
import dev.headwater.attribution.Costs;
import dev.headwater.command.Check;
import dev.headwater.command.Convert;
import dev.headwater.command.Diff;
import dev.headwater.command.Headwater;
import dev.headwater.command.KeptFolder;
import dev.headwater.command.Key;
import dev.headwater.command.New;
import dev.headwater.command.Replay;
import dev.headwater.command.Report;
import dev.headwater.command.Resolve;
import dev.headwater.command.Scenario;
import dev.headwater.command.SelfReportScore;
import dev.headwater.command.Serve;
import dev.headwater.command.Show;
import dev.headwater.command.TellCosts;
import dev.headwater.command.Test;
import dev.headwater.decision.Explain;
import dev.headwater.http.CheckBounds;
import dev.headwater.http.HttpService;
import dev.headwater.http.HttpSettings;
import dev.headwater.http.Reporting;
import dev.headwater.http.Routes;
import dev.headwater.http.RulesInForce;
import dev.headwater.infinispan.InfinispanTouches;
import dev.headwater.journal.Journal;
import dev.headwater.json.LeadContextJson;
import dev.headwater.json.Reading;
import dev.headwater.json.ResolutionJson;
import dev.headwater.json.RulesJson;
import dev.headwater.lead.VisitorId;
import dev.headwater.resolver.SourceResolver;
import dev.headwater.rules.LiveRules;
import dev.headwater.rules.RuleSet;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.Touches;
import dev.headwater.touch.Touches.HistoryUnavailable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The jar's entry: puts the house together, and says to the shell how it went. */
public final class Main {
    private static final int CANNOT = 2;
    private static final int WARM_UP = 20;

    private Main() {}

    public static void main(String[] arguments) {
        PrintWriter err = writer(FileDescriptor.err, "stderr.encoding");
        Settings settings;
        try {
            settings = Settings.of(System.getenv(), arguments);
        } catch (IOException e) {
            err.println("Headwater cannot start: " + e.getMessage());
            System.exit(CANNOT);
            return;
        }
        CommandLine commands = commands(settings, System.in, new FileOutputStream(FileDescriptor.out));
        commands.setOut(writer(FileDescriptor.out, "stdout.encoding"));
        commands.setErr(err);
        System.exit(commands.execute(arguments));
    }

    /**
     * All commands.
     *
     * @param in where leads come from unless files are named
     * @param out where answers go
     */
    static CommandLine commands(Settings settings, InputStream in, OutputStream out) {
        CommandLine commands = new CommandLine(new Headwater())
                .addSubcommand(new Serve(Main::start))
                .addSubcommand(new Check())
                .addSubcommand(new Test())
                .addSubcommand(new Scenario(in, Clock.systemUTC()))
                .addSubcommand(new Resolve(
                        in,
                        out,
                        Clock.systemUTC(),
                        () -> new InfinispanTouches(TouchHistory.Bounds.DEFAULT),
                        Main::decisionId))
                .addSubcommand(new Replay(in))
                .addSubcommand(new Report(out, Clock.systemUTC(), Main::openFolder))
                .addSubcommand(new TellCosts(Main::openFolder))
                .addSubcommand(new Show())
                .addSubcommand(new Diff())
                .addSubcommand(new New())
                .addSubcommand(new Convert())
                .addSubcommand(Key.withItsCommands(Clock.systemUTC()))
                .addSubcommand(new SelfReportScore());
        return commands.setDefaultValueProvider(settings)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler((e, wrong) -> refuse(e, settings))
                .setExecutionStrategy(parsed -> execute(parsed, settings))
                .setExecutionExceptionHandler((e, command, parsed) -> fail(e, command));
    }

    private static Serve.Running start(
            LiveRules rules,
            String profile,
            HttpSettings http,
            Serve.Histories histories,
            Journal.@Nullable Settings decisionLog)
            throws IOException {
        InfinispanTouches touches = open(histories);
        Journal journal = null;
        try {
            Access access = Access.open(http.access(), Clock.systemUTC());
            SourceResolver resolver = new SourceResolver(rules, touches.ahead(), Main::decisionId, profile);
            if (histories.folder() != null || histories.cluster() != null) {
                warmUp(resolver, touches);
            }
            Journal log = decisionLog == null ? null : Journal.open(decisionLog);
            journal = log;
            Routes routes = new Routes(
                    log == null ? resolver : resolver.seenBy(log),
                    touches,
                    inForce(rules, http.checks()),
                    Clock.systemUTC(),
                    http.decideOn(),
                    http.bounds(),
                    access,
                    Reporting.with(touches.costs()),
                    log == null ? () -> 0 : log::dropped);
            if (histories.cluster() != null) {
                routes.watchCluster(touches::members, touches::isSettled);
            }
            if (histories.folder() != null) {
                routes.watchDisk(touches::bytesOnDisk, touches::givenUp, touches::isWriting);
            }
            HttpService service = HttpService.start(http, routes);
            return new Serve.Running() {
                @Override
                public int members() {
                    return histories.cluster() == null ? 0 : touches.members();
                }

                @Override
                public int port() {
                    return service.port();
                }

                @Override
                public void close() {
                    service.close();
                    if (log != null) {
                        log.close();
                    }
                    touches.close();
                    access.close();
                }
            };
        } catch (IOException | RuntimeException e) {
            if (journal != null) {
                journal.close();
            }
            touches.close();
            throw e;
        }
    }

    /**
     * Answers a few leads that nobody asked about, and forgets them. What runs for the first time takes longest, and the
     * first real lead is to have its history within its time as well.
     */
    private static void warmUp(SourceResolver resolver, Touches touches) {
        VisitorId nobody = new VisitorId("warm-up " + UUID.randomUUID());
        for (int i = 0; i < WARM_UP; i++) {
            String lead = "{\"visitorId\": \"" + nobody.value() + "\", \"eventId\": \"" + i + "\","
                    + " \"landingUrl\": \"https://acme.example/?utm_source=google&utm_medium=cpc&gclid=x\","
                    + " \"referrer\": \"https://www.google.com/\", \"form\": {\"heardAboutUs\": \"a friend\"}}";
            if (LeadContextJson.read(lead.getBytes(StandardCharsets.UTF_8)) instanceof Reading.Lead read) {
                resolver.tell(
                        read.lead(),
                        Instant.now(),
                        Explain.SUMMARY,
                        true,
                        answer -> ResolutionJson.write(answer, Explain.SUMMARY));
            }
        }
        try {
            touches.forget(nobody);
        } catch (HistoryUnavailable e) {
            // The store has said so already; leads are answered without it.
        }
    }

    private static InfinispanTouches open(Serve.Histories histories) throws IOException {
        if (histories.cluster() != null) {
            return InfinispanTouches.inCluster(
                    histories.cluster(),
                    histories.folder(),
                    histories.bounds(),
                    histories.maxPersons(),
                    histories.disk());
        }
        return histories.folder() == null
                ? new InfinispanTouches(histories.bounds(), histories.maxPersons())
                : InfinispanTouches.onDisk(
                        histories.folder(), histories.bounds(), histories.maxPersons(), histories.disk());
    }

    private static KeptFolder.Opened openFolder(Path folder, TouchHistory.Bounds bounds) throws IOException {
        InfinispanTouches kept = open(new Serve.Histories(
                bounds, InfinispanTouches.DEFAULT_MAX_PERSONS, folder, InfinispanTouches.Disk.DEFAULT, null));
        return new KeptFolder.Opened() {
            @Override
            public Touches touches() {
                return kept;
            }

            @Override
            public Costs costs() {
                return kept.costs();
            }

            @Override
            public void close() {
                kept.close();
            }
        };
    }

    private static RulesInForce inForce(LiveRules rules, CheckBounds checks) {
        return new RulesInForce() {
            @Override
            public @Nullable RuleSet active() {
                return rules.state().active();
            }

            @Override
            public RulesJson.@Nullable Refused lastRefused() {
                LiveRules.Refused refused = rules.state().lastRefused();
                return refused == null ? null : new RulesJson.Refused(refused.at(), refused.flaws());
            }

            @Override
            public CheckBounds checkBounds() {
                return checks;
            }

            @Override
            public LiveRules.Checked check(Map<String, byte[]> files) {
                return rules.check(files);
            }

            @Override
            public Loads loads() {
                LiveRules.State state = rules.state();
                return new Loads(state.loads(), state.refusedLoads(), state.liveSince(), state.lastLoad());
            }
        };
    }

    /** A service does not start under a setting that means nothing: whoever wrote it is waiting for an effect. */
    private static int execute(CommandLine.ParseResult parsed, Settings settings) {
        CommandLine.ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        CommandLine.Model.CommandSpec spec = command.commandSpec();
        if (spec.userObject() instanceof Serve && !command.isUsageHelpRequested()) {
            PrintWriter err = spec.commandLine().getErr();
            settings.strangers(spec).forEach(err::println);
            settings.flaws(spec).forEach(err::println);
            err.flush();
            if (!settings.flaws(spec).isEmpty()) {
                return CANNOT;
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Nobody gains anything by guessing one, so it need not come from a generator for secrets, which all threads share. */
    private static String decisionId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long version = (random.nextLong() & ~0xF000L) | 0x4000L;
        long variant = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | Long.MIN_VALUE;
        return new UUID(version, variant).toString();
    }

    /** What is wrong with the command line, under the name that the wrong value was given by. */
    private static int refuse(CommandLine.ParameterException e, Settings settings) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        Settings.Given given = settings.given(e.getArgSpec());
        if (given != null && given.isMeant(e.getValue())) {
            err.println(given.place() + " is wrong. " + e.getMessage());
            if (given.value().startsWith("tcp://")) {
                err.println("Kubernetes sets such a variable for a service of that name: rename the service, or say"
                        + " enableServiceLinks: false.");
            }
        } else {
            err.println(e.getMessage());
            CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        }
        err.println("See: "
                + command.getCommandSpec().qualifiedName(" ").replaceFirst("headwater", "java -jar headwater.jar")
                + " --help");
        err.flush();
        return CANNOT;
    }

    private static int fail(Exception e, CommandLine command) {
        command.getErr().println(e instanceof IOException ? "It failed: " + e.getMessage() : "It failed: " + e);
        command.getErr().flush();
        return CANNOT;
    }

    /** Text in the encoding of the terminal; where that knows ASCII alone, UTF-8 does no harm. */
    private static PrintWriter writer(FileDescriptor where, String property) {
        String name = System.getProperty(property, System.getProperty("native.encoding", "UTF-8"));
        Charset charset = Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
        Charset chosen = charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
        return new PrintWriter(new FileOutputStream(where), true, chosen);
    }
}
