package dev.headwater.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.headwater.table.Flaw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFilesTest {
    private final List<Flaw> flaws = new ArrayList<>();

    @TempDir
    private Path home;

    private Path write(String name, String content) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private List<String> told() {
        return flaws.stream().map(Flaw::toString).toList();
    }

    @Test
    void keysStartWithRulesWhateverTheFolderIsCalled() throws IOException {
        write("my tables/channel.csv", "c");
        write("my tables/lists/hosts.csv", "h");
        write("my tables/.hidden/x.csv", "x");

        Map<String, byte[]> files = RuleFiles.in(home.resolve("my tables"), flaws);

        assertThat(files).containsOnlyKeys("rules/channel.csv", "rules/lists/hosts.csv");
        assertThat(files.get("rules/lists/hosts.csv")).isEqualTo(TestRules.bytes("h"));
        assertThat(flaws).isEmpty();
    }

    @Test
    void filesComeInTheOrderOfTheirNames() throws IOException {
        write("b.csv", "");
        write("a.csv", "");
        write("lists/z.csv", "");

        assertThat(RuleFiles.in(home, flaws).keySet())
                .containsExactly("rules/a.csv", "rules/b.csv", "rules/lists/z.csv");
    }

    @Test
    void whatProgramsLeaveLyingAboutIsPassedOver() throws IOException {
        for (String litter : List.of(
                "~$channel.xlsx",
                ".DS_Store",
                ".~lock.channel.xlsx#",
                "channel.csv~",
                "#channel.csv#",
                "x.tmp",
                "x.swp",
                "Thumbs.db")) {
            write(litter, "litter");
        }
        write("tmp.csv", "no litter");
        write("$.csv", "no litter");

        assertThat(RuleFiles.in(home, flaws)).containsOnlyKeys("rules/tmp.csv", "rules/$.csv");
        assertThat(flaws).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereIsTold() throws IOException {
        assertThat(RuleFiles.in(home.resolve("nowhere"), flaws)).isEmpty();
        assertThat(RuleFiles.in(write("a.csv", "a file"), flaws)).isEmpty();
        assertThat(flaws)
                .extracting(Flaw::problem)
                .containsExactly("There is no such folder.", "This is not a folder.");
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowedAndTold() throws IOException {
        Path secret = write("secret.csv", "secret");
        write("rules/a.csv", "a");
        Files.createSymbolicLink(home.resolve("rules/b.csv"), secret);
        Files.createSymbolicLink(home.resolve("rules/lists"), home);

        assertThat(RuleFiles.in(home.resolve("rules"), flaws)).containsOnlyKeys("rules/a.csv");
        assertThat(told())
                .containsExactly(
                        "rules/b.csv: This is a link to a place outside the folder of rules, and is not followed."
                                + System.lineSeparator() + "  Put the file itself into the folder",
                        "rules/lists: This is a link to a place outside the folder of rules, and is not followed."
                                + System.lineSeparator() + "  Put the file itself into the folder");
    }

    @Test
    void linksWithinTheFolderAreFollowedAsMountedFoldersHaveThem() throws IOException {
        write("rules/..2026_11_23/channel.csv", "c");
        write("rules/..2026_11_23/lists/hosts.csv", "h");
        Files.createSymbolicLink(home.resolve("rules/..data"), Path.of("..2026_11_23"));
        Files.createSymbolicLink(home.resolve("rules/channel.csv"), Path.of("..data/channel.csv"));
        Files.createSymbolicLink(home.resolve("rules/lists"), Path.of("..data/lists"));
        Files.createSymbolicLink(home.resolve("here"), Path.of("rules"));

        assertThat(RuleFiles.in(home.resolve("here"), flaws))
                .containsOnlyKeys("rules/channel.csv", "rules/lists/hosts.csv");
        assertThat(flaws).isEmpty();
    }

    @Test
    void aLinkThatLeadsInACircleEnds() throws IOException {
        write("a.csv", "a");
        Files.createDirectory(home.resolve("deep"));
        Files.createSymbolicLink(home.resolve("deep/again"), home);
        Files.createSymbolicLink(home.resolve("nothing.csv"), home.resolve("never"));

        assertThat(RuleFiles.in(home, flaws)).containsOnlyKeys("rules/a.csv");
        assertThat(told())
                .containsExactly(
                        "rules/deep/again: This is a link to a folder that it stands in." + System.lineSeparator()
                                + "  Remove the link",
                        "rules/nothing.csv: It cannot be read: it is a link to nothing, or was just removed.");
    }

    @Test
    void aFileThatMayNotBeReadIsTold() throws IOException {
        Path locked = write("locked.csv", "l");
        write("open.csv", "o");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(locked), "whoever runs this may read everything");

        assertThat(RuleFiles.in(home, flaws)).containsOnlyKeys("rules/open.csv");
        assertThat(told()).containsExactly("rules/locked.csv: It cannot be read: this program may not read it.");
    }

    @Test
    void theFolderAsAWholeIsBounded() throws IOException {
        write("a.csv", "x".repeat(600_000));
        write("b.csv", "x".repeat(500_000));
        write("c.csv", "x".repeat(400_000));

        assertThat(RuleFiles.in(home, 1 << 20, flaws)).containsOnlyKeys("rules/a.csv", "rules/c.csv");
        assertThat(told())
                .containsExactly("rules/b.csv: A folder of rules holds 1 MB at most; this file no longer fits."
                        + System.lineSeparator() + "  Move out what is not a rule");
    }

    @Test
    void theProgramCarriesRulesOfItsOwn() {
        Map<String, byte[]> embedded = RuleFiles.embedded(flaws);

        assertThat(embedded).containsKey("rules/conflicts.drl").containsKey("rules/lists/channels.csv");
        assertThat(RuleSetRevision.of(embedded)).isEqualTo(RuleSetRevision.of(RuleFiles.in(Path.of("rules"), flaws)));
        assertThat(flaws).isEmpty();
    }

    @Test
    void rulesInsideAJarAreReadLikeThoseInAFolder() throws IOException {
        Path jar = home.resolve("a jar with blanks & ümlauts.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name :
                    List.of("rules/", "rules/channel.csv", "rules/lists/", "rules/lists/hosts.csv", "other.csv")) {
                out.putNextEntry(new JarEntry(name));
                if (!name.endsWith("/")) {
                    out.write(TestRules.bytes(name));
                }
                out.closeEntry();
            }
        }

        Map<String, byte[]> files = RuleFiles.inJar(jar, flaws);

        assertThat(files).containsOnlyKeys("rules/channel.csv", "rules/lists/hosts.csv");
        assertThat(files.get("rules/channel.csv")).isEqualTo(TestRules.bytes("rules/channel.csv"));
        assertThat(flaws).isEmpty();
    }

    @Test
    void aJarWithoutRulesIsTold() throws IOException {
        Path jar = home.resolve("empty.jar");
        new JarOutputStream(Files.newOutputStream(jar)).close();

        assertThat(RuleFiles.inJar(jar, flaws)).isEmpty();
        assertThat(flaws).hasSize(1);
    }
}
