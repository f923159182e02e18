package dev.headwater.infinispan;

import java.io.IOException;
import java.time.Instant;
import org.infinispan.protostream.ImmutableSerializationContext;
import org.infinispan.protostream.TagWriter;
import org.jspecify.annotations.Nullable;

/** Writes the fields of one message; what is null is left out. */
final class WireOut {
    private final TagWriter writer;
    private final ImmutableSerializationContext context;

    WireOut(TagWriter writer, ImmutableSerializationContext context) {
        this.writer = writer;
        this.context = context;
    }

    void text(int field, @Nullable String text) throws IOException {
        if (text != null) {
            writer.writeString(field, text);
        }
    }

    void whole(int field, long number) throws IOException {
        writer.writeInt64(field, number);
    }

    void number(int field, double number) throws IOException {
        writer.writeDouble(field, number);
    }

    void time(int field, Instant time) throws IOException {
        message(field, out -> {
            out.writer.writeSInt64(1, time.getEpochSecond());
            out.writer.writeInt32(2, time.getNano());
        });
    }

    void message(int field, Sealed.Writing fields) throws IOException {
        writer.writeBytes(field, Sealed.bytes(context, fields));
    }
}
