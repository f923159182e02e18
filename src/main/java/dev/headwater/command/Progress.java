package dev.headwater.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a long run has come, where somebody watches. */
final class Progress implements AutoCloseable {
    /** Fewer are done before a bar could be read. */
    private static final long FEW = 2_000;

    private static final int WIDTH = 80;

    private final @Nullable ProgressBar bar;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /** @param scenarios how many there are */
    static Progress of(long scenarios) {
        if (scenarios < FEW || !Terminal.isStandardError()) {
            return new Progress(null);
        }
        return new Progress(ProgressBar.builder()
                .setTaskName("scenarios")
                .setInitialMax(scenarios)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                .build());
    }

    /** A file that is read, with a bar that says how far; only the file where nobody watches. */
    static InputStream reading(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        if (!Terminal.isStandardError() || Terminal.isStandardOutput()) {
            return in;
        }
        return ProgressBar.wrap(
                in,
                ProgressBar.builder()
                        .setTaskName(String.valueOf(file.getFileName()))
                        .setInitialMax(Files.size(file))
                        .setUnit(" MB", 1 << 20)
                        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                        .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH)));
    }

    void step() {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
