package dev.headwater.infinispan;

import static dev.headwater.touch.TouchFixtures.NOW;
import static dev.headwater.touch.TouchFixtures.touch;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.infinispan.InfinispanTouches.Disk;
import dev.headwater.infinispan.InfinispanTouches.Sync;
import dev.headwater.lead.LeadId;
import dev.headwater.ledger.Ledger;
import dev.headwater.touch.Dossier;
import dev.headwater.touch.TouchHistory.Bounds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.infinispan.AdvancedCache;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More persons than the memory holds: what is read from disk must never be taken for newer than what was written. */
class ColdReadsTest {
    @TempDir
    private Path folder;

    @Test
    void whoIsReadFromDiskIsNotPutIntoMemoryAndWhoIsWrittenIs() throws DataRefused {
        StoreSettings settings = new StoreSettings(Bounds.DEFAULT, 1, DataFolder.take(folder), Sync.NEVER, 0, null);
        try (DataFolder held = settings.folder();
                Ledger ledger = requireNonNull(settings.folder()).openLedger(settings.ledger());
                Caches caches = new Caches(settings, ledger, () -> {})) {
            AdvancedCache<String, Dossier> dossiers = caches.dossiers();
            dossiers.put("lead:a", Dossier.EMPTY, 1, TimeUnit.HOURS);
            dossiers.put("lead:b", Dossier.EMPTY, 1, TimeUnit.HOURS);
            dossiers.getDataContainer().evict("lead:a");
            assertThat(dossiers.get("lead:a")).isEqualTo(Dossier.EMPTY);
            assertThat(dossiers.getCacheEntry("lead:a").getValue()).isEqualTo(Dossier.EMPTY);
            assertThat(dossiers.get("lead:nobody")).isNull();
            assertThat(dossiers.getDataContainer().peek("lead:a")).as("read").isNull();
            dossiers.getDataContainer().evict("lead:b");
            assertThat(dossiers.replace("lead:b", Dossier.EMPTY, Dossier.EMPTY, 1, TimeUnit.HOURS))
                    .isTrue();
            assertThat(dossiers.getDataContainer().peek("lead:b")).as("written").isNotNull();
        }
    }

    @Test
    @Tag("slow")
    void nothingIsLostWhereFewPersonsFitIntoMemoryAndManyTellOfTheSame() throws Exception {
        int threads = 8;
        int leads = 40;
        long told = 0;
        try (InfinispanTouches touches =
                InfinispanTouches.onDisk(folder, new Bounds(100_000, Bounds.DEFAULT.maxAge()), 5, Disk.DEFAULT)) {
            ExecutorService executor = Executors.newFixedThreadPool(threads);
            List<Future<Integer>> all = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                all.add(executor.submit(() -> tell(touches, number, leads)));
            }
            for (Future<Integer> each : all) {
                told += each.get();
            }
            executor.shutdown();
            long kept = 0;
            for (int i = 0; i < leads; i++) {
                kept += touches.recent(new LeadId("lead-" + i)).total();
            }
            assertThat(kept).isEqualTo(told);
        }
    }

    private static int tell(InfinispanTouches touches, int number, int leads) {
        Random random = new Random(number);
        int told = 0;
        for (int i = 0; i < 1_500; i++) {
            LeadId lead = new LeadId("lead-" + random.nextInt(leads));
            if (random.nextInt(3) == 0) {
                touches.recent(lead);
            }
            touches.record(lead, touch(number + "-" + i, NOW), NOW);
            told++;
        }
        return told;
    }
}
