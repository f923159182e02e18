package dev.headwater.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headwater.cluster.Cluster;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class ClusterOptionsTest {
    private static final String SECRET = "sixteen letters!";

    @TempDir
    private Path folder;

    @Test
    void whoSaysNothingIsAlone() throws IOException {
        assertThat(cluster()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--cluster-bind=127.0.0.1:7800", "--cluster-secret=secret.txt", "--cluster-plain"})
    void whatGoesWithAClusterIsRefusedWithoutOne(String option) {
        assertCannotBe("go with --cluster.", option);
    }

    @Test
    void addressesAreTakenAndAPortThatIsNotSaidIsTheUsualOne() throws IOException {
        Cluster told = told("--cluster", "127.0.0.1:21900, 127.0.0.2", "--cluster-bind", "127.0.0.1:21900");
        InetSocketAddress first = new InetSocketAddress("127.0.0.1", 21_900);
        InetSocketAddress second = new InetSocketAddress("127.0.0.2", Cluster.DEFAULT_PORT);
        assertThat(told.name()).isEqualTo("headwater");
        assertThat(told.bind()).isEqualTo(first);
        assertThat(told.members()).isEqualTo(new Cluster.Listed(List.of(first, second)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1:0", "127.0.0.1:65436", "127.0.0.1:http", "127.0.0.1:7800,", ":7800", "", "::1:-1"})
    void whatIsNoAddressIsRefusedInWords(String written) {
        assertRefused("is not an address and a port up to 65435, such as 10.0.0.1:7800", "--cluster=" + written);
    }

    @Test
    void aBindAddressThatIsNoneIsRefusedByItsOwnName() {
        assertRefused("'--cluster-bind'", "--cluster=127.0.0.1", "--cluster-bind=127.0.0.1:99999");
    }

    @Test
    void aNameForNothingIsRefused() {
        assertRefused("names nothing; such as dns:headwater-headless", "--cluster=dns:");
    }

    @Test
    void anAddressThatOthersReachNeedsASecretOrTheWordThatThereIsNone() throws IOException {
        String[] open = {"--cluster", "10.0.0.1:7800", "--cluster-bind", "10.0.0.1:7800"};
        assertCannotBe(
                "10.0.0.1 can be reached by others, who could read and write all histories."
                        + " Name a file with a secret that all members know with --cluster-secret, or say --cluster-plain.",
                open);
        assertThat(told(and(open, "--cluster-plain")).secret()).isNull();
        assertThat(told(and(open, "--cluster-secret=" + secret(SECRET + "\n"))).secret())
                .isEqualTo(SECRET);
    }

    @Test
    void aSecretThatIsShortOrNotThereIsRefused() throws IOException {
        String[] alone = {"--cluster", "127.0.0.1:7800", "--cluster-bind", "127.0.0.1:7800"};
        Path tooShort = secret(SECRET.substring(1));
        assertCannotBe("has 15 characters; 16 or more keep others out.", and(alone, "--cluster-secret=" + tooShort));
        Path none = folder.resolve("none.txt");
        assertCannotBe(none + " cannot be read.", and(alone, "--cluster-secret=" + none));
    }

    @Test
    void whoIsNotOnTheListIsToldToSayItsAddress() {
        // Of the addresses that are reserved, which no machine has.
        assertCannotBe("Say this one's with --cluster-bind.", "--cluster", "240.0.0.1:7800,240.0.0.2:7800");
    }

    private Path secret(String content) throws IOException {
        return Files.writeString(folder.resolve("secret.txt"), content);
    }

    private static String[] and(String[] some, String one) {
        String[] all = Arrays.copyOf(some, some.length + 1);
        all[some.length] = one;
        return all;
    }

    private static Cluster told(String... arguments) throws IOException {
        return Objects.requireNonNull(cluster(arguments));
    }

    private static @Nullable Cluster cluster(String... arguments) throws IOException {
        return CommandLine.populateCommand(new ClusterOptions(), arguments).cluster();
    }

    private static void assertRefused(String why, String... arguments) {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> cluster(arguments))
                .withMessageContaining(why);
    }

    private static void assertCannotBe(String why, String... arguments) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> cluster(arguments))
                .withMessageContaining(why);
    }
}
