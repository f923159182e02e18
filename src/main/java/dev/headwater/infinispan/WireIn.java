package dev.headwater.infinispan;

import java.io.IOException;
import java.time.Instant;
import org.infinispan.protostream.TagReader;
import org.infinispan.protostream.impl.TagReaderImpl;

/** Reads the fields of one message, one after the other; those that nobody asks for are passed over. */
final class WireIn {
    private final TagReaderImpl reader;
    private int tag;
    private boolean taken = true;

    WireIn(TagReaderImpl reader) {
        this.reader = reader;
    }

    /** Goes to the next field. */
    boolean next() throws IOException {
        if (!taken) {
            reader.skipField(tag);
        }
        tag = reader.readTag();
        taken = false;
        return tag != 0;
    }

    /** The number of the field that it stands at. */
    int field() {
        return tag >>> 3;
    }

    String text() throws IOException {
        return take().readString();
    }

    long whole() throws IOException {
        return take().readInt64();
    }

    double number() throws IOException {
        return take().readDouble();
    }

    WireIn message() throws IOException {
        byte[] bytes = take().readByteArray();
        return new WireIn(TagReaderImpl.newInstance(reader.getSerializationContext(), bytes));
    }

    Instant time() throws IOException {
        WireIn time = message();
        long seconds = 0;
        int nanos = 0;
        while (time.next()) {
            switch (time.field()) {
                case 1 -> seconds = time.take().readSInt64();
                case 2 -> nanos = time.take().readInt32();
                default -> {}
            }
        }
        return Instant.ofEpochSecond(seconds, nanos);
    }

    private TagReader take() {
        taken = true;
        return reader;
    }
}
