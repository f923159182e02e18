package dev.headwater.http;

import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How answers leave: with a length, a date, and headers that keep browsers from guessing and from keeping. */
final class Reply {
    static final String JSON = "application/json";
    static final String YAML = "application/yaml";

    /** Whoever came over TLS once is not to come back without. */
    private static final String A_YEAR = "max-age=31536000";

    /** As bytes already, so that none of them is encoded anew with each answer. */
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");

    private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence REFERRERS = HttpHeaders.createOptimized("Referrer-Policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence SECURITY_POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence NOTHING_ELSE =
            HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");

    private static volatile Dated now = new Dated(Long.MIN_VALUE, "");

    private Reply() {}

    /** @return done when the answer is on its way; at once where nobody waits for it any more */
    static Future<Void> send(HttpServerRequest request, int status, String mediaType, byte[] body) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return Future.succeededFuture();
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length));
        guard(request);
        return response.end(Buffer.buffer(body));
    }

    /** Begins an answer whose length nobody knows yet. */
    static void begin(HttpServerRequest request, String mediaType) {
        HttpServerResponse response = request.response();
        response.setStatusCode(200).setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, mediaType);
        guard(request);
        response.writeHead();
    }

    static Future<Void> nothing(HttpServerRequest request) {
        HttpServerResponse response = request.response().setStatusCode(204);
        guard(request);
        return response.end();
    }

    /** Says that what the caller has is what it would get. */
    static Future<Void> notModified(HttpServerRequest request) {
        HttpServerResponse response = request.response().setStatusCode(304);
        guard(request);
        return response.end();
    }

    static Future<Void> refuse(HttpServerRequest request, Problem problem) {
        return send(request, problem.type().status(), Problem.MEDIA_TYPE, problem.toJson());
    }

    /** Trouble of ours, under the name that the log has it by. */
    static Problem ours(String id) {
        return Problem.of(
                        ProblemType.INTERNAL_ERROR,
                        "Please report it with the value of \"instance\", which our log has too.")
                .named(id);
    }

    /** What a caller of these has set stays as it is: a file that may be kept says so before it is sent. */
    private static void guard(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.putHeader(HttpHeaders.DATE, date());
        unlessSet(response, HttpHeaders.CACHE_CONTROL, NO_STORE);
        unlessSet(response, CONTENT_TYPE_OPTIONS, NO_SNIFF);
        unlessSet(response, REFERRERS, NO_REFERRER);
        if (request.connection().isSsl()) {
            response.putHeader("Strict-Transport-Security", A_YEAR);
        }
        unlessSet(response, SECURITY_POLICY, NOTHING_ELSE);
    }

    private static void unlessSet(HttpServerResponse response, CharSequence name, CharSequence value) {
        if (!response.headers().contains(name)) {
            response.putHeader(name, value);
        }
    }

    /** The wall clock, whatever clock decisions are taken by: this is a matter between HTTP and its caches. */
    private static String date() {
        Instant time = Instant.now();
        Dated dated = now;
        if (dated.second() != time.getEpochSecond()) {
            dated = new Dated(
                    time.getEpochSecond(), DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC)));
            now = dated;
        }
        return dated.text();
    }

    private record Dated(long second, String text) {}
}
