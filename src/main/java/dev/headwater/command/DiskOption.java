package dev.headwater.command;

import dev.headwater.infinispan.InfinispanTouches;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What histories may take of the disk. */
final class DiskOption {
    @Option(
            names = "--max-disk",
            paramLabel = "SIZE",
            converter = Values.DiskBytes.class,
            description =
                    "About how much of the disk histories may take, such as 500MB or 20GB. Past that, what would expire"
                            + " soonest is given up, which the log and headwater_store_given_up_total tell: first answers that"
                            + " are kept for retries, then the persons told of longest ago (default: all but 64 MB of what is free)")
    private @Nullable Long maxDisk;

    long maxBytes() {
        return maxDisk == null ? InfinispanTouches.NO_BOUND : maxDisk;
    }
}
