package dev.headwater.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is kept: the secret itself is known to its holder alone.
 *
 * <p>A secret is 256 random bits, so one round of SHA-256 keeps it as well as a slow hash would: slow hashes guard
 * secrets that people think up and others can guess, and would cost every request what tens of thousands of decisions do
 * ({@code AccessBenchmark}).
 *
 * @param id names it in logs and commands: 1 to 64 letters, digits, dots, hyphens and underscores, the first a letter or
 *     a digit
 * @param roles what its holder may do, one or more
 * @param hash the SHA-256 of the secret, 32 bytes
 * @param expires from when on it opens nothing; null where never
 * @param note for people; null where there is none
 */
public record ApiKey(
        String id,
        Set<Role> roles,
        byte[] hash,
        @Nullable Instant expires,
        @Nullable String note) {
    /** What every secret begins with, so that people and scanners of leaked secrets know it for one. */
    public static final String PREFIX = "hw_";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int SECRET_BYTES = 32;
    private static final int HASH_BYTES = 32;

    /** @throws IllegalArgumentException if the id or the hash is none, or there is no role */
    public ApiKey {
        if (!isId(id)) {
            throw new IllegalArgumentException("\"" + id + "\" is no id");
        }
        if (roles.isEmpty() || roles.contains(Role.OPEN)) {
            throw new IllegalArgumentException("a key has one role or more of tell, resolve, read, edit and admin");
        }
        if (hash.length != HASH_BYTES) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + hash.length);
        }
        roles = Set.copyOf(roles);
        hash = hash.clone();
    }

    /** Whether a key can be called so. */
    public static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /** A new secret. */
    static String secret(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public byte[] hash() {
        return hash.clone();
    }

    /** Takes as long for a secret that is nearly right as for any other. */
    boolean hasHash(byte[] other) {
        return MessageDigest.isEqual(hash, other);
    }

    boolean isOver(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    /** Its line in a file of keys. */
    String line() {
        return id + " " + words(roles) + " sha256:" + HexFormat.of().formatHex(hash)
                + (expires == null ? "" : " expires=" + expires)
                + (note == null ? "" : " # " + note);
    }

    /** Roles as they are written, the least first. */
    public static String words(Set<Role> roles) {
        return new TreeSet<>(roles).stream().map(Role::word).collect(Collectors.joining(","));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ApiKey key && line().equals(key.line());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }
}
