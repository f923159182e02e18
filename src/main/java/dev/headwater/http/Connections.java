package dev.headwater.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes connections that have not sent a whole request head in time, counted from their opening or from the last
 * answer. The server's own idle timeout alone would let a sender drip one byte of a header now and then, for ever.
 *
 * <p>Knows too which connections are more than there may be. These are told so if they ask, and many of them are closed
 * without a word.
 */
final class Connections {
    /** A connection may stay this much longer than it should, as a part of its time. */
    private static final int SWEEPS = 4;

    /** So many too many are listened to, by each event loop, so that they can be told. */
    private static final int MOST_TOLD = 32;

    private final long idleNanos;
    private final Crowd open;
    private final Map<HttpConnection, Long> waitingSince = new ConcurrentHashMap<>();
    private final Set<HttpConnection> tooMany = ConcurrentHashMap.newKeySet();

    /** @param open all that are open, those of other event loops too */
    Connections(Vertx vertx, Duration idleTime, Crowd open) {
        this.idleNanos = idleTime.toNanos();
        this.open = open;
        vertx.setPeriodic(Math.max(1, idleTime.toMillis() / SWEEPS), tick -> sweep());
    }

    void opened(HttpConnection connection) {
        Framing.watch(connection);
        boolean counted = open.enter();
        if (!counted) {
            tooMany.add(connection);
        }
        waitingSince.put(connection, System.nanoTime());
        connection.closeHandler(closed -> {
            waitingSince.remove(connection);
            tooMany.remove(connection);
            if (counted) {
                open.leave();
            }
        });
        if (tooMany.size() > MOST_TOLD) {
            connection.close();
        }
    }

    /** Sees that a request has come, and when it is answered. Says whether its connection is one too many. */
    boolean asked(RoutingContext context) {
        HttpConnection connection = context.request().connection();
        waitingSince.remove(connection);
        if (context.request().headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            Framing.passOver(context.request());
        }
        context.addEndHandler(answered -> waitingSince.put(connection, System.nanoTime()));
        return tooMany.contains(connection);
    }

    private void sweep() {
        long now = System.nanoTime();
        waitingSince.forEach((connection, since) -> {
            if (now - since > idleNanos) {
                waitingSince.remove(connection, since);
                cutOff(connection);
            }
        });
    }

    /** Closes a connection at once; closed as usual, it would first wait for the other side to read what is on its way. */
    static void cutOff(HttpConnection connection) {
        if (connection instanceof HttpServerConnection server) {
            server.channelHandlerContext().close();
        } else {
            connection.close();
        }
    }
}
