package dev.headwater.signal;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address as browsers send it and people paste it. Anything can be read; what cannot be made sense of is left out,
 * and told. {@code java.net.URI} is of no use here: it throws on what browsers send.
 *
 * @param host who it belongs to; null where none is given or none can be made of it
 * @param path decoded, in lower case, without a slash at its end; empty for the root
 * @param parameters those of the query, then those of the fragment
 */
record WebAddress(@Nullable HostName host, String path, Parameters parameters) {

    /** Characters of an address that are looked at; browsers send up to two million. */
    static final int LONGEST = 16_384;

    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]{0,30}):");
    private static final Pattern PORT = Pattern.compile("\\d{1,5}([/?#].*)?", Pattern.DOTALL);
    private static final Pattern ENCODED_WHOLE = Pattern.compile("https?%(25)?3a", Pattern.CASE_INSENSITIVE);
    private static final Set<String> WEB = Set.of("http", "https");
    private static final Set<String> APPS = Set.of("android-app", "ios-app");

    private static final Set<String> OF_THE_DEVICE =
            Set.of("file", "content", "chrome", "chrome-extension", "moz-extension", "safari-web-extension", "edge");
    private static final String OPENING = "\"'<(";
    private static final String CLOSING = "\"'>)";

    private static final WebAddress NOTHING = new WebAddress(null, "", Parameters.NONE);

    /**
     * Reads an address.
     *
     * @param text what was sent
     * @param what what it is to people ({@code landing URL})
     * @param oddities takes what is odd about it
     */
    static WebAddress read(String text, String what, Oddities oddities) {
        String url = tidy(cut(text, what, oddities));
        // As nearly all begin; what follows is the same for them, and slower.
        if (url.startsWith("https://") || url.startsWith("http://")) {
            return ofRest(url.substring(url.indexOf(':') + 1), what, oddities);
        }
        Matcher scheme = SCHEME.matcher(url);
        if (!scheme.lookingAt()) {
            return withoutScheme(url, what, oddities);
        }
        String name = scheme.group(1).toLowerCase(Locale.ROOT);
        String rest = url.substring(scheme.end());
        if (WEB.contains(name)) {
            return ofRest(rest, what, oddities);
        }
        if (APPS.contains(name)) {
            return ofApp(rest, what, oddities);
        }
        if (PORT.matcher(rest).matches()) {
            return ofRest(url, what, oddities);
        }
        // A mistyped scheme (htttps://) still leads to a host; about:, mailto: and those of a browser's inside do not.
        boolean place = rest.startsWith("//")
                && !OF_THE_DEVICE.contains(name)
                && rest.substring(0, endOf(rest, 2, "/?#")).indexOf('.') > 0;
        return place ? ofRest(rest, what, oddities) : NOTHING;
    }

    private static WebAddress withoutScheme(String url, String what, Oddities oddities) {
        // The colon gets lost in some exports: android-app//com.google.android.gm
        for (String app : APPS) {
            if (url.regionMatches(true, 0, app + "//", 0, app.length() + 2)) {
                return ofApp(url.substring(app.length()), what, oddities);
            }
        }
        if (url.startsWith("//")) {
            return ofRest(url, what, oddities);
        }
        String first = url.substring(0, endOf(url, 0, "/?#"));
        boolean host = first.indexOf('.') > 0 || first.equalsIgnoreCase("localhost") || first.startsWith("[");
        return host && first.indexOf('=') < 0 && first.indexOf(' ') < 0
                ? ofRest(url, what, oddities)
                : ofPlace(null, url, what, oddities);
    }

    private static WebAddress ofApp(String rest, String what, Oddities oddities) {
        String text = withoutSlashes(rest);
        int end = endOf(text, 0, "/?#");
        HostName app = HostName.ofApp(text.substring(0, end));
        tellIfNoHost(app, text.substring(0, end), what, oddities);
        return ofPlace(app, text.substring(end), what, oddities);
    }

    private static WebAddress ofRest(String rest, String what, Oddities oddities) {
        String text = withoutSlashes(rest);
        int end = endOf(text, 0, "/?#");
        String authority = text.substring(0, end);
        HostName host = HostName.ofAuthority(authority);
        tellIfNoHost(host, authority, what, oddities);
        return ofPlace(host, text.substring(end), what, oddities);
    }

    private static void tellIfNoHost(@Nullable HostName host, String found, String what, Oddities oddities) {
        if (host == null && !found.isEmpty()) {
            oddities.add("the " + what + " has no host that could be one: " + Oddities.quote(found));
        }
    }

    private static WebAddress ofPlace(@Nullable HostName host, String place, String what, Oddities oddities) {
        int path = endOf(place, 0, "?#");
        int hash = endOf(place, path, "#");
        String query = path < hash ? place.substring(path + 1, hash) : "";
        String fragment = hash < place.length() ? place.substring(hash + 1) : "";
        Parameters parameters = Parameters.read(query, fragmentQuery(fragment), what, oddities);
        return new WebAddress(host, plainPath(place.substring(0, path)), parameters);
    }

    /** In a fragment, parameters stand alone ({@code #utm_source=x}) or after a path ({@code #/start?utm_source=x}). */
    private static String fragmentQuery(String fragment) {
        int mark = fragment.indexOf('?');
        return mark >= 0 ? fragment.substring(mark + 1) : fragment;
    }

    private static String plainPath(String raw) {
        String path = PercentCoding.decode(raw).toLowerCase(Locale.ROOT);
        int session = path.indexOf(';');
        int end = session >= 0 ? session : path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static String cut(String text, String what, Oddities oddities) {
        if (text.length() <= LONGEST) {
            return text;
        }
        oddities.add("the " + what + " has " + text.length() + " characters; the first " + LONGEST + " were read");
        return text.substring(0, LONGEST);
    }

    /** As browsers do: no blanks and quotes around it, no control characters in it, backslashes are slashes. */
    private static String tidy(String text) {
        String url = unwrapped(visible(text).strip());
        if (url.indexOf('%') > 0 && ENCODED_WHOLE.matcher(url).lookingAt()) {
            url = PercentCoding.decode(url);
            url = ENCODED_WHOLE.matcher(url).lookingAt() ? PercentCoding.decode(url) : url;
        }
        int backslash = url.indexOf('\\');
        if (backslash < 0) {
            return url;
        }
        int end = endOf(url, 0, "?#");
        return url.substring(0, end).replace('\\', '/') + url.substring(end);
    }

    private static String visible(String text) {
        int at = 0;
        while (at < text.length() && isVisible(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length()).append(text, 0, at);
        for (int i = at; i < text.length(); i++) {
            if (isVisible(text.charAt(i))) {
                visible.append(text.charAt(i));
            }
        }
        return visible.toString();
    }

    private static boolean isVisible(char c) {
        return !Character.isISOControl(c) && c != '\uFEFF' && c != '\u200B';
    }

    private static String unwrapped(String url) {
        int closing = url.length() < 2 ? -1 : OPENING.indexOf(url.charAt(0));
        return closing >= 0 && url.charAt(url.length() - 1) == CLOSING.charAt(closing)
                ? url.substring(1, url.length() - 1).strip()
                : url;
    }

    private static String withoutSlashes(String text) {
        int from = 0;
        while (from < text.length() && text.charAt(from) == '/') {
            from++;
        }
        return text.substring(from);
    }

    private static int endOf(String text, int from, String ends) {
        for (int i = from; i < text.length(); i++) {
            if (ends.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
