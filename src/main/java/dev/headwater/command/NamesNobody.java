package dev.headwater.command;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import dev.headwater.infinispan.PersonKey;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out of the log what libraries say of a single person. When a member of a cluster is lost, Infinispan tells each command that
 * failed, with the key and sometimes the whole history; what became of the lead we tell ourselves, without a name.
 */
final class NamesNobody extends Filter<ILoggingEvent> {
    private static final String OURS = "dev.headwater.";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        if (event.getLoggerName().startsWith(OURS)) {
            return FilterReply.NEUTRAL;
        }
        return PersonKey.isIn(event.getFormattedMessage()) || isIn(event.getThrowableProxy())
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }

    private static boolean isIn(@Nullable IThrowableProxy thrown) {
        for (IThrowableProxy each = thrown; each != null; each = each.getCause()) {
            String message = each.getMessage();
            if (message != null && PersonKey.isIn(message)) {
                return true;
            }
        }
        return false;
    }
}
