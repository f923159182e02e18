package dev.headwater.infinispan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.infinispan.protostream.FileDescriptorSource;
import org.infinispan.protostream.SerializationContext;
import org.infinispan.protostream.SerializationContextInitializer;

/** Tells the store how histories are written: {@code headwater-touches.proto} has every field. */
final class TouchSchema implements SerializationContextInitializer {
    /** The form in which this release writes, and the highest that it reads. */
    static final int VERSION = 1;

    private static final String FILE = "headwater-touches.proto";

    @Override
    public void registerSchema(SerializationContext context) {
        try (InputStream schema = TouchSchema.class.getResourceAsStream("/" + FILE)) {
            if (schema == null) {
                throw new IllegalStateException(FILE + " is missing from the jar");
            }
            context.registerProtoFiles(
                    FileDescriptorSource.fromString(FILE, new String(schema.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void registerMarshallers(SerializationContext context) {
        context.registerMarshaller(DossierWire.sealed());
        context.registerMarshaller(AnswersWire.sealed());
        context.registerMarshaller(CostsWire.sealed());
    }
}
