package dev.headwater.http;

import dev.headwater.access.AccessSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the service listens.
 *
 * @param host the address to listen on; {@code 127.0.0.1} is reached from this machine only
 * @param port 0 for any free one
 * @param eventLoops how many threads serve, 1 or more
 * @param decideOn the threads that decide
 * @param bounds what a caller may cost
 * @param access who may call
 * @param tls how the service shows who it is; null where it speaks in the clear
 * @param checks what checking rules that somebody sends may cost
 * @param drain how long it goes on serving when it is told to stop, no longer ready, so that whoever spreads the load can
 *     see it; 0 for not at all
 */
public record HttpSettings(
        String host,
        int port,
        int eventLoops,
        DecideOn decideOn,
        HttpBounds bounds,
        AccessSettings access,
        @Nullable TlsSettings tls,
        CheckBounds checks,
        Duration drain) {

    /** Which threads take decisions. */
    public enum DecideOn {
        /** Those that serve: the fastest, as long as the store of histories is in memory. */
        EVENT_LOOPS,
        /**
         * Those that serve, for leads that the store of histories has at hand, and others for the rest: for a store that is on
         * a disk of its own, and ahead of it.
         */
        WHERE_AT_HAND,
        /** Others, which a store on disk or across a network may keep waiting. */
        WORKERS
    }

    /** Loopback, port 8080, as many event loops as processors, decisions on them, default bounds. */
    public static final HttpSettings DEFAULT = new HttpSettings(
            "127.0.0.1", 8080, Runtime.getRuntime().availableProcessors(), DecideOn.EVENT_LOOPS, HttpBounds.DEFAULT);

    /** Settings under which everybody may call, in the clear. */
    public HttpSettings(String host, int port, int eventLoops, DecideOn decideOn, HttpBounds bounds) {
        this(host, port, eventLoops, decideOn, bounds, AccessSettings.OPEN, null);
    }

    /** Settings under which as many checks are done as is shipped, and a service stops at once. */
    public HttpSettings(
            String host,
            int port,
            int eventLoops,
            DecideOn decideOn,
            HttpBounds bounds,
            AccessSettings access,
            @Nullable TlsSettings tls) {
        this(host, port, eventLoops, decideOn, bounds, access, tls, CheckBounds.DEFAULT, Duration.ZERO);
    }

    /** @throws IllegalArgumentException if the port is no port or there is no event loop */
    public HttpSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
        if (eventLoops < 1) {
            throw new IllegalArgumentException("there is 1 event loop or more, not " + eventLoops);
        }
    }

    /** The same on another port. */
    public HttpSettings onPort(int newPort) {
        return new HttpSettings(host, newPort, eventLoops, decideOn, bounds, access, tls, checks, drain);
    }
}
