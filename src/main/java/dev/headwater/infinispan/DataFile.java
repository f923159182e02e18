package dev.headwater.infinispan;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.infinispan.protostream.ImmutableSerializationContext;
import org.infinispan.protostream.TagReader;
import org.infinispan.protostream.WrappedMessage;
import org.infinispan.protostream.impl.TagReaderImpl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of Infinispan's own file store, in which earlier releases kept histories, looked through before it is opened.
 *
 * <p>A process that is killed may leave the last entry of a file half written. The store would take it for the latest
 * state of that person, and so lose what was acknowledged before; here it is cut off. Nothing else is ever changed: an
 * entry that is wrong in any other way is damage, and for people to decide about.
 *
 * <p>The form of an entry is Infinispan's (EntryHeader and EntryRecord of its soft-index file store, version 16.1): a byte
 * 1, lengths of key (2 bytes), metadata (2), value (4) and internal metadata (2), a sequence number (8), the time of
 * expiry (8), then key, metadata, value and internal metadata.
 */
final class DataFile {
    private static final Logger LOG = LoggerFactory.getLogger(DataFile.class);

    private static final Pattern NAME = Pattern.compile("ispn12\\.\\d+");
    private static final int HEADER = 27;
    private static final int MAGIC = 1;
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final ImmutableSerializationContext schema;

    private DataFile(Path path, ImmutableSerializationContext schema) {
        this.path = path;
        this.schema = schema;
    }

    /** Whether a folder may have files of a cache. */
    static boolean areIn(Path folder, String cache) {
        return Files.isDirectory(data(folder, cache));
    }

    private static Path data(Path folder, String cache) {
        return folder.resolve(cache).resolve("data");
    }

    /**
     * Looks through all files of a cache that are in a folder.
     *
     * @throws DataRefused if one is damaged
     */
    static void checkAll(Path folder, String cache, ImmutableSerializationContext schema) throws DataRefused {
        Path data = data(folder, cache);
        List<Path> files;
        try (Stream<Path> all = Files.list(data)) {
            files = all.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw damaged(folder, data + " cannot be listed: " + e.getMessage(), e);
        }
        List<String> damages = new ArrayList<>();
        for (Path file : files) {
            try {
                new DataFile(file, schema).check();
            } catch (IOException e) {
                damages.add(file + ": " + e.getMessage());
            }
        }
        if (!damages.isEmpty()) {
            throw damaged(folder, String.join(System.lineSeparator() + "  ", damages), null);
        }
    }

    static DataRefused damaged(Path folder, String what, @Nullable Throwable cause) {
        return new DataRefused(
                String.join(
                        System.lineSeparator(),
                        "The histories in " + folder + " are damaged:",
                        "  " + what,
                        "Nothing was changed. Either put back a copy of the folder, or move it aside and begin anew:",
                        "  mv " + folder + " " + folder + ".damaged",
                        "or begin in another one with --data DIR."),
                cause);
    }

    /** @throws IOException if an entry is wrong in another way than being cut short at the end of the file */
    private void check() throws IOException {
        long size = Files.size(path);
        long good = 0;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER))) {
            while (good < size) {
                long length = entry(in, size - good, good);
                if (length < 0) {
                    break;
                }
                good += length;
            }
        }
        if (good < size) {
            LOG.warn(
                    "{}: the last entry was half written when the process ended; its {} bytes, never acknowledged, are cut"
                            + " off",
                    path,
                    size - good);
            try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
                file.truncate(good);
            }
        }
    }

    /** The length of the next entry; -1 where the file ends before it does. */
    private long entry(DataInputStream in, long left, long position) throws IOException {
        if (left < HEADER) {
            return onlyTheBeginning(in, left) ? -1 : wrong(position);
        }
        in.mark(HEADER);
        int magic = in.readUnsignedByte();
        int key = in.readUnsignedShort();
        int metadata = in.readUnsignedShort();
        int value = in.readInt();
        int internal = in.readUnsignedShort();
        in.readLong();
        in.readLong();
        if (magic == 0 && restIsZero(in)) {
            // Room that the file system had given and nobody had written to when the power went.
            return -1;
        }
        if (magic != MAGIC || key == 0 || value < 0) {
            return wrong(position);
        }
        long length = (long) HEADER + key + metadata + value + internal;
        if (length > left) {
            return -1;
        }
        in.skipNBytes((long) key + metadata);
        byte[] bytes = in.readNBytes(value);
        in.skipNBytes(internal);
        if (value > 0) {
            try {
                checkValue(bytes);
            } catch (IOException | RuntimeException e) {
                throw new IOException("at byte " + position + ", " + e.getMessage(), e);
            }
        }
        return length;
    }

    /** What is left is too short for a header, so all that can be told is whether it begins like one. */
    private static boolean onlyTheBeginning(InputStream in, long left) throws IOException {
        int first = in.read();
        return left == 0 || first == MAGIC || (first == 0 && restIsZero(in));
    }

    private static boolean restIsZero(InputStream in) throws IOException {
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != 0) {
                return false;
            }
        }
        return true;
    }

    private static long wrong(long position) throws IOException {
        throw new IOException("at byte " + position + " an entry should begin, and none does");
    }

    /**
     * Opens the envelope in the store's own wrapping (a message with the number of a type and the bytes of one of that
     * type; here one whose first field is such a message again); its checksum tells whether it is what was written.
     */
    private void checkValue(byte[] value) throws IOException {
        byte[] envelope = value;
        for (int wrappings = 0; wrappings < 2; wrappings++) {
            byte[] wrapped = field(envelope, WrappedMessage.WRAPPED_MESSAGE);
            envelope = wrappings == 0 ? field(wrapped, 1) : wrapped;
        }
        Sealed.open(TagReaderImpl.newInstance(schema, envelope));
    }

    private byte[] field(byte[] message, int number) throws IOException {
        TagReader fields = TagReaderImpl.newInstance(schema, message);
        for (int tag = fields.readTag(); tag != 0; tag = fields.readTag()) {
            if (tag >>> 3 == number) {
                return fields.readByteArray();
            }
            fields.skipField(tag);
        }
        throw new EOFException("a history has nothing in it");
    }
}
