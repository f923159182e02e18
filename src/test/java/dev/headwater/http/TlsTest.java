package dev.headwater.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.headwater.Certificates;
import dev.headwater.access.AccessSettings;
import dev.headwater.access.FlawedFile;
import dev.headwater.access.LiveFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS, as a real client meets it; the certificates are made for the test. */
class TlsTest {
    private static final String HERE = "san=ip:127.0.0.1,dns:localhost";
    private static final int ALERT = 0x15;
    private static final int PROTOCOL_VERSION = 70;

    @TempDir
    private static Path made;

    private static KeyStore first;
    private static KeyStore second;
    private static KeyStore third;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeCertificates() throws Exception {
        first = Certificates.make(made, "first", "EC", HERE);
        second = Certificates.make(made, "second", "RSA", HERE);
        third = Certificates.make(made, "third", "EC", HERE);
    }

    @Test
    void aClientThatKnowsTheCertificateIsAnsweredAndToldToComeBackThisWayAlone() throws Exception {
        try (RunningService service = RunningService.start(AccessSettings.OPEN, write(first, first))) {
            HttpResponse<String> answer = get(trusting(first), service);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
        }
    }

    @Test
    void aClientThatDoesNotKnowItIsNot() throws Exception {
        try (RunningService service = RunningService.start(AccessSettings.OPEN, write(first, first))) {
            assertThatThrownBy(() -> get(trusting(second), service)).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsThatHaveNoKnownHolesAreSpoken(String version) throws Exception {
        try (RunningService service = RunningService.start(AccessSettings.OPEN, write(second, second));
                SSLSocket socket = (SSLSocket) context(second)
                        .getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), service.port())) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void olderVersionsAreNot(int minor) throws Exception {
        try (RunningService service = RunningService.start(AccessSettings.OPEN, write(first, first))) {
            byte[] answer = raw(service.port(), hello(minor));
            assertThat(answer).as("an alert").startsWith(ALERT);
            assertThat(answer[6]).isEqualTo((byte) PROTOCOL_VERSION);
            byte[] near = raw(service.port(), hello(3));
            assertThat(near.length > 6 && near[0] == ALERT && near[6] == PROTOCOL_VERSION)
                    .as("1.2 is refused for its version")
                    .isFalse();
        }
    }

    @Test
    void whoSpeaksInTheClearIsNotAnswered() throws Exception {
        try (RunningService service = RunningService.start(AccessSettings.OPEN, write(first, first))) {
            byte[] answer = raw(service.port(), "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
            assertThat(new String(answer, US_ASCII)).doesNotContain("HTTP/1.1", "live");
        }
    }

    @Test
    void aRenewedCertificateIsShownToNewConnectionsAndHalfAChangeIsNot() throws Exception {
        TlsSettings files = write(first, first);
        try (RunningService service = RunningService.start(AccessSettings.OPEN, files)) {
            HttpClient old = trusting(first);
            assertThat(get(old, service).statusCode()).isEqualTo(200);
            Files.writeString(files.certificate(), Certificates.certificate(second));
            Thread.sleep(3 * LiveFiles.PAUSE.toMillis());
            assertThat(get(trusting(first), service).statusCode())
                    .as("the key is not the new one's yet")
                    .isEqualTo(200);
            Files.writeString(files.key(), Certificates.key(second));
            await().atMost(Duration.ofSeconds(10))
                    .ignoreExceptions()
                    .until(() -> get(trusting(second), service).statusCode() == 200);
            assertThat(get(old, service).statusCode())
                    .as("on its old connection")
                    .isEqualTo(200);
        }
    }

    @Test
    void whatDoesNotBelongTogetherOrIsNoCertificateStopsTheStartAndNoSecretIsTold() throws Exception {
        assertThatThrownBy(() -> RunningService.start(AccessSettings.OPEN, write(first, second)))
                .hasMessageContaining("the private key that belongs to it");
        assertThatThrownBy(() -> RunningService.start(AccessSettings.OPEN, write(first, third)))
                .hasMessageContaining("cert.pem")
                .hasMessageContaining("this key is not the certificate's");
        TlsSettings swapped = write(first, first);
        assertThatThrownBy(() -> RunningService.start(
                        AccessSettings.OPEN, new TlsSettings(swapped.key(), swapped.certificate())))
                .isInstanceOf(FlawedFile.class);
        String body = Certificates.key(first).lines().skip(1).findFirst().orElseThrow();
        Files.writeString(swapped.key(), "-----BEGIN PRIVATE KEY-----\n" + body + "\n");
        assertThatThrownBy(() -> RunningService.start(AccessSettings.OPEN, swapped))
                .hasMessageContaining("a certificate and the private key that belongs to it, in PEM")
                .hasMessageNotContaining(body);
        Files.delete(swapped.key());
        assertThatThrownBy(() -> RunningService.start(AccessSettings.OPEN, swapped))
                .hasMessageContaining("there is no file " + swapped.key());
    }

    /** The beginning of a handshake as a client of version 1.{@code minor - 1} sends it, with a cipher that every one has. */
    private static byte[] hello(int minor) {
        ByteBuffer hello = ByteBuffer.allocate(50);
        hello.put(new byte[] {0x16, 3, 1, 0, 45, 1, 0, 0, 41, 3, (byte) minor});
        hello.put(new byte[32]).put((byte) 0);
        hello.put(new byte[] {0, 2, (byte) 0xc0, 0x09, 1, 0});
        return hello.array();
    }

    private static byte[] raw(int port, byte[] sent) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(sent);
            InputStream in = socket.getInputStream();
            return in.readNBytes(7);
        } catch (java.net.SocketException e) {
            return new byte[0];
        }
    }

    private static HttpResponse<String> get(HttpClient client, RunningService service) throws Exception {
        URI uri = URI.create("https://127.0.0.1:" + service.port() + "/health/live");
        return client.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }

    private static HttpClient trusting(KeyStore store) throws Exception {
        return HttpClient.newBuilder().sslContext(context(store)).build();
    }

    private static SSLContext context(KeyStore store) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("it", store.getCertificate("it"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private TlsSettings write(KeyStore certificate, KeyStore key) throws Exception {
        return new TlsSettings(
                Files.writeString(folder.resolve("cert.pem"), Certificates.certificate(certificate)),
                Files.writeString(folder.resolve("key.pem"), Certificates.key(key)));
    }
}
