package dev.headwater.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one or a few small files say, as of now. A change is in force once two looks have found it the same; what cannot
 * be read is told once, and leaves in force what was.
 *
 * <p>It looks at what the files hold, not at their times: so it sees mounted secrets that are swapped whole, and
 * certificates that are renewed within the same second.
 */
public final class LiveFiles<T> implements Supplier<T>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFiles.class);

    /** The time between two looks, unless told otherwise: a key that is taken away opens nothing a second later. */
    public static final Duration PAUSE = Duration.ofMillis(400);

    private final String what;
    private final List<Path> files;
    private final Reader<T> reader;
    private final Consumer<T> changed;
    private final Thread thread;
    private List<byte[]> seen;
    private volatile T value;

    /** Makes something of the files' contents. */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * @param contents what the files hold, in their order
         * @throws FlawedFile if nothing can be made of it
         */
        T read(List<byte[]> contents) throws IOException;
    }

    /**
     * Reads the files, and looks at them from then on until closed.
     *
     * @param what they are, for the log: "API keys"
     * @throws IOException if they cannot be read, in words for the one who named them
     */
    public LiveFiles(String what, List<Path> files, Duration pause, Reader<T> reader) throws IOException {
        this(what, files, pause, reader, ignored -> {});
    }

    /** @param changed told of each new value, in the thread that looks */
    public LiveFiles(String what, List<Path> files, Duration pause, Reader<T> reader, Consumer<T> changed)
            throws IOException {
        this.changed = changed;
        this.what = what;
        this.files = List.copyOf(files);
        this.reader = reader;
        this.seen = look();
        this.value = reader.read(seen);
        this.thread = new Thread(() -> watch(pause), "watch-" + what.replace(' ', '-'));
        this.thread.setDaemon(true);
        this.thread.start();
    }

    @Override
    public T get() {
        return value;
    }

    private List<byte[]> look() throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new IOException("there is no file " + file);
            }
            contents.add(Files.readAllBytes(file));
        }
        return contents;
    }

    private void watch(Duration pause) {
        List<byte[]> last = seen;
        boolean gone = false;
        while (true) {
            try {
                Thread.sleep(pause.toMillis());
                List<byte[]> now = look();
                if (gone || (!same(now, seen) && same(now, last))) {
                    seen = now;
                    gone = false;
                    take(now);
                }
                last = now;
            } catch (InterruptedException e) {
                return;
            } catch (IOException e) {
                if (!gone) {
                    gone = true;
                    refuse(e);
                }
            } catch (RuntimeException e) {
                refuse(new IOException(e.toString(), e));
            }
        }
    }

    private void take(List<byte[]> contents) {
        try {
            T next = reader.read(contents);
            value = next;
            changed.accept(next);
            LOG.info("{} changed, and what they say now is in force: {}", what, value);
        } catch (IOException e) {
            refuse(e);
        }
    }

    private void refuse(IOException why) {
        LOG.error("{} changed and cannot be taken; what they said before stays in force. {}", what, why.getMessage());
    }

    private static boolean same(List<byte[]> some, List<byte[]> others) {
        for (int i = 0; i < some.size(); i++) {
            if (!Arrays.equals(some.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
