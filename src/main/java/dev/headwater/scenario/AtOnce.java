package dev.headwater.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does the same with many, several at once, on threads of its own: those that all of Java shares do not find what the
 * engine looks for when the caller has a class loader of its own, as test runners do.
 */
final class AtOnce {
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    /** Enough for threads not to queue for work. */
    private static final int PIECES = 8 * THREADS;

    /** Few enough for the last to end with the others, where some of the work takes long. */
    private static final int LARGEST_PIECE = 16;

    private AtOnce() {}

    /** The results, in the order of the items. What one throws is thrown. */
    static <T, R> List<R> each(List<T> items, Function<T, R> work) {
        if (items.size() < 2 || THREADS == 1) {
            return items.stream().map(work).toList();
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(THREADS, items.size()));
        try {
            int size = Math.max(1, Math.min(LARGEST_PIECE, items.size() / PIECES));
            List<Future<List<R>>> pieces = new ArrayList<>();
            for (int from = 0; from < items.size(); from += size) {
                List<T> piece = items.subList(from, Math.min(items.size(), from + size));
                pieces.add(threads.submit(() -> piece.stream().map(work).toList()));
            }
            List<R> results = new ArrayList<>(items.size());
            for (Future<List<R>> piece : pieces) {
                results.addAll(piece.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            @Nullable Throwable cause = e.getCause();
            throw cause instanceof RuntimeException ours ? ours : new IllegalStateException(cause);
        } finally {
            threads.shutdownNow();
        }
    }
}
