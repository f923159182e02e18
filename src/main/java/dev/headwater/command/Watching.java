package dev.headwater.command;

import dev.headwater.rules.FolderWatch;
import dev.headwater.rules.RuleFiles;
import dev.headwater.scenario.ScenarioPaths;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again whenever a rule or a scenario has been saved. */
final class Watching {
    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** Editors save in one go, or in two a few milliseconds apart. */
    private static final Duration REST = Duration.ofMillis(100);

    private final List<Path> scenarios;
    private final @Nullable Path rules;
    private final PrintWriter out;
    private final Pass pass;

    /** One time through. */
    interface Pass {
        /** @return what would be said to the shell if this were the last time */
        int go() throws IOException;
    }

    /**
     * @param scenarios files and folders
     * @param rules a folder; null where the rules cannot change
     */
    Watching(List<Path> scenarios, @Nullable Path rules, PrintWriter out, Pass pass) {
        this.scenarios = scenarios;
        this.rules = rules;
        this.out = out;
        this.pass = pass;
    }

    /** Goes on until the process is told to stop, or this thread is interrupted. @return what came of the first time */
    int untilStopped() throws IOException {
        List<FolderWatch> watches = new ArrayList<>();
        try {
            // Watching begins before the first pass, so that no save between the two is missed.
            for (Path place : scenarios) {
                watches.add(watch(place));
            }
            if (rules != null) {
                watches.add(new FolderWatch(rules, RuleFiles::isNoLitter, PAUSE, REST, this::again));
            }
            int first = once();
            new CountDownLatch(1).await();
            return first;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FINE;
        } finally {
            watches.forEach(FolderWatch::close);
        }
    }

    private FolderWatch watch(Path place) {
        if (Files.isDirectory(place)) {
            return new FolderWatch(place, ScenarioPaths::isScenarioFile, PAUSE, REST, this::again);
        }
        Path file = place.toAbsolutePath();
        Path folder = file.getParent() == null ? file : file.getParent();
        return new FolderWatch(folder, path -> path.toAbsolutePath().equals(file), PAUSE, REST, this::again);
    }

    private void again() {
        out.println();
        try {
            once();
        } catch (IOException e) {
            // Files come and go while people work on them; the next save is another chance.
            LOG.warn("this pass failed: {}", e.getMessage());
        }
    }

    private synchronized int once() throws IOException {
        int code = pass.go();
        out.println("watching " + scenarios + (rules == null ? "" : " and " + rules) + "; Ctrl-C ends it");
        out.flush();
        return code;
    }
}
