package dev.headwater.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The name of one form of something, by which a caller that holds it need not be sent it again.
 *
 * @param text with its quotes
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3">RFC 9110, 8.8.3</a>
 */
record EntityTag(String text) {
    private static final int ENOUGH = 16;

    /** A name by content. */
    static EntityTag of(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new EntityTag('"' + HexFormat.of().formatHex(digest, 0, ENOUGH) + '"');
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The name of another form of the same thing. */
    EntityTag form(String form) {
        return new EntityTag(text.substring(0, text.length() - 1) + "-" + form + '"');
    }

    /** Whether a request says that its sender holds this. Nobody else's weak name for it makes a difference. */
    boolean isHeldBy(HttpServerRequest request) {
        String held = String.join(",", request.headers().getAll(HttpHeaders.IF_NONE_MATCH));
        return Arrays.stream(held.split(",", -1))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals(text));
    }
}
