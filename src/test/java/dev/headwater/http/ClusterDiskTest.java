package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headwater.cluster.FreeAddresses;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** A member of a cluster whose disk takes no more, here a small one in memory that somebody else fills up. */
@Tag("slow")
class ClusterDiskTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void aMemberWhoseDiskIsFullLeavesTheOthersAndSaysSoAndComesBackWhenThereIsRoom(TestReporter reporter)
            throws Exception {
        assumeTrue(ClusterCutTest.works("unshare", "-rm", "true"), "a disk of its own (unshare -rm) can be had");
        Path disk = Files.createDirectories(folder.resolve("member-1"));
        try (KilledCluster cluster =
                new KilledCluster(FreeAddresses.of(3), KilledCluster.within(folder, 3), Duration.ofSeconds(5))) {
            cluster.within(
                    1,
                    "unshare",
                    "-rm",
                    "sh",
                    "-c",
                    "mount -t tmpfs -o size=160m headwater \"$0\" && exec \"$@\"",
                    disk.toString());
            cluster.start();
            Path filler = Path.of("/proc/" + cluster.pid(1) + "/root" + disk).resolve("filler");
            cluster.underLoad(() -> {
                Thread.sleep(1_000);
                fill(filler);
                cluster.settled(0, 2);
                HttpResponse<String> ready = cluster.get(1, "/health/ready");
                assertThat(ready.statusCode()).isEqualTo(503);
                assertThat(ready.body()).contains("This member has left its cluster");
                assertThat(cluster.metric(1, "headwater_cluster_members")).isZero();
                assertThat(cluster.tell(1, "lead-1", "told to who is away"))
                        .as("recorded")
                        .isFalse();
                long before = cluster.acknowledgedBy(0) + cluster.acknowledgedBy(2);
                await("acknowledged by the others")
                        .atMost(SOON)
                        .until(() -> cluster.acknowledgedBy(0) + cluster.acknowledgedBy(2) > before);
                Files.delete(filler);
                cluster.settled();
                await().atMost(SOON).until(() -> cluster.get(1, "/health/ready").statusCode() == 200);
            });
            reporter.publishEntry("a full disk", cluster.assertAllThere());
        }
    }

    private static void fill(Path file) {
        byte[] much = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(much);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }
}
