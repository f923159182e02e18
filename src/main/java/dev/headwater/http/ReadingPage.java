package dev.headwater.http;

import dev.headwater.http.StaticFile.Loads;
import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * {@code /docs}: the contract for people to read and try. All that the page loads lies in the jar and its libraries, so it
 * works without the web. What it may load is written down here by name; no name a caller sends ever becomes a path.
 */
final class ReadingPage {
    static final String HTML = "text/html";

    /** What the page's parts are; the document names them. */
    static final List<String> PART_TYPES = List.of("text/css", "text/javascript", "image/png");

    private static final String SWAGGER_UI = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private final StaticFile page = new StaticFile("/docs/index.html", HTML + "; charset=utf-8", Loads.A_PAGE);
    private final Map<String, StaticFile> parts = Map.of(
            "page.js", part(() -> "/docs/page.js", "text/javascript; charset=utf-8"),
            "swagger-ui.css", part(ofLibrary("swagger-ui.css"), "text/css; charset=utf-8"),
            "swagger-ui-bundle.js", part(ofLibrary("swagger-ui-bundle.js"), "text/javascript; charset=utf-8"),
            "favicon-32x32.png", part(ofLibrary("favicon-32x32.png"), "image/png"));

    void show(RoutingContext context) {
        page.show(context);
    }

    /** @param names that of a part */
    void part(RoutingContext context, List<String> names) {
        StaticFile part = parts.get(names.get(0));
        if (part == null) {
            String detail = "The page at /docs has no such part.";
            BoundedBody.refuse(context.vertx(), context.request(), Problem.of(ProblemType.NOT_FOUND, detail));
        } else {
            part.show(context);
        }
    }

    private static StaticFile part(Supplier<String> resource, String contentType) {
        return new StaticFile(resource, contentType, Loads.PART_OF_A_PAGE);
    }

    private static Supplier<String> ofLibrary(String file) {
        return () -> "/META-INF/resources/webjars/swagger-ui/" + version() + "/" + file;
    }

    private static String version() {
        try (InputStream file = ReadingPage.class.getResourceAsStream(SWAGGER_UI)) {
            if (file == null) {
                throw new IllegalStateException("Swagger UI is not among the libraries");
            }
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
