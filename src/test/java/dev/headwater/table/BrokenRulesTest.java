package dev.headwater.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every folder of {@code test-scenarios/broken-rules} but {@code base} is a change to {@code base}: files that are added
 * or take the place of others, files that are taken away ({@code removed.txt}), and exactly what is told then
 * ({@code expected.txt}). Run with {@code -Dheadwater.golden=write} to write down what is told, and read it with care.
 */
class BrokenRulesTest {
    private static final boolean WRITE = "write".equals(System.getProperty("headwater.golden"));

    @TestFactory
    Stream<DynamicTest> aBrokenRuleSetIsToldExactlyWhatIsWrong() throws IOException {
        return folders().stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
    }

    @Test
    void thereAreEnoughBrokenRuleSetsAndSomeThatOnlyLookBroken() throws IOException {
        List<String> names = folders().stream()
                .map(folder -> folder.getFileName().toString())
                .toList();
        assertThat(names).hasSizeGreaterThan(100);
        assertThat(names).filteredOn(name -> name.startsWith("fine-")).hasSizeGreaterThan(4);
    }

    private static void check(Path folder) throws IOException {
        List<Flaw> flaws = new ArrayList<>();
        RuleBook.read(overlaid(folder), flaws);
        String told = flaws.stream()
                .map(flaw -> flaw.severity() + " " + flaw.toString().replace(System.lineSeparator(), "\n") + "\n")
                .collect(Collectors.joining());
        Path expected = folder.resolve("expected.txt");
        if (WRITE) {
            Files.writeString(expected, told);
        }
        assertThat(told).isEqualTo(Files.readString(expected));
        boolean fine = folder.getFileName().toString().startsWith("fine-");
        assertThat(told.isEmpty()).isEqualTo(fine);
        assertThat(told).doesNotContain("Exception", "dev.headwater", "null");
        assertThat(flaws).allSatisfy(BrokenRulesTest::assertInOneVoice);
    }

    /** What is wrong is a sentence, begun with the found text or a capital; how to mend it is a line without a full stop. */
    private static void assertInOneVoice(Flaw flaw) {
        assertThat(flaw.problem()).matches("(?s)[\"\\p{Lu}].*[.?]");
        if (flaw.remedy() != null) {
            assertThat(flaw.remedy()).matches("(?s)[\"(\\p{Lu}].*[^.]");
        }
    }

    private static Map<String, byte[]> overlaid(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>(RuleFolders.base());
        Map<String, byte[]> change = RuleFolders.read(folder);
        byte[] removed = change.getOrDefault("removed.txt", new byte[0]);
        new String(removed, UTF_8)
                .lines()
                .forEach(file ->
                        assertThat(files.remove(file)).as("a file of base").isNotNull());
        change.forEach((file, content) -> {
            if (file.startsWith("rules/")) {
                files.put(file, content);
            }
        });
        return files;
    }

    private static List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(RuleFolders.BROKEN)) {
            return folders.filter(Files::isDirectory)
                    .filter(folder -> !folder.endsWith("base"))
                    .sorted()
                    .toList();
        }
    }
}
