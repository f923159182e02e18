package dev.headwater.touch;

/** What is left of a person who is forgotten. */
public enum Forgetting {
    /** Nothing. */
    WHOLLY,
    /**
     * Their name, and that they were forgotten, for as long as a touch is kept: where a copy of what was known may lie on a
     * machine that is switched off, the copy is known for an old one when it turns up.
     */
    LEAVING_A_MARK
}
