package dev.headwater.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.headwater.access.Credentials.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens let somebody in, and the near misses of each. */
class TokensTest {
    private static final String ISSUER = "https://login.acme.example/";
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:00Z");
    private static final String US = "headwater";

    private static KeyPair rsa;
    private static KeyPair otherRsa;
    private static KeyPair ec;
    private static KeyPair ed;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeKeys() throws Exception {
        rsa = pair("RSA", 2_048);
        otherRsa = pair("RSA", 2_048);
        KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
        curve.initialize(new ECGenParameterSpec("secp256r1"));
        ec = curve.generateKeyPair();
        ed = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    // --- what lets in

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "ES256", "EdDSA"})
    void aTokenSignedWithOneOfOurKeysLetsItsSubjectInWithItsRoles(String algorithm) throws Exception {
        try (Tokens tokens = tokens(pem(rsa.getPublic(), ec.getPublic(), ed.getPublic()))) {
            assertThat(tokens.judge(signed(algorithm, claims -> {}), NOW)).isEqualTo(known(Role.READ));
            assertThat(tokens.judge(signed(algorithm, claims -> {}), NOW)).isEqualTo(known(Role.READ));
        }
    }

    @Test
    void keysMayComeAsADocumentWithKeysForOtherUsesBeside() throws Exception {
        String document = jwks(
                new RSAKey.Builder((RSAPublicKey) otherRsa.getPublic())
                        .keyUse(KeyUse.ENCRYPTION)
                        .build(),
                new RSAKey.Builder((RSAPublicKey) rsa.getPublic()).keyID("r").build(),
                new ECKey.Builder(Curve.P_256, (ECPublicKey) ec.getPublic())
                        .keyID("e")
                        .build(),
                new OctetKeyPair.Builder(Curve.Ed25519, raw(ed.getPublic()))
                        .keyID("d")
                        .build());
        try (Tokens tokens = tokens(document)) {
            for (String algorithm : List.of("RS256", "ES256", "EdDSA")) {
                assertThat(tokens.judge(signed(algorithm, claims -> {}), NOW)).isEqualTo(known(Role.READ));
            }
            assertWrong(tokens, signed("RS256", otherRsa, claims -> {}), "opens nothing");
        }
    }

    @Test
    void clocksMayBeOffByHalfAMinuteAndNoMore() throws Exception {
        try (Tokens tokens = tokens(pem(rsa.getPublic()))) {
            assertKnown(tokens, signed("RS256", claims -> claims.expirationTime(at(-29))));
            assertWrong(
                    tokens,
                    signed("RS256", claims -> claims.expirationTime(at(-30))),
                    "expired at 2026-11-23T10:14:30Z");
            assertKnown(tokens, signed("RS256", claims -> claims.notBeforeTime(at(30))));
            assertWrong(tokens, signed("RS256", claims -> claims.notBeforeTime(at(31))), "not valid before");
        }
    }

    @Test
    void aTokenThatWasRightIsNotRememberedPastItsEnd() throws Exception {
        try (Tokens tokens = tokens(pem(rsa.getPublic()))) {
            String token = signed("RS256", claims -> {});
            assertKnown(tokens, token);
            assertThat(tokens.judge(token, NOW.plusSeconds(3_700))).isInstanceOf(Verdict.Wrong.class);
        }
    }

    @Test
    void rolesAreAListOrWordsAndOthersWordsAreForOthers() throws Exception {
        try (Tokens tokens = tokens(pem(rsa.getPublic()))) {
            assertThat(tokens.judge(with("roles", List.of("read", "billing", "headwater:edit")), NOW))
                    .isEqualTo(known(Role.READ, Role.EDIT));
            assertThat(tokens.judge(with("roles", "openid headwater:resolve read"), NOW))
                    .isEqualTo(known(Role.RESOLVE, Role.READ));
            for (Object none : List.of("reader", "READ", "open", "", List.of(), 7, Map.of("read", true), true)) {
                assertThat(tokens.judge(with("roles", none), NOW))
                        .as(none.toString())
                        .isEqualTo(known());
            }
        }
    }

    @Test
    void theClaimWithTheRolesIsASetting() throws Exception {
        Path file = Files.writeString(folder.resolve("keys.pem"), pem(rsa.getPublic()));
        try (Tokens tokens = new Tokens(new TokenSettings(file.toString(), ISSUER, US, "scope"))) {
            assertThat(tokens.judge(with("scope", "headwater:admin"), NOW)).isEqualTo(known(Role.ADMIN));
        }
    }

    // --- what does not

    @Test
    void aTokenThatIsNotSignedOpensNothing() throws Exception {
        try (Tokens tokens = tokens(pem(rsa.getPublic()))) {
            String plain = new PlainJWT(new PlainHeader(), claims(claims -> {})).serialize();
            assertThat(tokens.judge(plain, NOW)).isInstanceOf(Verdict.Wrong.class);
            String right = signed("RS256", claims -> {});
            assertThat(tokens.judge(right.substring(0, right.lastIndexOf('.') + 1), NOW))
                    .isInstanceOf(Verdict.Wrong.class);
            String payload = right.split("\\.")[1];
            String none = Base64URL.encode("{\"alg\":\"none\"}") + "." + payload + "." + right.split("\\.")[2];
            assertThat(tokens.judge(none, NOW)).isInstanceOf(Verdict.Wrong.class);
        }
    }

    @Test
    void aPublicKeyIsNoSecretToSignWith() throws Exception {
        String pem = pem(rsa.getPublic());
        try (Tokens tokens = tokens(pem)) {
            for (byte[] secret : List.of(
                    pem.getBytes(UTF_8),
                    pem.strip().getBytes(UTF_8),
                    rsa.getPublic().getEncoded())) {
                SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims(claims -> {}));
                token.sign(new MACSigner(secret));
                assertWrong(tokens, token.serialize(), "opens nothing");
            }
        }
    }

    @Test
    void anAlgorithmThatIsNotOursOpensNothingEvenWithOurKey() throws Exception {
        try (Tokens tokens = tokens(pem(rsa.getPublic()))) {
            for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
                SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims(claims -> {}));
                token.sign(new RSASSASigner(rsa.getPrivate()));
                assertWrong(tokens, token.serialize(), "opens nothing");
            }
        }
    }

    @Test
    void aTokenOfAnotherKeyOrWithOneLetterChangedOpensNothing() throws Exception {
        try (Tokens tokens = tokens(pem(rsa.getPublic(), ec.getPublic(), ed.getPublic()))) {
            assertWrong(tokens, signed("RS256", otherRsa, claims -> {}), "opens nothing");
            for (String algorithm : List.of("RS256", "ES256", "EdDSA")) {
                String[] parts = signed(algorithm, claims -> {}).split("\\.");
                String more = signed(algorithm, claims -> claims.claim("roles", List.of("admin")))
                        .split("\\.")[1];
                assertWrong(tokens, parts[0] + "." + more + "." + parts[2], "opens nothing");
                byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
                signature[signature.length / 2] ^= 1;
                assertWrong(tokens, parts[0] + "." + parts[1] + "." + Base64URL.encode(signature), "opens nothing");
                byte[] zeros = new byte[signature.length];
                assertWrong(tokens, parts[0] + "." + parts[1] + "." + Base64URL.encode(zeros), "");
            }
        }
    }

    @Test
    void aTokenIsFromTheIssuerAndForUsAndSaysWhenItExpires() throws Exception {
        try (Tokens tokens = tokens(pem(rsa.getPublic()))) {
            assertWrong(tokens, signed("RS256", claims -> claims.issuer(ISSUER.replace("https", "http"))), "issuer");
            assertWrong(tokens, signed("RS256", claims -> claims.issuer(null)), "issuer");
            assertWrong(tokens, signed("RS256", claims -> claims.audience("headwater2")), "aud");
            assertWrong(tokens, signed("RS256", claims -> claims.audience(List.of())), "aud");
            assertKnown(tokens, signed("RS256", claims -> claims.audience(List.of("crm", US))));
            assertWrong(tokens, signed("RS256", claims -> claims.expirationTime(null)), "exp");
        }
    }

    @Test
    void aTokenOfAnotherTypeOrThatAsksForMoreThanWeKnowOpensNothing() throws Exception {
        try (Tokens tokens = tokens(pem(rsa.getPublic()))) {
            for (String type : List.of("JWT", "jwt", "at+jwt")) {
                assertKnown(tokens, header(new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType(type))));
            }
            for (String type : List.of("logout+jwt", "dpop+jwt")) {
                assertWrong(
                        tokens,
                        header(new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType(type))),
                        "opens nothing");
            }
            assertWrong(
                    tokens,
                    header(new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .criticalParams(Set.of("b64x"))
                            .customParam("b64x", true)),
                    "opens nothing");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"eyJ..", "eyJhbGciOiJSUzI1NiJ9.x.y", "eyJ!.a.b", "eyJhbGciOiJSUzI1NiJ9.e30.", "eyJ.eyJ.eyJ"})
    void whatIsNoTokenIsNone(String shown) throws Exception {
        try (Tokens tokens = tokens(pem(rsa.getPublic()))) {
            assertThat(tokens.isMeant(shown)).isTrue();
            assertThat(tokens.judge(shown, NOW)).isInstanceOf(Verdict.Wrong.class);
        }
    }

    // --- where keys come from

    @Test
    void whatIsNotAPublicKeyOfOursIsRefusedWithItsFile() throws Exception {
        KeyPairGenerator p384 = KeyPairGenerator.getInstance("EC");
        p384.initialize(new ECGenParameterSpec("secp384r1"));
        assertFlaw("", "there is no public key in it");
        assertFlaw("{\"keys\": []}", "there is no public key in it");
        assertFlaw("{", "a key cannot be read");
        assertFlaw(block("PRIVATE KEY", rsa.getPrivate().getEncoded()), "\"PRIVATE KEY\"; PUBLIC KEY or CERTIFICATE");
        assertFlaw(block("PUBLIC KEY", new byte[] {1, 2, 3}), "neither RSA nor EC nor Ed25519");
        assertFlaw(pem(p384.generateKeyPair().getPublic()), "not for RS256, ES256 (curve P-256) or EdDSA");
        assertFlaw(pem(pair("RSA", 1_024).getPublic()), "an RSA key has 1024 bits");
        assertFlaw(
                new JWKSet(new OctetSequenceKey.Builder(new byte[32]).build()).toString(false),
                "a key is secret (oct)");
        assertFlaw(
                new JWKSet(new RSAKey.Builder((RSAPublicKey) rsa.getPublic())
                                .privateKey(rsa.getPrivate())
                                .build())
                        .toString(false),
                "a key is secret (RSA)");
    }

    @Test
    void aChangedFileOfKeysIsInForceSoon() throws Exception {
        Path file = Files.writeString(folder.resolve("keys.pem"), pem(rsa.getPublic()));
        try (Tokens tokens = new Tokens(settings(file.toString()))) {
            String old = signed("RS256", claims -> {});
            String next = signed("RS256", otherRsa, claims -> {});
            assertKnown(tokens, old);
            assertWrong(tokens, next, "opens nothing");
            Files.writeString(file, pem(otherRsa.getPublic()));
            await().atMost(Duration.ofSeconds(10)).until(() -> tokens.judge(next, NOW) instanceof Verdict.Known);
            assertWrong(tokens, old, "opens nothing");
        }
    }

    @Test
    void keysOnTheWebAreFetchedAgainForATokenOfANewKey() throws Exception {
        AtomicReference<String> document = new AtomicReference<>(jwks(
                new RSAKey.Builder((RSAPublicKey) rsa.getPublic()).keyID("r").build()));
        AtomicInteger fetched = new AtomicInteger();
        HttpServer web = web(document, fetched, 200);
        RemoteKeys.Pace quick = new RemoteKeys.Pace(Duration.ofHours(1), Duration.ofMillis(50), Duration.ofDays(1));
        try (Tokens tokens = new Tokens(settings("unused"), new RemoteKeys(address(web), quick))) {
            assertKnown(tokens, signed("RS256", claims -> {}));
            document.set(jwks(new ECKey.Builder(Curve.P_256, (ECPublicKey) ec.getPublic())
                    .keyID("e")
                    .build()));
            String next = signed("ES256", claims -> {});
            await().atMost(Duration.ofSeconds(10)).until(() -> tokens.judge(next, NOW) instanceof Verdict.Known);
            assertWrong(tokens, signed("RS256", claims -> {}), "opens nothing");
            document.set("down");
            assertKnown(tokens, next);
            assertThat(fetched.get()).isLessThan(50);
        } finally {
            web.stop(0);
        }
    }

    @Test
    void keysThatCouldNotBeFetchedForTooLongOpenNothing() throws Exception {
        AtomicReference<String> document = new AtomicReference<>(jwks(
                new RSAKey.Builder((RSAPublicKey) rsa.getPublic()).keyID("r").build()));
        HttpServer web = web(document, new AtomicInteger(), 200);
        RemoteKeys.Pace quick = new RemoteKeys.Pace(Duration.ofHours(1), Duration.ofMillis(50), Duration.ofNanos(1));
        try (Tokens tokens = new Tokens(settings("unused"), new RemoteKeys(address(web), quick))) {
            assertWrong(tokens, signed("RS256", claims -> {}), "cannot be checked at the moment");
        } finally {
            web.stop(0);
        }
    }

    @Test
    void keysAreNotFetchedWhereOthersCouldChangeThemOnTheirWay() throws Exception {
        assertThatThrownBy(() -> new RemoteKeys("http://192.0.2.1/jwks", RemoteKeys.Pace.USUAL))
                .hasMessageContaining("https:// alone");
        assertThatThrownBy(() -> new RemoteKeys("https://", RemoteKeys.Pace.USUAL))
                .hasMessageContaining("not an address");
        for (int status : new int[] {302, 404, 500}) {
            HttpServer web = web(new AtomicReference<>("{\"keys\": []}"), new AtomicInteger(), status);
            assertThatThrownBy(() -> new RemoteKeys(address(web), RemoteKeys.Pace.USUAL))
                    .hasMessageContaining("status " + status);
            web.stop(0);
        }
        HttpServer large = web(new AtomicReference<>(" ".repeat(2_000_000)), new AtomicInteger(), 200);
        assertThatThrownBy(() -> new RemoteKeys(address(large), RemoteKeys.Pace.USUAL))
                .hasMessageContaining("more than 1048576 bytes");
        large.stop(0);
    }

    @Test
    void tokensAndKeysAreTakenSideBySide() throws Exception {
        Path pem = Files.writeString(folder.resolve("keys.pem"), pem(rsa.getPublic()));
        KeyFile keys = new KeyFile(folder.resolve("keys.txt"));
        String secret = keys.add("crm", Set.of(Role.READ), null, null).secret();
        AccessSettings both =
                new AccessSettings(folder.resolve("keys.txt"), settings(pem.toString()), Role.READ, Set.of());
        try (Access access = Access.open(both, InstantSource.fixed(NOW))) {
            assertThat(access.asks()).isTrue();
            assertThat(access.judge(signed("RS256", claims -> {}))).isEqualTo(known(Role.READ));
            assertThat(access.judge(secret)).isEqualTo(new Verdict.Known(new Caller("crm", Set.of(Role.READ))));
            assertThat(access.judge("other")).isInstanceOf(Verdict.Wrong.class);
        }
    }

    // --- tokens

    private static String with(String claim, Object value) throws Exception {
        return signed("RS256", claims -> claims.claim("roles", null).claim(claim, value));
    }

    private static String signed(String algorithm, Consumer<JWTClaimsSet.Builder> change) throws Exception {
        KeyPair pair = algorithm.equals("RS256") ? rsa : algorithm.equals("ES256") ? ec : ed;
        return signed(algorithm, pair, change);
    }

    private static String signed(String algorithm, KeyPair pair, Consumer<JWTClaimsSet.Builder> change)
            throws Exception {
        JWSHeader header = new JWSHeader(JWSAlgorithm.parse(algorithm));
        SignedJWT token = new SignedJWT(header, claims(change));
        if (algorithm.equals("EdDSA")) {
            return new String(token.getSigningInput(), UTF_8) + "."
                    + Base64URL.encode(edSigned(pair.getPrivate(), token.getSigningInput()));
        }
        JWSSigner signer = algorithm.equals("RS256")
                ? new RSASSASigner(pair.getPrivate())
                : new ECDSASigner((java.security.interfaces.ECPrivateKey) pair.getPrivate());
        token.sign(signer);
        return token.serialize();
    }

    private static byte[] edSigned(PrivateKey key, byte[] text) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(text);
        return signature.sign();
    }

    private static String header(JWSHeader.Builder header) throws Exception {
        SignedJWT token = new SignedJWT(header.build(), claims(claims -> {}));
        token.sign(new RSASSASigner(rsa.getPrivate()));
        return token.serialize();
    }

    private static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(US)
                .subject("crm")
                .expirationTime(at(3_600))
                .claim("roles", List.of("read"));
        change.accept(claims);
        return claims.build();
    }

    private static Date at(long seconds) {
        return Date.from(NOW.plusSeconds(seconds));
    }

    private static Verdict known(Role... roles) {
        return new Verdict.Known(new Caller("crm", Set.of(roles)));
    }

    private static void assertKnown(Tokens tokens, String token) {
        assertThat(tokens.judge(token, NOW)).isInstanceOf(Verdict.Known.class);
    }

    private static void assertWrong(Tokens tokens, String token, String why) {
        assertThat(tokens.judge(token, NOW))
                .isInstanceOfSatisfying(
                        Verdict.Wrong.class, wrong -> assertThat(wrong.why()).contains(why));
    }

    // --- keys

    private Tokens tokens(String keys) throws IOException {
        return new Tokens(
                settings(Files.writeString(folder.resolve("keys.pem"), keys).toString()));
    }

    private static TokenSettings settings(String keys) {
        return new TokenSettings(keys, ISSUER, US, TokenSettings.ROLES);
    }

    private static void assertFlaw(String content, String flaw) {
        assertThatThrownBy(() -> TokenKeys.read("keys.pem", content.getBytes(UTF_8)))
                .isInstanceOf(FlawedFile.class)
                .hasMessageStartingWith("keys.pem: ")
                .hasMessageContaining(flaw);
    }

    private static KeyPair pair(String algorithm, int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static String pem(PublicKey... keys) {
        StringBuilder pem = new StringBuilder();
        for (PublicKey key : keys) {
            pem.append(block("PUBLIC KEY", key.getEncoded()));
        }
        return pem.toString();
    }

    private static String block(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }

    private static Base64URL raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    private static String jwks(com.nimbusds.jose.jwk.JWK... keys) {
        return new JWKSet(List.of(keys)).toString();
    }

    private static HttpServer web(AtomicReference<String> document, AtomicInteger fetched, int status)
            throws IOException {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            fetched.incrementAndGet();
            byte[] body = requireNonNull(document.get()).getBytes(UTF_8);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        web.start();
        return web;
    }

    private static String address(HttpServer web) {
        return "http://127.0.0.1:" + web.getAddress().getPort() + "/jwks.json";
    }
}
