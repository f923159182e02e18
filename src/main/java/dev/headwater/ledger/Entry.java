package dev.headwater.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What is kept under a key of a table.
 *
 * <p>In a file: a byte 1, the length of what follows the head (4 bytes), half a checksum of that length (2), a checksum of what
 * follows (4); then the table (1), whether it is kept or removed (1), the key's length (2), the key, when it expires (8; in
 * milliseconds since 1970) and the value. The length has a checksum of its own, so that an entry that is cut short can be
 * told from one whose length the disk has changed.
 *
 * @param table 0 to 127
 * @param expires from then on it is as if it were not there
 * @param removed whether it says that there is nothing under the key any more
 */
public record Entry(int table, byte[] key, byte[] value, long expires, boolean removed) {
    static final int HEAD = 11;
    static final byte MARK = 1;

    /** The longest that is written or believed. */
    static final int MAX_LENGTH = 1 << 26;

    private static final int AROUND = 12;

    static Entry removed(int table, byte[] key) {
        return new Entry(table, key, new byte[0], Long.MAX_VALUE, true);
    }

    /** How many bytes it takes in a file. */
    int length() {
        return HEAD + AROUND + key.length + value.length;
    }

    void write(ByteBuffer out) {
        int start = out.position();
        int length = length() - HEAD;
        out.position(start + HEAD);
        out.put((byte) table)
                .put((byte) (removed ? 1 : 0))
                .putShort((short) key.length)
                .put(key)
                .putLong(expires)
                .put(value);
        out.put(start, MARK)
                .putInt(start + 1, length)
                .putShort(start + 5, half(length))
                .putInt(start + 7, checksum(out.array(), out.arrayOffset() + start + HEAD, length));
    }

    /** The length that a head tells; -1 where that is no head. */
    static int lengthIn(ByteBuffer head, int start) {
        int length = head.getInt(start + 1);
        boolean good = head.get(start) == MARK
                && head.getShort(start + 5) == half(length)
                && length >= AROUND
                && length <= MAX_LENGTH;
        return good ? length : -1;
    }

    /**
     * Reads an entry of which all bytes are there.
     *
     * @throws IOException if they are not what was written
     */
    static Entry read(ByteBuffer in, int start) throws IOException {
        int length = lengthIn(in, start);
        int body = start + HEAD;
        if (length < 0
                || body + length > in.limit()
                || in.getInt(start + 7) != checksum(in.array(), in.arrayOffset() + body, length)) {
            throw new IOException("the checksum of an entry does not fit");
        }
        byte[] key = new byte[in.getShort(body + 2) & 0xffff];
        byte[] value = new byte[length - AROUND - key.length];
        in.get(body + 4, key);
        in.get(body + AROUND + key.length, value);
        return new Entry(in.get(body), key, value, in.getLong(body + 4 + key.length), in.get(body + 1) != 0);
    }

    private static short half(int length) {
        return (short) (length * 0x9E3779B1 >>> 16);
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, length);
        return (int) sum.getValue();
    }
}
