package dev.headwater.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines in numbered files, {@code decisions-0000000001.ndjson} and so on, of which the last is written to. One that would
 * grow past its size is done, and the next one begun; of those that there are, the oldest go. Used by one thread, and by one
 * process at a time.
 */
final class LogFiles implements Lines {
    private static final Logger LOG = LoggerFactory.getLogger(LogFiles.class);

    private static final Pattern NAME = Pattern.compile("decisions-(\\d{10})\\.ndjson(\\.gz)?");
    private static final String UNFINISHED = ".part";
    private static final int LAST_SECONDS = 10;

    private final Path folder;
    private final long size;
    private final int files;
    private final boolean gzip;
    private final FileChannel lock;
    private final ExecutorService compressing = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "decision-log-gzip");
        thread.setDaemon(true);
        return thread;
    });

    private long number;
    private @Nullable FileChannel open;
    private long length;

    /**
     * Opens a folder of such files, or makes one.
     *
     * @param size in bytes, that no file grows past, save for a single line that is longer
     * @param files how many there may be, 1 or more
     * @param gzip whether those that are done are compressed
     * @throws IOException if that folder cannot be written to, in words for the one who runs the service
     */
    LogFiles(Path folder, long size, int files, boolean gzip) throws IOException {
        this.folder = folder;
        this.size = size;
        this.files = files;
        this.gzip = gzip;
        try {
            Files.createDirectories(folder);
            lock = FileChannel.open(
                    folder.resolve("decisions.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException("the decision log cannot be kept in " + folder + ": " + e, e);
        }
        try {
            if (!isMine(lock)) {
                throw new IOException("the decision log in " + folder
                        + " is written by another process; name another folder with --decision-log");
            }
            tidy();
            TreeMap<Long, Path> all = all();
            number = all.isEmpty() ? 1 : all.lastKey();
            if (!all.isEmpty() && isDone(all.get(number))) {
                number++;
            }
            reopen();
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private static boolean isMine(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static boolean isDone(@Nullable Path file) {
        return file != null && file.toString().endsWith(".gz");
    }

    /** Half a compressed file is left where the process ended over it; the whole one is still there. */
    private void tidy() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith("decisions-") && name.endsWith(UNFINISHED)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private TreeMap<Long, Path> all() throws IOException {
        TreeMap<Long, Path> byNumber = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.sorted().toList()) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    byNumber.putIfAbsent(Long.parseLong(name.group(1)), file);
                }
            }
        }
        return byNumber;
    }

    private Path file() {
        return folder.resolve(String.format(Locale.ROOT, "decisions-%010d.ndjson", number));
    }

    /** Goes on where the file ends; half a line, of a process that was killed, gets its end. */
    private FileChannel reopen() throws IOException {
        FileChannel channel = FileChannel.open(
                file(),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ),
                ownersOnly());
        try {
            length = channel.size();
            channel.position(length);
            if (length > 0) {
                ByteBuffer last = ByteBuffer.allocate(1);
                channel.read(last, length - 1);
                if (last.get(0) != '\n') {
                    write(channel, new byte[] {'\n'});
                    length++;
                }
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        open = channel;
        return channel;
    }

    private static FileAttribute<?>[] ownersOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Adds all of it or, throwing, nothing; then the same can be tried again later. */
    @Override
    public void append(byte[] lines) throws IOException {
        FileChannel channel = open != null ? open : reopen();
        if (length > 0 && length + lines.length > size) {
            channel = next(channel);
        }
        try {
            write(channel, lines);
            length += lines.length;
        } catch (IOException e) {
            takeBack(channel);
            throw e;
        }
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private void takeBack(FileChannel channel) {
        try {
            channel.truncate(length);
            channel.position(length);
        } catch (IOException e) {
            // Opened anew, the half line gets its end, and readers pass over it.
            shut(channel);
        }
    }

    private void shut(FileChannel channel) {
        open = null;
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("a file of the decision log could not be closed", e);
        }
    }

    private FileChannel next(FileChannel channel) throws IOException {
        Path done = file();
        shut(channel);
        number++;
        FileChannel next = reopen();
        if (gzip) {
            compressing.execute(() -> compress(done));
        }
        TreeMap<Long, Path> all = all();
        while (all.size() > files) {
            Files.deleteIfExists(all.pollFirstEntry().getValue());
        }
        return next;
    }

    private void compress(Path done) {
        Path part = Path.of(done + ".gz" + UNFINISHED);
        try {
            try (OutputStream file =
                            Files.newOutputStream(Files.createFile(part, ownersOnly()), StandardOpenOption.WRITE);
                    OutputStream out = new GZIPOutputStream(file, 1 << 16)) {
                Files.copy(done, out);
            }
            Files.move(part, Path.of(done + ".gz"), StandardCopyOption.ATOMIC_MOVE);
            Files.delete(done);
        } catch (NoSuchFileException e) {
            // It was so old by then that it is gone.
            remove(part);
        } catch (IOException e) {
            LOG.warn("{} is kept as it is: it could not be compressed: {}", done, e.toString());
            remove(part);
        }
    }

    private static void remove(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            LOG.debug("{} is left over", part, e);
        }
    }

    @Override
    public void close() {
        compressing.shutdown();
        try {
            if (!compressing.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
                LOG.info("a file of the decision log is left uncompressed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (open != null) {
            shut(open);
        }
        try {
            lock.close();
        } catch (IOException e) {
            LOG.debug("the lock of the decision log could not be closed", e);
        }
    }
}
