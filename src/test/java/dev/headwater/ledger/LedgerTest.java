package dev.headwater.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final int PEOPLE = 1;
    private static final int DAYS = 2;
    private static final long NEVER = Long.MAX_VALUE;
    private static final LedgerSettings USUAL = new LedgerSettings(false, Long.MAX_VALUE);

    @TempDir
    private Path folder;

    private final AtomicLong now = new AtomicLong(TimeUnit.DAYS.toMillis(20_000));
    private @Nullable Ledger ledger;

    @AfterEach
    void close() {
        if (ledger != null) {
            ledger.close();
        }
    }

    private Ledger open(LedgerSettings settings) throws IOException {
        close();
        ledger = Ledger.open(folder, settings, now::get);
        return ledger;
    }

    // --- what is there

    @Test
    void whatWasPutIsReadAtOnceAndAfterTheNextStart() throws Exception {
        Ledger first = open(USUAL);
        put(first, PEOPLE, "a", "1", NEVER);
        put(first, PEOPLE, "b", "2", NEVER);
        put(first, PEOPLE, "a", "3", NEVER);
        assertThat(get(first, PEOPLE, "a")).isEqualTo("3");
        first.written().get();
        assertThat(get(first, PEOPLE, "a")).isEqualTo("3");
        Ledger again = open(USUAL);
        assertThat(get(again, PEOPLE, "a")).isEqualTo("3");
        assertThat(get(again, PEOPLE, "b")).isEqualTo("2");
        assertThat(again.size(PEOPLE)).isEqualTo(2);
        assertThat(get(again, PEOPLE, "c")).isNull();
        assertThat(again.has(PEOPLE, "c".getBytes(UTF_8))).isFalse();
    }

    @Test
    void whatNobodyAsksForIsWrittenTooAndSoIsWhatIsLong() throws Exception {
        Ledger all = open(USUAL);
        put(all, PEOPLE, "a", "1", NEVER);
        await().until(() -> written() > LedgerFile.HEAD_LENGTH);
        long before = written();
        put(all, PEOPLE, "b", "x".repeat(Group.USUAL), NEVER);
        await().until(() -> written() > before + Group.USUAL);
    }

    /** How many bytes the files really have. */
    private long written() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void theSameKeyInTwoTablesIsTwo() throws Exception {
        put(open(USUAL), PEOPLE, "a", "1", NEVER);
        put(open(USUAL), DAYS, "a", "2", NEVER);
        Ledger again = open(USUAL);
        assertThat(get(again, PEOPLE, "a")).isEqualTo("1");
        assertThat(get(again, DAYS, "a")).isEqualTo("2");
    }

    @Test
    void whatWasRemovedStaysRemovedAndCanBePutAgain() throws Exception {
        Ledger first = open(USUAL);
        put(first, PEOPLE, "a", "1", NEVER);
        assertThat(first.remove(PEOPLE, "a".getBytes(UTF_8))).isTrue();
        assertThat(first.remove(PEOPLE, "a".getBytes(UTF_8))).isFalse();
        assertThat(get(first, PEOPLE, "a")).isNull();
        Ledger again = open(USUAL);
        assertThat(get(again, PEOPLE, "a")).isNull();
        assertThat(again.size(PEOPLE)).isZero();
        put(again, PEOPLE, "a", "2", NEVER);
        assertThat(get(open(USUAL), PEOPLE, "a")).isEqualTo("2");
    }

    @Test
    void whatHasExpiredIsNotThereAnyMore() throws Exception {
        Ledger first = open(USUAL);
        put(first, PEOPLE, "a", "1", now.get() + 10);
        now.addAndGet(9);
        assertThat(get(first, PEOPLE, "a")).isEqualTo("1");
        now.addAndGet(1);
        assertThat(get(first, PEOPLE, "a")).isNull();
        assertThat(open(USUAL).has(PEOPLE, "a".getBytes(UTF_8))).isFalse();
    }

    @Test
    void anEntryLongerThanAnyBufferIsReadWhole() throws Exception {
        String value = "x".repeat(3 * Group.USUAL);
        put(open(USUAL), PEOPLE, "a", value, NEVER);
        open(USUAL).written().get();
        assertThat(get(open(USUAL), PEOPLE, "a")).isEqualTo(value);
    }

    @Test
    void aWalkSeesEveryKeyOnceWithItsLatestValueWhateverIsPutMeanwhile() throws Exception {
        Ledger all = open(new LedgerSettings(false, Long.MAX_VALUE, 2_000));
        for (int i = 0; i < 100; i++) {
            put(all, PEOPLE, "key " + i, "old", NEVER);
            put(all, DAYS, "day " + i, "x", NEVER);
        }
        Map<String, String> seen = new TreeMap<>();
        try (Walk walk = all.walk(PEOPLE)) {
            for (Entry entry = walk.next(); entry != null; entry = walk.next()) {
                String key = new String(entry.key(), UTF_8);
                assertThat(seen.put(key, new String(entry.value(), UTF_8)))
                        .as(key)
                        .isNull();
                put(all, PEOPLE, "key 99", "new", NEVER);
                put(all, PEOPLE, "key " + seen.size() % 50, "new", NEVER);
            }
        }
        assertThat(seen).hasSize(100).containsEntry("key 99", "new");
    }

    @Test
    void aPartIsLookedThroughAloneAndAllPartsAreAll() throws Exception {
        LedgerSettings byLength = new LedgerSettings(false, Long.MAX_VALUE, 2_000).by(key -> key.length);
        Ledger all = open(byLength);
        for (int i = 0; i < 300; i++) {
            put(all, PEOPLE, "key " + i, "old", NEVER);
            put(all, DAYS, "day " + i, "x", NEVER);
        }
        put(all, PEOPLE, "key 7", "new", NEVER);
        all.remove(PEOPLE, "key 8".getBytes(UTF_8));
        assertParts(all);
        assertParts(open(byLength));
    }

    private static void assertParts(Ledger all) throws IOException {
        assertThat(keys(all, part -> part == 5)).hasSize(9).contains("key 7").doesNotContain("key 8");
        assertThat(keys(all, part -> part == 6)).hasSize(90);
        assertThat(keys(all, part -> part == 6 || part == 7)).hasSize(290);
        assertThat(keys(all, part -> true)).hasSize(299);
        assertThat(keys(all, part -> part == 8)).isEmpty();
    }

    private static List<String> keys(Ledger all, IntPredicate parts) throws IOException {
        List<String> keys = new ArrayList<>();
        try (Walk walk = all.walk(PEOPLE, parts)) {
            for (Entry entry = walk.next(); entry != null; entry = walk.next()) {
                keys.add(new String(entry.key(), UTF_8));
            }
        }
        return keys;
    }

    // --- cleaning

    @Test
    void whateverIsPutAndRemovedAndCleanedAndStartedAgainTheLatestHolds() throws Exception {
        Random random = new Random(7);
        Map<String, String> expected = new HashMap<>();
        LedgerSettings small = new LedgerSettings(false, Long.MAX_VALUE, 3_000);
        Ledger here = open(small);
        for (int i = 1; i <= 8_000; i++) {
            String key = "key " + random.nextInt(random.nextInt(150) + 1);
            if (random.nextInt(8) == 0) {
                here.remove(PEOPLE, key.getBytes(UTF_8));
                expected.remove(key);
            } else {
                String value = "value " + i + " ".repeat(random.nextInt(60));
                put(here, PEOPLE, key, value, NEVER);
                expected.put(key, value);
            }
            if (i % 1_000 == 0) {
                here = open(small);
                Map<String, String> found = all(here);
                assertThat(found).isEqualTo(expected);
            }
        }
        assertThat(here.size(PEOPLE)).isEqualTo(expected.size());
        Ledger last = here;
        await("many times as much was written").until(() -> last.bytes() < 40_000);
        assertThat(all(last)).isEqualTo(expected);
        assertThat(last.dropped()).isZero();
    }

    @Test
    void filesOfWhichAllHasExpiredGo() throws Exception {
        LedgerSettings small = new LedgerSettings(false, Long.MAX_VALUE, 2_000);
        Ledger here = open(small);
        for (int i = 0; i < 200; i++) {
            put(here, PEOPLE, "key " + i, "x".repeat(50), now.get() + TimeUnit.DAYS.toMillis(1));
        }
        put(here, PEOPLE, "kept", "x", NEVER);
        here.written().get();
        assertThat(here.bytes()).isGreaterThan(15_000);
        now.addAndGet(TimeUnit.DAYS.toMillis(2));
        Ledger again = open(small);
        await().until(() -> again.bytes() < 5_000);
        assertThat(get(again, PEOPLE, "kept")).isEqualTo("x");
        assertThat(get(open(small), PEOPLE, "kept")).isEqualTo("x");
    }

    @Test
    void whatWasRemovedLeavesTheDiskInTimeThoughNearlyAllElseIsNeeded() throws Exception {
        LedgerSettings small = new LedgerSettings(false, Long.MAX_VALUE, 2_000);
        Ledger here = open(small);
        put(here, PEOPLE, "who goes", "what is known of who goes", NEVER);
        for (int i = 0; i < 100; i++) {
            put(here, PEOPLE, "key " + i, "x".repeat(50), NEVER);
        }
        here.remove(PEOPLE, "who goes".getBytes(UTF_8));
        close();
        lastWrittenNow();
        now.addAndGet(TimeUnit.DAYS.toMillis(Cleaner.MOST_DAYS) - 1);
        here = open(small);
        Thread.sleep(200);
        assertThat(here.hasOldRemains()).as("a moment too early").isFalse();
        assertThat(onDisk()).contains("what is known of who goes");
        now.addAndGet(1);
        here = open(small);
        await().until(() -> !onDisk().contains("who goes"));
        assertThat(all(here)).hasSize(100);
        assertThat(all(open(small))).hasSize(100).doesNotContainKey("who goes");
    }

    @Test
    void oldFilesOfWhichAllIsNeededAreLeftAlone() throws Exception {
        LedgerSettings small = new LedgerSettings(false, Long.MAX_VALUE, 2_000);
        Ledger here = open(small);
        for (int i = 0; i < 100; i++) {
            put(here, PEOPLE, "key " + i, "x".repeat(50), NEVER);
        }
        close();
        lastWrittenNow();
        now.addAndGet(TimeUnit.DAYS.toMillis(1_000));
        here = open(small);
        assertThat(here.hasOldRemains()).isFalse();
        put(here, PEOPLE, "key 99", "replaced", NEVER);
        assertThat(here.hasOldRemains()).isTrue();
    }

    @Test
    void noFileIsWrittenToForLong() throws Exception {
        Ledger here = open(USUAL);
        put(here, PEOPLE, "a", "1", NEVER);
        here.leaveOldFile();
        put(here, PEOPLE, "b", "2", NEVER);
        here.written().get();
        assertThat(folder.resolve("00000002.ledger")).doesNotExist();
        now.addAndGet(TimeUnit.DAYS.toMillis(Cleaner.MOST_DAYS));
        here.leaveOldFile();
        here.leaveOldFile();
        put(here, PEOPLE, "a", "3", NEVER);
        here.written().get();
        assertThat(folder.resolve("00000002.ledger")).exists();
        assertThat(folder.resolve("00000003.ledger")).doesNotExist();
        assertThat(all(open(USUAL))).isEqualTo(Map.of("a", "3", "b", "2"));
    }

    @Test
    void aFileWhoseDeletionWasCutShortBringsNothingOldToLight() throws Exception {
        LedgerSettings small = new LedgerSettings(false, Long.MAX_VALUE, 2_000);
        Ledger here = open(small);
        put(here, PEOPLE, "stays", "1", NEVER);
        put(here, PEOPLE, "changes", "1", NEVER);
        here.written().get();
        Path oldest = folder.resolve("00000001.ledger");
        byte[] old = Files.readAllBytes(oldest);
        for (int i = 0; Files.exists(oldest); i++) {
            put(here, PEOPLE, "changes", "2 " + i + "x".repeat(200), NEVER);
            here.written().get();
        }
        put(here, PEOPLE, "changes", "3", NEVER);
        here.close();
        Files.write(oldest, old);
        Ledger again = open(small);
        assertThat(get(again, PEOPLE, "stays")).isEqualTo("1");
        assertThat(get(again, PEOPLE, "changes")).isEqualTo("3");
    }

    // --- the bound on bytes

    @Test
    void whoPutsMoreThanTheBoundBeforeAnyOfItIsWrittenIsRefusedForAMomentOnly() throws Exception {
        Ledger here = open(new LedgerSettings(false, 100_000, 5_000));
        long expires = now.get() + TimeUnit.DAYS.toMillis(1_000);
        for (int i = 0; i < 100; i++) {
            putPatiently(here, "key " + i, "x".repeat(4_900), expires);
        }
        assertThat(get(here, PEOPLE, "key 99")).isNotNull();
    }

    @Test
    void pastTheBoundThoseWhoWouldExpireSoonestAreGivenUpAndThoseToldOfLatelyStay() throws Exception {
        long bound = 100_000;
        Ledger here = open(new LedgerSettings(false, bound));
        put(here, PEOPLE, "told of now and then", "0", now.get() + TimeUnit.DAYS.toMillis(100));
        put(here, PEOPLE, "never told of again", "0", now.get() + TimeUnit.DAYS.toMillis(100));
        for (int i = 0; i < 3_000; i++) {
            now.addAndGet(TimeUnit.HOURS.toMillis(1));
            long expires = now.get() + TimeUnit.DAYS.toMillis(1_000);
            putPatiently(here, "key " + i, "x".repeat(100), expires);
            if (i % 100 == 0) {
                putPatiently(here, "told of now and then", "" + i, expires);
            }
            assertThat(here.bytes()).isLessThan(bound / 4 * 5 + 200);
        }
        await().until(() -> here.bytes() <= bound + bound / 16);
        assertThat(here.dropped()).isGreaterThan(2_000);
        assertThat(get(here, PEOPLE, "never told of again")).isNull();
        assertThat(get(here, PEOPLE, "told of now and then")).isEqualTo("2900");
        assertThat(get(here, PEOPLE, "key 2999")).isNotNull();
        assertThat(get(here, PEOPLE, "key 2800")).isNotNull();
        assertThat(here.size(PEOPLE)).as("the bound is made use of").isGreaterThan(300);
    }

    // --- what a killed process leaves behind, and damage

    @Test
    void whereverAFileIsCutShortWhatWasWholeStaysAndTheRestIsPutAgain() throws Exception {
        Ledger first = open(USUAL);
        put(first, PEOPLE, "a", "1", NEVER);
        first.written().get();
        Path file = folder.resolve("00000001.ledger");
        int good = (int) Files.size(file);
        put(first, PEOPLE, "a", "2", NEVER);
        first.close();
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            Ledger again = open(USUAL);
            assertThat(get(again, PEOPLE, "a")).as(length + " bytes").isEqualTo(length < good ? null : "1");
            put(again, PEOPLE, "b", "3", NEVER);
            again = open(USUAL);
            assertThat(get(again, PEOPLE, "b")).as(length + " bytes").isEqualTo("3");
            assertThat(get(again, PEOPLE, "a")).as(length + " bytes").isEqualTo(length < good ? null : "1");
            close();
        }
    }

    @Test
    void whicheverByteTheDiskChangesItIsToldAndNothingIsChanged() throws Exception {
        Ledger first = open(USUAL);
        put(first, PEOPLE, "a", "1", NEVER);
        put(first, PEOPLE, "b", "2", NEVER);
        first.close();
        Path file = folder.resolve("00000001.ledger");
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 0x20;
            Files.write(file, changed);
            assertThatThrownBy(() -> open(USUAL))
                    .isInstanceOf(LedgerDamaged.class)
                    .hasMessageContaining(file + "");
            assertThatThrownBy(() -> Ledger.check(folder)).isInstanceOf(LedgerDamaged.class);
            assertThat(Files.readAllBytes(file)).isEqualTo(changed);
        }
        Files.write(file, whole);
        Ledger.check(folder);
        assertThat(get(open(USUAL), PEOPLE, "b")).isEqualTo("2");
    }

    /** The writer may be about to sleep when the last entry and the end come together. */
    @Test
    void whatIsPutJustBeforeTheEndIsWritten() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            Ledger before = open(USUAL);
            put(before, PEOPLE, "last", String.valueOf(i), NEVER);
            if (i % 10 == 0) {
                assertThat(get(open(USUAL), PEOPLE, "last")).isEqualTo(String.valueOf(i));
            } else {
                CompletableFuture<Void> written = before.written();
                before.close();
                assertThat(written).isCompleted();
            }
        }
    }

    @Test
    void aClosedLedgerTakesNothing() throws Exception {
        Ledger closed = open(USUAL);
        closed.close();
        assertThatThrownBy(() -> put(closed, PEOPLE, "a", "1", NEVER)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoIsInterruptedWhileReadingClosesTheFileForNobody() throws Exception {
        Ledger here = open(USUAL);
        put(here, PEOPLE, "a", "1", NEVER);
        here.written().get();
        Thread.currentThread().interrupt();
        assertThat(get(here, PEOPLE, "a")).isEqualTo("1");
        assertThat(Thread.interrupted()).isTrue();
        put(here, PEOPLE, "b", "2", NEVER);
        here.written().get();
        assertThat(get(here, PEOPLE, "b")).isEqualTo("2");
    }

    @Test
    void onlyItsOwnFilesAreLookedAt() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        put(open(USUAL), PEOPLE, "a", "1", NEVER);
        assertThat(get(open(USUAL), PEOPLE, "a")).isEqualTo("1");
        close();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    private static void put(Ledger ledger, int table, String key, String value, long expires) throws IOException {
        ledger.put(table, key.getBytes(UTF_8), value.getBytes(UTF_8), expires);
    }

    /** Who puts faster than cleaning goes is refused for a while. */
    private static void putPatiently(Ledger ledger, String key, String value, long expires) {
        await().pollDelay(Duration.ZERO).atMost(Duration.ofMinutes(1)).until(() -> {
            try {
                put(ledger, PEOPLE, key, value, expires);
                return true;
            } catch (LedgerFull e) {
                assertThat(e).hasMessageContaining("cleaning");
                return false;
            }
        });
    }

    private static @Nullable String get(Ledger ledger, int table, String key) throws IOException {
        Entry entry = ledger.get(table, key.getBytes(UTF_8));
        return entry == null ? null : new String(entry.value(), UTF_8);
    }

    private void lastWrittenNow() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(now.get()));
            }
        }
    }

    private String onDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file, ISO_8859_1));
            }
        } catch (NoSuchFileException e) {
            // Deleted while it was read: it is read again.
            return onDisk();
        }
        return all.toString();
    }

    private static Map<String, String> all(Ledger ledger) throws IOException {
        Map<String, String> all = new HashMap<>();
        try (Walk walk = ledger.walk(PEOPLE)) {
            for (Entry entry = walk.next(); entry != null; entry = walk.next()) {
                all.put(new String(entry.key(), UTF_8), new String(entry.value(), UTF_8));
            }
        }
        return all;
    }
}
