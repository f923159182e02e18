package dev.headwater.command;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** How a service writes its log. */
final class LogOption {
    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description =
                    "How the log on standard error is written: text for people, or json for programs, an object on"
                            + " each line (default: ${DEFAULT-VALUE})")
    private Format format = Format.text;

    /** As named on the command line. */
    enum Format {
        text,
        json
    }

    /** Has the log written so from now on. */
    void apply() {
        if (format == Format.json
                && LoggerFactory.getILoggerFactory() instanceof LoggerContext logs
                && logs.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(LogSetup.APPENDER)
                        instanceof ConsoleAppender<ILoggingEvent> console) {
            JsonEncoder json = new JsonEncoder();
            json.setContext(logs);
            json.setWithSequenceNumber(false);
            json.setWithNanoseconds(false);
            json.setWithContext(false);
            json.setWithMessage(false);
            json.setWithArguments(false);
            json.setWithFormattedMessage(true);
            json.start();
            console.stop();
            console.setEncoder(json);
            console.start();
        }
    }
}
