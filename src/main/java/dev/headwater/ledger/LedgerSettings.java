package dev.headwater.ledger;

import org.jspecify.annotations.Nullable;

/**
 * How a ledger is kept.
 *
 * @param sync whether the disk itself must have what is called written; else the operating system
 * @param maxBytes about how many bytes the files may have in all; {@link Long#MAX_VALUE} for as many as there are
 * @param fileBytes how long one file gets
 * @param parts the parts of tables that somebody will look through; null where nobody will
 */
public record LedgerSettings(
        boolean sync,
        long maxBytes,
        long fileBytes,
        @Nullable KeyParts parts) {
    private static final long FILE_BYTES = 64L << 20;
    private static final int FILES = 16;

    /** The least bound that leaves room for cleaning. */
    public static final long LEAST_BYTES = 16L << 20;

    /** Nobody will look through parts. */
    public LedgerSettings(boolean sync, long maxBytes, long fileBytes) {
        this(sync, maxBytes, fileBytes, null);
    }

    /** Files of the usual length; short ones where not many bytes are allowed, so that room is made in small steps. */
    public LedgerSettings(boolean sync, long maxBytes) {
        this(sync, maxBytes, Math.min(FILE_BYTES, maxBytes / FILES));
    }

    /** The same for somebody who will look through parts. */
    public LedgerSettings by(KeyParts known) {
        return new LedgerSettings(sync, maxBytes, fileBytes, known);
    }
}
