package dev.headwater;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Gives back to the machine, once, the memory that loading took and nobody needs afterwards. Java keeps a heap that has grown,
 * and one that is never collected while it is idle never shrinks. How it grows under load stays as it is.
 */
final class SpareMemory {
    private static final String LEAST_FREE = "MinHeapFreeRatio";
    private static final String MOST_FREE = "MaxHeapFreeRatio";

    /** In percent of the heap, for that one collection. */
    private static final int LITTLE = 10;

    private static final int SOME = 30;

    private SpareMemory() {}

    /** The same in a while, when those who waited for the service have had their first answers: it stops all work for one full collection. */
    static void giveBackIn(Duration time) {
        Thread thread = new Thread(
                () -> {
                    try {
                        Thread.sleep(time.toMillis());
                        giveBack();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "give-memory-back");
        thread.setDaemon(true);
        thread.start();
    }

    /** Does nothing where Java knows no such settings, or where whoever started it has set them. */
    static void giveBack() {
        HotSpotDiagnosticMXBean java = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        VMOption least = option(java, LEAST_FREE);
        VMOption most = option(java, MOST_FREE);
        if (least == null || most == null) {
            return;
        }
        java.setVMOption(LEAST_FREE, String.valueOf(LITTLE));
        java.setVMOption(MOST_FREE, String.valueOf(SOME));
        try {
            System.gc();
        } finally {
            java.setVMOption(MOST_FREE, most.getValue());
            java.setVMOption(LEAST_FREE, least.getValue());
        }
    }

    /** Null unless it can be set and nobody has set it. */
    private static @Nullable VMOption option(@Nullable HotSpotDiagnosticMXBean java, String name) {
        try {
            VMOption option = java == null ? null : java.getVMOption(name);
            return option != null && option.isWriteable() && option.getOrigin() == VMOption.Origin.DEFAULT
                    ? option
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
