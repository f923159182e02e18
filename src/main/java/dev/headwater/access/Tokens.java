package dev.headwater.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON Web Tokens: signed with one of our public keys, by the issuer, for us, and of this time.
 *
 * <p>The algorithms are ours to choose, never the token's: RS256, ES256 and EdDSA, each with a key of its own kind. So
 * {@code none} opens nothing, nor does a public key used as the secret of an HMAC.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725, best current practices</a>
 */
final class Tokens implements Credentials {
    /** How far the clocks of issuers may be off. */
    static final Duration LEEWAY = Duration.ofSeconds(30);

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519);
    private static final Set<String> TYPES = Set.of("JWT", "AT+JWT");
    private static final String OUR_SCOPES = "headwater:";

    /**
     * Those that were right are remembered: checking a signature takes as long as half a dozen decisions (RS256) to a
     * hundred (ES256), and looking one up a fiftieth of one ({@code AccessBenchmark}).
     */
    private static final int REMEMBERED = 10_000;

    private final TokenSettings settings;
    private final TokenKeys.Source keys;
    private final Map<String, Proven> proven = new ConcurrentHashMap<>();

    private record Proven(TokenKeys by, JWTClaimsSet claims) {}

    /** @throws IOException if the keys cannot be had, in words for the one who named them */
    Tokens(TokenSettings settings) throws IOException {
        this(
                settings,
                settings.isRemote()
                        ? new RemoteKeys(settings.keys(), settings.authorities(), RemoteKeys.Pace.USUAL)
                        : file(settings));
    }

    Tokens(TokenSettings settings, TokenKeys.Source keys) {
        this.settings = settings;
        this.keys = keys;
    }

    private static TokenKeys.Source file(TokenSettings settings) throws IOException {
        LiveFiles<TokenKeys> file = new LiveFiles<>(
                "keys of tokens",
                List.of(Path.of(settings.keys())),
                LiveFiles.PAUSE,
                TokenKeys.reader(settings.keys()));
        return new TokenKeys.Source() {
            @Override
            public TokenKeys get() {
                return file.get();
            }

            @Override
            public void missed() {
                // What the file holds is known.
            }

            @Override
            public void close() {
                file.close();
            }
        };
    }

    @Override
    public boolean isMeant(String shown) {
        return shown.startsWith("eyJ") && shown.chars().filter(c -> c == '.').count() == 2;
    }

    @Override
    public Verdict judge(String shown, Instant now) {
        try {
            TokenKeys by = keys.get();
            Proven before = proven.get(shown);
            JWTClaimsSet claims = before != null && before.by() == by ? before.claims() : proven(shown, by);
            if (claims == null) {
                return new Verdict.Wrong("This token opens nothing here.");
            }
            String wrong = wrong(claims, now);
            if (wrong != null) {
                return new Verdict.Wrong(wrong);
            }
            return new Verdict.Known(new Caller(String.valueOf(claims.getSubject()), roles(claims)));
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return new Verdict.Wrong("This token cannot be read.");
        } catch (IOException e) {
            return new Verdict.Wrong("Tokens cannot be checked at the moment.");
        }
    }

    /** The claims of a token that was signed with one of the keys; null where it was not. */
    private @Nullable JWTClaimsSet proven(String shown, TokenKeys by) throws ParseException, JOSEException {
        SignedJWT token = SignedJWT.parse(shown);
        JWSHeader header = token.getHeader();
        if (!ALGORITHMS.contains(header.getAlgorithm()) || header.getCriticalParams() != null || !isOfOurType(header)) {
            return null;
        }
        List<JWK> fitting = by.fitting(header);
        if (fitting.isEmpty()) {
            keys.missed();
        }
        for (JWK key : fitting) {
            if (isSignedWith(token, key)) {
                JWTClaimsSet claims = token.getJWTClaimsSet();
                if (proven.size() >= REMEMBERED) {
                    proven.clear();
                }
                proven.put(shown, new Proven(by, claims));
                return claims;
            }
        }
        return null;
    }

    private static boolean isOfOurType(JWSHeader header) {
        return header.getType() == null
                || TYPES.contains(header.getType().getType().toUpperCase(java.util.Locale.ROOT));
    }

    /** Each kind of key checks its own algorithm, whatever the token says. */
    private static boolean isSignedWith(JWSObject token, JWK key) throws JOSEException {
        JWSAlgorithm algorithm = token.getHeader().getAlgorithm();
        if (key instanceof RSAKey rsa) {
            return algorithm.equals(JWSAlgorithm.RS256) && token.verify(new RSASSAVerifier(rsa));
        }
        if (key instanceof ECKey ec) {
            return algorithm.equals(JWSAlgorithm.ES256) && token.verify(new ECDSAVerifier(ec));
        }
        return key instanceof OctetKeyPair pair
                && (algorithm.equals(JWSAlgorithm.EdDSA) || algorithm.equals(JWSAlgorithm.Ed25519))
                && Ed25519.isSigned(
                        pair, token.getSigningInput(), token.getSignature().decode());
    }

    /** What a token that is genuine says against itself; null where nothing. */
    private @Nullable String wrong(JWTClaimsSet claims, Instant now) {
        if (!settings.issuer().equals(claims.getIssuer())) {
            return "This token is not from the issuer that is trusted here.";
        }
        if (!claims.getAudience().contains(settings.audience())) {
            return "This token is not meant for this service (claim aud).";
        }
        Date expires = claims.getExpirationTime();
        if (expires == null) {
            return "This token does not say when it expires (claim exp).";
        }
        if (!now.minus(LEEWAY).isBefore(expires.toInstant())) {
            return "This token expired at " + expires.toInstant() + ".";
        }
        Date from = claims.getNotBeforeTime();
        return from != null && now.plus(LEEWAY).isBefore(from.toInstant())
                ? "This token is not valid before " + from.toInstant() + "."
                : null;
    }

    /** The roles in the claim; words that are no role of ours are for others. */
    private Set<Role> roles(JWTClaimsSet claims) {
        Object claim = claims.getClaim(settings.rolesClaim());
        List<?> words = claim instanceof List<?> list
                ? list
                : claim instanceof String text ? Arrays.asList(text.split(" ", -1)) : List.of();
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Object word : words) {
            String name = String.valueOf(word);
            Role.ofKey(name.startsWith(OUR_SCOPES) ? name.substring(OUR_SCOPES.length()) : name)
                    .ifPresent(roles::add);
        }
        return roles;
    }

    /** Checks each token anew, as if it had not been shown before. */
    void forget() {
        proven.clear();
    }

    @Override
    public void close() {
        keys.close();
    }
}
