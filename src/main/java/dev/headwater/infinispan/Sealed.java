package dev.headwater.infinispan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32C;
import org.infinispan.protostream.ImmutableSerializationContext;
import org.infinispan.protostream.ProtobufTagMarshaller;
import org.infinispan.protostream.TagReader;
import org.infinispan.protostream.TagWriter;
import org.infinispan.protostream.impl.TagReaderImpl;
import org.infinispan.protostream.impl.TagWriterImpl;

/**
 * A message in an envelope: the version of its form, a checksum, and its bytes. Whoever reads it knows whether they can,
 * and whether it is what was written.
 */
final class Sealed<T> implements ProtobufTagMarshaller<T> {
    private static final int ROOM = 512;

    private final Class<T> type;
    private final String name;
    private final Body<T> body;

    /**
     * @param name the envelope's name in the schema
     * @param body writes and reads what is in it
     */
    Sealed(Class<T> type, String name, Body<T> body) {
        this.type = type;
        this.name = name;
        this.body = body;
    }

    /** Writes and reads one kind of message. */
    interface Body<T> {
        void write(WireOut out, T message) throws IOException;

        T read(WireIn in) throws IOException;
    }

    @Override
    public Class<? extends T> getJavaClass() {
        return type;
    }

    @Override
    public String getTypeName() {
        return name;
    }

    @Override
    public void write(WriteContext context, T message) throws IOException {
        byte[] bytes = bytes(context.getSerializationContext(), out -> body.write(out, message));
        TagWriter writer = context.getWriter();
        writer.writeInt32(1, TouchSchema.VERSION);
        writer.writeFixed32(2, checksum(bytes));
        writer.writeBytes(3, bytes);
    }

    @Override
    public T read(ReadContext context) throws IOException {
        return body.read(
                new WireIn(TagReaderImpl.newInstance(context.getSerializationContext(), open(context.getReader()))));
    }

    /**
     * The bytes in an envelope.
     *
     * @throws IOException if a later release wrote it, or the disk has damaged it
     */
    static byte[] open(TagReader envelope) throws IOException {
        int version = 0;
        int checksum = 0;
        byte[] bytes = new byte[0];
        for (int tag = envelope.readTag(); tag != 0; tag = envelope.readTag()) {
            switch (tag >>> 3) {
                case 1 -> version = envelope.readInt32();
                case 2 -> checksum = envelope.readFixed32();
                case 3 -> bytes = envelope.readByteArray();
                default -> envelope.skipField(tag);
            }
        }
        if (version > TouchSchema.VERSION) {
            throw new IOException("a history is written in form " + version + ", and this release knows forms up to "
                    + TouchSchema.VERSION);
        }
        if (version < 1 || checksum != checksum(bytes)) {
            throw new IOException("a history is damaged: its checksum does not fit");
        }
        return bytes;
    }

    static byte[] bytes(ImmutableSerializationContext context, Writing fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(ROOM);
        TagWriter writer = TagWriterImpl.newInstance(context, bytes);
        fields.to(new WireOut(writer, context));
        writer.flush();
        return bytes.toByteArray();
    }

    /** Writes fields. */
    interface Writing {
        void to(WireOut out) throws IOException;
    }

    private static int checksum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }
}
