package dev.headwater.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    private volatile Map<Path, Stamp> told;

    /**
     * Starts watching; the state found now is taken as known.
     *
     * @param folder looked at with all below it, four levels deep
     * @param counts which files count, by their path; lock files and the like should not
     * @param pause the time between two looks
     * @param rest how long nothing must have changed before {@code changed} is told, so that half a save is not read;
     *     several times as long where a file looks half written, or is gone
     * @param changed told after each change that has come to rest, on one thread, never twice at a time
     */
    public FolderWatch(Path folder, Predicate<Path> counts, Duration pause, Duration rest, Runnable changed) {
        this.folder = folder;
        this.counts = counts;
        this.pause = pause;
        this.rest = rest;
        this.changed = changed;
        this.told = look();
        this.thread = new Thread(this::watch, "rules-watch");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Whether the folder is still as it was when it was last told of. Asks the folder. */
    public boolean isAsTold() {
        return look().equals(told);
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(pause.toMillis());
                Map<Path, Stamp> seen = look();
                if (!seen.equals(told)) {
                    Map<Path, Stamp> settled = atRest(seen);
                    boolean isNews = !settled.equals(told);
                    told = settled;
                    if (isNews) {
                        tell();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<Path, Stamp> atRest(Map<Path, Stamp> seen) throws InterruptedException {
        Map<Path, Stamp> before = seen;
        long since = System.nanoTime();
        while (true) {
            Thread.sleep(Math.max(1, Math.min(pause.toMillis(), rest.toMillis()) / 2));
            Map<Path, Stamp> now = look();
            if (!now.equals(before)) {
                before = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since >= rest.toNanos() * patience(now)) {
                return now;
            }
        }
    }

    /** How many times the usual rest the least certain of the changed files needs. */
    private int patience(Map<Path, Stamp> now) {
        Map<Path, Stamp> before = told;
        Set<Path> files = new HashSet<>(before.keySet());
        files.addAll(now.keySet());
        int patience = Saving.DONE.patience;
        for (Path file : files) {
            if (!Objects.equals(before.get(file), now.get(file))) {
                Saving saving = Saving.of(file, size(before.get(file)), size(now.get(file)));
                patience = Math.max(patience, saving.patience);
            }
        }
        return patience;
    }

    private static long size(@Nullable Stamp stamp) {
        return stamp == null ? -1 : stamp.size();
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
                seen.put(file, new Stamp(facts.size(), facts.lastModifiedTime(), facts.fileKey()));
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
            long size, FileTime modified, @Nullable Object key) {}
}
