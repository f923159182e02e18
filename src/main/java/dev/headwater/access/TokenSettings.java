package dev.headwater.access;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which JSON Web Tokens let somebody in.
 *
 * @param keys where the public keys are that they are signed with: a file of PEM or a JWKS document, or the address of one
 *     ({@code https://…}; {@code http://} to this machine alone)
 * @param issuer who must have issued them, to the letter
 * @param audience whom they must be meant for
 * @param rolesClaim the claim that holds the roles: a list of words, or words with spaces between
 * @param authorities a file with the certificates, in PEM, that alone are trusted to say who serves the address; null for
 *     those that Java trusts
 */
public record TokenSettings(
        String keys,
        String issuer,
        String audience,
        String rolesClaim,
        @Nullable Path authorities) {
    /** The claim that holds roles unless told otherwise. */
    public static final String ROLES = "roles";

    /** @throws IllegalArgumentException if one is blank */
    public TokenSettings {
        if (keys.isBlank() || issuer.isBlank() || audience.isBlank() || rolesClaim.isBlank()) {
            throw new IllegalArgumentException("tokens need keys, an issuer, an audience and a claim with roles");
        }
    }

    /** Tokens whose keys come from somebody whom Java trusts. */
    public TokenSettings(String keys, String issuer, String audience, String rolesClaim) {
        this(keys, issuer, audience, rolesClaim, null);
    }

    boolean isRemote() {
        return keys.startsWith("https://") || keys.startsWith("http://");
    }
}
