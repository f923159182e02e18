package dev.headwater.infinispan;

import static dev.headwater.touch.TouchFixtures.NOW;
import static dev.headwater.touch.TouchFixtures.touch;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headwater.infinispan.InfinispanTouches.Disk;
import dev.headwater.infinispan.InfinispanTouches.Sync;
import dev.headwater.lead.LeadId;
import dev.headwater.ledger.Ledger;
import dev.headwater.touch.Dossier;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.TouchHistory.Bounds;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.infinispan.AdvancedCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More persons than the memory holds: who told something last is in it. */
class LatestTest {
    private static final int IN_MEMORY = 40;
    private static final int LATEST = IN_MEMORY / 4;

    @TempDir
    private Path folder;

    private InfinispanTouches open() throws DataRefused {
        InfinispanTouches touches = InfinispanTouches.onDisk(folder, Bounds.DEFAULT, IN_MEMORY, Disk.DEFAULT, 0);
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < IN_MEMORY; i++) {
                touches.recent(new LeadId("often asked for " + i));
                touches.record(new LeadId("often asked for " + i), touch("a" + round, NOW), NOW);
            }
        }
        return touches;
    }

    private static LeadId stranger(int number) {
        return new LeadId("stranger " + number);
    }

    @Test
    void whoToldSomethingLatelyIsAtHandHoweverOftenOthersAreAskedFor() throws DataRefused {
        try (InfinispanTouches touches = open()) {
            for (int i = 0; i < 20 * IN_MEMORY; i++) {
                touches.record(stranger(i), touch("a", NOW), NOW);
                int earlier = Math.max(0, i - LATEST / 4);
                assertThat(touches.isAtHand(stranger(earlier))).as("%d", i).isTrue();
                assertThat(touches.record(stranger(earlier), touch("b" + i, NOW), NOW)
                                .total())
                        .isGreaterThanOrEqualTo(2);
            }
        }
    }

    @Test
    void whoToldSomethingLongerAgoLeavesTheMemoryAndHasTheirHistoryAllTheSame() throws DataRefused {
        try (InfinispanTouches touches = open()) {
            for (int i = 0; i < 20 * IN_MEMORY; i++) {
                touches.record(stranger(i), touch("a", NOW), NOW);
            }
            int away = 0;
            for (int i = 0; i < 20 * IN_MEMORY; i++) {
                away += touches.isAtHand(stranger(i)) ? 0 : 1;
                assertThat(touches.recent(stranger(i)).total()).isEqualTo(1);
            }
            assertThat(away).isGreaterThanOrEqualTo(19 * IN_MEMORY);
        }
    }

    @Test
    void whoIsForgottenIsForgottenThere() throws DataRefused {
        try (InfinispanTouches touches = open()) {
            touches.record(stranger(1), touch("a", NOW), NOW);
            touches.record(stranger(2), touch("a", NOW), NOW);
            touches.forget(stranger(1));
            assertThat(touches.recent(stranger(1))).isEqualTo(TouchHistory.EMPTY);
            assertThat(touches.recent(stranger(2)).total()).isEqualTo(1);
        }
    }

    @Test
    void whatHasExpiredIsNotReadFromThere() throws DataRefused {
        StoreSettings settings =
                new StoreSettings(Bounds.DEFAULT, IN_MEMORY, DataFolder.take(folder), Sync.NEVER, 0, null);
        try (DataFolder held = settings.folder();
                Ledger ledger = requireNonNull(settings.folder()).openLedger(settings.ledger());
                Caches caches = new Caches(settings, ledger, () -> {})) {
            AdvancedCache<String, Dossier> dossiers = caches.dossiers();
            dossiers.put("lead:soon", Dossier.EMPTY, 300, TimeUnit.MILLISECONDS);
            dossiers.put("lead:late", Dossier.EMPTY, 1, TimeUnit.HOURS);
            dossiers.getDataContainer().evict("lead:soon");
            dossiers.getDataContainer().evict("lead:late");
            assertThat(caches.isInMemory(dossiers, "lead:soon")).isTrue();
            await().until(() -> dossiers.get("lead:soon") == null);
            assertThat(dossiers.get("lead:late")).isEqualTo(Dossier.EMPTY);
        }
    }
}
