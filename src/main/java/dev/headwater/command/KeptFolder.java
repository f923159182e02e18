package dev.headwater.command;

import dev.headwater.attribution.Costs;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.Touches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which folder of histories, for those who use one while nobody serves it. */
public final class KeptFolder {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The folder of histories, as of serve (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("data");

    @Option(
            names = "--history-length",
            paramLabel = "TOUCHES",
            defaultValue = "50",
            converter = Values.Count.class,
            description = "As of the serve that writes them (default: ${DEFAULT-VALUE})")
    private int historyLength;

    @Option(
            names = "--history-age",
            paramLabel = "TIME",
            defaultValue = "400d",
            converter = Values.Time.class,
            description = "As of the serve that writes them (default: ${DEFAULT-VALUE})")
    private Duration historyAge = Duration.ZERO;

    /** What a folder keeps, opened; nobody else uses it until it is closed. */
    public interface Opened extends AutoCloseable {
        Touches touches();

        Costs costs();

        @Override
        void close();
    }

    /** Opens a folder. */
    @FunctionalInterface
    public interface Opening {
        /** @throws IOException if it cannot be used, in words for the one who chose it */
        Opened open(Path folder, TouchHistory.Bounds bounds) throws IOException;
    }

    /** That there is no such folder, in words; null where there is one. */
    @Nullable
    String missing() {
        return Files.isDirectory(folder()) ? null : "There are no histories in " + folder() + ".";
    }

    Opened open(Opening opening) throws IOException {
        return opening.open(folder(), new TouchHistory.Bounds(historyLength, historyAge));
    }

    private Path folder() {
        return data.toAbsolutePath().normalize();
    }
}
