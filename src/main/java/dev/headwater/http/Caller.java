package dev.headwater.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * Who makes a call, as far as it has been shown.
 *
 * @param name the id of a key, or the subject of a token
 * @param roles what it may do
 */
record Caller(String name, Set<Role> roles) {
    /** Whoever it is, where no keys are asked for. */
    static final Caller ANYBODY = new Caller("anybody", Set.of(Role.ADMIN));

    private static final String PLACE = Caller.class.getName();

    Caller {
        roles = Set.copyOf(roles);
    }

    boolean may(Role asked) {
        return asked == Role.OPEN || roles.stream().anyMatch(role -> role.covers(asked));
    }

    void enters(RoutingContext context) {
        context.put(PLACE, this);
    }

    /** Who makes this call; {@link #ANYBODY} where nobody was asked. */
    static Caller of(RoutingContext context) {
        Caller caller = context.get(PLACE);
        return caller == null ? ANYBODY : caller;
    }
}
