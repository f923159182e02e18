package dev.headwater.http;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The trace that a request belongs to, as W3C Trace Context has it (<a
 * href="https://www.w3.org/TR/trace-context/">w3.org/TR/trace-context</a>): the caller's where its {@code traceparent} is
 * well formed, else a new one. The answer names it, and the log does.
 *
 * @param id 32 hexadecimal digits
 * @param span our part of it, 16 hexadecimal digits
 * @param flags of the caller; 00 where there are none that we know
 * @param state what other tools have to say of it; null where nothing is
 */
record Trace(String id, String span, String flags, @Nullable String state) {
    static final String PARENT = "traceparent";
    static final String STATE = "tracestate";

    /** What every tool has to pass on at least; longer ones are let go. */
    static final int LONGEST_STATE = 512;

    private static final String IN_LOG = "traceId";
    private static final Pattern WRITTEN =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final String FIRST_VERSION = "00";
    private static final String NO_VERSION = "ff";
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);

    /** Finds out what trace a request belongs to, and says so in the answer. */
    static void enter(RoutingContext context) {
        Trace trace = of(context.request().headers());
        context.put(IN_LOG, trace.id());
        context.response().putHeader(PARENT, trace.parent());
        if (trace.state() != null) {
            context.response().putHeader(STATE, trace.state());
        }
        context.next();
    }

    /** The trace of a request that has entered. */
    static String idOf(RoutingContext context) {
        String id = context.get(IN_LOG);
        return id == null ? NO_TRACE : id;
    }

    /** The same, naming the trace in whatever is logged meanwhile. */
    static <T> Callable<T> named(String id, Callable<T> work) {
        return () -> {
            MDC.put(IN_LOG, id);
            try {
                return work.call();
            } finally {
                MDC.remove(IN_LOG);
            }
        };
    }

    static Trace of(MultiMap headers) {
        if (!headers.contains(PARENT)) {
            return new Trace(digits(2), digits(1), FIRST_VERSION, null);
        }
        List<String> told = headers.getAll(PARENT);
        Matcher written = told.size() == 1 ? WRITTEN.matcher(told.get(0)) : null;
        if (written == null || !written.matches() || !means(written)) {
            return new Trace(digits(2), digits(1), FIRST_VERSION, null);
        }
        // Of flags that later versions add we know nothing, and those of the first version mean the same in all.
        String flags = written.group(1).equals(FIRST_VERSION)
                ? written.group(4)
                : String.format(Locale.ROOT, "%02x", Integer.parseInt(written.group(4), 16) & 1);
        return new Trace(written.group(2), digits(1), flags, state(headers.getAll(STATE)));
    }

    private static boolean means(Matcher written) {
        String version = written.group(1);
        return !version.equals(NO_VERSION)
                && (written.group(5) == null || !version.equals(FIRST_VERSION))
                && !written.group(2).equals(NO_TRACE)
                && !written.group(3).equals(NO_SPAN);
    }

    private static @Nullable String state(List<String> told) {
        String state = String.join(",", told);
        return state.isBlank() || state.length() > LONGEST_STATE ? null : state;
    }

    private static String digits(int longs) {
        char[] digits = new char[16 * longs];
        for (int i = 0; i < longs; i++) {
            long random;
            do {
                random = ThreadLocalRandom.current().nextLong();
            } while (random == 0);
            for (int digit = 0; digit < 16; digit++) {
                digits[16 * i + digit] = Character.forDigit((int) (random >>> (60 - 4 * digit)) & 0xF, 16);
            }
        }
        return new String(digits);
    }

    private String parent() {
        return FIRST_VERSION + "-" + id + "-" + span + "-" + flags;
    }
}
