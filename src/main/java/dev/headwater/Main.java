package dev.headwater;

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
import dev.headwater.infinispan.InfinispanTouches;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.Touches;
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
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine;

/** The jar's entry: puts the house together, and says to the shell how it went. */
public final class Main {
    private static final int CANNOT = 2;

    /** The command that somebody waits for: the others are not even loaded beside it. */
    private static final String SERVE = "serve";

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
        CommandLine commands = arguments.length > 0 && arguments[0].equals(SERVE)
                ? asked(new CommandLine(new Headwater()).addSubcommand(serve()), settings)
                : commands(settings, System.in, new FileOutputStream(FileDescriptor.out));
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
                .addSubcommand(serve())
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
        return asked(commands, settings);
    }

    private static Serve serve() {
        return new Serve(histories -> new ServiceStart(histories, Main::decisionId));
    }

    private static CommandLine asked(CommandLine commands, Settings settings) {
        return commands.setDefaultValueProvider(settings)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler((e, wrong) -> refuse(e, settings))
                .setExecutionStrategy(parsed -> execute(parsed, settings))
                .setExecutionExceptionHandler((e, command, parsed) -> fail(e, command));
    }

    private static KeptFolder.Opened openFolder(Path folder, TouchHistory.Bounds bounds) throws IOException {
        InfinispanTouches kept = ServiceStart.open(new Serve.Histories(
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
