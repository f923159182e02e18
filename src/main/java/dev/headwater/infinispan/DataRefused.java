package dev.headwater.infinispan;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A folder of histories cannot be used; the message says why, and what can be done, to the one who runs the service. */
public final class DataRefused extends IOException {
    private static final long serialVersionUID = 1L;

    DataRefused(String message) {
        super(message);
    }

    DataRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
