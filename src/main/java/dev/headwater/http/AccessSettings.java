package dev.headwater.http;

import java.nio.file.Path;
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
     * @return null where it is none, such as {@code *} or an address with a path
     */
    public static @Nullable String origin(String written) {
        return CrossOrigin.origin(written);
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
