package dev.headwater.ledger;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** No more is taken for now. */
public final class LedgerFull extends IOException {
    private static final long serialVersionUID = 1;

    LedgerFull(String message) {
        this(message, null);
    }

    LedgerFull(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
