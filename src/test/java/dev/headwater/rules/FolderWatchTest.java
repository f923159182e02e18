package dev.headwater.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration REST = Duration.ofMillis(150);

    @TempDir
    Path folder;

    private final AtomicInteger told = new AtomicInteger();

    @BeforeEach
    void aFolderWithOneFile() throws IOException {
        Files.createDirectories(folder.resolve("lists"));
        Files.writeString(folder.resolve("channel.csv"), "a");
    }

    @Test
    void whatWasThereBeforeIsNoChange() throws Exception {
        try (FolderWatch watch = watch()) {
            Thread.sleep(REST.toMillis() * 2);
            assertThat(told).hasValue(0);
        }
    }

    @Test
    void aSavedFileIsTold() throws Exception {
        try (FolderWatch watch = watch()) {
            Files.writeString(folder.resolve("channel.csv"), "ab");
            await().untilAsserted(() -> assertThat(told).hasValue(1));
        }
    }

    @Test
    void aFileInAFolderBelowIsToldAndSoIsOneThatGoes() throws Exception {
        try (FolderWatch watch = watch()) {
            Files.writeString(folder.resolve("lists/hosts.csv"), "host");
            await().untilAsserted(() -> assertThat(told).hasValue(1));
            Files.delete(folder.resolve("lists/hosts.csv"));
            await().untilAsserted(() -> assertThat(told).hasValue(2));
        }
    }

    @Test
    void aFileReplacedByAnotherOfTheSameSizeAndTimeIsTold() throws Exception {
        Path file = folder.resolve("channel.csv");
        try (FolderWatch watch = watch()) {
            Path other = Files.writeString(folder.resolve("~$other"), "b");
            Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
            Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
            await().untilAsserted(() -> assertThat(told).hasValue(1));
        }
    }

    @Test
    void aLockFileIsNot() throws Exception {
        try (FolderWatch watch = watch()) {
            Files.writeString(folder.resolve("~$channel.csv"), "somebody");
            Thread.sleep(REST.toMillis() * 2);
            assertThat(told).hasValue(0);
        }
    }

    @Test
    void aSaveInManySmallPiecesIsToldOnceWhenItHasCometoRest() throws Exception {
        List<String> read = new CopyOnWriteArrayList<>();
        Path file = folder.resolve("channel.csv");
        try (FolderWatch watch = new FolderWatch(folder, FolderWatchTest::counts, PAUSE, REST, () -> {
            read.add(content(file));
        })) {
            for (int i = 0; i < 10; i++) {
                Files.writeString(file, "+", StandardOpenOption.APPEND);
                Thread.sleep(REST.toMillis() / 5);
            }
            await().untilAsserted(() -> assertThat(read).isNotEmpty());
            assertThat(read).containsExactly("a++++++++++");
        }
    }

    @Test
    void aChangeThatCannotBeTakenUpDoesNotEndTheWatch() throws Exception {
        try (FolderWatch watch = new FolderWatch(folder, FolderWatchTest::counts, PAUSE, REST, () -> {
            if (told.incrementAndGet() == 1) {
                throw new IllegalStateException("the first one fails");
            }
        })) {
            Files.writeString(folder.resolve("channel.csv"), "ab");
            await().untilAsserted(() -> assertThat(told).hasValue(1));
            Files.writeString(folder.resolve("channel.csv"), "abc");
            await().untilAsserted(() -> assertThat(told).hasValue(2));
        }
    }

    private FolderWatch watch() {
        return new FolderWatch(folder, FolderWatchTest::counts, PAUSE, REST, told::incrementAndGet);
    }

    private static boolean counts(Path file) {
        return !file.getFileName().toString().startsWith("~$");
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
