package dev.headwater.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may call, as the one who runs the service wants it.
 *
 * @param keys the file of API keys; null where there is none
 * @param tokens which tokens let somebody in; null where none does
 * @param metrics the role that {@code /metrics} asks for
 * @param origins the origins of web pages that may call, as browsers write them: {@code https://www.acme.example}
 */
public record AccessSettings(@Nullable Path keys, @Nullable TokenSettings tokens, Role metrics, Set<String> origins) {
    /** Everybody may do everything, but no web page: for an address that only this machine reaches. */
    public static final AccessSettings OPEN = new AccessSettings(null, Role.READ);

    public AccessSettings {
        origins = Set.copyOf(origins);
    }

    /**
     * An origin as browsers write it: in lower case, without its usual port.
     *
     * @return null where it is none: with a path, without a scheme, {@code *}, {@code null}
     */
    public static @Nullable String origin(String written) {
        try {
            URI uri = new URI(written.strip().toLowerCase(Locale.ROOT));
            boolean bare = uri.getHost() != null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null;
            if (!bare || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return null;
            }
            int usual = uri.getScheme().equals("https") ? 443 : 80;
            return uri.getScheme() + "://" + uri.getHost()
                    + (uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort());
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** With keys or without, no tokens and no web pages. */
    public AccessSettings(@Nullable Path keys, Role metrics) {
        this(keys, null, metrics, Set.of());
    }

    /** Whether anybody is asked who he is. */
    public boolean asks() {
        return keys != null || tokens != null;
    }
}
