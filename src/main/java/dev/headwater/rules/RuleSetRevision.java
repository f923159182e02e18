package dev.headwater.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The name of a rule set by its content: equal files have equal revisions, on every machine. */
public final class RuleSetRevision {
    private RuleSetRevision() {}

    /**
     * The revision of some files.
     *
     * <p>Every name and every content is preceded by its length, so that nothing can move from one to the other
     * unseen.
     *
     * @param files content by key, in any order
     * @return {@code sha256:} and 64 hexadecimal digits
     */
    public static String of(Map<String, byte[]> files) {
        MessageDigest digest = sha256();
        new TreeMap<>(files).forEach((name, content) -> {
            add(digest, name.getBytes(UTF_8));
            add(digest, content);
        });
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, part.length));
        digest.update(part);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
