package dev.headwater.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs a request to be asked who makes it. Each time is taken by itself: read the median, which work beside it hardly
 * moves.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AccessBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:00Z");

    /** Judges what is shown, with so many keys in the file. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init")
    public static class Keys {
        @Param({"1", "100", "1000"})
        public int count;

        private ApiKeys keys;
        private String last;

        @Setup(Level.Trial)
        public void make() throws Exception {
            Path file = Files.createTempDirectory("access-benchmark").resolve("keys.txt");
            SecureRandom random = new SecureRandom();
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < count; i++) {
                last = ApiKey.secret(random);
                text.append("key-")
                        .append(i)
                        .append(" resolve sha256:")
                        .append(HexFormat.of().formatHex(ApiKey.hash(last)))
                        .append('\n');
            }
            Files.writeString(file, text);
            keys = new ApiKeys(file);
        }

        @TearDown(Level.Trial)
        public void close() {
            keys.close();
        }
    }

    /** Tokens of each algorithm. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init")
    public static class Signed {
        @Param({"RS256", "ES256", "EdDSA"})
        public String algorithm;

        private Tokens tokens;
        private String token;

        @Setup(Level.Trial)
        public void make() throws Exception {
            KeyPair pair = pair(algorithm);
            Path file = Files.createTempFile("access-benchmark", ".pem");
            Files.writeString(
                    file,
                    "-----BEGIN PUBLIC KEY-----\n"
                            + Base64.getMimeEncoder()
                                    .encodeToString(pair.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----\n");
            tokens = new Tokens(new TokenSettings(file.toString(), "acme", "headwater", TokenSettings.ROLES));
            token = signed(algorithm, pair);
            if (!(tokens.judge(token, NOW) instanceof Credentials.Verdict.Known)) {
                throw new IllegalStateException("it opens nothing");
            }
        }

        @TearDown(Level.Trial)
        public void close() {
            tokens.close();
        }

        private static KeyPair pair(String algorithm) throws Exception {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(
                    algorithm.equals("RS256") ? "RSA" : algorithm.equals("ES256") ? "EC" : "Ed25519");
            if (algorithm.equals("RS256")) {
                generator.initialize(2_048);
            } else if (algorithm.equals("ES256")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        }

        private static String signed(String algorithm, KeyPair pair) throws Exception {
            JWTClaimsSet claims = new JWTClaimsSet.Builder()
                    .issuer("acme")
                    .audience("headwater")
                    .subject("a-job")
                    .expirationTime(Date.from(NOW.plusSeconds(60)))
                    .claim(TokenSettings.ROLES, "resolve")
                    .build();
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.parse(algorithm)), claims);
            if (algorithm.equals("EdDSA")) {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(pair.getPrivate());
                signature.update(token.getSigningInput());
                return new String(token.getSigningInput(), UTF_8) + "." + Base64URL.encode(signature.sign());
            }
            token.sign(
                    algorithm.equals("RS256")
                            ? new RSASSASigner(pair.getPrivate())
                            : new ECDSASigner((java.security.interfaces.ECPrivateKey) pair.getPrivate()));
            return token.serialize();
        }
    }

    /** The last of the keys, so that each is compared, as each is for any key. */
    @Benchmark
    public Object aKey(Keys keys) {
        return keys.keys.judge(keys.last, NOW);
    }

    @Benchmark
    public Object aTokenThatWasRightBefore(Signed signed) {
        return signed.tokens.judge(signed.token, NOW);
    }

    @Benchmark
    public Object aTokenThatIsNew(Signed signed) {
        signed.tokens.forget();
        return signed.tokens.judge(signed.token, NOW);
    }

    /** What keys do not cost: a hash that is slow by intent, with the rounds that are advised for passwords. */
    @Benchmark
    public Object aSlowHash() throws Exception {
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec("a password".toCharArray(), new byte[16], 600_000, 256))
                .getEncoded();
    }
}
