package dev.headwater.decision;

/** How much of the reasons an app wants. The answer itself is the same under each. */
public enum Explain {
    /** The answer alone. */
    NONE,
    /** The rows that decided, all evidence, all conflicts. */
    SUMMARY,
    /** And each condition's actual value, and the rows that missed by one condition. */
    FULL
}
