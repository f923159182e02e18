package dev.headwater.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * Makes 64 bits of a key, by SipHash-1-3 (Aumasson and Bernstein, 2012) with a secret of this process, so that nobody can find
 * keys that come to the same.
 */
final class KeyHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** In which no word is taken in any more. */
    private static final int CLOSING_ROUNDS = 3;

    private final long first;
    private final long second;

    KeyHash() {
        SecureRandom random = new SecureRandom();
        first = random.nextLong();
        second = random.nextLong();
    }

    KeyHash(long first, long second) {
        this.first = first;
        this.second = second;
    }

    /** @param table hashed as if it stood behind the key: the same key in two tables is two */
    long of(int table, byte[] key) {
        long v0 = first ^ 0x736f6d6570736575L;
        long v1 = second ^ 0x646f72616e646f6dL;
        long v2 = first ^ 0x6c7967656e657261L;
        long v3 = second ^ 0x7465646279746573L;
        int whole = key.length & ~7;
        int closing = whole + 8;
        for (int i = 0; i < closing + 8 * CLOSING_ROUNDS; i += 8) {
            if (i == closing) {
                v2 ^= 0xff;
            }
            long word = i < whole ? (long) LONGS.get(key, i) : i == whole ? last(table, key, whole) : 0;
            v3 ^= word;
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
            v0 ^= word;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    /** The bytes that fill no word, the table in the place where SipHash has the length. */
    private static long last(int table, byte[] key, int whole) {
        long word = (long) (key.length * 8 + table) << 56;
        for (int i = key.length - 1; i >= whole; i--) {
            word |= (key[i] & 0xffL) << (8 * (i - whole));
        }
        return word;
    }
}
