package dev.headwater.touch;

/** What came of telling a conversion. */
public enum Converted {
    /** It is kept. */
    DONE,
    /** It was kept already, the same in everything. */
    ALREADY,
    /** Another one is kept under its name. */
    ANOTHER,
    /** It is older than a touch is kept: nothing that could have led to it is known any more. */
    TOO_OLD,
    /** So many are kept of this person that no more are taken: {@link Conversions#MAX_LENGTH}. */
    FULL,
    /** Nothing is known of this person. */
    UNKNOWN
}
