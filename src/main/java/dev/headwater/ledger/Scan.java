package dev.headwater.ledger;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads a file from its beginning. A process that is killed may leave the last entry half written; it was never acknowledged.
 * Anything else that does not fit is damage, for people to decide about.
 */
final class Scan {
    private static final int BUFFER = 1 << 18;

    private Scan() {}

    /** Takes entries. */
    interface Reader {
        void take(Entry entry, long place, int length) throws IOException;
    }

    /**
     * Reads all entries of a file.
     *
     * @return how long the file is without an end that is half written
     * @throws LedgerDamaged if something else is in it
     */
    static long read(Path path, Reader reader) throws IOException {
        long size = Files.size(path);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER))) {
            if (!hasHead(in, size, path)) {
                return 0;
            }
            long position = LedgerFile.HEAD_LENGTH;
            ByteBuffer buffer = ByteBuffer.allocate(1 << 12);
            while (position < size) {
                long left = size - position;
                int length = length(in, left, position, buffer, path);
                if (length < 0) {
                    return position;
                }
                buffer = withRoom(buffer, length);
                in.readFully(buffer.array(), Entry.HEAD, length - Entry.HEAD);
                buffer.limit(length);
                reader.take(entry(buffer, position, path), position, length);
                position += length;
            }
            return position;
        }
    }

    private static boolean hasHead(InputStream in, long size, Path path) throws IOException {
        byte[] expected = LedgerFile.head();
        byte[] head = in.readNBytes(expected.length);
        for (int i = 0; i < Math.min(head.length, LedgerFile.HEAD.length); i++) {
            if (head[i] != expected[i]) {
                if (isZero(head) && restIsZero(in)) {
                    return false;
                }
                throw new LedgerDamaged(path + ": this file is something else", null);
            }
        }
        if (size < expected.length) {
            return false;
        }
        if (head[LedgerFile.HEAD.length] != LedgerFile.FORM) {
            throw new LedgerDamaged(
                    path + " is written in form " + head[LedgerFile.HEAD.length] + ", and this release knows form "
                            + LedgerFile.FORM,
                    null);
        }
        return true;
    }

    /** The length of the next entry with its head, which is in the buffer then; -1 where the file ends before it does. */
    private static int length(DataInputStream in, long left, long position, ByteBuffer buffer, Path path)
            throws IOException {
        buffer.clear();
        int there = in.readNBytes(buffer.array(), 0, (int) Math.min(left, Entry.HEAD));
        if (buffer.get(0) != Entry.MARK) {
            if (isZero(Arrays.copyOf(buffer.array(), there)) && restIsZero(in)) {
                // Room that the file system had given and nobody had written to when the power went.
                return -1;
            }
            throw wrong(path, position);
        }
        if (there < Entry.HEAD) {
            return -1;
        }
        int length = Entry.lengthIn(buffer, 0);
        if (length < 0) {
            throw wrong(path, position);
        }
        return Entry.HEAD + length > left ? -1 : Entry.HEAD + length;
    }

    private static ByteBuffer withRoom(ByteBuffer buffer, int length) {
        if (buffer.capacity() >= length) {
            return buffer.clear();
        }
        ByteBuffer larger = ByteBuffer.allocate(Math.max(length, buffer.capacity() * 2));
        larger.put(0, buffer, 0, Entry.HEAD);
        return larger;
    }

    private static Entry entry(ByteBuffer buffer, long position, Path path) throws LedgerDamaged {
        try {
            return Entry.read(buffer, 0);
        } catch (IOException e) {
            throw new LedgerDamaged(path + ": at byte " + position + ", " + e.getMessage(), e);
        }
    }

    private static LedgerDamaged wrong(Path path, long position) {
        return new LedgerDamaged(path + ": at byte " + position + " an entry should begin, and none does", null);
    }

    private static boolean isZero(byte[] bytes) {
        for (byte each : bytes) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean restIsZero(InputStream in) throws IOException {
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != 0) {
                return false;
            }
        }
        return true;
    }
}
