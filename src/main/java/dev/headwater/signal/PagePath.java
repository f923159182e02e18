package dev.headwater.signal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The host, path and query of a page's address, read leniently: nothing here fails, however odd the address.
 *
 * @param host in lower case, without port and {@code www.}; empty where the address has none
 * @param path decoded, in lower case, beginning with one slash and ending in none (save the root itself, {@code /})
 * @param rawQuery the query as it stands in the address; empty where there is none
 */
record PagePath(String host, String path, String rawQuery) {
    /** What is longer is no path that somebody printed, and is not read further. */
    private static final int LONGEST_PATH = 2_000;

    private static final int LONGEST_QUERY = 16_000;
    private static final int MOST_PARAMETERS = 200;

    /** Decoded parameters in lower case, the first of each name; an empty value for a bare name. */
    Map<String, String> query() {
        return rawQuery.isEmpty() ? Map.of() : parameters(rawQuery);
    }

    static PagePath of(String address) {
        String rest = address.strip();
        int fragment = rest.indexOf('#');
        if (fragment >= 0) {
            rest = rest.substring(0, fragment);
        }
        int mark = rest.indexOf('?');
        String query = mark < 0 ? "" : rest.substring(mark + 1);
        String place = (mark < 0 ? rest : rest.substring(0, mark)).replace('\\', '/');
        int start = hostStart(place);
        if (start < 0) {
            return new PagePath("", path(place), query);
        }
        int slash = place.indexOf('/', start);
        String authority = slash < 0 ? place.substring(start) : place.substring(start, slash);
        return new PagePath(host(authority), path(slash < 0 ? "" : place.substring(slash)), query);
    }

    /** Where the host begins, or -1 where there is none: after a scheme, after {@code //}, or at a dotted first label. */
    private static int hostStart(String place) {
        int scheme = place.indexOf("://");
        if (scheme > 0 && scheme < 20 && place.indexOf('/') == scheme + 1) {
            return scheme + 3;
        }
        if (place.startsWith("//")) {
            return 2;
        }
        int slash = place.indexOf('/');
        String first = slash < 0 ? place : place.substring(0, slash);
        return first.indexOf('.') > 0 && slash > 0 ? 0 : -1;
    }

    private static String host(String authority) {
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        int port = host.lastIndexOf(':');
        if (port >= 0 && host.indexOf(']') < port) {
            host = host.substring(0, port);
        }
        host = host.toLowerCase(Locale.ROOT);
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        return host.startsWith("www.") ? host.substring(4) : host;
    }

    private static String path(String raw) {
        String decoded = decode(raw.length() > LONGEST_PATH ? raw.substring(0, LONGEST_PATH) : raw, false);
        StringBuilder path = new StringBuilder(decoded.length() + 1);
        for (int start = 0, end; start <= decoded.length(); start = end + 1) {
            end = decoded.indexOf('/', start);
            end = end < 0 ? decoded.length() : end;
            String visible = end == start ? "" : visible(decoded.substring(start, end));
            if (!visible.isEmpty()) {
                path.append('/').append(visible);
            }
        }
        return path.length() == 0 ? "/" : path.toString();
    }

    private static Map<String, String> parameters(String raw) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String rest = raw.length() > LONGEST_QUERY ? raw.substring(0, LONGEST_QUERY) : raw;
        for (String pair : rest.split("[&;]", MOST_PARAMETERS)) {
            int equals = pair.indexOf('=');
            String name = visible(decode(equals < 0 ? pair : pair.substring(0, equals), true));
            if (!name.isEmpty()) {
                parameters.putIfAbsent(name, equals < 0 ? "" : visible(decode(pair.substring(equals + 1), true)));
            }
        }
        return parameters;
    }

    private static String visible(String text) {
        return Letters.plain(DisplayName.line(text, LONGEST_PATH));
    }

    /** Percent-decodes, twice where it was encoded twice; what is no valid escape stays as it is. */
    private static String decode(String text, boolean plusIsBlank) {
        String once = decodeOnce(plusIsBlank ? text.replace('+', ' ') : text);
        return once.equals(text) ? once : decodeOnce(once);
    }

    private static String decodeOnce(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low < 0) {
                decoded.write(bytes[i]);
            } else {
                decoded.write(high * 16 + low);
                i += 2;
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
