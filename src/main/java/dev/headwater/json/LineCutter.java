package dev.headwater.json;

import dev.headwater.json.Reading.NotJson;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what arrives in pieces into the lines of NDJSON. Blank lines are passed over. Holds one piece and one unfinished
 * line, and of a line that is too long nothing.
 */
public final class LineCutter {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] NOTHING = {};

    private final int longest;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream(0);
    private byte[] piece = NOTHING;
    private int position;
    private long number;
    private boolean tooLong;

    /** @param longest how many bytes a line may have, without its end */
    public LineCutter(int longest) {
        this.longest = longest;
    }

    /** Takes one more piece. To be called once {@link #next} has nothing more. */
    public void take(byte[] more) {
        if (position < piece.length) {
            throw new IllegalStateException("the piece before has not been cut up yet");
        }
        piece = more;
        position = 0;
    }

    /** The next whole line; null where more has to arrive first. */
    public @Nullable Line next() {
        while (position < piece.length) {
            int end = position;
            while (end < piece.length && piece[end] != '\n') {
                end++;
            }
            hold(end);
            if (end == piece.length) {
                piece = NOTHING;
                position = 0;
                return null;
            }
            position = end + 1;
            Line line = line();
            if (line != null) {
                return line;
            }
        }
        return null;
    }

    /** What was begun and has no end, once nothing more will arrive; null where there is no such thing. */
    public @Nullable Line last() {
        return begun.size() == 0 && !tooLong ? null : line();
    }

    /** How many lines there have been so far, blank ones too. */
    public long count() {
        return number;
    }

    private void hold(int end) {
        if (tooLong) {
            return;
        }
        if (begun.size() + (long) (end - position) > longest) {
            tooLong = true;
            begun.reset();
        } else {
            begun.write(piece, position, end - position);
        }
    }

    /** Null for a blank one. */
    private @Nullable Line line() {
        number++;
        byte[] bytes = begun.toByteArray();
        boolean cut = tooLong;
        begun.reset();
        tooLong = false;
        if (number == 1 && startsWithMark(bytes)) {
            bytes = Arrays.copyOfRange(bytes, BYTE_ORDER_MARK.length, bytes.length);
        }
        return cut || !isBlank(bytes) ? new Line(number, bytes, cut ? longest : -1) : null;
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(bytes, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    /** One line that is not blank. */
    public static final class Line {
        private final long number;
        private final byte[] bytes;
        private final int passed;

        private Line(long number, byte[] bytes, int passed) {
            this.number = number;
            this.bytes = bytes;
            this.passed = passed;
        }

        /** The lead on it, or what is wrong with it, told by its number in the stream. */
        public BatchItem item() {
            if (passed >= 0) {
                return new BatchItem.Refused(Problem.pastLimit(
                        ProblemType.LINE_TOO_LONG,
                        "A line may have " + passed + " bytes, and line " + number + " has more.",
                        passed));
            }
            Reading reading = LeadContextJson.read(bytes);
            return BatchItem.of(reading instanceof NotJson trouble ? trouble.from(number) : reading);
        }
    }
}
