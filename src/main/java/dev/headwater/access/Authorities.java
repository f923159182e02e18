package dev.headwater.access;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose word is taken for who a server is: those of a file, and nobody else's. */
final class Authorities {
    private Authorities() {}

    /**
     * Trust in the certificates of a file, and in those that they have signed.
     *
     * @param file one certificate or more, in PEM
     * @throws IOException if it cannot be read or holds none, in words for the one who named it
     */
    static SSLContext of(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file);
        }
        try {
            Collection<? extends Certificate> named = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
            if (named.isEmpty()) {
                throw new FlawedFile(List.of(file + ": there is no certificate in it."));
            }
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate certificate : named) {
                trusted.setCertificateEntry("authority-" + trusted.size(), certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new FlawedFile(List.of(file + ": it is to hold certificates in PEM: " + e.getMessage() + "."));
        }
    }
}
