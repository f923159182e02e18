package dev.headwater.http;

import dev.headwater.access.Role;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;

/**
 * Which web pages may call. Only pages of the origins that are named, and only calls of the roles {@code tell} and
 * {@code resolve}: what a page can do, everybody who opens the page can.
 *
 * @param origins as browsers write them
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
 */
record CrossOrigin(Set<String> origins) {
    private static final String ALLOWED_ORIGIN = "Access-Control-Allow-Origin";
    private static final String READABLE = "WWW-Authenticate, Retry-After, Idempotent-Replayed";
    private static final String SENDABLE = "authorization, content-type, idempotency-key, traceparent, x-api-key";
    private static final String TEN_MINUTES = "600";

    CrossOrigin {
        origins = Set.copyOf(origins);
    }

    /** Lets a page that may call read the answer. */
    void answer(HttpServerRequest request, Routes.Call call) {
        if (isOffered(call) && comesFromThere(request)) {
            request.response().putHeader("Access-Control-Expose-Headers", READABLE);
        }
    }

    /** Tells a browser that asks before it calls what a page may; a page that may not is told nothing. */
    void preflight(HttpServerRequest request, List<Routes.Call> calls) {
        String method = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        for (Routes.Call call : calls) {
            if (isOffered(call) && call.method().name().equals(method) && comesFromThere(request)) {
                request.response()
                        .putHeader("Access-Control-Allow-Methods", method)
                        .putHeader("Access-Control-Allow-Headers", SENDABLE)
                        .putHeader("Access-Control-Max-Age", TEN_MINUTES);
            }
        }
    }

    private boolean isOffered(Routes.Call call) {
        return !origins.isEmpty() && (call.role() == Role.TELL || call.role() == Role.RESOLVE);
    }

    /** Caches are told that the answer depends on who asks, whether or not he may. */
    private boolean comesFromThere(HttpServerRequest request) {
        request.response().headers().add(HttpHeaders.VARY, "Origin");
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || !origins.contains(origin)) {
            return false;
        }
        request.response().putHeader(ALLOWED_ORIGIN, origin);
        return true;
    }
}
