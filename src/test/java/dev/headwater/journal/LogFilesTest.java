package dev.headwater.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
    @TempDir
    private Path folder;

    @Test
    void aFileThatWouldGrowPastItsSizeIsDoneAndTheOldestGo() throws Exception {
        try (LogFiles files = new LogFiles(folder, 10, 2, false)) {
            for (String line : List.of("1234\n", "5678\n", "9\n", "10\n", "much longer than that\n", "12\n")) {
                files.append(line.getBytes(UTF_8));
            }
        }
        assertThat(names()).containsExactly("decisions-0000000003.ndjson", "decisions-0000000004.ndjson");
        assertThat(text("decisions-0000000003.ndjson")).isEqualTo("much longer than that\n");
        assertThat(text("decisions-0000000004.ndjson")).isEqualTo("12\n");
    }

    @Test
    void aFileThatIsJustFullIsNotPastItsSize() throws Exception {
        try (LogFiles files = new LogFiles(folder, 10, 2, false)) {
            files.append("1234\n".getBytes(UTF_8));
            files.append("5678\n".getBytes(UTF_8));
        }
        assertThat(names()).containsExactly("decisions-0000000001.ndjson");
    }

    @Test
    void theNextProcessGoesOnInTheLastFileAndHalfALineGetsItsEnd() throws Exception {
        Files.writeString(folder.resolve("decisions-0000000007.ndjson"), "{\"whole\":1}\n{\"half");
        try (LogFiles files = new LogFiles(folder, 100, 2, false)) {
            files.append("{\"next\":1}\n".getBytes(UTF_8));
        }
        assertThat(text("decisions-0000000007.ndjson")).isEqualTo("{\"whole\":1}\n{\"half\n{\"next\":1}\n");
    }

    @Test
    void afterACompressedFileTheNextNumberBegins() throws Exception {
        Files.writeString(folder.resolve("decisions-0000000007.ndjson.gz"), "");
        try (LogFiles files = new LogFiles(folder, 100, 2, false)) {
            files.append("x\n".getBytes(UTF_8));
        }
        assertThat(names()).contains("decisions-0000000008.ndjson");
    }

    @Test
    void filesThatAreDoneAreCompressedAndHalfACompressedOneIsCleanedUp() throws Exception {
        Files.writeString(folder.resolve("decisions-0000000001.ndjson.gz.part"), "half");
        try (LogFiles files = new LogFiles(folder, 5, 5, true)) {
            files.append("1234\n".getBytes(UTF_8));
            files.append("5678\n".getBytes(UTF_8));
        }
        assertThat(names()).containsExactly("decisions-0000000001.ndjson.gz", "decisions-0000000002.ndjson");
        try (GZIPInputStream in =
                new GZIPInputStream(Files.newInputStream(folder.resolve("decisions-0000000001.ndjson.gz")))) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("1234\n");
        }
    }

    @Test
    void nobodyButTheirOwnerReadsThem() throws Exception {
        try (LogFiles files = new LogFiles(folder, 100, 2, false)) {
            files.append("x\n".getBytes(UTF_8));
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("decisions-0000000001.ndjson"))))
                .isEqualTo("rw-------");
    }

    @Test
    void twoCannotWriteToOneFolder() throws Exception {
        try (LogFiles first = new LogFiles(folder, 100, 2, false)) {
            assertThatThrownBy(() -> new LogFiles(folder, 100, 2, false))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("written by another process");
            first.append("x\n".getBytes(UTF_8));
        }
        new LogFiles(folder, 100, 2, false).close();
    }

    @Test
    void aFolderThatCannotBeIsRefusedByName() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new LogFiles(file.resolve("log"), 100, 2, false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the decision log cannot be kept in " + file.resolve("log"));
    }

    @Test
    void otherFilesInTheFolderAreLeftAlone() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        try (LogFiles files = new LogFiles(folder, 2, 1, false)) {
            files.append("1\n".getBytes(UTF_8));
            files.append("2\n".getBytes(UTF_8));
        }
        assertThat(text("notes.txt")).isEqualTo("mine");
        assertThat(names()).containsExactly("decisions-0000000002.ndjson");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("decisions-0"))
                    .sorted()
                    .toList();
        }
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }
}
