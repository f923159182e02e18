package dev.headwater.ledger;

/** In which part of its table a key is: a part can be looked through without the others. */
@FunctionalInterface
public interface KeyParts {
    /** How many there are. */
    int COUNT = 256;

    /** From 0 to {@link #COUNT} - 1, always the same for a key. */
    int of(byte[] key);
}
