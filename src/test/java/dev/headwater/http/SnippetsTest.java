package dev.headwater.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the README shows to callers runs as it stands there, in each language that this machine has. */
class SnippetsTest {
    private static final String SECTION = "### From your app";
    private static final long PATIENCE_SECONDS = 60;

    private static RunningService service;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.start();
        service.serve(ShippedRules.RULES);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "sh, snippet.sh, sh, -e",
        "java, Lead.java, java, -XX:TieredStopAtLevel=1",
        "js, snippet.mjs, node, --no-warnings",
        "python, snippet.py, python3, -B"
    })
    void aSnippetOfTheReadmePrintsTheChannel(String language, String file, String program, String option)
            throws Exception {
        String code = snippet(language);
        assertThat(code).contains("127.0.0.1:8080");
        Path written = folder.resolve(file);
        Files.writeString(written, code.replace("127.0.0.1:8080", "127.0.0.1:" + service.port()));
        String command = language.equals("java")
                ? Path.of(System.getProperty("java.home"), "bin", "java").toString()
                : program;
        assumeThat(isThere(command)).as("%s is not on this machine", program).isTrue();
        assertThat(run(List.of(command, option, written.toString()))).isEqualTo("Paid Search");
    }

    private static String snippet(String language) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String section = readme.substring(readme.indexOf(SECTION));
        Matcher found = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(section.substring(0, section.indexOf("\n### ", 1)));
        assertThat(found.find()).as("a snippet in %s", language).isTrue();
        return found.group(1);
    }

    private static boolean isThere(String command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command, command.equals("sh") ? "-c" : "--version", ":")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private String run(List<String> command) throws Exception {
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(out, UTF_8).strip();
    }
}
