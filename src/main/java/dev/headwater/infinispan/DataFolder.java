package dev.headwater.infinispan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.ledger.Ledger;
import dev.headwater.ledger.LedgerDamaged;
import dev.headwater.ledger.LedgerSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of histories, held by one process at a time.
 *
 * <p>{@code lock} is held as long as the process lives, and names it; {@code form} says in which form the histories are
 * written, so that a release that does not know it leaves them alone. The rest is the file store's.
 */
final class DataFolder implements AutoCloseable {
    /** The form in which this release writes: a ledger. Form 1 was Infinispan's own file store. */
    static final int FORM = 2;

    private static final String LEDGER = "ledger";

    /** Stands where a member of a cluster keeps its part: what is there may be old. */
    private static final String SHARED = "cluster";

    private static final String EARLIER = "earlier";
    private static final String DONE = ".done";
    private static final String LOCK = "lock";
    private static final String TRIAL = "trial";
    private static final int TRIAL_SIZE = 4 << 20;
    private static final String FORM_FILE = "form";

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the folder, and makes it where there is none.
     *
     * @throws DataRefused if it cannot be used
     */
    static DataFolder take(Path path) throws DataRefused {
        try {
            Files.createDirectories(path);
        } catch (FileAlreadyExistsException e) {
            throw new DataRefused(path + " is a file; histories need a folder. Say another one with --data.", e);
        } catch (IOException e) {
            throw notWritable(path, e);
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw notWritable(path, e);
        }
        try {
            FileLock lock = lock(channel);
            if (lock == null) {
                throw inUse(path);
            }
            channel.truncate(0);
            channel.write(UTF_8.encode(ProcessHandle.current().pid() + "\n"));
            DataFolder folder = new DataFolder(path, channel, lock);
            folder.checkForm();
            return folder;
        } catch (IOException e) {
            close(channel);
            throw e instanceof DataRefused refused ? refused : notWritable(path, e);
        }
    }

    Path path() {
        return path;
    }

    /**
     * Puts aside what was kept here where it may be old, since others went on meanwhile, or where an earlier release wrote it
     * in another form; and finds all that was put aside before and has not been taken over yet.
     *
     * @param shared whether others keep histories together with this process from now on
     * @return the folders to take over from
     * @throws DataRefused if that cannot be done
     */
    List<Path> putAside(boolean shared) throws DataRefused {
        Path mark = path.resolve(SHARED);
        Path earlier = path.resolve(EARLIER);
        try {
            putAside(earlier, Caches.ON_DISK);
            if (shared || Files.exists(mark)) {
                putAside(earlier, List.of(LEDGER));
            }
            // Not before: a release of the earlier form would find what is aside, and nothing here yet.
            writeForm();
            if (shared) {
                Files.write(mark, List.of("part of a cluster"));
            } else {
                Files.deleteIfExists(mark);
            }
            return toTakeOver(earlier);
        } catch (IOException e) {
            throw notWritable(path, e);
        }
    }

    /**
     * Writes more than a moment's leads take, and removes it.
     *
     * @throws DataRefused if the disk does not take it
     */
    void tryToWrite() throws DataRefused {
        Path trial = path.resolve(TRIAL);
        try {
            try (FileChannel file = FileChannel.open(
                    trial, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.allocate(TRIAL_SIZE);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            } finally {
                Files.deleteIfExists(trial);
            }
        } catch (IOException e) {
            throw notWritable(path, e);
        }
    }

    private void putAside(Path earlier, List<String> names) throws IOException {
        List<Path> here =
                names.stream().map(path::resolve).filter(Files::exists).toList();
        if (here.isEmpty()) {
            return;
        }
        long name = System.currentTimeMillis();
        while (Files.exists(earlier.resolve(Long.toString(name)))) {
            name++;
        }
        Path aside = Files.createDirectories(earlier.resolve(Long.toString(name)));
        for (Path each : here) {
            Files.move(each, aside.resolve(each.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Whether what lies here was written by a release that kept it in Infinispan's own file store. */
    boolean isOfFormOne() {
        return !Files.exists(path.resolve(LEDGER));
    }

    /**
     * Opens what is kept here.
     *
     * @throws DataRefused if it is damaged or cannot be opened
     */
    Ledger openLedger(LedgerSettings settings) throws DataRefused {
        try {
            return Ledger.open(path.resolve(LEDGER), settings, System::currentTimeMillis);
        } catch (LedgerDamaged e) {
            throw DataFile.damaged(path, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw notWritable(path, e);
        }
    }

    /**
     * Looks through what is kept here, and changes nothing.
     *
     * @throws DataRefused if it is damaged
     */
    static void check(Path folder) throws DataRefused {
        try {
            Ledger.check(folder.resolve(LEDGER));
        } catch (LedgerDamaged e) {
            throw DataFile.damaged(folder, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
    }

    private static List<Path> toTakeOver(Path earlier) throws IOException {
        if (!Files.isDirectory(earlier)) {
            return List.of();
        }
        List<Path> all;
        try (Stream<Path> folders = Files.list(earlier)) {
            all = folders.sorted().toList();
        }
        for (Path each : all) {
            if (each.toString().endsWith(DONE)) {
                delete(each);
            }
        }
        return all.stream().filter(each -> !each.toString().endsWith(DONE)).toList();
    }

    /** What was put aside has been taken over; a file of it that is left alone would be half a truth, so all goes at once. */
    static void takenOver(Path aside) throws IOException {
        Path done = aside.resolveSibling(aside.getFileName() + DONE);
        Files.move(aside, done, StandardCopyOption.ATOMIC_MOVE);
        delete(done);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    /** Forgets where in its files each person is; the store finds that out anew. */
    static void withoutIndex(Path folder) throws IOException {
        for (String cache : Caches.ON_DISK) {
            Path index = folder.resolve(cache).resolve("index");
            if (Files.exists(index)) {
                delete(index);
            }
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void checkForm() throws IOException {
        Path file = path.resolve(FORM_FILE);
        if (Files.exists(file)) {
            String written = Files.readString(file).strip();
            if (!written.matches("\\d{1,6}")) {
                throw new DataRefused(
                        file + " should hold the number of a form, and holds something else. The histories in " + path
                                + " are left alone. Say another folder with --data.");
            }
            if (Integer.parseInt(written) > FORM) {
                throw new DataRefused("The histories in " + path + " are written in form " + written
                        + ", and this release of Headwater knows forms up to " + FORM
                        + ". Run the newer release on them, or say another folder with --data.");
            }
            return;
        }
        writeForm();
    }

    private void writeForm() throws IOException {
        Path file = path.resolve(FORM_FILE);
        if (Files.exists(file) && Files.readString(file).strip().equals(Integer.toString(FORM))) {
            return;
        }
        Path draft = path.resolve(FORM_FILE + ".new");
        Files.write(draft, List.of(Integer.toString(FORM)));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static DataRefused inUse(Path path) {
        String who = "";
        try {
            String pid = Files.readString(path.resolve(LOCK)).strip();
            who = pid.isEmpty() ? "" : ", process " + pid + ",";
        } catch (IOException e) {
            // Whoever it is, the folder is taken.
        }
        return new DataRefused("The histories in " + path + " are in use: another Headwater" + who
                + " keeps its own there. Say another folder with --data DIR, or keep none with --data none.");
    }

    private static DataRefused notWritable(Path path, IOException cause) {
        return new DataRefused(
                "Histories cannot be written to " + path + ": " + reason(cause)
                        + ". Say a folder that can be written to with --data DIR, or keep none beyond a restart with"
                        + " --data none.",
                cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "this user may not";
        }
        if (cause instanceof NoSuchFileException) {
            return "no folder can be made there";
        }
        String told = cause instanceof FileSystemException files ? files.getReason() : cause.getMessage();
        return told == null ? "the system does not say why" : told;
    }

    @Override
    public void close() {
        try {
            lock.release();
        } catch (IOException e) {
            // Closing the channel lets go of it too.
        }
        close(channel);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing was left to write.
        }
    }
}
