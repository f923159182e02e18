package dev.headwater.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network that is cut and mended under load: what either side acknowledged is there. The drill runs in a network of its
 * own, which Linux gives to anybody, unless somebody forbade it.
 */
@Tag("slow")
class ClusterCutTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void aNetworkOfItsOwnCanBeHad() throws InterruptedException {
        assumeTrue(works("unshare", "-rn", "ip", "rule", "list"), "a network of its own (unshare -rn, ip) can be had");
    }

    @Test
    void whatEitherSideOfACutNetworkAcknowledgedIsThereWhenItIsMended(TestReporter reporter) throws Exception {
        drill(reporter, folder.toString(), "0/12", "02/1", "0/1/2", "01/2", "0/12", "0/1/2");
    }

    @Test
    void inMemoryAloneNothingIsLostEither(TestReporter reporter) throws Exception {
        drill(reporter, "none", "0/12", "02/1");
    }

    private static void drill(TestReporter reporter, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "-rn",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                KillTest.classPath(),
                CutDrill.class.getName()));
        command.addAll(List.of(arguments));
        Process drill = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String told = new String(drill.getInputStream().readAllBytes(), UTF_8);
        assertThat(drill.waitFor()).as(told).isZero();
        reporter.publishEntry("cut", told);
    }

    static boolean works(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
