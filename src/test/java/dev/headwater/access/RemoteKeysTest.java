package dev.headwater.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.headwater.Certificates;
import dev.headwater.access.Credentials.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of tokens from a server that speaks TLS, with certificates made for the test. */
class RemoteKeysTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:00Z");

    @TempDir
    private static Path folder;

    private static ECKey key;
    private static HttpsServer login;
    private static HttpsServer impostor;
    private static Path itsAuthority;
    private static Path anotherAuthority;

    @BeforeAll
    static void start() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
        KeyStore genuine = certificate("login", "san=ip:127.0.0.1");
        KeyStore elsewhere = certificate("elsewhere", "san=dns:elsewhere.example");
        login = serve(genuine);
        impostor = serve(elsewhere);
        itsAuthority = pem("login.pem", genuine);
        anotherAuthority = pem("elsewhere.pem", elsewhere);
    }

    @AfterAll
    static void stop() {
        login.stop(0);
        impostor.stop(0);
    }

    @Test
    void aTokenIsCheckedWithKeysFromAServerWhoseAuthorityIsNamed() throws Exception {
        TokenSettings tokens =
                new TokenSettings(address(login), "acme", "headwater", TokenSettings.ROLES, itsAuthority);
        AccessSettings settings = new AccessSettings(null, tokens, Role.READ, Set.of());
        try (Access access = Access.open(settings, InstantSource.fixed(NOW))) {
            assertThat(access.judge(token())).isEqualTo(new Verdict.Known(new Caller("a-job", Set.of(Role.READ))));
        }
    }

    @Test
    void anAuthorityThatIsNotNamedIsNotTrustedAndTheRefusalSaysHowToNameIt() {
        for (@Nullable Path trusted : new Path[] {null, anotherAuthority}) {
            assertThatThrownBy(() -> new RemoteKeys(address(login), trusted, RemoteKeys.Pace.USUAL))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("its certificate is not one to trust")
                    .hasMessageContaining("--jwt-ca");
        }
    }

    @Test
    void aCertificateForAnotherNameIsNoneThoughItsAuthorityIsNamed() {
        assertThatThrownBy(() -> new RemoteKeys(address(impostor), anotherAuthority, RemoteKeys.Pace.USUAL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("its certificate is not one to trust");
    }

    @Test
    void aFileWithoutCertificatesIsRefusedByItsName() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path other = Files.writeString(folder.resolve("other.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n");
        for (Path file : List.of(empty, other, folder.resolve("none.pem"))) {
            assertThatThrownBy(() -> new RemoteKeys(address(login), file, RemoteKeys.Pace.USUAL))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    private static String token() throws Exception {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer("acme")
                .audience("headwater")
                .subject("a-job")
                .expirationTime(Date.from(NOW.plusSeconds(60)))
                .claim(TokenSettings.ROLES, "read")
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k").build(), claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private static HttpsServer serve(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, Certificates.password());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        byte[] document = new JWKSet(key.toPublicJWK()).toString().getBytes(UTF_8);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, document.length);
            exchange.getResponseBody().write(document);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String address(HttpsServer server) {
        return "https://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
    }

    private static Path pem(String name, KeyStore store) throws Exception {
        return Files.writeString(folder.resolve(name), Certificates.certificate(store));
    }

    private static KeyStore certificate(String name, String names) throws Exception {
        return Certificates.make(folder, name, "EC", names);
    }
}
