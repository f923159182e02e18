package dev.headwater.journal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of an address what may be personal, and leaves what rules look at: host, path, and the parameters that a list
 * names.
 *
 * @param looked the names that rules look at
 * @param personal what is masked
 */
record AddressMask(LookedAt looked, Set<Personal> personal) {
    /** What stands in the place of something masked; it says as little as it looks like. */
    static final String MASKED = "masked";

    /** A semicolon separates only where a name and an equals sign follow. */
    private static final Pattern PIECE = Pattern.compile("(?:[^?#&;]|;(?![\\p{L}\\p{N}_.-]+=))+");

    /** What programs write where they have no value, which rules can tell from a real one. */
    private static final Pattern NO_VALUE = Pattern.compile(
            "[\\s(\\[{<$%_*-].*|n/?a|nil|nan|null|none|unknown|undefined|not.set|", Pattern.CASE_INSENSITIVE);

    private static final Pattern ENDS_AUTHORITY = Pattern.compile("[/?#]");

    /**
     * Masks an address.
     *
     * @param place what it is called in the lead
     * @param masked takes what was masked
     */
    String of(String url, String place, List<String> masked) {
        String address = personal.contains(Personal.CONTACTS) ? withoutName(url, place, masked) : url;
        int at = startOfQuery(address);
        if (at == address.length()) {
            return address;
        }
        Matcher piece = PIECE.matcher(address);
        StringBuilder kept = new StringBuilder(address.length()).append(address, 0, at);
        int end = at;
        for (boolean found = piece.find(at); found; found = piece.find()) {
            kept.append(address, end, piece.start());
            kept.append(piece(piece.group(), place, masked));
            end = piece.end();
        }
        return kept.append(address, end, address.length()).toString();
    }

    private static int startOfQuery(String address) {
        for (int i = 0; i < address.length(); i++) {
            if (address.charAt(i) == '?' || address.charAt(i) == '#') {
                return i;
            }
        }
        return address.length();
    }

    private String piece(String piece, String place, List<String> masked) {
        int equals = piece.indexOf('=');
        if (equals < 0) {
            if (personal.contains(Personal.PARAMETERS)) {
                masked.add(place + "?");
                return MASKED;
            }
            return piece;
        }
        String name = name(piece.substring(0, equals));
        String value = piece.substring(equals + 1);
        boolean clickId = looked.clickIds().contains(name);
        boolean known = clickId || looked.parameters().contains(name);
        boolean mask = clickId
                ? personal.contains(Personal.CLICK_IDS) && !looked.parameters().contains(name)
                : !known && personal.contains(Personal.PARAMETERS);
        if (!mask || NO_VALUE.matcher(value).matches()) {
            return piece;
        }
        masked.add(place + "?" + name);
        return piece.substring(0, equals + 1) + MASKED;
    }

    /** A click ID that the app kept itself. */
    String clickId(String parameter, String value, List<String> masked) {
        if (!personal.contains(Personal.CLICK_IDS) || NO_VALUE.matcher(value).matches()) {
            return value;
        }
        masked.add("clickIds." + parameter);
        return MASKED;
    }

    private static String name(String raw) {
        String name = raw.strip().toLowerCase(Locale.ROOT);
        if (name.indexOf('%') >= 0) {
            try {
                name = URLDecoder.decode(name, StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT);
            } catch (IllegalArgumentException e) {
                // A name that cannot be decoded is in no list.
                return name;
            }
        }
        return name.startsWith("amp;") ? name.substring(4) : name;
    }

    /** {@code https://jane:secret@acme.example/} without Jane. */
    private static String withoutName(String url, String place, List<String> masked) {
        int from = url.indexOf("//");
        if (from < 0) {
            return url;
        }
        Matcher ends = ENDS_AUTHORITY.matcher(url);
        int end = ends.find(from + 2) ? ends.start() : url.length();
        int name = url.lastIndexOf('@', end - 1);
        if (name < from + 2) {
            return url;
        }
        masked.add(place + "@");
        return url.substring(0, from + 2) + url.substring(name + 1);
    }
}
