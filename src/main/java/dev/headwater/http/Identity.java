package dev.headwater.http;

import dev.headwater.access.FlawedFile;
import dev.headwater.access.LiveFiles;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * The certificate that the service shows, with its key; known to belong together.
 *
 * @param pem both, as Vert.x takes them
 * @param subject whom it names
 * @param until when it ends to be valid
 */
record Identity(PemKeyCertOptions pem, String subject, Instant until) {
    /** What is older has known holes (RFC 8996). */
    static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

    private static final byte[] TRIAL = {'h', 'w'};

    /**
     * Reads it, and looks at its files until closed.
     *
     * @param changed told of each one that comes after the first
     */
    static LiveFiles<Identity> watch(Vertx vertx, TlsSettings settings, Consumer<Identity> changed) throws IOException {
        String place = settings.certificate() + " and " + settings.key();
        return new LiveFiles<>(
                "certificate",
                List.of(settings.certificate(), settings.key()),
                LiveFiles.PAUSE,
                contents -> read(vertx, place, contents.get(0), contents.get(1)),
                changed);
    }

    private static Identity read(Vertx vertx, String place, byte[] certificate, byte[] key) throws IOException {
        PemKeyCertOptions pem =
                new PemKeyCertOptions().addCertValue(Buffer.buffer(certificate)).addKeyValue(Buffer.buffer(key));
        try {
            X509Certificate first = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(certificate))
                    .iterator()
                    .next();
            PrivateKey secret = privateKey(pem, vertx, first);
            if (!belongTogether(secret, first)) {
                throw new FlawedFile(List.of(place + ": this key is not the certificate's."));
            }
            return new Identity(
                    pem,
                    first.getSubjectX500Principal().getName(),
                    first.getNotAfter().toInstant());
        } catch (FlawedFile e) {
            throw e;
        } catch (Exception e) {
            // What is read here is secret: what is wrong with it is not quoted.
            throw new FlawedFile(List.of(place + ": they are to be a certificate and the private key that"
                    + " belongs to it, in PEM and not encrypted ("
                    + e.getClass().getSimpleName() + ")."));
        }
    }

    private static PrivateKey privateKey(PemKeyCertOptions pem, Vertx vertx, Certificate first) throws Exception {
        for (KeyManager manager : pem.getKeyManagerFactory(vertx).getKeyManagers()) {
            if (manager instanceof X509KeyManager keys) {
                Set<String> aliases = new LinkedHashSet<>();
                String kind = first.getPublicKey().getAlgorithm();
                Stream.of(kind, "RSA", "EC", "EdDSA", "Ed25519").distinct().forEach(type -> {
                    String[] some = keys.getServerAliases(type, null);
                    aliases.addAll(some == null ? List.of() : Arrays.asList(some));
                });
                for (String alias : aliases) {
                    PrivateKey key = keys.getPrivateKey(alias);
                    if (key != null) {
                        return key;
                    }
                }
            }
        }
        throw new GeneralSecurityException("no key");
    }

    private static boolean belongTogether(PrivateKey secret, X509Certificate certificate)
            throws GeneralSecurityException {
        String kind = certificate.getPublicKey().getAlgorithm();
        String algorithm = switch (kind) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> kind;
        };
        if (!secret.getAlgorithm().equals(kind)) {
            return false;
        }
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(secret);
        signature.update(TRIAL);
        byte[] signed = signature.sign();
        signature.initVerify(certificate);
        signature.update(TRIAL);
        return signature.verify(signed);
    }

    ServerSSLOptions options(HttpBounds bounds) {
        ServerSSLOptions options = new ServerSSLOptions();
        options.setKeyCertOptions(pem);
        options.setEnabledSecureTransportProtocols(PROTOCOLS);
        options.setSslHandshakeTimeoutUnit(java.util.concurrent.TimeUnit.MILLISECONDS);
        options.setSslHandshakeTimeout(bounds.bodyTime().toMillis());
        return options;
    }

    @Override
    public String toString() {
        return subject + ", until " + until;
    }
}
