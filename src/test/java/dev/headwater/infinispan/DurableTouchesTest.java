package dev.headwater.infinispan;

import static dev.headwater.touch.TouchFixtures.NOW;
import static dev.headwater.touch.TouchFixtures.daysAgo;
import static dev.headwater.touch.TouchFixtures.touch;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.headwater.infinispan.InfinispanTouches.Disk;
import dev.headwater.infinispan.InfinispanTouches.Sync;
import dev.headwater.lead.EventId;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.VisitorId;
import dev.headwater.touch.FirstAnswer;
import dev.headwater.touch.Merge;
import dev.headwater.touch.TouchFixtures;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.TouchHistory.Bounds;
import dev.headwater.touch.Touches;
import dev.headwater.touch.Touches.HistoryUnavailable;
import dev.headwater.touch.TouchesContract;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store on disk: what every store does, and what only a disk can do to one. */
class DurableTouchesTest extends TouchesContract {
    private static final LeadId ANNA = new LeadId("anna");
    private static final LeadId BEN = new LeadId("ben");

    /** How long the head of a file is. */
    private static final int HEAD = 17;

    @TempDir
    private Path folder;

    private final List<InfinispanTouches> opened = new ArrayList<>();
    private int stores;

    @Override
    protected Touches open(Bounds bounds) {
        return open("store-" + stores++, bounds);
    }

    private InfinispanTouches open(String name, Bounds bounds) {
        try {
            InfinispanTouches touches = InfinispanTouches.onDisk(folder.resolve(name), bounds, 1_000, Disk.DEFAULT, 0);
            opened.add(touches);
            return touches;
        } catch (DataRefused e) {
            throw new AssertionError(e);
        }
    }

    private InfinispanTouches open(String name) {
        return open(name, Bounds.DEFAULT);
    }

    @AfterEach
    void closeAll() {
        opened.forEach(InfinispanTouches::close);
    }

    // --- what outlives the process

    @Test
    void historiesAnswersAndMergesOutliveTheProcess() {
        FirstAnswer answer = new FirstAnswer(new EventId("e"), "question", "{\"zo\u00eb\": \"\ud83d\ude00\"}", NOW);
        TouchHistory before;
        try (InfinispanTouches touches = open("a")) {
            touches.record(ANNA, touch("a", daysAgo(2), new EventId("e")), NOW);
            touches.record(new VisitorId("v"), touch("b", daysAgo(1)), NOW);
            touches.merge(new VisitorId("v"), ANNA, NOW);
            touches.keep(ANNA, answer, NOW);
            before = touches.recent(ANNA);
        }
        InfinispanTouches again = open("a");
        assertThat(again.recent(ANNA)).isEqualTo(before);
        assertThat(again.recent(new VisitorId("v"))).isEqualTo(before);
        assertThat(again.answered(ANNA, new EventId("e"), NOW)).isEqualTo(answer);
        assertThat(again.merge(new VisitorId("v"), BEN, NOW)).isEqualTo(Merge.TAKEN);
    }

    @Test
    void whoWasForgottenIsForgottenAfterARestartToo() {
        try (InfinispanTouches touches = open("a")) {
            touches.record(ANNA, touch("a", daysAgo(2)), NOW);
            touches.record(BEN, touch("b", daysAgo(2)), NOW);
            touches.forget(ANNA);
        }
        assertThat(open("a").recent(ANNA)).isEqualTo(TouchHistory.EMPTY);
        assertThat(opened.get(1).recent(BEN).total()).isEqualTo(1);
    }

    @Test
    void personsWhoLeaveTheMemoryAreReadFromTheDisk() throws Exception {
        try (InfinispanTouches touches =
                InfinispanTouches.onDisk(folder.resolve("small"), Bounds.DEFAULT, 10, Disk.DEFAULT, 0)) {
            for (int i = 0; i < 200; i++) {
                touches.record(new LeadId("lead-" + i), touch("a" + i, NOW), NOW);
            }
            for (int i = 0; i < 200; i++) {
                assertThat(touches.recent(new LeadId("lead-" + i)).recent())
                        .extracting(TouchFixtures::name)
                        .containsExactly("a" + i);
            }
        }
    }

    @Test
    void whatTheDiskItselfMustHaveIsKeptAsWell() throws Exception {
        Path path = folder.resolve("synced");
        try (InfinispanTouches touches = InfinispanTouches.onDisk(
                path, Bounds.DEFAULT, 10, new Disk(Sync.ALWAYS, InfinispanTouches.NO_BOUND), 0)) {
            touches.record(ANNA, touch("a", NOW), NOW);
        }
        try (InfinispanTouches touches = InfinispanTouches.onDisk(path, Bounds.DEFAULT, 10, Disk.DEFAULT, 0)) {
            assertThat(touches.recent(ANNA).total()).isEqualTo(1);
        }
    }

    // --- what a killed process leaves behind

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 11, 12, 60, 120})
    void aHalfWrittenLastEntryIsCutOffAndWhatWasAcknowledgedBeforeStays(int written) throws Exception {
        Path file = twoTouchesOfAnna();
        long first = entryLength(file);
        shorten(file, first + written);
        InfinispanTouches again = open("a");
        assertThat(again.recent(ANNA).recent()).extracting(TouchFixtures::name).containsExactly("first");
        assertThat(Files.size(file)).isEqualTo(first);
        again.record(ANNA, touch("third", NOW), NOW);
        assertThat(again.recent(ANNA).total()).isEqualTo(2);
    }

    @Test
    void aWholeLastEntryIsKept() throws Exception {
        twoTouchesOfAnna();
        assertThat(open("a").recent(ANNA).total()).isEqualTo(2);
    }

    @Test
    void roomThatNobodyWroteToIsNoDamage() throws Exception {
        Path file = twoTouchesOfAnna();
        try (RandomAccessFile longer = new RandomAccessFile(file.toFile(), "rw")) {
            longer.setLength(longer.length() + 4_096);
        }
        assertThat(open("a").recent(ANNA).total()).isEqualTo(2);
    }

    // --- damage

    @Test
    void aByteThatTheDiskChangedIsToldWithItsFileItsPlaceAndAWayOut() throws Exception {
        Path file = twoTouchesOfAnna();
        long first = entryLength(file);
        change(file, first + 150);
        byte[] damaged = Files.readAllBytes(file);
        assertThatThrownBy(() -> InfinispanTouches.onDisk(folder.resolve("a"), Bounds.DEFAULT, 10, Disk.DEFAULT))
                .isInstanceOf(DataRefused.class)
                .hasMessageContainingAll(
                        folder.resolve("a").toString(), file + ": at byte " + first, "checksum", "mv ", "--data")
                .hasMessageNotContaining("Exception");
        assertThat(Files.readAllBytes(file)).as("left as it is").isEqualTo(damaged);
    }

    @Test
    void somethingElseInAFileIsDamage() throws Exception {
        Path file = twoTouchesOfAnna();
        change(file, HEAD);
        assertThatThrownBy(() -> InfinispanTouches.onDisk(folder.resolve("a"), Bounds.DEFAULT, 10, Disk.DEFAULT))
                .isInstanceOf(DataRefused.class)
                .hasMessageContaining("at byte " + HEAD + " an entry should begin, and none does");
    }

    @Test
    void aLengthThatTheDiskChangedIsDamageAndNotAnEntryThatWasCutShort() throws Exception {
        Path file = twoTouchesOfAnna();
        change(file, HEAD + 2);
        long size = Files.size(file);
        assertThatThrownBy(() -> InfinispanTouches.onDisk(folder.resolve("a"), Bounds.DEFAULT, 10, Disk.DEFAULT))
                .isInstanceOf(DataRefused.class)
                .hasMessageContaining("at byte " + HEAD);
        assertThat(Files.size(file)).isEqualTo(size);
    }

    @Test
    void aRefusedFolderCanBeMovedAsideAndANewOneBegun() throws Exception {
        change(twoTouchesOfAnna(), 0);
        assertThatThrownBy(() -> InfinispanTouches.onDisk(folder.resolve("a"), Bounds.DEFAULT, 10, Disk.DEFAULT))
                .isInstanceOf(DataRefused.class);
        Files.move(folder.resolve("a"), folder.resolve("a.damaged"));
        assertThat(open("a").recent(ANNA)).isEqualTo(TouchHistory.EMPTY);
    }

    // --- the folder

    @Test
    void aFolderThatAnotherStoreUsesIsRefusedAndTheOtherGoesOn() throws Exception {
        InfinispanTouches first = open("a");
        assertThatThrownBy(() -> InfinispanTouches.onDisk(folder.resolve("a"), Bounds.DEFAULT, 10, Disk.DEFAULT))
                .isInstanceOf(DataRefused.class)
                .hasMessageContainingAll("in use", "--data DIR", "--data none");
        first.record(ANNA, touch("a", NOW), NOW);
        first.close();
        assertThat(open("a").recent(ANNA).total()).isEqualTo(1);
    }

    @Test
    void aFileIsNoFolder() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        assertThatThrownBy(() -> InfinispanTouches.onDisk(file, Bounds.DEFAULT, 10, Disk.DEFAULT))
                .isInstanceOf(DataRefused.class)
                .hasMessageContainingAll("is a file", "--data");
        assertThat(file).hasContent("mine");
    }

    @Test
    void aFolderThatCannotBeWrittenToIsRefused() throws Exception {
        Path closed = Files.createDirectories(folder.resolve("closed"));
        assumeThat(closed.toFile().setWritable(false) && !Files.isWritable(closed))
                .as("nobody is forbidden to write here")
                .isTrue();
        assertThatThrownBy(() -> InfinispanTouches.onDisk(closed, Bounds.DEFAULT, 10, Disk.DEFAULT))
                .isInstanceOf(DataRefused.class)
                .hasMessageContainingAll(closed.toString(), "cannot be written", "--data none");
    }

    @Test
    void aFolderThatTheSystemRefusesIsRefused() {
        assertThatThrownBy(() -> InfinispanTouches.onDisk(Path.of("/proc/headwater"), Bounds.DEFAULT, 10, Disk.DEFAULT))
                .isInstanceOf(DataRefused.class)
                .hasMessageContainingAll("/proc/headwater", "--data DIR");
    }

    @Test
    void aFormThatOnlyALaterReleaseKnowsIsRefusedAndLeftAlone() throws Exception {
        open("a").close();
        Path form = folder.resolve("a").resolve("form");
        assertThat(form).hasContent("2");
        Files.writeString(form, "3\n");
        assertThatThrownBy(() -> InfinispanTouches.onDisk(folder.resolve("a"), Bounds.DEFAULT, 10, Disk.DEFAULT))
                .isInstanceOf(DataRefused.class)
                .hasMessageContainingAll("form 3", "knows forms up to 2", "--data");
        assertThat(form).hasContent("3");
        Files.writeString(form, "2\n");
        open("a").close();
    }

    // --- a disk that is full

    @Test
    void nothingIsWrittenToADiskThatIsNearlyFullAndWhatIsThereIsStillRead() throws Exception {
        open("a").record(ANNA, touch("a", NOW), NOW);
        closeAll();
        try (InfinispanTouches touches =
                InfinispanTouches.onDisk(folder.resolve("a"), Bounds.DEFAULT, 10, Disk.DEFAULT, Long.MAX_VALUE)) {
            assertThat(touches.recent(ANNA).total()).isEqualTo(1);
            assertThatThrownBy(() -> touches.record(ANNA, touch("b", NOW), NOW))
                    .isInstanceOf(HistoryUnavailable.class)
                    .hasMessageContaining("full");
            assertThat(touches.recent(ANNA).total()).isEqualTo(1);
        }
    }

    @Test
    void aDiskThatIsReallyFullFailsTheWriteKeepsWhatWasAcknowledgedAndGoesOnByItselfOnceThereIsRoom() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=3m", "headwater-test", disk.toString()))
                .as("a small disk can be mounted here")
                .isZero();
        try {
            int acknowledged = 0;
            try (InfinispanTouches touches =
                    InfinispanTouches.onDisk(disk.resolve("data"), Bounds.DEFAULT, 10, Disk.DEFAULT, 0)) {
                HistoryUnavailable refusal = null;
                while (refusal == null && acknowledged < 100_000) {
                    try {
                        touches.record(new LeadId("lead-" + acknowledged), touch("x".repeat(500), NOW), NOW);
                        acknowledged++;
                    } catch (HistoryUnavailable e) {
                        refusal = e;
                    }
                }
                assertThat(requireNonNull(refusal)).hasMessageContaining("No space left");
                assertThat(acknowledged).isGreaterThan(100);
                assertThatThrownBy(() -> touches.record(new LeadId("late"), touch("x", NOW), NOW))
                        .as("while what waits has no room, nothing more is taken")
                        .isInstanceOf(HistoryUnavailable.class)
                        .hasMessageContaining("No space left");
                assertThat(touches.kept()).isCompletedExceptionally();
                assertThat(touches.recent(new LeadId("lead-0")).total()).isEqualTo(1);
                assertThat(run("mount", "-o", "remount,size=32m", disk.toString()))
                        .isZero();
                await().until(() -> {
                    try {
                        return touches.record(new LeadId("late"), touch("x", NOW), NOW)
                                        .total()
                                == 1;
                    } catch (HistoryUnavailable e) {
                        return false;
                    }
                });
                touches.record(new LeadId("lead-0"), touch("again", NOW), NOW);
            }
            try (InfinispanTouches touches =
                    InfinispanTouches.onDisk(disk.resolve("data"), Bounds.DEFAULT, 10, Disk.DEFAULT, 0)) {
                for (int i = 1; i < acknowledged; i++) {
                    assertThat(touches.recent(new LeadId("lead-" + i)).total()).isEqualTo(1);
                }
                assertThat(touches.recent(new LeadId("lead-0")).total()).isEqualTo(2);
                assertThat(touches.recent(new LeadId("late")).total()).isEqualTo(1);
            }
        } finally {
            // A store that could not be closed in good order may still have a file open.
            run("umount", "-l", disk.toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return -1;
        }
        return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    private Path twoTouchesOfAnna() throws IOException {
        try (InfinispanTouches touches = open("a")) {
            touches.record(ANNA, touch("first", daysAgo(2)), NOW);
            touches.record(ANNA, touch("second", daysAgo(1)), NOW);
        }
        return folder.resolve("a/ledger/00000001.ledger");
    }

    /** Where a file's first entry ends, by the length in its head. */
    private static long entryLength(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(HEAD + 1);
            return HEAD + 11L + in.readInt();
        }
    }

    private static void shorten(Path file, long length) throws IOException {
        try (RandomAccessFile shorter = new RandomAccessFile(file.toFile(), "rw")) {
            shorter.setLength(length);
        }
    }

    private static void change(Path file, long position) throws IOException {
        try (RandomAccessFile changed = new RandomAccessFile(file.toFile(), "rw")) {
            changed.seek(position);
            int was = changed.read();
            changed.seek(position);
            changed.write(was ^ 0x10);
        }
    }
}
