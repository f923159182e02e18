package dev.headwater.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
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
    void aSaveByRenamingIsToldOnceAndWhole() throws Exception {
        assertReads("a,b\n1,2\n", file -> {
            Path made = Files.writeString(folder.resolve("A3F81200.tmp"), "a,b\n1,2\n");
            pause();
            Files.move(file, folder.resolve("~$old"));
            pause();
            Files.move(made, file);
            Files.delete(folder.resolve("~$old"));
        });
    }

    @Test
    void aSaveByDeletingAndMakingAnewIsToldOnceAndWhole() throws Exception {
        assertReads("a,b\n1,2\n3,4\n", file -> {
            Files.delete(file);
            Thread.sleep(REST.toMillis() * 3);
            Files.writeString(file, "a,b\n1,2\n3,4\n");
        });
    }

    @Test
    void aFileEmptiedAndWrittenAgainMuchLaterIsToldOnceAndWhole() throws Exception {
        assertReads("a,b\n1,2\n3,4\n", file -> {
            Files.writeString(file, "");
            Thread.sleep(REST.toMillis() * 4);
            Files.writeString(file, "a,b\n1,2\n3,4\n");
        });
    }

    @Test
    void textThatTricklesInWithPausesLongerThanTheUsualRestIsToldOnceAndWhole() throws Exception {
        assertReads("a,b\n1,2\n3,4\n5,6\n", file -> {
            Files.writeString(file, "a,");
            for (String part : List.of("b\n1,", "2\n3,", "4\n5,", "6\n")) {
                Thread.sleep(REST.toMillis() * 2);
                Files.writeString(file, part, StandardOpenOption.APPEND);
            }
        });
    }

    @Test
    void aWorkbookThatTricklesInIsToldOnceAndWhole() throws Exception {
        byte[] workbook = Files.readAllBytes(Path.of("rules/channel.xlsx"));
        Path file = folder.resolve("channel.xlsx");
        Files.write(file, workbook);
        List<Integer> read = new CopyOnWriteArrayList<>();
        try (FolderWatch watch =
                new FolderWatch(folder, FolderWatchTest::counts, PAUSE, REST, () -> read.add(bytes(file).length))) {
            Files.write(file, new byte[0]);
            for (int at = 0; at < workbook.length; at += workbook.length / 4 + 1) {
                Thread.sleep(REST.toMillis() * 4);
                int end = Math.min(workbook.length, at + workbook.length / 4 + 1);
                Files.write(file, Arrays.copyOfRange(workbook, at, end), StandardOpenOption.APPEND);
            }
            await().untilAsserted(() -> assertThat(read).isNotEmpty());
            Thread.sleep(REST.toMillis() * 2);
            assertThat(read).containsExactly(workbook.length);
        }
    }

    @Test
    void aFileThatStaysHalfOrStaysAwayIsToldInTheEnd() throws Exception {
        Path file = folder.resolve("channel.csv");
        try (FolderWatch watch = watch()) {
            Files.delete(file);
            await().untilAsserted(() -> assertThat(told).hasValue(1));
            Files.writeString(folder.resolve("channel.xlsx"), "this is no workbook");
            await().untilAsserted(() -> assertThat(told).hasValue(2));
        }
    }

    @Test
    void whatIsChangedBackBeforeItCameToRestIsNoNews() throws Exception {
        Path file = folder.resolve("channel.csv");
        try (FolderWatch watch = watch()) {
            Files.move(file, folder.resolve("~$away"));
            Thread.sleep(REST.toMillis());
            Files.move(folder.resolve("~$away"), file);
            Thread.sleep(REST.toMillis() * 3);
            assertThat(told).hasValue(0);
            assertThat(watch.isAsTold()).isTrue();
            Files.writeString(file, "ab");
            assertThat(watch.isAsTold()).isFalse();
        }
    }

    private interface Save {
        void write(Path file) throws Exception;
    }

    /** Whatever way a program saves, what is read is what it meant, and nothing before. */
    private void assertReads(String whole, Save save) throws Exception {
        Path file = folder.resolve("channel.csv");
        Files.writeString(file, "a,b\n0,0\n1,1\n2,2\n3,3\n");
        List<String> read = new CopyOnWriteArrayList<>();
        try (FolderWatch watch =
                new FolderWatch(folder, FolderWatchTest::counts, PAUSE, REST, () -> read.add(content(file)))) {
            save.write(file);
            await().untilAsserted(() -> assertThat(read).isNotEmpty());
            Thread.sleep(REST.toMillis() * 2);
            assertThat(read).containsExactly(whole);
        }
    }

    private static void pause() throws InterruptedException {
        Thread.sleep(PAUSE.toMillis() * 2);
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
        return RuleFiles.isNoLitter(file);
    }

    /** What is there, "gone" where nothing is. */
    private static String content(Path file) {
        return Files.exists(file) ? new String(bytes(file), UTF_8) : "gone";
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
