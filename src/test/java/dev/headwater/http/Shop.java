package dev.headwater.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Somebody's own site with Headwater's script on its pages and a form, and an app behind the form that asks Headwater where
 * the lead came from. Its form handler is all that a site has to have.
 */
final class Shop implements AutoCloseable {
    /** Leads that arrive at a machine's own address are nobody's; the browser takes this one to be here. */
    static final String HOST = "shop.example";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final URI headwater;

    /** The attributes of the script's one line. */
    volatile String options = "";

    Shop(URI headwater) throws IOException {
        this.headwater = headwater;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> send(exchange, page()));
        server.createContext("/lead", exchange -> send(exchange, "<pre>" + resolved(exchange) + "</pre>"));
        server.start();
    }

    String url(String path) {
        return "http://" + HOST + ":" + server.getAddress().getPort() + path;
    }

    private String page() {
        return """
                <!DOCTYPE html><html lang="en"><head><title>Shop</title>
                <script src="%s" %s></script></head>
                <body><form method="post" action="/lead">
                  <input name="email"><input type="hidden" name="headwater_body">
                  <input type="hidden" name="headwater_landingUrl"><input type="hidden" name="crm_first">
                </form></body></html>""".formatted(headwater.resolve("/headwater.js"), options);
    }

    /** The form handler: what the script told, with the name that the app gives the lead. */
    private String resolved(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String body = Arrays.stream(form.split("&"))
                .filter(field -> field.startsWith("headwater_body="))
                .map(field -> URLDecoder.decode(field.substring(field.indexOf('=') + 1), UTF_8))
                .findFirst()
                .orElseThrow();
        ObjectMapper json = new ObjectMapper();
        JsonNode lead = ((ObjectNode) json.readTree(body)).put("leadId", "L-1");
        HttpRequest request = HttpRequest.newBuilder(headwater.resolve("/v1/leads:resolve"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(lead.toString()))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, String html) throws IOException {
        byte[] bytes = html.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
