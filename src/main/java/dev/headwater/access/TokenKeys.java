package dev.headwater.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The public keys that tokens are signed with.
 *
 * @param all one or more
 */
record TokenKeys(List<JWK> all) {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
    private static final int LEAST_RSA_BITS = 2_048;
    private static final int ED25519_BYTES = 32;

    TokenKeys {
        all = List.copyOf(all);
    }

    /**
     * Reads public keys and certificates in PEM, or a JWKS document.
     *
     * @param place for messages: the file or address
     * @throws FlawedFile if there is none, or one that cannot be taken
     */
    static TokenKeys read(String place, byte[] content) throws FlawedFile {
        String text = new String(content, UTF_8).strip();
        List<JWK> keys = new ArrayList<>();
        try {
            if (text.startsWith("{")) {
                for (JWK key : JWKSet.parse(text).getKeys()) {
                    if (isOfUse(place, key)) {
                        keys.add(key);
                    }
                }
            } else {
                Matcher blocks = BLOCK.matcher(text);
                while (blocks.find()) {
                    keys.add(checked(place, fromPem(place, blocks.group(1), blocks.group(2))));
                }
            }
        } catch (ParseException | JOSEException | GeneralSecurityException | IllegalArgumentException e) {
            throw new FlawedFile(List.of(place + ": a key cannot be read: " + e.getMessage() + "."));
        }
        if (keys.isEmpty()) {
            throw flaw(place, "there is no public key in it for RS256, ES256 or EdDSA, as PEM or as a JWKS document");
        }
        return new TokenKeys(keys);
    }

    /** Keys for other uses may stand beside ours in a JWKS document; what must not be there at all is refused. */
    private static boolean isOfUse(String place, JWK key) throws FlawedFile, JOSEException {
        if (key.isPrivate()) {
            throw flaw(place, "a key is secret (" + key.getKeyType() + "); only public ones belong here");
        }
        boolean signs = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
        boolean known = key instanceof RSAKey
                || key instanceof ECKey ec && ec.getCurve().equals(Curve.P_256)
                || key instanceof OctetKeyPair pair && pair.getCurve().equals(Curve.Ed25519);
        return signs && known && checked(place, key) == key;
    }

    private static JWK checked(String place, JWK key) throws FlawedFile {
        if (key instanceof RSAKey && key.size() < LEAST_RSA_BITS) {
            throw flaw(place, "an RSA key has " + key.size() + " bits; " + LEAST_RSA_BITS + " are the least");
        }
        return key;
    }

    private static JWK fromPem(String place, String kind, String body)
            throws FlawedFile, GeneralSecurityException, JOSEException {
        byte[] bytes = Base64.getMimeDecoder().decode(body);
        return switch (kind) {
            case "PUBLIC KEY" -> of(place, publicKey(place, bytes));
            case "CERTIFICATE" ->
                of(
                        place,
                        ((X509Certificate) CertificateFactory.getInstance("X.509")
                                        .generateCertificate(new ByteArrayInputStream(bytes)))
                                .getPublicKey());
            default -> throw flaw(place, "it holds a block \"" + kind + "\"; PUBLIC KEY or CERTIFICATE are read here");
        };
    }

    private static PublicKey publicKey(String place, byte[] bytes) throws FlawedFile, GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(bytes));
            } catch (java.security.spec.InvalidKeySpecException e) {
                // Of another kind, then.
            }
        }
        throw flaw(place, "a public key is neither RSA nor EC nor Ed25519");
    }

    private static JWK of(String place, PublicKey key) throws FlawedFile {
        if (key instanceof RSAPublicKey rsa) {
            return new RSAKey.Builder(rsa).build();
        }
        if (key instanceof ECPublicKey ec && Curve.P_256.equals(Curve.forECParameterSpec(ec.getParams()))) {
            return new ECKey.Builder(Curve.P_256, ec).build();
        }
        if (key.getAlgorithm().equals("EdDSA") || key.getAlgorithm().equals("Ed25519")) {
            // The encoding ends with the key itself.
            byte[] encoded = key.getEncoded();
            byte[] raw = Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
            return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(raw)).build();
        }
        throw flaw(place, "a public key is not for RS256, ES256 (curve P-256) or EdDSA (Ed25519)");
    }

    private static FlawedFile flaw(String place, String what) {
        return new FlawedFile(List.of(place + ": " + what + "."));
    }

    /** Those that a token with this header may be signed with. */
    List<JWK> fitting(JWSHeader header) {
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        return matcher == null ? List.of() : new JWKSelector(matcher).select(new JWKSet(all));
    }

    /** Reads a file of them. */
    static LiveFiles.Reader<TokenKeys> reader(String place) {
        return contents -> read(place, contents.get(0));
    }

    @Override
    public String toString() {
        return all.size() == 1 ? "1 key" : all.size() + " keys";
    }

    /** Where keys come from, and what to do when a token was signed with none of them. */
    interface Source extends AutoCloseable {
        TokenKeys get() throws IOException;

        void missed();

        @Override
        void close();
    }
}
