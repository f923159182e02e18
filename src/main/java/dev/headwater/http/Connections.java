package dev.headwater.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes connections that have not sent a whole request head in time, counted from their opening or from the last
 * answer. The server's own idle timeout alone would let a sender drip one byte of a header now and then, for ever.
 */
final class Connections {
    /** A connection may stay this much longer than it should, as a part of its time. */
    private static final int SWEEPS = 4;

    private final long idleNanos;
    private final Map<HttpConnection, Long> waitingSince = new ConcurrentHashMap<>();

    Connections(Vertx vertx, Duration idleTime) {
        this.idleNanos = idleTime.toNanos();
        vertx.setPeriodic(Math.max(1, idleTime.toMillis() / SWEEPS), tick -> sweep());
    }

    void opened(HttpConnection connection) {
        waitingSince.put(connection, System.nanoTime());
        connection.closeHandler(closed -> waitingSince.remove(connection));
    }

    /** A handler that sees when a request has come and when it is answered, and leaves the rest to the other. */
    Handler<HttpServerRequest> watching(Handler<HttpServerRequest> other) {
        return request -> {
            HttpConnection connection = request.connection();
            waitingSince.remove(connection);
            request.response().endHandler(answered -> waitingSince.put(connection, System.nanoTime()));
            other.handle(request);
        };
    }

    private void sweep() {
        long now = System.nanoTime();
        waitingSince.forEach((connection, since) -> {
            if (now - since > idleNanos) {
                waitingSince.remove(connection, since);
                connection.close();
            }
        });
    }
}
