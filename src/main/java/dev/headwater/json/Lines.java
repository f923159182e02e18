package dev.headwater.json;

import dev.headwater.json.LeadStream.Document;
import dev.headwater.json.LeadStream.Documents;
import dev.headwater.json.Reading.NotJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Documents one after another, each on a line of its own or on several.
 *
 * <p>A line is a document if its brackets close. If they do not, the next lines belong to it, until they do or until a
 * line opens an object where none can stand: then the document broke off, and that line begins the next one. So one
 * broken line of NDJSON costs one lead, and objects laid out over many lines are read all the same.
 */
final class Lines implements Documents {
    /** A longer document is refused, and the rest of its line passed over. */
    static final int MAX_BYTES = 1 << 20;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream json;
    private final byte[] buffer = new byte[1 << 14];
    private int position;
    private int limit;
    private long lineNumber;
    private @Nullable Line pending;

    Lines(InputStream json) {
        this.json = json;
    }

    @Override
    public @Nullable Document next() throws IOException {
        Line first = nextLine();
        if (first == null) {
            return null;
        }
        ByteArrayOutputStream document = new ByteArrayOutputStream(first.bytes().length);
        Brackets brackets = new Brackets();
        boolean tooLong = append(document, brackets, first);
        while (!tooLong && brackets.open()) {
            Line more = nextLine();
            if (more == null) {
                break;
            }
            if (more.opensAnObject() && !brackets.objectMayFollow()) {
                pending = more;
                break;
            }
            for (long skipped = brackets.lines() + first.number(); skipped < more.number(); skipped++) {
                document.write('\n');
                brackets.line();
            }
            tooLong = append(document, brackets, more);
        }
        Reading reading = tooLong
                ? new NotJson("it is longer than " + MAX_BYTES + " bytes", 0, 0)
                : LeadContextJson.read(document.toByteArray());
        return new Document(
                first.number(), reading instanceof NotJson trouble ? trouble.from(first.number()) : reading);
    }

    /** Whether the document is too long with this line. */
    private static boolean append(ByteArrayOutputStream document, Brackets brackets, Line line) {
        brackets.take(line.bytes());
        document.write(line.bytes(), 0, line.bytes().length);
        return line.cut() || document.size() > MAX_BYTES;
    }

    /** The next line that is not blank, or null at the end. */
    private @Nullable Line nextLine() throws IOException {
        if (pending != null) {
            Line line = pending;
            pending = null;
            return line;
        }
        Line line = readLine();
        while (line != null && line.isBlank()) {
            line = readLine();
        }
        return line;
    }

    private @Nullable Line readLine() throws IOException {
        if (!fill()) {
            return null;
        }
        lineNumber++;
        if (lineNumber == 1) {
            passOverByteOrderMark();
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        boolean cut = false;
        while (fill()) {
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            int room = MAX_BYTES + 1 - line.size();
            cut |= end - position > room;
            line.write(buffer, position, Math.min(room, end - position));
            boolean ended = end < limit;
            position = ended ? end + 1 : end;
            if (ended) {
                break;
            }
        }
        return new Line(lineNumber, line.toByteArray(), cut);
    }

    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, json.readNBytes(buffer, 0, 1));
            limit += limit == 0 ? 0 : Math.max(0, json.read(buffer, 1, Math.min(json.available(), buffer.length - 1)));
        }
        return position < limit;
    }

    private void passOverByteOrderMark() throws IOException {
        for (byte expected : BYTE_ORDER_MARK) {
            if (!fill() || buffer[position] != expected) {
                return;
            }
            position++;
        }
    }

    /**
     * One line, without its end.
     *
     * @param number 1 for the first
     * @param bytes at most {@link #MAX_BYTES} and one
     * @param cut whether it was longer
     */
    private record Line(long number, byte[] bytes, boolean cut) {
        boolean isBlank() {
            return firstCharacter() == 0;
        }

        boolean opensAnObject() {
            return firstCharacter() == '{';
        }

        private int firstCharacter() {
            for (byte b : bytes) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return b;
                }
            }
            return 0;
        }
    }
}
