package dev.headwater.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headwater.resolver.Decided;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JournalTest {
    private static final Duration SHORT = Duration.ofMillis(5);
    private static final int MORE_THAN_ARE_QUEUED = 20_000;
    private static final Decided LEAD = ShippedLeads.decided("{\"promoCode\": \"SPRING-24\"}");

    @Test
    void whatWasDecidedBeforeTheEndIsWritten() {
        Disk disk = new Disk();
        Journal journal = journal(disk, Duration.ofSeconds(20));
        for (int i = 0; i < 1_000; i++) {
            journal.decided(LEAD);
        }
        journal.close();
        assertThat(disk.lines()).hasSize(1_000).allMatch(line -> line.startsWith("{\"form\":1,"));
        assertThat(journal.dropped()).isZero();
        assertThat(disk.closed).isTrue();
    }

    @Test
    void aDiskThatStandsStillMakesNobodyWaitAndWhatFindsNoPlaceIsCountedInTheLogItself() throws Exception {
        Disk disk = new Disk();
        disk.stuck = new CountDownLatch(1);
        Journal journal = journal(disk, Duration.ofSeconds(20));
        for (int i = 0; i < MORE_THAN_ARE_QUEUED; i++) {
            journal.decided(LEAD);
        }
        long dropped = journal.dropped();
        assertThat(dropped).isPositive().isLessThan(MORE_THAN_ARE_QUEUED);
        disk.stuck.countDown();
        journal.close();
        List<String> told = disk.lines().stream()
                .filter(line -> line.startsWith("{\"dropped\":"))
                .toList();
        assertThat(told.stream()
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum())
                .isEqualTo(dropped);
        assertThat(disk.lines()).hasSize((int) (MORE_THAN_ARE_QUEUED - dropped) + told.size());
    }

    @Test
    void aDiskThatIsFullForAWhileLosesOnlyWhatFindsNoPlace() {
        Disk disk = new Disk();
        disk.full = true;
        Journal journal = journal(disk, Duration.ofSeconds(20));
        for (int i = 0; i < 100; i++) {
            journal.decided(LEAD);
        }
        await().until(() -> disk.refused > 2);
        disk.full = false;
        await().until(() -> disk.lines().size() == 100);
        journal.close();
        assertThat(journal.dropped()).isZero();
        assertThat(disk.lines()).noneMatch(line -> line.contains("dropped"));
    }

    @Test
    void aDiskThatStaysFullDoesNotKeepTheProcessFromEndingAndAllIsCounted() {
        Disk disk = new Disk();
        disk.full = true;
        Journal journal = journal(disk, Duration.ofSeconds(20));
        for (int i = 0; i < 100; i++) {
            journal.decided(LEAD);
        }
        journal.close();
        assertThat(journal.dropped()).isEqualTo(100);
        assertThat(disk.closed).isTrue();
    }

    @Test
    void aDiskThatStandsStillForGoodDoesNotEither() {
        Disk disk = new Disk();
        disk.stuck = new CountDownLatch(1);
        Journal journal = journal(disk, Duration.ofMillis(300));
        journal.decided(LEAD);
        await().until(() -> disk.entered);
        for (int i = 0; i < 100; i++) {
            journal.decided(LEAD);
        }
        journal.close();
        assertThat(journal.dropped()).isEqualTo(101);
    }

    @Test
    void hugeLeadsFillTheQueueBeforeTheirNumberDoes() {
        Disk disk = new Disk();
        disk.stuck = new CountDownLatch(1);
        Journal journal = journal(disk, Duration.ofSeconds(20));
        Decided huge = ShippedLeads.decided("{\"form\": {\"heardAboutUs\": \"" + "x".repeat(1_000_000) + "\"}}");
        for (int i = 0; i < 100; i++) {
            journal.decided(huge);
        }
        assertThat(journal.dropped()).isBetween(60L, 70L);
        disk.stuck.countDown();
        journal.close();
    }

    @Test
    void afterTheEndADecisionIsCountedAsMissing() {
        Journal journal = journal(new Disk(), Duration.ofSeconds(20));
        journal.close();
        journal.decided(LEAD);
        assertThat(journal.dropped()).isEqualTo(1);
    }

    private static Journal journal(Disk disk, Duration ending) {
        return new Journal(disk, Personal.all(), SHORT, ending);
    }

    /** A disk in the test's hand. */
    private static final class Disk implements Lines {
        private final List<String> written = Collections.synchronizedList(new ArrayList<>());
        private volatile boolean full;
        private volatile boolean entered;
        private volatile boolean closed;
        private volatile int refused;
        private volatile CountDownLatch stuck = new CountDownLatch(0);

        @Override
        public void append(byte[] lines) throws IOException {
            entered = true;
            try {
                if (!stuck.await(30, TimeUnit.SECONDS)) {
                    throw new IOException("stuck");
                }
            } catch (InterruptedException e) {
                throw new IOException("interrupted", e);
            }
            if (full) {
                refused++;
                throw new IOException("No space left on device");
            }
            written.addAll(List.of(new String(lines, UTF_8).split("\n")));
        }

        List<String> lines() {
            synchronized (written) {
                return List.copyOf(written);
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
