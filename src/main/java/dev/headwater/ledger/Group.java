package dev.headwater.ledger;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** Entries of one file that wait to be written, or are being written, together. */
final class Group {
    static final int USUAL = 1 << 17;

    private final LedgerFile file;
    private final long start;
    private CompletableFuture<Void> written = new CompletableFuture<>();
    private boolean wanted;
    private ByteBuffer bytes;

    /** @param room an empty buffer */
    Group(LedgerFile file, ByteBuffer room) {
        this.file = file;
        this.start = file.length();
        this.bytes = room;
    }

    LedgerFile file() {
        return file;
    }

    long start() {
        return start;
    }

    CompletableFuture<Void> written() {
        return written;
    }

    /** Has it written: somebody waits for it, or it is long enough. */
    void want() {
        wanted = true;
    }

    /** Whether so much waits in it that nobody needs to ask for it. */
    boolean isLong() {
        return length() > USUAL / 2;
    }

    boolean isWanted() {
        return wanted;
    }

    /** Who waits from now on waits for another try; those who waited for the last one. */
    CompletableFuture<Void> waitAnew() {
        CompletableFuture<Void> last = written;
        written = new CompletableFuture<>();
        return last;
    }

    int length() {
        return bytes.position();
    }

    /** Room for so many bytes more. */
    ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(bytes.capacity() * 2, bytes.position() + more));
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }

    /** All bytes, from the first to the last. */
    ByteBuffer bytes() {
        return bytes.duplicate().flip();
    }

    /** The buffer, for another group. */
    ByteBuffer empty() {
        return bytes.clear();
    }

    boolean has(long place) {
        long offset = Places.offset(place);
        return Places.file(place) == file.number() && offset >= start && offset < start + length();
    }
}
