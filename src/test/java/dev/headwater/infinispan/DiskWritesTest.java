package dev.headwater.infinispan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headwater.touch.Touches.HistoryUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskWritesTest {
    @TempDir
    private Path folder;

    private long now;

    @Test
    void whereNothingIsLeftAloneAllMayBeWritten() {
        assertThatCode(new DiskWrites(folder, 0, () -> now)::mayBegin).doesNotThrowAnyException();
    }

    @Test
    void aDiskWithLessRoomThanIsLeftAloneIsFullForEveryWriteAndNotOnlyForTheOneThatLooked() {
        DiskWrites writes = new DiskWrites(folder, Long.MAX_VALUE, () -> now);
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(HistoryUnavailable.class)
                    .isThrownBy(writes::mayBegin)
                    .withMessageContaining("the disk of " + folder + " is full");
        }
    }

    @Test
    void aDiskThatDoesNotAnswerIsToldAndAskedAgain() throws Exception {
        Path gone = folder.resolve("gone");
        DiskWrites writes = new DiskWrites(gone, 1, () -> now);
        assertThatExceptionOfType(HistoryUnavailable.class)
                .isThrownBy(writes::mayBegin)
                .withMessageContaining("does not answer");
        Files.createDirectory(gone);
        now += TimeUnit.SECONDS.toNanos(1);
        assertThatCode(writes::mayBegin).doesNotThrowAnyException();
    }
}
