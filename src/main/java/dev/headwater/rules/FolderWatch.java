package dev.headwater.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when the files of a folder have changed and come to rest.
 *
 * <p>It looks instead of listening: names, sizes and times of a few dozen files cost less than a millisecond, and unlike
 * file events a look misses nothing on network drives, on mounted volumes that are swapped whole, or on any system.
 */
public final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final int MAX_DEPTH = 4;

    private final Path folder;
    private final Predicate<Path> counts;
    private final Duration pause;
    private final Duration rest;
    private final Runnable changed;
    private final Thread thread;

    /**
     * Starts watching; the state found now is taken as known.
     *
     * @param folder looked at with all below it, four levels deep
     * @param counts which files count, by their path; lock files and the like should not
     * @param pause the time between two looks
     * @param rest how long nothing must have changed before {@code changed} is told, so that half a save is not read
     * @param changed told after each change that has come to rest, on one thread, never twice at a time
     */
    public FolderWatch(Path folder, Predicate<Path> counts, Duration pause, Duration rest, Runnable changed) {
        this.folder = folder;
        this.counts = counts;
        this.pause = pause;
        this.rest = rest;
        this.changed = changed;
        Map<Path, Stamp> known = look();
        this.thread = new Thread(() -> watch(known), "rules-watch");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    private void watch(Map<Path, Stamp> known) {
        Map<Path, Stamp> told = known;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(pause.toMillis());
                Map<Path, Stamp> seen = look();
                if (!seen.equals(told)) {
                    told = atRest(seen);
                    tell();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<Path, Stamp> atRest(Map<Path, Stamp> seen) throws InterruptedException {
        Map<Path, Stamp> before = seen;
        while (true) {
            Thread.sleep(rest.toMillis());
            Map<Path, Stamp> now = look();
            if (now.equals(before)) {
                return now;
            }
            before = now;
        }
    }

    private void tell() {
        try {
            changed.run();
        } catch (RuntimeException e) {
            // The watch must outlive whatever one change brings.
            LOG.error("a change of {} could not be taken up", folder, e);
        }
    }

    private Map<Path, Stamp> look() {
        Map<Path, Stamp> seen = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder, MAX_DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            files.filter(counts).forEach(file -> note(file, seen));
        } catch (IOException | UncheckedIOException e) {
            // A file or the folder itself went away while we looked: that is a change too, and the next look sees it.
            LOG.debug("looking at {}: {}", folder, e.toString());
        }
        return seen;
    }

    private static void note(Path file, Map<Path, Stamp> seen) {
        try {
            BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
            if (facts.isRegularFile()) {
                seen.put(file, new Stamp(facts.size(), facts.lastModifiedTime().toMillis(), facts.fileKey()));
            }
        } catch (IOException e) {
            LOG.debug("{} went away: {}", file, e.toString());
        }
    }

    /** Stops watching; a change being told right now is told to its end. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(30).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Stamp(
            long size,
            long modified,
            @org.jspecify.annotations.Nullable Object key) {}
}
