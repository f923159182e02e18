package dev.headwater.ledger;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file holds something that was never written to it. */
public final class LedgerDamaged extends IOException {
    private static final long serialVersionUID = 1;

    LedgerDamaged(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
