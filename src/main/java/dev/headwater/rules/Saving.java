package dev.headwater.rules;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How likely it is that the program that saves a file is not done with it. Programs save by renaming, by deleting and
 * making anew, or by emptying the file and writing it again, slowly now and then; of the file alone, only its content and
 * what was there before can tell.
 */
enum Saving {
    /** Nothing speaks against it being whole. */
    DONE(1),
    /** It may be whole: shorter than before, new, or without the line end that its last line should have. */
    DOUBTFUL(4),
    /** It is not whole, or gone, as it is in the middle of a save; or somebody means it so. */
    HALF(12);

    /** How much longer than usual a file must have been left alone. */
    final int patience;

    private static final int ZIP_END = 22;
    private static final byte[] ZIP_END_SIGN = "PK\5\6".getBytes(US_ASCII);
    private static final int LONGEST_ZIP_COMMENT = 0xFFFF;

    Saving(int patience) {
        this.patience = patience;
    }

    /**
     * Looks at a file that has changed.
     *
     * @param sizeBefore in bytes, when it was last known to be whole; -1 where there was none
     * @param size in bytes; -1 where the file is gone
     */
    static Saving of(Path file, long sizeBefore, long size) {
        if (size <= 0) {
            return HALF;
        }
        try {
            if (file.toString().toLowerCase(Locale.ROOT).endsWith(".xlsx")) {
                return isWholeZip(file) ? DONE : HALF;
            }
            if (size < sizeBefore / 2) {
                return HALF;
            }
            boolean isShorter = size < sizeBefore - sizeBefore / 10;
            return isShorter || sizeBefore < 0 || !endsInALineEnd(file) ? DOUBTFUL : DONE;
        } catch (IOException e) {
            // Some programs lock what they write.
            return HALF;
        }
    }

    /** A zip archive ends in a table of what is in it, and that in a record of where it stands: written last of all. */
    private static boolean isWholeZip(Path file) throws IOException {
        byte[] tail = tail(file, ZIP_END + LONGEST_ZIP_COMMENT);
        for (int at = tail.length - ZIP_END; at >= 0; at--) {
            if (isAt(tail, at)
                    && at + ZIP_END + unsigned(tail[at + 20]) + (unsigned(tail[at + 21]) << 8) == tail.length) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(byte[] tail, int at) {
        for (int i = 0; i < ZIP_END_SIGN.length; i++) {
            if (tail[at + i] != ZIP_END_SIGN[i]) {
                return false;
            }
        }
        return true;
    }

    private static int unsigned(byte value) {
        return value & 0xFF;
    }

    private static boolean endsInALineEnd(Path file) throws IOException {
        byte[] last = tail(file, 1);
        return last.length == 1 && (last[0] == '\n' || last[0] == '\r');
    }

    private static byte[] tail(Path file, int length) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - length));
            ByteBuffer read = ByteBuffer.allocate(length);
            while (read.hasRemaining() && channel.read(read) >= 0) {
                // until the file ends
            }
            byte[] tail = new byte[read.position()];
            read.flip().get(tail);
            return tail;
        }
    }
}
