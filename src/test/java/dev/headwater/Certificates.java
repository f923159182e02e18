package dev.headwater;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keys with certificates that they signed themselves, made by the JDK's own tool. */
public final class Certificates {
    /** Of every store that is made here. */
    private static final char[] PASSWORD = "for-this-test".toCharArray();

    /** The only entry of a store that is made here. */
    public static final String ENTRY = "it";

    private Certificates() {}

    /** The password of every store that is made here. */
    public static char[] password() {
        return PASSWORD.clone();
    }

    /**
     * Makes one.
     *
     * @param folder takes a file of that name
     * @param names what the certificate stands for, such as {@code san=ip:127.0.0.1}
     */
    public static KeyStore make(Path folder, String name, String algorithm, String names) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(List.of(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        ENTRY,
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        names,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), US_ASCII);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            return store;
        }
    }

    /** A store's certificate as PEM. */
    public static String certificate(KeyStore store) throws Exception {
        return block("CERTIFICATE", store.getCertificate(ENTRY).getEncoded());
    }

    /** A store's private key as PEM. */
    public static String key(KeyStore store) throws Exception {
        return block("PRIVATE KEY", store.getKey(ENTRY, PASSWORD).getEncoded());
    }

    private static String block(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }
}
