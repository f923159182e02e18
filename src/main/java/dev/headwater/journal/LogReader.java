package dev.headwater.journal;

import dev.headwater.json.PlainJson;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads a log line by line, compressed or not. What is no line of a log, such as a last one half written, is told as such. */
final class LogReader {
    private static final int LONGEST_LINE = 32 << 20;
    private static final int GZIP = 0x1f8b;

    private final InputStream in;
    private long number;
    private boolean ended;

    /** @param in left open */
    LogReader(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(2);
        int magic = buffered.read() << 8 | buffered.read();
        buffered.reset();
        this.in = magic == GZIP ? new BufferedInputStream(new GZIPInputStream(buffered, 1 << 16), 1 << 16) : buffered;
    }

    /** One line. */
    sealed interface Line {
        /** 1 for the first. */
        long number();
    }

    /** A decision. */
    record Decision(long number, Entry entry) implements Line {}

    /** Here the log lacks decisions. */
    record Gap(long number, long dropped) implements Line {}

    /** Nothing that can be read. */
    record Broken(long number, String why) implements Line {}

    /** The next line; null at the end. */
    @Nullable
    Line next() throws IOException {
        while (!ended) {
            byte[] line;
            try {
                line = bytes();
            } catch (EOFException | ZipException e) {
                ended = true;
                return new Broken(number, "the compressed file ends or breaks off here");
            }
            if (line.length > 0) {
                return line(line);
            }
        }
        return null;
    }

    private byte[] bytes() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
        number++;
        int c;
        while ((c = in.read()) >= 0 && c != '\n') {
            if (line.size() < LONGEST_LINE) {
                line.write(c);
            }
        }
        ended = c < 0;
        return line.toByteArray();
    }

    private Line line(byte[] line) {
        if (!(PlainJson.read(line) instanceof PlainJson.Tree tree)) {
            return new Broken(number, ended ? "the last line was never finished" : "it is not JSON");
        }
        if (tree.value() instanceof Map<?, ?> fields) {
            if (fields.get("dropped") instanceof Number dropped) {
                return new Gap(number, dropped.longValue());
            }
            try {
                return new Decision(number, Entry.read(fields));
            } catch (IllegalArgumentException | java.time.DateTimeException e) {
                return new Broken(number, String.valueOf(e.getMessage()));
            }
        }
        return new Broken(number, "it is no object");
    }
}
