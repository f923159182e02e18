package dev.headwater.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * The log as it is unless told otherwise: answers go to standard output, the log to standard error, so that pipes stay clean.
 * Written in Java, since each start would have to load all that reads it from XML. Whoever names a file of theirs
 * ({@code -Dlogback.configurationFile=…}) has that instead.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogSetup extends ContextAwareBase implements Configurator {
    /** What is written to standard error. */
    static final String APPENDER = "stderr";

    private static final String FILE = "logback.configurationFile";
    private static final String LINE =
            "%d{HH:mm:ss.SSS} %-5level %replace([trace %X{traceId}] ){'\\[trace \\] ', ''}%msg%n%ex{0}";

    @Override
    public ExecutionStatus configure(LoggerContext logs) {
        if (System.getProperty(FILE) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        asShipped(logs);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static void asShipped(LoggerContext logs) {
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setContext(logs);
        text.setPattern(LINE);
        text.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(logs);
        console.setName(APPENDER);
        console.setTarget("System.err");
        console.setEncoder(text);
        NamesNobody filter = new NamesNobody();
        filter.setContext(logs);
        filter.start();
        console.addFilter(filter);
        console.start();
        Logger root = logs.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(console);
        logs.getLogger("dev.headwater").setLevel(Level.INFO);
        // What is wrong with a workbook is told as a flaw; the library need not say it too.
        logs.getLogger("org.apache.poi").setLevel(Level.OFF);
    }
}
