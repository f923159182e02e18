package dev.headwater.access;

import com.nimbusds.jose.jwk.OctetKeyPair;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Signatures that the JDK checks itself; the token library would ask for another library to do it. */
final class Ed25519 {
    /** What stands before a key's 32 bytes in its X.509 form (RFC 8410). */
    private static final byte[] BEFORE = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int KEY_BYTES = 32;

    private Ed25519() {}

    static boolean isSigned(OctetKeyPair key, byte[] text, byte[] signature) {
        byte[] raw = key.getDecodedX();
        if (raw.length != KEY_BYTES) {
            return false;
        }
        byte[] encoded = new byte[BEFORE.length + KEY_BYTES];
        System.arraycopy(BEFORE, 0, encoded, 0, BEFORE.length);
        System.arraycopy(raw, 0, encoded, BEFORE.length, KEY_BYTES);
        try {
            PublicKey publicKey = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(publicKey);
            check.update(text);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            // A signature of the wrong length, or a key that is no point of the curve: neither opens anything.
            return false;
        }
    }
}
