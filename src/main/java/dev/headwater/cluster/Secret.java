package dev.headwater.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals bytes so that only those who know the secret of a cluster can read them, or make others.
 *
 * <p>What is sealed: 16 bytes that this process has chosen by chance, 8 that count what it has sealed, and then AES-GCM. The key of
 * a process is made of the secret and its 16 bytes, and no count comes twice, so no key is ever used twice with the same
 * nonce, however long the secret is in use.
 */
final class Secret {
    /** How much longer what is sealed is. */
    static final int AROUND = 40;

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String HASH = "HmacSHA256";
    private static final int CHANCE = 16;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BITS = 256;
    private static final int KEY_ROUNDS = 200_000;

    /** Each start of each member has a key; past this number they are made anew. */
    private static final int MOST_KEYS = 1_000;

    private final SecretKeySpec secret;
    private final byte[] chance = new byte[CHANCE];
    private final SecretKeySpec own;
    private final AtomicLong count = new AtomicLong();
    private final Map<ByteBuffer, SecretKeySpec> others = new ConcurrentHashMap<>();

    /**
     * @param cluster its name, so that one secret for two clusters is none for both
     * @param words what all members have been told
     */
    Secret(String cluster, String words) {
        try {
            byte[] stretched = SecretKeyFactory.getInstance("PBKDF2With" + HASH)
                    .generateSecret(new PBEKeySpec(
                            words.toCharArray(), ("headwater " + cluster).getBytes(UTF_8), KEY_ROUNDS, KEY_BITS))
                    .getEncoded();
            this.secret = new SecretKeySpec(stretched, HASH);
            new SecureRandom().nextBytes(chance);
            this.own = key(chance);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2 and HMAC", e);
        }
    }

    byte[] seal(byte[] bytes, int offset, int length) throws GeneralSecurityException {
        long number = count.getAndIncrement();
        ByteBuffer sealed = ByteBuffer.allocate(AROUND + length);
        sealed.put(chance).putLong(number);
        byte[] closed = cipher(Cipher.ENCRYPT_MODE, own, number).doFinal(bytes, offset, length);
        return sealed.put(closed).array();
    }

    /** @throws GeneralSecurityException if it was sealed with another secret, or with none, or changed on its way */
    byte[] open(byte[] bytes, int offset, int length) throws GeneralSecurityException {
        if (length < AROUND) {
            throw new GeneralSecurityException("not sealed");
        }
        ByteBuffer from = ByteBuffer.wrap(Arrays.copyOfRange(bytes, offset, offset + CHANCE));
        SecretKeySpec known = others.get(from);
        SecretKeySpec key = known == null ? key(from.array()) : known;
        int head = CHANCE + Long.BYTES;
        long number = ByteBuffer.wrap(bytes, offset + CHANCE, Long.BYTES).getLong();
        byte[] opened = cipher(Cipher.DECRYPT_MODE, key, number).doFinal(bytes, offset + head, length - head);
        if (known == null) {
            remember(from, key);
        }
        return opened;
    }

    /** Only of those who know the secret: whoever makes bytes up does not fill the memory. */
    private void remember(ByteBuffer from, SecretKeySpec key) {
        if (others.size() >= MOST_KEYS) {
            others.clear();
        }
        others.put(from, key);
    }

    private SecretKeySpec key(byte[] of) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HASH);
        mac.init(secret);
        return new SecretKeySpec(mac.doFinal(of), "AES");
    }

    private static Cipher cipher(int mode, SecretKeySpec key, long number) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(NONCE).putLong(number).array();
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
