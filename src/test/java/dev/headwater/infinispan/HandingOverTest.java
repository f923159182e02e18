package dev.headwater.infinispan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.cluster.Cluster;
import dev.headwater.cluster.FreeAddresses;
import dev.headwater.infinispan.InfinispanTouches.Sync;
import dev.headwater.ledger.Ledger;
import dev.headwater.touch.Dossier;
import dev.headwater.touch.TouchHistory.Bounds;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.infinispan.AdvancedCache;
import org.infinispan.factories.GlobalComponentRegistry;
import org.infinispan.util.concurrent.BlockingManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member that gives its part to another while its disk keeps it waiting: the other one gets all of it, later. */
class HandingOverTest {
    private static final int PERSONS = 300;

    /** As many as Infinispan has for what waits for a disk. */
    private static final int THREADS = 150;

    private final List<InetSocketAddress> addresses = FreeAddresses.of(2);

    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    void aNewMemberGetsItsPartFromOneWhoseDiskDoesNotAnswerForAWhile() throws Exception {
        ExecutorService joining = Executors.newSingleThreadExecutor();
        CountDownLatch diskAnswers = new CountDownLatch(1);
        try (Member first = new Member(0)) {
            AdvancedCache<String, Dossier> there = first.caches.dossiers();
            for (int i = 0; i < PERSONS; i++) {
                there.put("lead:" + i, Dossier.EMPTY, 1, TimeUnit.HOURS);
            }
            BlockingManager blocking =
                    GlobalComponentRegistry.of(first.caches.manager()).getComponent(BlockingManager.class);
            for (int i = 0; i < THREADS; i++) {
                blocking.runBlocking(() -> await(diskAnswers), "a disk that does not answer");
            }
            Future<Integer> arrived = joining.submit(arriving());
            Thread.sleep(4_000);
            diskAnswers.countDown();
            assertThat(arrived.get(30, TimeUnit.SECONDS)).isEqualTo(PERSONS);
        } finally {
            diskAnswers.countDown();
            joining.shutdownNow();
        }
    }

    private Callable<Integer> arriving() {
        return () -> {
            try (Member second = new Member(1)) {
                return second.caches.held(second.caches.dossiers()).size();
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A member with a disk, and memory for one person. */
    private final class Member implements AutoCloseable {
        private final DataFolder held;
        private final Ledger ledger;
        private final Caches caches;

        Member(int number) throws Exception {
            held = DataFolder.take(folder.resolve("member-" + number));
            Cluster cluster = new Cluster("handing-over", new Cluster.Listed(addresses), addresses.get(number), null);
            StoreSettings settings = new StoreSettings(Bounds.DEFAULT, 1, held, Sync.NEVER, 0, cluster);
            ledger = requireNonNull(settings.folder()).openLedger(settings.ledger());
            caches = new Caches(settings, ledger, () -> {});
        }

        @Override
        public void close() throws Exception {
            caches.close();
            ledger.close();
            held.close();
        }
    }
}
