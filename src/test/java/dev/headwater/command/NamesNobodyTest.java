package dev.headwater.command;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log as it is set up, but for where it is written to. */
class NamesNobodyTest {
    private static final String LIBRARY = "org.infinispan.CLUSTER";

    private final LoggerContext logs = new LoggerContext();
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();

    @BeforeEach
    void setUp() {
        LogSetup.asShipped(logs);
        Logger root = logs.getLogger(Logger.ROOT_LOGGER_NAME);
        Appender<ILoggingEvent> console = root.getAppender(LogSetup.APPENDER);
        console.getCopyOfAttachedFiltersList().forEach(written::addFilter);
        root.detachAppender(console);
        written.start();
        root.addAppender(written);
    }

    @Test
    void whatALibrarySaysOfAPersonIsNotWritten() {
        say(LIBRARY, "ISPN000136: Error executing command, writing keys [lead:anna@example.com]", null);
        say(LIBRARY, "ISPN000071: Caught exception when handling command Put{key=visitor:v-7, value=Dossier[]}", null);
        say(LIBRARY, "it failed", new IllegalStateException(new TimeoutException("no lock for key lead:Anna Muster")));
        assertThat(written.list).isEmpty();
    }

    @Test
    void whatItSaysOfAMemberIsWritten() {
        say(LIBRARY, "ISPN000313: Lost data because of abrupt leavers [vm-56469]", new TimeoutException());
        say(LIBRARY, "a leader: who leads", null);
        assertThat(written.list).hasSize(2);
    }

    @Test
    void whatWeSayOurselvesIsWritten() {
        say("dev.headwater.resolver.SourceResolver", "touch not recorded: no lock for key \u2026", null);
        assertThat(written.list).hasSize(1);
    }

    private void say(String logger, String message, @Nullable Throwable thrown) {
        if (thrown == null) {
            logs.getLogger(logger).atLevel(org.slf4j.event.Level.ERROR).log(message);
        } else {
            logs.getLogger(logger).error(message, thrown);
        }
        assertThat(logs.getLogger(logger).isEnabledFor(Level.ERROR)).isTrue();
    }
}
