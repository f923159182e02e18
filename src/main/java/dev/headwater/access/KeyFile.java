package dev.headwater.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of API keys, for people to read and commands to change. One key a line:
 *
 * <pre>{@code crm-2026 resolve,read sha256:9f86…0f00a08 expires=2027-01-01T00:00:00Z # the nightly job}</pre>
 *
 * <p>Blank lines and lines that begin with {@code #} say nothing.
 */
public final class KeyFile {
    /** More than anybody rotates; each costs every request a comparison, and so many of them what five decisions do. */
    static final int MAX_KEYS = 1_000;

    private static final int MAX_NOTE = 200;
    private static final String HASH = "sha256:";
    private static final String EXPIRES = "expires=";
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");
    private static final String HEAD = """
            # API keys of Headwater: id, roles, SHA-256 of the secret, and where wanted expires=TIME and # a note.
            # Made with: java -jar headwater.jar key add. A running service reads each change.
            """;

    private final Path file;

    /** @param file may not be there yet */
    public KeyFile(Path file) {
        this.file = file;
    }

    /** A key just made. The secret is nowhere else. */
    public record Made(ApiKey key, String secret) {}

    /**
     * The keys, in their order.
     *
     * @throws FlawedFile if there is something wrong with one of them
     */
    public List<ApiKey> keys() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file);
        }
        guardAgainstOthers();
        return keys(Files.readAllBytes(file));
    }

    /** The keys in such a file's content. */
    List<ApiKey> keys(byte[] content) throws FlawedFile {
        List<ApiKey> keys = new ArrayList<>();
        List<String> flaws = new ArrayList<>();
        Map<String, Integer> known = new HashMap<>();
        List<String> lines = new String(content, UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            List<String> wrong = new ArrayList<>();
            ApiKey key = key(line, wrong);
            if (key != null) {
                keys.add(key);
                Integer before = known.putIfAbsent(key.id(), i + 1);
                if (before != null) {
                    wrong.add("there is a key \"" + key.id() + "\" already, in line " + before);
                }
            }
            for (String flaw : wrong) {
                flaws.add(file + ":" + (i + 1) + ": " + flaw + ".");
            }
        }
        if (keys.size() > MAX_KEYS) {
            flaws.add(file + ": there may be " + MAX_KEYS + " keys, and these are " + keys.size() + ".");
        }
        if (!flaws.isEmpty()) {
            throw new FlawedFile(flaws);
        }
        return keys;
    }

    /** One line's key; null with a flaw where it is none. */
    private static @Nullable ApiKey key(String line, List<String> wrong) {
        int hash = line.indexOf('#');
        String note = hash < 0 ? "" : line.substring(hash + 1).strip();
        String[] parts = (hash < 0 ? line : line.substring(0, hash)).strip().split("\\s+", -1);
        if (parts.length < 3) {
            wrong.add("a key is written as: id roles sha256:… and \"" + parts[0] + "\" lacks something");
            return null;
        }
        if (!ApiKey.isId(parts[0])) {
            wrong.add("\"" + parts[0] + "\" cannot be the id of a key: letters, digits, . - _, 64 of them at most");
        }
        Set<Role> roles = roles(parts[1], wrong);
        byte[] secret = hash(parts[2], wrong);
        Instant expires = null;
        for (int i = 3; i < parts.length; i++) {
            if (parts[i].startsWith(EXPIRES) && expires == null) {
                expires = time(parts[i].substring(EXPIRES.length()), wrong);
            } else {
                wrong.add("\"" + parts[i] + "\" says nothing here; a note stands behind #");
            }
        }
        return wrong.isEmpty() && secret != null
                ? new ApiKey(parts[0], roles, secret, expires, note.isEmpty() ? null : note)
                : null;
    }

    private static Set<Role> roles(String written, List<String> wrong) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : written.split(",", -1)) {
            Role.ofKey(word)
                    .ifPresentOrElse(
                            roles::add,
                            () -> wrong.add("\"" + word + "\" is not a role: tell, resolve, read, edit or admin"));
        }
        return roles;
    }

    /** A secret that someone wrote here himself is not quoted, for it may be used elsewhere. */
    private static byte @Nullable [] hash(String written, List<String> wrong) {
        try {
            byte[] hash =
                    written.startsWith(HASH) ? HexFormat.of().parseHex(written.substring(HASH.length())) : new byte[0];
            if (hash.length == 32) {
                return hash;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        wrong.add("the third word is to be sha256: and the 64 hexadecimal digits of the secret's SHA-256");
        return null;
    }

    private static @Nullable Instant time(String written, List<String> wrong) {
        try {
            return Instant.parse(written);
        } catch (DateTimeException e) {
            wrong.add("\"" + written + "\" is not a time such as 2027-01-01T00:00:00Z");
            return null;
        }
    }

    /**
     * Makes a key and adds it. A file that is not there yet is made, for its owner alone to read.
     *
     * @throws FlawedFile if there is a key of this id already, or the file has flaws
     */
    public Made add(String id, Set<Role> roles, @Nullable Instant expires, @Nullable String note) throws IOException {
        List<ApiKey> before = Files.exists(file) ? keys() : List.of();
        if (before.stream().anyMatch(key -> key.id().equals(id))) {
            throw new FlawedFile(
                    List.of("There is a key \"" + id + "\" already. Give the new one a name of its own, and"
                            + " remove the old one when nobody uses it any more."));
        }
        String secret = ApiKey.secret(new SecureRandom());
        ApiKey key = new ApiKey(id, roles, ApiKey.hash(secret), expires, cleaned(note));
        if (!Files.exists(file)) {
            Files.createFile(file, forOwnerAlone());
            append(HEAD);
        }
        // One write at the end: two commands at a time lose nothing of each other, and a reader sees a whole line.
        append((endsInsideALine() ? "\n" : "") + key.line() + "\n");
        return new Made(key, secret);
    }

    /**
     * Takes a key away.
     *
     * @return whether there was one
     */
    public boolean remove(String id) throws IOException {
        if (keys().stream().noneMatch(key -> key.id().equals(id))) {
            return false;
        }
        StringBuilder rest = new StringBuilder();
        for (String line : Files.readString(file).lines().toList()) {
            if (!line.strip().split("\\s+", 2)[0].equals(id)) {
                rest.append(line).append('\n');
            }
        }
        replace(rest.toString());
        return true;
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    private boolean endsInsideALine() throws IOException {
        String text = Files.readString(file);
        return !text.isEmpty() && !text.endsWith("\n");
    }

    /** The old file or the new one is there at any moment, under the permissions that it had. */
    private void replace(String text) throws IOException {
        Path target = file.toRealPath();
        Path next = Files.createTempFile(target.getParent(), target.getFileName() + ".", ".new", forOwnerAlone());
        try {
            Files.writeString(next, text);
            PosixFileAttributeView old = Files.getFileAttributeView(target, PosixFileAttributeView.class);
            PosixFileAttributeView fresh = Files.getFileAttributeView(next, PosixFileAttributeView.class);
            if (old != null && fresh != null) {
                if (!old.readAttributes().owner().equals(fresh.readAttributes().owner())) {
                    fresh.setOwner(old.readAttributes().owner());
                }
                if (!old.readAttributes().group().equals(fresh.readAttributes().group())) {
                    fresh.setGroup(old.readAttributes().group());
                }
                fresh.setPermissions(old.readAttributes().permissions());
            }
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /** Who can write to the file can let himself in. */
    private void guardAgainstOthers() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new FlawedFile(List.of(file + " can be written by everybody: say chmod 600 " + file + "."));
        }
    }

    private FileAttribute<?>[] forOwnerAlone() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ALONE)}
                : new FileAttribute<?>[0];
    }

    private static @Nullable String cleaned(@Nullable String note) {
        if (note == null || note.isBlank()) {
            return null;
        }
        String line = note.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= MAX_NOTE ? line : line.substring(0, MAX_NOTE);
    }
}
