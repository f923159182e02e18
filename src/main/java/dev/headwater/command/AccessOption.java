package dev.headwater.command;

import dev.headwater.access.AccessSettings;
import dev.headwater.access.Role;
import dev.headwater.access.TokenSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Who may call a service. */
final class AccessOption {
    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description =
                    "Ask every caller for a key of this file, which the command key makes. A change of the file is in"
                            + " force within a second or two (default: no keys, everybody may call)")
    private @Nullable Path keys;

    @Option(
            names = "--jwt-keys",
            paramLabel = "FILE|URL",
            description =
                    "Let callers in with JSON Web Tokens too (RS256, ES256, EdDSA), checked with the public keys here:"
                            + " a file of PEM or a JWKS document, or the https:// address of one (default: no tokens)")
    private @Nullable String jwtKeys;

    @Option(
            names = "--jwt-issuer",
            paramLabel = "TEXT",
            description = "With --jwt-keys: who must have issued a token (claim iss), to the letter")
    private @Nullable String jwtIssuer;

    @Option(
            names = "--jwt-audience",
            paramLabel = "TEXT",
            description = "With --jwt-keys: whom a token must be meant for (claim aud)")
    private @Nullable String jwtAudience;

    @Option(
            names = "--jwt-roles",
            paramLabel = "CLAIM",
            defaultValue = TokenSettings.ROLES,
            description =
                    "With --jwt-keys: the claim that holds roles, a list or words with spaces between, each as it is or"
                            + " after headwater: (default: ${DEFAULT-VALUE})")
    private String jwtRoles = TokenSettings.ROLES;

    @Option(
            names = "--jwt-ca",
            paramLabel = "FILE",
            description =
                    "With --jwt-keys https://…: the certificates (PEM) that alone are trusted to say who serves that address,"
                            + " such as those of an authority of your own (default: the ones that Java trusts)")
    private @Nullable Path jwtAuthorities;

    @Option(
            names = "--open-metrics",
            description = "Let everybody read /metrics, though there are keys. Without, it asks for the role read")
    private boolean openMetrics;

    @Option(
            names = "--cors-origin",
            paramLabel = "ORIGIN",
            split = ",",
            converter = Origin.class,
            description =
                    "Let web pages of this origin make calls of the roles tell and resolve, and no others, such as"
                            + " https://www.acme.example; several with commas between (default: no web page may)")
    private Set<String> origins = Set.of();

    @Option(
            names = "--without-keys",
            description = "Listen on an address that others reach, though whoever reaches it can ask")
    private boolean withoutKeys;

    AccessSettings settings() {
        TokenSettings tokens = jwtKeys == null || jwtIssuer == null || jwtAudience == null
                ? null
                : new TokenSettings(jwtKeys, jwtIssuer, jwtAudience, jwtRoles, jwtAuthorities);
        return new AccessSettings(keys, tokens, openMetrics ? Role.OPEN : Role.READ, origins);
    }

    /** Why a service must not start so, on that address; null where it may. */
    @Nullable
    String tooOpen(String host) {
        if ((jwtKeys == null) != (jwtIssuer == null) || (jwtKeys == null) != (jwtAudience == null)) {
            return "--jwt-keys, --jwt-issuer and --jwt-audience go together: without one of them a token that was meant for"
                    + " somebody else would do.";
        }
        if (jwtAuthorities != null && (jwtKeys == null || !jwtKeys.startsWith("https://"))) {
            return "--jwt-ca says who may serve the keys of tokens, and goes with --jwt-keys https://… alone.";
        }
        if (settings().asks() && withoutKeys) {
            return "--without-keys contradicts the keys that are named. Leave one of them out.";
        }
        if (settings().asks() || withoutKeys || isLoopback(host)) {
            return null;
        }
        return host + " can be reached by others, and no keys are named that could keep strangers out. Make one with"
                + " \"java -jar headwater.jar key add\" and name its file with --keys, listen on 127.0.0.1 behind a proxy"
                + " that keeps them out, or say --without-keys.";
    }

    /** An origin. */
    static final class Origin implements ITypeConverter<String> {
        @Override
        public String convert(String written) {
            String origin = AccessSettings.origin(written);
            if (origin == null) {
                throw new TypeConversionException("\"" + written
                        + "\" is not the origin of a web page, such as https://www.acme.example, without a path");
            }
            return origin;
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // Starting to listen will say so better.
            return true;
        }
    }
}
