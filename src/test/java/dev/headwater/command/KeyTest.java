package dev.headwater.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class KeyTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:00Z");
    private static final String HASH = "sha256:" + "ab".repeat(32);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void theSecretOfANewKeyIsToldOnceAndKeptNowhere() throws IOException {
        assertThat(run("add", "crm", "--roles", "resolve,read", "--note", "the nightly job"))
                .isZero();
        String secret = out.toString().strip();
        assertThat(secret).matches("hw_[A-Za-z0-9_-]{43}");
        assertThat(err.toString()).contains("Added \"crm\" (resolve,read)").doesNotContain(secret);
        assertThat(Files.readString(file()))
                .containsPattern("(?m)^crm resolve,read sha256:[0-9a-f]{64} # the nightly job$")
                .doesNotContain(secret)
                .doesNotContain(secret.substring(3));
    }

    @Test
    void noTwoSecretsAreTheSame() {
        run("add", "a", "--roles", "read");
        run("add", "b", "--roles", "read");
        assertThat(out.toString().lines().distinct()).hasSize(2);
    }

    @Test
    void aNewFileIsItsOwnersAlone() throws IOException {
        run("add", "crm", "--roles", "read");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void removingAKeyLeavesTheRestOfTheFileAndItsPermissionsAsTheyWere() throws IOException {
        Files.writeString(file(), "# ours\n\na read " + HASH + "\nab edit " + HASH.replace("ab", "cd") + " # near\n");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(run("remove", "a")).isZero();
        assertThat(file()).hasContent("# ours\n\nab edit " + HASH.replace("ab", "cd") + " # near\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-r-----");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file());
        }
    }

    @Test
    void aFileBehindALinkIsChangedWhereItLies() throws IOException {
        Path real = Files.writeString(
                folder.resolve("real.txt"), "a read " + HASH + "\nb read " + HASH.replace("ab", "cd"));
        Files.createSymbolicLink(file(), real);
        assertThat(run("remove", "a")).isZero();
        assertThat(run("add", "c", "--roles", "read")).isZero();
        assertThat(file()).isSymbolicLink();
        assertThat(Files.readAllLines(real)).hasSize(2).first().asString().startsWith("b ");
    }

    @Test
    void aKeyIsAddedUnderALastLineThatHasNoEnd() throws IOException {
        Files.writeString(file(), "a read " + HASH);
        assertThat(run("add", "b", "--roles", "read")).isZero();
        assertThat(Files.readAllLines(file())).hasSize(2);
    }

    @Test
    void theListTellsAllButWhatLetsIn() {
        run("add", "crm", "--roles", "read,resolve", "--expires", "90d");
        run("add", "shop", "--roles", "resolve", "--note", "the form");
        out.getBuffer().setLength(0);
        assertThat(run("list")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "crm  resolve,read  expires 2027-02-21T10:15:00Z",
                        "shop  resolve  does not expire  # the form");
    }

    @Test
    void aKeyThatIsOverIsListedAsSuch() throws IOException {
        Files.writeString(file(), "a read " + HASH + " expires=2026-11-23T10:15:00Z\n");
        run("list");
        assertThat(out.toString()).contains("expired 2026-11-23T10:15:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "1d, 2026-11-24T10:15:00Z",
        "2027-01-01, 2027-01-01T00:00:00Z",
        "2026-11-23T10:15:01Z, 2026-11-23T10:15:01Z"
    })
    void aKeyExpiresWhenItIsTold(String written, String meant) throws IOException {
        assertThat(run("add", "crm", "--roles", "read", "--expires", written)).isZero();
        assertThat(Files.readString(file())).contains(" expires=" + meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23", "2026-11-23T10:15:00Z", "soon", "0d", "2027-02-30", "-1d"})
    void aKeyThatWouldNeverOpenAnythingIsNotMade(String expires) {
        assertThat(run("add", "crm", "--roles", "read", "--expires", expires)).isEqualTo(2);
        assertThat(err.toString()).contains("--expires", "\"" + expires + "\" is not a time to come");
        assertThat(file()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "open", "read,", "", "read+edit"})
    void whatIsNoRoleIsRefused(String roles) {
        assertThat(run("add", "crm", "--roles", roles)).isEqualTo(2);
        assertThat(err.toString()).contains("--roles", "is not a role: tell, resolve, read, edit or admin");
        assertThat(file()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "#a",
                "-a",
                "a\nb",
                "ä",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void whatCannotBeAnIdIsRefused(String id) {
        assertThat(run("add", "--roles", "read", "--", id)).isEqualTo(2);
        assertThat(err.toString()).contains("cannot be the id of a key");
    }

    @Test
    void anIdIsGivenOnce() {
        run("add", "crm", "--roles", "read");
        assertThat(run("add", "crm", "--roles", "edit")).isEqualTo(2);
        assertThat(err.toString()).contains("There is a key \"crm\" already.");
        assertThat(out.toString().lines()).hasSize(1);
    }

    @Test
    void aKeyThatIsNotThereCannotBeRemoved() {
        run("add", "crm", "--roles", "read");
        assertThat(run("remove", "cr")).isEqualTo(1);
        assertThat(err.toString()).contains("There is no key \"cr\"");
    }

    @Test
    void aNoteStaysOneLine() throws IOException {
        assertThat(run("add", "crm", "--roles", "read", "--note", "one\ntwo admin sha256:" + "00".repeat(32)))
                .isZero();
        assertThat(Files.readAllLines(file()).stream().filter(line -> !line.startsWith("#")))
                .hasSize(1);
    }

    @Test
    void everyFlawOfAFileIsToldWithItsLineAndNothingIsChanged() throws IOException {
        String flawed =
                "a read " + HASH + "\na read " + HASH + "\nb owner sha256:zz # my-password\nc read\nd read my-password"
                        + "\ne read " + HASH + " expires=tomorrow until=2027\n";
        Files.writeString(file(), flawed);
        for (String[] command : new String[][] {{"list"}, {"add", "x", "--roles", "read"}, {"remove", "a"}}) {
            err.getBuffer().setLength(0);
            assertThat(run(command)).isEqualTo(2);
            assertThat(err.toString())
                    .contains(":2: there is a key \"a\" already, in line 1.")
                    .contains(":3: \"owner\" is not a role")
                    .contains(":3: the third word is to be sha256:")
                    .contains(":4: a key is written as: id roles sha256:…")
                    .contains(":5: the third word is to be sha256:")
                    .contains(":6: \"tomorrow\" is not a time")
                    .contains(":6: \"until=2027\" says nothing here")
                    .doesNotContain("my-password");
        }
        assertThat(file()).hasContent(flawed);
    }

    @Test
    void aFileThatEverybodyCanWriteIsRefused() throws IOException {
        run("add", "crm", "--roles", "read");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(run("list")).isEqualTo(2);
        assertThat(err.toString()).contains("can be written by everybody: say chmod 600");
    }

    private Path file() {
        return folder.resolve("keys.txt");
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = arguments[0];
        all[1] = "--file";
        all[2] = file().toString();
        System.arraycopy(arguments, 1, all, 3, arguments.length - 1);
        CommandLine command = Key.withItsCommands(InstantSource.fixed(NOW));
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        command.setExecutionExceptionHandler((e, line, parsed) -> {
            line.getErr().println(e.getMessage());
            return 2;
        });
        return command.execute(all);
    }
}
