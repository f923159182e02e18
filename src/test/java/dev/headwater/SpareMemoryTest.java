package dev.headwater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Java's heap after the service has loaded what it needs. */
class SpareMemoryTest {
    private static final HotSpotDiagnosticMXBean JAVA =
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);

    @Test
    void memoryThatNobodyNeedsAnyMoreIsGivenBackOnceAndTheHeapGrowsAfterwardsAsItDid() {
        List<byte[]> loading = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            loading.add(new byte[1 << 20]);
        }
        System.gc();
        long grown = committed();
        assertThat(loading).hasSize(150);
        loading.clear();
        List<String> before = ratios();

        SpareMemory.giveBack();

        assertThat(ratios()).isEqualTo(before);
        // The serial collector gives back a little at a time.
        assumeThat(ManagementFactory.getGarbageCollectorMXBeans())
                .anyMatch(gc -> gc.getName().startsWith("G1"));
        assertThat(committed()).isLessThan(grown - (20 << 20));
    }

    private static long committed() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    }

    private static List<String> ratios() {
        return List.of(
                JAVA.getVMOption("MinHeapFreeRatio").getValue(),
                JAVA.getVMOption("MaxHeapFreeRatio").getValue());
    }
}
