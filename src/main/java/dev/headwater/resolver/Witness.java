package dev.headwater.resolver;

/** Sees each decision as it is given. It is told on the thread that decides: it never waits, and never throws. */
@FunctionalInterface
public interface Witness {
    /** Looks away. */
    Witness NOBODY = decided -> {};

    void decided(Decided decided);
}
