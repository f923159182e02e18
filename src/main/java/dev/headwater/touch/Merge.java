package dev.headwater.touch;

/** What came of making one person's touches another's. */
public enum Merge {
    /** They are the other's now. */
    DONE,
    /** They were already. */
    ALREADY,
    /** The visitor is another lead: one visitor never makes two leads one. */
    TAKEN,
    /**
     * So many have been merged into the other already that no more are taken ({@link Dossier#MAX_JOINED}), or both together
     * have too many conversions ({@link Conversions#MAX_LENGTH}).
     */
    FULL
}
