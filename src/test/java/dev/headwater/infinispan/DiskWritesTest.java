package dev.headwater.infinispan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headwater.touch.Touches.HistoryUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import org.infinispan.commons.TimeoutException;
import org.infinispan.persistence.spi.PersistenceException;
import org.infinispan.remoting.RemoteException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskWritesTest {
    private static final PersistenceException NO_ROOM = new PersistenceException(new IOException("no room"));

    @TempDir
    private Path folder;

    private DiskWrites writes = new DiskWrites(Path.of("."), 0);

    @BeforeEach
    void open() {
        writes = new DiskWrites(folder, 0);
    }

    @Test
    void nothingIsWrittenAnyMoreOnceTheDiskDidNotTakeAWrite() {
        writes.failed(new HistoryUnavailable("not written", NO_ROOM));
        assertThatExceptionOfType(HistoryUnavailable.class)
                .isThrownBy(writes::mayBegin)
                .withMessageContaining("nothing is recorded since a write to " + folder + " failed");
    }

    @Test
    void theDiskOfAnotherMemberIsNotThisOne() {
        writes.failed(new HistoryUnavailable("not written", new RemoteException("from another member", NO_ROOM)));
        assertThatCode(writes::mayBegin).doesNotThrowAnyException();
    }

    @Test
    void aLockThatWasNotHadInTimeIsNoMatterOfTheDisk() {
        writes.failed(new HistoryUnavailable("not written", new TimeoutException("no lock")));
        assertThatCode(writes::mayBegin).doesNotThrowAnyException();
    }
}
