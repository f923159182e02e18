package dev.headwater.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of the jar that browsers ask for, compressed for those who can read it so, and not sent again to those who have it.
 * It is read when somebody first asks.
 */
final class StaticFile {
    private final Supplier<String> resource;
    private final String contentType;
    private final Loads loads;
    private volatile @Nullable Content content;

    /** What a file may do once it is in a browser, and how long it may stay there unasked. */
    enum Loads {
        /** A page: it loads what stands beside it, and nothing from anywhere else. */
        A_PAGE("no-cache", "same-origin"),
        /** Something that such a page loads. */
        PART_OF_A_PAGE("public, max-age=3600", "same-origin"),
        /** A script that pages of other sites load. */
        INTO_OTHER_SITES("public, max-age=3600", "cross-origin");

        private final String cacheControl;
        private final String resourcePolicy;

        Loads(String cacheControl, String resourcePolicy) {
            this.cacheControl = cacheControl;
            this.resourcePolicy = resourcePolicy;
        }
    }

    /** Swagger UI sets styles of single elements; scripts are taken from here alone, and none from within the page. */
    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /**
     * @param resource where it lies in the jar, or in one of its libraries
     * @param contentType with its charset
     */
    StaticFile(String resource, String contentType, Loads loads) {
        this(() -> resource, contentType, loads);
    }

    /** @param resource tells where it lies once somebody asks for it */
    StaticFile(Supplier<String> resource, String contentType, Loads loads) {
        this.resource = resource;
        this.contentType = contentType;
        this.loads = loads;
    }

    String mediaType() {
        return contentType.split(";", 2)[0];
    }

    void show(RoutingContext context) {
        Content read = content;
        if (read != null) {
            send(context.request(), read);
            return;
        }
        Vertx vertx = context.vertx();
        vertx.executeBlocking(this::read, false)
                .onSuccess(now -> send(context.request(), now))
                .onFailure(context::fail);
    }

    private void send(HttpServerRequest request, Content file) {
        boolean zipped = takesGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        EntityTag tag = zipped ? file.tag().form("gzip") : file.tag();
        request.response()
                .putHeader(HttpHeaders.ETAG, tag.text())
                .putHeader(HttpHeaders.VARY, "Accept-Encoding")
                .putHeader(HttpHeaders.CACHE_CONTROL, loads.cacheControl)
                .putHeader("Cross-Origin-Resource-Policy", loads.resourcePolicy);
        if (loads == Loads.A_PAGE) {
            request.response().putHeader("Content-Security-Policy", PAGE_POLICY);
        }
        if (tag.isHeldBy(request)) {
            Reply.notModified(request);
            return;
        }
        if (zipped) {
            request.response().putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        Reply.send(request, 200, contentType, zipped ? file.gzip() : file.plain());
    }

    private static boolean takesGzip(@Nullable String header) {
        if (header == null) {
            return false;
        }
        for (String coding : header.toLowerCase(Locale.ROOT).replace(" ", "").split(",", -1)) {
            if (coding.equals("gzip") || coding.startsWith("gzip;") && !coding.matches("gzip;q=0(\\.0*)?")) {
                return true;
            }
        }
        return false;
    }

    /** Two who ask at once may both read it; it is the same for both. */
    private Content read() throws IOException {
        try (InputStream file = StaticFile.class.getResourceAsStream(resource.get())) {
            if (file == null) {
                throw new IllegalStateException(resource.get() + " is missing from the jar");
            }
            byte[] plain = file.readAllBytes();
            ByteArrayOutputStream zipped = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
                gzip.write(plain);
            }
            Content read = new Content(plain, zipped.toByteArray(), EntityTag.of(plain));
            content = read;
            return read;
        }
    }

    private record Content(byte[] plain, byte[] gzip, EntityTag tag) {}
}
