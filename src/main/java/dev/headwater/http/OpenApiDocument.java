package dev.headwater.http;

import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code /openapi.yaml}: the contract, as it lies in the jar. */
final class OpenApiDocument {
    private static final String FILE = "/openapi.yaml";

    private final byte[] document;

    OpenApiDocument() {
        try (InputStream file = OpenApiDocument.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing from the jar");
            }
            document = file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void show(RoutingContext context) {
        Reply.send(context.request(), 200, Reply.YAML, document);
    }
}
