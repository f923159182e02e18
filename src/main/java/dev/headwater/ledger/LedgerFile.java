package dev.headwater.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One file of a ledger: a head that names its form, then entries. It is opened when it is needed, and again after a thread was
 * interrupted in it, which closes it for all.
 */
final class LedgerFile {
    /** What a file begins with; the last byte is the number of its form. */
    static final byte[] HEAD = "headwater ledger".getBytes(US_ASCII);

    static final int FORM = 1;
    static final int HEAD_LENGTH = HEAD.length + 1;

    private final int number;
    private final Path path;
    private final Census census = new Census();
    private volatile long length;
    private @Nullable FileChannel channel;
    private boolean gone;

    /** @param length how many bytes of it are given away already */
    LedgerFile(Path folder, int number, long length) {
        this.number = number;
        this.path = folder.resolve(String.format(Locale.ROOT, "%08d.ledger", number));
        this.length = length;
    }

    /** When it was last written to, in milliseconds since 1970; never where it has not been. */
    long changed() throws IOException {
        try {
            return Files.getLastModifiedTime(path).toMillis();
        } catch (NoSuchFileException e) {
            return Long.MAX_VALUE;
        }
    }

    static byte[] head() {
        byte[] head = Arrays.copyOf(HEAD, HEAD_LENGTH);
        head[HEAD.length] = FORM;
        return head;
    }

    int number() {
        return number;
    }

    Path path() {
        return path;
    }

    Census census() {
        return census;
    }

    /** How many bytes of it are given away, written or not. */
    long length() {
        return length;
    }

    /** Gives bytes away, which one thread at a time does; the place of the first. */
    long take(int bytes) {
        long first = length;
        length = first + bytes;
        return first;
    }

    void write(ByteBuffer bytes, long start) throws IOException {
        long at = start;
        FileChannel file = channel();
        if (file.size() < start) {
            throw new IOException(path + " is shorter than what was written to it");
        }
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
    }

    /** Reads so many bytes at least into a buffer, and more if there are and it has room. */
    void read(ByteBuffer into, long start, int atLeast) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            int from = into.position();
            while (into.position() - from < atLeast) {
                try {
                    if (channel().read(into, start + into.position() - from) < 0) {
                        throw new EOFException(path + " ends too soon");
                    }
                } catch (ClosedChannelException e) {
                    interrupted |= Thread.interrupted();
                    if (isGone()) {
                        throw e;
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void force() throws IOException {
        channel().force(false);
    }

    private synchronized boolean isGone() {
        return gone;
    }

    private synchronized FileChannel channel() throws IOException {
        if (gone) {
            throw new ClosedChannelException();
        }
        FileChannel open = channel;
        if (open == null || !open.isOpen()) {
            open = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel = open;
        }
        return open;
    }

    /** Opens it anew next time: a disk that was away and came back may not know who has it open. */
    synchronized void letGo() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // What was written is written again.
            }
        }
    }

    synchronized void close() {
        gone = true;
        letGo();
    }

    void delete() throws IOException {
        close();
        Files.deleteIfExists(path);
    }
}
