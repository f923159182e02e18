package dev.headwater.http;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who may call, as the one who runs the service wants it.
 *
 * @param keys the file of API keys; null where there is none
 * @param metrics the role that {@code /metrics} asks for
 */
public record AccessSettings(@Nullable Path keys, Role metrics) {
    /** Everybody may do everything: for an address that only this machine reaches. */
    public static final AccessSettings OPEN = new AccessSettings(null, Role.READ);

    /** Whether anybody is asked who he is. */
    public boolean asks() {
        return keys != null;
    }
}
