package dev.headwater.access;

import java.util.Set;

/**
 * Who makes a call, as far as it has been shown.
 *
 * @param name the id of a key, or the subject of a token
 * @param roles what it may do
 */
public record Caller(String name, Set<Role> roles) {
    /** Whoever it is, where no keys are asked for. */
    public static final Caller ANYBODY = new Caller("anybody", Set.of(Role.ADMIN));

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Whether one of its roles is enough for a call. */
    public boolean may(Role asked) {
        return asked == Role.OPEN || roles.stream().anyMatch(role -> role.covers(asked));
    }
}
