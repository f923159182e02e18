package dev.headwater.access;

/**
 * Which JSON Web Tokens let somebody in.
 *
 * @param keys where the public keys are that they are signed with: a file of PEM or a JWKS document, or the address of one
 *     ({@code https://…}; {@code http://} to this machine alone)
 * @param issuer who must have issued them, to the letter
 * @param audience whom they must be meant for
 * @param rolesClaim the claim that holds the roles: a list of words, or words with spaces between
 */
public record TokenSettings(String keys, String issuer, String audience, String rolesClaim) {
    /** The claim that holds roles unless told otherwise. */
    public static final String ROLES = "roles";

    /** @throws IllegalArgumentException if one is blank */
    public TokenSettings {
        if (keys.isBlank() || issuer.isBlank() || audience.isBlank() || rolesClaim.isBlank()) {
            throw new IllegalArgumentException("tokens need keys, an issuer, an audience and a claim with roles");
        }
    }

    boolean isRemote() {
        return keys.startsWith("https://") || keys.startsWith("http://");
    }
}
