package dev.headwater.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Ways in which people break scenario files, each beside the exact words with which the file is refused. */
class BrokenScenariosTest {
    private static final Path BROKEN = Path.of("test-scenarios/broken-scenarios");
    private static final String GOLDEN = "expected.txt";

    @TestFactory
    Stream<DynamicTest> aBrokenFileIsRefusedInTheseWords() throws IOException {
        List<Path> folders = folders();
        assertThat(folders).hasSizeGreaterThan(30);
        return folders.stream()
                .map(folder -> dynamicTest(
                        folder.getFileName().toString(),
                        folder.toUri(),
                        () -> assertThat(refusal(broken(folder))).isEqualTo(Files.readString(folder.resolve(GOLDEN)))));
    }

    @Test
    void everyFormIsAmongThem() throws IOException {
        assertThat(folders())
                .extracting(folder -> broken(folder).getFileName().toString())
                .contains("scenarios.yaml", "scenarios.json", "scenarios.csv", "scenarios.xlsx");
    }

    private static List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(BROKEN)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static Path broken(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith(GOLDEN)).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static String refusal(Path file) throws IOException {
        ScenarioFile.Reading reading = ScenarioFile.read(file.getFileName().toString(), Files.readAllBytes(file));
        assertThat(reading).as(reading.toString()).isInstanceOf(ScenarioFile.Refused.class);
        StringBuilder text = new StringBuilder();
        ((ScenarioFile.Refused) reading)
                .flaws()
                .forEach(flaw -> text.append(flaw).append('\n'));
        return text.toString();
    }
}
