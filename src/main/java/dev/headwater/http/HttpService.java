package dev.headwater.http;

import dev.headwater.access.LiveFiles;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Headwater listening on a port, from {@link #start} until {@link #close}. */
public final class HttpService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);

    private static final long START_SECONDS = 30;

    /** Vert.x's word for any free port, the same for all who listen; 0 would give each its own. */
    private static final int ANY_ONE_SHARED = -1;

    private final Vertx vertx;
    private final HttpSettings settings;
    private final Routes routes;
    private final List<Listener> listeners = new ArrayList<>();
    private int port;
    private @Nullable LiveFiles<Identity> identity;
    private @Nullable CompletableFuture<Void> closing;

    private HttpService(Vertx vertx, HttpSettings settings, Routes routes) {
        this.vertx = vertx;
        this.settings = settings;
        this.routes = routes;
    }

    /**
     * Starts to listen, and returns when it does. The service keeps the process alive until it is closed.
     *
     * @throws IOException if it cannot listen there, told in words for the one who chose the port
     */
    public static HttpService start(HttpSettings settings, Routes routes) throws IOException {
        return start(settings, routes, router -> router);
    }

    /** The same with routes that the product does not have: benchmarks compare with those. */
    static HttpService start(HttpSettings settings, Routes routes, UnaryOperator<Router> more) throws IOException {
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(settings.eventLoops())
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false));
        HttpService service = new HttpService(Vertx.vertx(options), settings, routes);
        try {
            if (settings.tls() != null) {
                service.identity = Identity.watch(service.vertx, settings.tls(), service::show);
            }
            for (int i = 0; i < settings.eventLoops(); i++) {
                service.port = service.listen(routes, more);
            }
            return service;
        } catch (IOException | RuntimeException e) {
            service.close();
            throw e;
        }
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /**
     * Is ready no more, and goes on for {@link HttpSettings#drain}. Then takes no more requests, finishes those it has,
     * within {@link HttpBounds#closingTime}, and returns when all is closed. Closing twice does no harm.
     */
    @Override
    public void close() {
        CompletableFuture<Void> closed;
        synchronized (this) {
            if (closing == null) {
                drain();
                closing = closeAll();
            }
            closed = closing;
        }
        closed.join();
    }

    /** Who spreads the load looks now and then: until it has, it is answered. */
    private void drain() {
        routes.stop();
        if (listeners.isEmpty()) {
            return;
        }
        try {
            Thread.sleep(settings.drain().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** New connections see the new certificate; those that there are stay. */
    private void show(Identity next) {
        listeners.forEach(listener -> listener.server
                .updateSSLOptions(next.options(settings.bounds()))
                .onFailure(e -> LOG.error("the new certificate cannot be shown: {}", e.getMessage())));
    }

    private CompletableFuture<Void> closeAll() {
        if (identity != null) {
            identity.close();
        }
        long millis = settings.bounds().closingTime().toMillis();
        List<Future<Void>> servers = listeners.stream()
                .map(listener -> listener.server.shutdown(millis, TimeUnit.MILLISECONDS))
                .toList();
        return Future.join(servers)
                .transform(done -> vertx.close())
                .toCompletionStage()
                .toCompletableFuture();
    }

    private int listen(Routes routes, UnaryOperator<Router> more) throws IOException {
        Listener listener = new Listener(vertx, options(), settings.bounds(), routes, more);
        try {
            vertx.deployVerticle(listener, new DeploymentOptions())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw new IOException(
                    "cannot listen on " + settings.host() + ", port " + settings.port() + ": " + cause.getMessage(),
                    cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting to listen", e);
        }
        listeners.add(listener);
        return listener.server.actualPort();
    }

    /** HTTP/1.1 alone, no upgrades, no web sockets, no compression either way, everything bounded. */
    private HttpServerOptions options() {
        HttpBounds bounds = settings.bounds();
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port() == 0 ? ANY_ONE_SHARED : settings.port())
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(false)
                .setDecompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setHandle100ContinueAutomatically(false)
                .setMaxInitialLineLength(bounds.maxLine())
                .setMaxHeaderSize(bounds.maxHeaders())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(Math.toIntExact(idleMillis(bounds)));
        if (identity != null) {
            options.setSsl(true)
                    .setUseAlpn(false)
                    .setKeyCertOptions(identity.get().pem())
                    .setEnabledSecureTransportProtocols(Identity.PROTOCOLS)
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setSslHandshakeTimeout(bounds.bodyTime().toMillis());
        }
        return options;
    }

    /** A stream that stands still is to be told so before its connection is closed. */
    private static long idleMillis(HttpBounds bounds) {
        long stream = bounds.batch().idleTime().toMillis();
        return Math.min(Integer.MAX_VALUE, Math.max(bounds.idleTime().toMillis(), stream + stream / 2));
    }

    /** One event loop's part: a server of its own on the shared port. */
    private static final class Listener extends VerticleBase {
        private final HttpServer server;

        Listener(Vertx vertx, HttpServerOptions options, HttpBounds bounds, Routes routes, UnaryOperator<Router> more) {
            Connections connections = new Connections(vertx, bounds.idleTime(), routes.connections());
            this.server = vertx.createHttpServer(options)
                    .connectionHandler(connections::opened)
                    .invalidRequestHandler(routes.unparsable())
                    .requestHandler(more.apply(routes.router(vertx, connections)));
        }

        @Override
        public Future<?> start() {
            return server.listen();
        }
    }
}
